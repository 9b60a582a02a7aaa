"""Units of text as weighted terms, and how alike they are.

A unit is an article or a passage. Rows of a sparse matrix in plain numpy: no scipy is needed for
the few products this takes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.text.background import rarity

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]

BACKGROUND_SHARE = 0.5
"""How much of a term's rarity comes from news at large, the rest from the units themselves."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse rows: the terms of row i are `terms[offsets[i]:offsets[i + 1]]`."""

    names: list[str]
    """Column to stem, in alphabetical order."""
    offsets: Ids
    terms: Ids
    counts: Numbers
    """How often each term stands in its row."""
    values: Numbers
    """Sublinear TF-IDF, each row of length one."""
    weights: Numbers
    """The inverse document frequency of every column."""

    def column(self, stem: str) -> int:
        """Return the column of a stem that is there."""
        return bisect_left(self.names, stem)

    @property
    def size(self) -> int:
        """Number of rows."""
        return len(self.offsets) - 1

    @property
    def rows(self) -> Ids:
        """The row of every entry."""
        return np.repeat(np.arange(self.size), np.diff(self.offsets))


def vectors(units: Sequence[Counter[str]]) -> Vectors:
    """Return the weighted terms of `units`: (1 + log tf) * idf, rows normalised to length one."""
    names = sorted({stem for unit in units for stem in unit})
    column = {stem: number for number, stem in enumerate(names)}
    offsets, terms, counts = _rows(units, column)
    holding = np.bincount(terms, minlength=len(names))
    local = np.log1p((len(units) - holding + 0.5) / (holding + 0.5))
    background = np.fromiter((rarity(name) for name in names), dtype=np.float64, count=len(names))
    weights = BACKGROUND_SHARE * background + (1 - BACKGROUND_SHARE) * local
    return _weighted(names, offsets, terms, counts, weights)


def like(model: Vectors, units: Sequence[Counter[str]]) -> Vectors:
    """Return `units` weighted as in `model`; every stem must be known there."""
    column = {stem: number for number, stem in enumerate(model.names)}
    offsets, terms, counts = _rows(units, column)
    return _weighted(model.names, offsets, terms, counts, model.weights)


def _rows(units: Sequence[Counter[str]], column: dict[str, int]) -> tuple[Ids, Ids, Numbers]:
    offsets = np.cumsum([0, *(len(unit) for unit in units)], dtype=np.int64)
    size = int(offsets[-1])
    terms = np.fromiter((column[stem] for unit in units for stem in unit), dtype=np.int64, count=size)
    counts = np.fromiter((count for unit in units for count in unit.values()), dtype=np.float64, count=size)
    return offsets, terms, counts


def _weighted(names: list[str], offsets: Ids, terms: Ids, counts: Numbers, weights: Numbers) -> Vectors:
    values = (1 + np.log(counts)) * weights[terms]
    size = len(offsets) - 1
    rows = np.repeat(np.arange(size), np.diff(offsets))
    norms = np.sqrt(np.bincount(rows, values * values, minlength=size))
    return Vectors(names, offsets, terms, counts, values / np.maximum(norms, 1e-12)[rows], weights)
