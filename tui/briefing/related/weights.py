"""What terms and articles count in a search for related passages, at one state of a collection.

The formulas stand here, for a few terms at a time; `Weighed` has them worked out for a whole small
collection, so that thousands of questions in a row cost little each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from briefing.related.collection import Collection
from briefing.related.segment import gathered
from briefing.related.vocabulary import Ids, Numbers

K1 = 0.3
B = 0.2
"""BM25 (S. Robertson and H. Zaragoza, 2009): low, as passages are short and repeat little."""
BACKGROUND_SHARE = 0.4
"""How much of a term's rarity comes from news at large, and how much from what is open: ten
articles about one affair have no frequencies of their own, and the table knows no new names."""
STORY_POWER = 0.75
"""The likeness of two articles (a cosine) counts by this power."""
LEAD_BONUS = 0.2
LEAD_REACH = 3.0
"""News tells the event first and its background later: a passage's score is raised by
LEAD_BONUS * exp(-passages before it / LEAD_REACH)."""
LEAST_LIKENESS = 1e-6
PRECISION = 1e9
"""Scores are compared in steps of a billionth, so that the order of a sum never decides a tie."""


def word_rarities(collection: Collection, terms: Ids) -> Numbers:
    """Return how telling `terms` are in passages: their inverse document frequencies here and in
    news at large. The geometric mean nearly silences what stands everywhere here."""
    local = _inverse(collection.holding(terms), len(collection))
    background = collection.vocabulary.backgrounds(terms)
    blend: Numbers = background**BACKGROUND_SHARE * local ** (1 - BACKGROUND_SHARE)
    return blend


def whole_rarities(collection: Collection, terms: Ids) -> Numbers:
    """Return how telling `terms` are of whole articles: the same, as an arithmetic mean."""
    local = _inverse(collection.whole_holding(terms), collection.articles)
    return BACKGROUND_SHARE * collection.vocabulary.backgrounds(terms) + (1 - BACKGROUND_SHARE) * local


def saturated(counts: Numbers, lengths: NDArray[np.int32] | Numbers, mean_length: float) -> Numbers:
    """Return what a term counts that stands `counts` times in passages of `lengths` terms, but for
    its rarity."""
    impact: Numbers = counts * (K1 + 1) / (counts + K1 * (1 - B + B / mean_length * lengths))
    return impact


def lead(depths: Ids) -> Numbers:
    """Return what a passage's score is raised by, given how many passages stand before it."""
    bonus: Numbers = 1 + LEAD_BONUS * np.exp(-depths / LEAD_REACH)
    return bonus


def _inverse(holding: Numbers, units: int) -> Numbers:
    found: Numbers = np.log1p((units - holding + 0.5) / (holding + 0.5))
    return found


class Weighed:
    """The weights of a small collection, by unit, term and article."""

    def __init__(self, collection: Collection) -> None:
        collection.settle()
        self.version = collection.version
        everything = np.arange(len(collection.vocabulary))
        units = np.arange(collection.size)
        self.rarities = word_rarities(collection, everything)
        """By term."""
        self.impacts = [
            saturated(
                segment.tallies.astype(np.float64), segment.lengths[segment.units], collection.mean_length
            )
            for segment in collection.segments
        ]
        """Of each segment, beside its `units`."""
        self.articles = collection.articles_of(units)
        """The article of each unit."""
        self.lead = PRECISION * lead(collection.depths(units))
        self.alive = collection.alive()
        terms, counts, position = collection.terms_of(units)
        values = saturated(counts, collection.lengths(units)[position], collection.mean_length)
        values *= self.rarities[terms]
        self._terms, self._values, self._offsets = _unit_rows(terms, values, position, len(units))
        count = collection.article_firsts()[-1]
        terms, counts, position = collection.whole_terms_of(np.arange(count))
        values = (1 + np.log(counts)) * whole_rarities(collection, everything)[terms]
        self._whole_terms, self._whole_values, self._whole_offsets = _unit_rows(
            terms, values, position, count
        )
        self._whole_position = position

    def vectors(self, units: Ids) -> tuple[Ids, Numbers, Ids]:
        """Return term, weight and position in `units` of the units' vectors, each of length 1."""
        index, position = gathered(self._offsets, units)
        return self._terms[index], self._values[index], position

    def likenesses(self, own: int) -> Numbers:
        """Return the cosine of every article's sublinear TF-IDF vector with that of `own`, to the
        story power; 0 for `own` itself."""
        mine = np.zeros(len(self.rarities))
        here = slice(int(self._whole_offsets[own]), int(self._whole_offsets[own + 1]))
        mine[self._whole_terms[here]] = self._whole_values[here]
        products = np.bincount(
            self._whole_position,
            self._whole_values * mine[self._whole_terms],
            minlength=len(self._whole_offsets) - 1,
        )
        likeness: Numbers = np.maximum(products, LEAST_LIKENESS) ** STORY_POWER
        likeness[own] = 0.0
        return likeness


def _unit_rows(
    terms: Ids, values: Numbers, position: Ids, rows: int
) -> tuple[Ids, Numbers, NDArray[np.int64]]:
    """Return a ragged table whose rows, given in order, are scaled to length 1, and their offsets."""
    sizes = np.sqrt(np.bincount(position, values * values, minlength=rows))
    offsets = np.concatenate(([0], np.cumsum(np.bincount(position, minlength=rows))))
    return terms, values / np.maximum(sizes, 1e-12)[position], offsets
