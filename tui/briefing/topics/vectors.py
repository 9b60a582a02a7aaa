"""Units of text as weighted terms, and how alike they are.

A unit is an article or a passage, as the numbers of its stems. Rows of a sparse matrix in plain
numpy: no scipy is needed for the few products this takes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.text.background import rarity
from briefing.topics.encoded_articles import Stems

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]

BACKGROUND_SHARE = 0.5
"""How much of a term's rarity comes from news at large, the rest from the units themselves."""
RARITY_POWER = 0.7
SATURATION = 0.6
"""The k1 of BM25: from how many uses on a word said again adds little."""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The terms by which units are compared, in alphabetical order, and what each is worth."""

    names: list[str]
    """Column to stem."""
    numbers: Ids
    """Column to the number of the stem in the vocabulary."""
    weights: Numbers
    """What every column is worth: its inverse document frequency, dampened."""

    def column(self, stem: str) -> int:
        return bisect_left(self.names, stem)

    @property
    def width(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Sparse rows: the columns of row i are `terms[offsets[i]:offsets[i + 1]]`."""

    space: Space
    offsets: Ids
    terms: Ids
    counts: Numbers
    """How often each term stands in its row."""
    values: Numbers
    """How much each term says of its row, each row of length one."""

    @property
    def size(self) -> int:
        return len(self.offsets) - 1

    @property
    def rows(self) -> Ids:
        """The row of every entry."""
        return np.repeat(np.arange(self.size), np.diff(self.offsets))


def vectors(units: Sequence[Stems], names: Sequence[str]) -> Vectors:
    """Return the weighted terms of `units`, rows normalised to length one.

    Counts saturate as in BM25 (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework:
    BM25 and Beyond", 2009), and rarity counts by its power 0.7: of very rare words, and of words said
    again and again, neighbours would otherwise be chosen by one word alone. `names` gives the stem of
    every number.
    """
    said = np.concatenate([*units, np.zeros(0, dtype=np.int32)])
    used = sorted(np.flatnonzero(np.bincount(said)).tolist(), key=names.__getitem__)
    columns = Space([names[number] for number in used], np.array(used, dtype=np.int64), np.zeros(len(used)))
    rows, terms, counts = _counted(columns, units, said)
    holding = np.bincount(terms, minlength=len(used))
    local = np.log1p((len(units) - holding + 0.5) / (holding + 0.5))
    background = np.fromiter((rarity(name) for name in columns.names), dtype=np.float64, count=len(used))
    weights: Numbers = (BACKGROUND_SHARE * background + (1 - BACKGROUND_SHARE) * local) ** RARITY_POWER
    return _weighted(Space(columns.names, columns.numbers, weights), len(units), rows, terms, counts)


def like(space: Space, units: Sequence[Stems]) -> Vectors:
    """Return `units` weighted as in `space`; stems it does not have are left out."""
    said = np.concatenate([*units, np.zeros(0, dtype=np.int32)])
    return _weighted(space, len(units), *_counted(space, units, said))


def subset(whole: Vectors, rows: Ids) -> Vectors:
    """Return some rows of `whole`, in the order given."""
    sizes = np.diff(whole.offsets)[rows]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    picked = np.arange(offsets[-1]) + np.repeat(whole.offsets[rows] - offsets[:-1], sizes)
    return Vectors(whole.space, offsets, whole.terms[picked], whole.counts[picked], whole.values[picked])


def _counted(space: Space, units: Sequence[Stems], said: Stems) -> tuple[Ids, Ids, Numbers]:
    """Return row, column and count of every entry, by row and column."""
    highest = max(int(said.max(initial=-1)), int(space.numbers.max(initial=-1)))
    column_of = np.full(highest + 1, -1, dtype=np.int64)
    column_of[space.numbers] = np.arange(space.width)
    columns = column_of[said]
    row_of = np.repeat(np.arange(len(units)), [len(unit) for unit in units])
    known = columns >= 0
    places = row_of[known] * max(space.width, 1) + columns[known]
    entries, counts = np.unique(places, return_counts=True)
    return entries // max(space.width, 1), entries % max(space.width, 1), counts.astype(np.float64)


def _weighted(space: Space, size: int, rows: Ids, terms: Ids, counts: Numbers) -> Vectors:
    values = counts / (counts + SATURATION) * space.weights[terms]
    norms = np.sqrt(np.bincount(rows, values * values, minlength=size))
    offsets = np.searchsorted(rows, np.arange(size + 1)).astype(np.int64)
    return Vectors(space, offsets, terms, counts, values / np.maximum(norms, 1e-12)[rows])
