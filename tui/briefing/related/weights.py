"""What terms and articles count in a search for related passages, at one state of a collection.

The formulas stand here, for a few terms at a time; `CollectionWeights` has them worked out for a whole small
collection, so that thousands of questions in a row cost little each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.related.segment import Segment
from briefing.related.segment_set import SegmentSet
from briefing.related.term_vocabulary import Ids, Numbers

K1 = 0.3
B = 0.2
"""BM25 (S. Robertson and H. Zaragoza, 2009): low, as passages are short and repeat little."""
BACKGROUND_SHARE = 0.4
"""How much of a term's rarity comes from news at large, and how much from what is open: ten
articles about one event have no frequencies of their own, and the table knows no new names."""
SIMILARITY_POWER = 0.75
"""The likeness of two articles (a cosine) counts by this power."""
LEAD_BONUS = 0.2
LEAD_REACH = 3.0
"""News tells the event first and its background later: a passage's score is raised by
LEAD_BONUS * exp(-passages before it / LEAD_REACH)."""
LEAST_LIKENESS = 1e-6
HOLDERS_KEPT = 50_000
"""Terms whose holders stay at hand; about 300 bytes each."""
PRECISION = 1e9
"""Scores are compared in steps of a billionth, so that the order of a sum never decides a tie."""


def word_rarities(collection: SegmentSet, terms: Ids) -> Numbers:
    """Return how distinctive `terms` are in passages: their inverse document frequencies here and in
    news at large. The geometric mean nearly silences what stands everywhere here."""
    local = _inverse(collection.holding(terms), len(collection))
    background = collection.vocabulary.backgrounds(terms)
    blend: Numbers = background**BACKGROUND_SHARE * local ** (1 - BACKGROUND_SHARE)
    return blend


def whole_rarities(collection: SegmentSet, terms: Ids) -> Numbers:
    """Return how distinctive `terms` are of whole articles: the same, as an arithmetic mean."""
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


class _Holders(dict[int, tuple[Ids, Numbers]]):
    """Which units hold each term, numbered through all segments, and what it counts in each but for
    its rarity: found when first asked for, as most questions share most of their terms with others."""

    def __init__(self, collection: SegmentSet) -> None:
        super().__init__()
        everything = np.arange(len(collection.vocabulary))
        self._parts = [
            _SegmentPart.of(segment, first, everything, collection.mean_length)
            for segment, first in zip(collection.segments, collection.firsts, strict=False)
        ]

    def __missing__(self, term: int) -> tuple[Ids, Numbers]:
        parts = [part.holders(term) for part in self._parts]
        units, impacts = zip(*parts, strict=True)
        found = parts[0] if len(parts) == 1 else (np.concatenate(units), np.concatenate(impacts))
        self[term] = found
        return found

    def bound(self) -> None:
        """Begin anew when so much is at hand that memory counts."""
        if len(self) > HOLDERS_KEPT:
            self.clear()


class _SegmentPart(NamedTuple):
    """The same for one segment, by term."""

    starts: list[int]
    ends: list[int]
    units: Ids
    impacts: Numbers

    @classmethod
    def of(cls, segment: Segment, first: int, terms: Ids, mean_length: float) -> _SegmentPart:
        """Return the holders in a segment whose first unit is `first`."""
        starts, ends = segment.postings(terms)
        impacts = saturated(segment.tallies.astype(np.float64), segment.lengths[segment.units], mean_length)
        return cls(starts.tolist(), ends.tolist(), segment.units.astype(np.int64) + first, impacts)

    def holders(self, term: int) -> tuple[Ids, Numbers]:
        """Return the units that hold a term, and what it counts in each."""
        here = slice(self.starts[term], self.ends[term])
        return self.units[here], self.impacts[here]


class CollectionWeights:
    """The weights of a small collection, by unit, term and article."""

    def __init__(self, collection: SegmentSet) -> None:
        collection.settle()
        self.version = collection.version
        everything = np.arange(len(collection.vocabulary))
        units = np.arange(collection.size)
        self.rarities = word_rarities(collection, everything)
        """By term."""
        self._holders = _Holders(collection)
        self.articles = collection.articles_of(units)
        """The article of each unit."""
        self.lead = PRECISION * lead(collection.depths(units))
        self.alive = collection.alive()
        terms, counts, position = collection.terms_of(units)
        values = saturated(counts, collection.lengths(units)[position], collection.mean_length)
        values *= self.rarities[terms]
        self._terms, self._values, offsets = _unit_rows(terms, values, position, len(units))
        self._bounds: list[int] = offsets.tolist()
        count = collection.article_firsts()[-1]
        terms, counts, position = collection.whole_terms_of(np.arange(count))
        values = (1 + np.log(counts)) * whole_rarities(collection, everything)[terms]
        self._whole_terms, self._whole_values, self._whole_offsets = _unit_rows(
            terms, values, position, count
        )
        self._whole_position = position

    def terms(self, unit: int) -> Ids:
        """Return the terms of a unit, in order of their first appearance."""
        return self._terms[self._bounds[unit] : self._bounds[unit + 1]]

    def vectors(self, units: Ids) -> tuple[Ids, Numbers, list[int]]:
        """Return terms and weights of the units' vectors, each of length 1, and how many each has."""
        rows = [slice(self._bounds[unit], self._bounds[unit + 1]) for unit in units.tolist()]
        terms = np.concatenate([self._terms[row] for row in rows])
        values = np.concatenate([self._values[row] for row in rows])
        return terms, values, [row.stop - row.start for row in rows]

    def holders(self, terms: Ids) -> tuple[Sequence[Ids], Sequence[Numbers]]:
        """Return, for each of `terms`, the units that hold it, and what it counts in each but for its
        rarity. There is at least one term."""
        self._holders.bound()
        units, impacts = zip(*map(self._holders.__getitem__, terms.tolist()), strict=True)
        return units, impacts

    def likenesses(self, own: int) -> Numbers:
        """Return the cosine of every article's sublinear TF-IDF vector with that of `own`, to the
        similarity power; 0 for `own` itself."""
        mine = np.zeros(len(self.rarities))
        here = slice(int(self._whole_offsets[own]), int(self._whole_offsets[own + 1]))
        mine[self._whole_terms[here]] = self._whole_values[here]
        products = np.bincount(
            self._whole_position,
            self._whole_values * mine[self._whole_terms],
            minlength=len(self._whole_offsets) - 1,
        )
        likeness: Numbers = np.maximum(products, LEAST_LIKENESS) ** SIMILARITY_POWER
        likeness[own] = 0.0
        return likeness


class ArticleSimilarities:
    """How like one article the others of a large collection are: worked out for those asked for."""

    def __init__(self, collection: SegmentSet, own: int, rarities: Numbers | None) -> None:
        """`rarities` are those of all terms in whole articles, if they are known already."""
        self.own, self.version = own, collection.version
        if rarities is None:
            rarities = whole_rarities(collection, np.arange(len(collection.vocabulary)))
        self.rarities = rarities
        self._collection = collection
        self._likeness = np.full(collection.article_firsts()[-1], np.nan)
        self._likeness[own] = 0.0
        terms, values, _ = self._vectors(np.array([own]))
        self._mine = np.zeros(len(rarities))
        self._mine[terms] = values / max(float(np.sqrt(values @ values)), 1e-12)

    def likenesses(self, articles: Ids) -> Numbers:
        """Return the cosine of the articles' sublinear TF-IDF vectors with that of `own`, to the
        similarity power; 0 for `own` itself. `articles` are distinct."""
        new = articles[np.isnan(self._likeness[articles])]
        terms, values, position = self._vectors(new)
        norms = np.sqrt(np.bincount(position, values * values, minlength=len(new)))
        products = np.bincount(position, values * self._mine[terms], minlength=len(new))
        cosines = products / np.maximum(norms, 1e-12)
        self._likeness[new] = np.maximum(cosines, LEAST_LIKENESS) ** SIMILARITY_POWER
        return np.asarray(self._likeness[articles])

    def _vectors(self, articles: Ids) -> tuple[Ids, Numbers, Ids]:
        terms, counts, position = self._collection.whole_terms_of(articles)
        return terms, (1 + np.log(counts)) * self.rarities[terms], position


def _unit_rows(
    terms: Ids, values: Numbers, position: Ids, rows: int
) -> tuple[Ids, Numbers, NDArray[np.int64]]:
    """Return a ragged table whose rows, given in order, are scaled to length 1, and their offsets."""
    sizes = np.sqrt(np.bincount(position, values * values, minlength=rows))
    offsets = np.concatenate(([0], np.cumsum(np.bincount(position, minlength=rows))))
    return terms, values / np.maximum(sizes, 1e-12)[position], offsets
