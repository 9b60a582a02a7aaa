"""Which articles are alike, kept so that one that comes is compared with the others and they are not anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_terms import EventTerms
from briefing.events.event_vectors import TermStatistics, Values, event_vectors, term_statistics
from briefing.text.shingles import term_hash

Ids = NDArray[np.int64]

_LEAST_SHARED = 0.03
"""What the products of two articles' rare terms must add up to, that the whole vectors are compared."""
_NEAR = 6
"""Nearest articles by which an article is measured."""
_DIGITS = 6
"""Beyond them, products depend on the order in which numbers are added up."""


class _KeptVector(NamedTuple):
    number: int
    """Never that of another, also not when the article has gone."""
    terms: Ids
    """Shape (T,)."""
    values: Values
    rare_terms: Ids
    rare_values: Values


class AlikePairs(NamedTuple):
    """Pairs of articles that share rare terms, each once: by their places in what is compared."""

    one: Ids
    """Shape (P,)."""
    other: Ids
    likeness: Values


class AlikeArticles:
    """Articles as vectors, with the products of all pairs that share rare terms."""

    def __init__(self) -> None:
        self._next = 0
        self._forget(term_statistics([]))

    def _forget(self, statistics: TermStatistics) -> None:
        self.statistics = statistics
        self._vocabulary: dict[int, int] = {}
        self._rows: dict[EventTerms, _KeptVector] = {}
        self._pairs = AlikePairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
        """By the numbers of their articles."""

    def compare(self, articles: Sequence[EventTerms]) -> AlikePairs:
        """Return the pairs of these articles; only those that were not there the last time are compared."""
        statistics = term_statistics(articles, self.statistics)
        if statistics is not self.statistics:
            self._forget(statistics)
        known = self._rows
        self._rows = {one: known[one] for one in articles if one in known}
        new = [one for one in articles if one not in known]
        for one, vector in zip(new, event_vectors(new, statistics), strict=True):
            terms = self._ids(one.hashes.tolist())
            rare = vector.is_rare
            self._rows[one] = _KeptVector(self._next, terms, vector.values, terms[rare], vector.values[rare])
            self._next += 1
        rows = [self._rows[one] for one in articles]
        places = np.full(self._next, -1, np.int64)
        numbers = np.array([row.number for row in rows], np.int64)
        places[numbers] = np.arange(len(rows))
        pairs = self._pairs
        stay = (places[pairs.one] >= 0) & (places[pairs.other] >= 0)
        ones, others, found = [pairs.one[stay]], [pairs.other[stay]], [pairs.likeness[stay]]
        are_new = numbers >= self._next - len(new)
        for place, near, products in self._compared(rows, are_new):
            ones.append(np.full(len(near), numbers[place]))
            others.append(numbers[near])
            found.append(products)
        self._pairs = AlikePairs(np.concatenate(ones), np.concatenate(others), np.concatenate(found))
        return AlikePairs(places[self._pairs.one], places[self._pairs.other], self._pairs.likeness)

    def number(self, article: EventTerms) -> int:
        """The number of an article that was compared: as long as it is the same, so are its vector and what
        it is like."""
        return self._rows[article].number

    def vector(self, article: EventTerms) -> tuple[Ids, Values]:
        """Terms and values of an article that was compared."""
        row = self._rows[article]
        return row.terms, row.values

    def weights(self, articles: Sequence[EventTerms]) -> Callable[[str], float]:
        """Return what the stem of a word tells of some articles that were compared: how many of them have it,
        and how few others do."""
        are_words = [one.families == 0 for one in articles]
        hashes = np.concatenate([one.hashes[own] for one, own in zip(articles, are_words, strict=True)])
        common = np.concatenate([one.commonness[own] for one, own in zip(articles, are_words, strict=True)])
        distinct, first, counts = np.unique(hashes, return_index=True, return_counts=True)
        statistics = self.statistics
        rarity = statistics.rarity(statistics.holders_of(distinct), common[first])
        told = dict(zip(distinct.tolist(), (rarity * counts / len(articles)).tolist(), strict=True))
        return lambda stem: told.get(term_hash(f"0{stem}"), 0.0)

    def _ids(self, hashes: Iterable[int]) -> Ids:
        vocabulary = self._vocabulary
        return np.array([vocabulary.setdefault(one, len(vocabulary)) for one in hashes], np.int64)

    def _compared(
        self, rows: Sequence[_KeptVector], are_new: NDArray[np.bool_]
    ) -> Iterable[tuple[int, Ids, Values]]:
        """Yield for each new article those it shares rare terms with, and the products; of two new ones the
        first is the later."""
        if not are_new.any():
            return
        owners = np.repeat(np.arange(len(rows)), [len(row.rare_terms) for row in rows])
        terms = np.concatenate([row.rare_terms for row in rows])
        values = np.concatenate([row.rare_values for row in rows])
        wanted = np.zeros(len(self._vocabulary), np.bool_)
        for place in np.flatnonzero(are_new).tolist():
            wanted[rows[place].rare_terms] = True
        asked = wanted[terms]
        owners, terms, values = owners[asked], terms[asked], values[asked]
        by_term = np.argsort(terms, kind="stable")
        owners, values = owners[by_term], values[by_term]
        starts = np.searchsorted(terms[by_term], np.arange(len(self._vocabulary) + 1))
        whole = np.zeros(len(self._vocabulary))
        for place in np.flatnonzero(are_new).tolist():
            row = rows[place]
            begins = starts[row.rare_terms]
            sizes = starts[row.rare_terms + 1] - begins
            at = np.repeat(begins - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
            products = values[at] * np.repeat(row.rare_values, sizes)
            shared = np.bincount(owners[at], products, minlength=len(rows)).round(_DIGITS)
            shared[place] = 0.0
            shared[place:][are_new[place:]] = 0.0
            near = np.flatnonzero(shared >= _LEAST_SHARED)
            whole[row.terms] = row.values
            found = [float(whole[rows[one].terms] @ rows[one].values) for one in near.tolist()]
            whole[row.terms] = 0.0
            yield place, near, np.array(found).round(_DIGITS)


def nearness(pairs: AlikePairs, articles: int) -> Values:
    """Return for each article, (articles,), how alike it is on average to the `_NEAR` nearest."""
    most = min(_NEAR, articles - 1)
    if most < 1:
        return np.zeros(articles)
    one = np.concatenate((pairs.one, pairs.other))
    likeness = np.concatenate((pairs.likeness, pairs.likeness))
    order = np.lexsort((-likeness, one))
    one, likeness = one[order], likeness[order]
    rank = np.arange(len(one)) - np.searchsorted(one, one)
    near = rank < most
    return np.bincount(one[near], likeness[near], minlength=articles) / most
