"""Which units of text hold which terms, growing unit by unit.

Owns the numbers behind a search for related passages: postings (term to units), the forward form
(unit to terms), lengths and rarities. A unit is a passage, or a whole article: this module does
not know which. It never scores.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from briefing.related.families import family_rarity

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]

FIGURE_MARK = "#"
"""Begins a term that stands for a figure; no word contains it."""
FIGURE_RARITY = 6.0
"""What news at large says of a figure: about as rare as an uncommon name."""
BACKGROUND_SHARE = 0.4
"""How much of a term's rarity comes from news at large, and how much from what is open: ten
articles about one affair have no frequencies of their own, and the table knows no new names."""


MANY_TERMS = 5_000
"""From this many terms on it pays to weigh the whole vocabulary once."""


class Postings:
    """Terms by number, units by number, both in order of their first appearance."""

    def __init__(self, *, geometric: bool) -> None:
        self._geometric = geometric
        self.vocabulary: dict[str, int] = {}
        """Term to number."""
        self.names: list[str] = []
        """Number to term."""
        self._units: list[array[int]] = []
        self._counts: list[array[int]] = []
        self._holding = array("d")
        self._background = array("d")
        self._terms = array("i")
        self._term_counts = array("i")
        self._offsets = array("q", [0])
        self._lengths = array("d")
        self._total_length = 0.0
        self._known: Numbers | None = None
        """Rarities of all terms, once many were asked for at the present size."""

    def __len__(self) -> int:
        return len(self._lengths)

    def number_of(self, term: str) -> int:
        """Return the number of `term`, giving it one when it is new."""
        number = self.vocabulary.get(term)
        if number is None:
            number = self.vocabulary[term] = len(self.names)
            self.names.append(term)
            self._units.append(array("i"))
            self._counts.append(array("i"))
            self._holding.append(0.0)
            self._background.append(FIGURE_RARITY if term.startswith(FIGURE_MARK) else family_rarity(term))
        return number

    def add(self, counts: Mapping[str, int]) -> int:
        """Add a unit with its terms, and return its number. Costs what the unit costs."""
        unit = len(self._lengths)
        self._known = None
        for term, count in counts.items():
            number = self.number_of(term)
            self._units[number].append(unit)
            self._counts[number].append(count)
            self._holding[number] += 1.0
            self._terms.append(number)
            self._term_counts.append(count)
        length = float(sum(counts.values()))
        self._lengths.append(length)
        self._total_length += length
        self._offsets.append(len(self._terms))
        return unit

    @property
    def mean_length(self) -> float:
        """Mean number of terms in a unit; 1.0 when there is none."""
        return self._total_length / len(self) if self._total_length else 1.0

    def lengths(self, units: Ids) -> Numbers:
        """Return the number of terms of `units`."""
        return np.frombuffer(self._lengths, dtype=np.float64)[units]

    def holding(self, terms: Ids) -> Numbers:
        """Return how many units hold each of `terms`."""
        return np.frombuffer(self._holding, dtype=np.float64)[terms]

    def rarities(self, terms: Ids) -> Numbers:
        """Return how telling `terms` are: their inverse document frequencies here and in news at
        large, averaged. The geometric mean nearly silences what stands everywhere here."""
        if len(terms) < MANY_TERMS:
            return self._rarities(terms)
        if self._known is None:
            self._known = self._rarities(np.arange(len(self.names)))
        return self._known[terms]

    def _rarities(self, terms: Ids) -> Numbers:
        holding = self.holding(terms)
        local = np.log1p((len(self) - holding + 0.5) / (holding + 0.5))
        background = np.frombuffer(self._background, dtype=np.float64)[terms]
        if self._geometric:
            blend: Numbers = background**BACKGROUND_SHARE * local ** (1 - BACKGROUND_SHARE)
            return blend
        return BACKGROUND_SHARE * background + (1 - BACKGROUND_SHARE) * local

    def occurrences(self, term: int) -> tuple[Ids, Numbers]:
        """Return the units that hold `term` and how often each does."""
        units = np.array(self._units[term], dtype=np.int64)
        return units, np.array(self._counts[term], dtype=np.float64)

    def terms_of(self, units: Ids) -> tuple[Ids, Numbers, Ids]:
        """Return term, count and position in `units` for every term of these units."""
        offsets = np.frombuffer(self._offsets, dtype=np.int64)
        first = offsets[units]
        sizes = offsets[units + 1] - first
        position = np.repeat(np.arange(len(units)), sizes)
        ends = np.cumsum(sizes)
        at = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes - first, sizes)
        terms = np.frombuffer(self._terms, dtype=np.int32)[at].astype(np.int64)
        counts = np.frombuffer(self._term_counts, dtype=np.int32)[at].astype(np.float64)
        return terms, counts, position
