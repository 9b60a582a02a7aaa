"""Articles put together by average link: the two groups that are most alike on average are joined first.

Single pass, which puts each article to the nearest group as it comes, depends on their order; average link
does not (P. Sneath and R. Sokal, "Numerical Taxonomy", 1973). As the likeness of two articles is a product
of vectors, that of two groups is the product of their sums: no table of all pairs is needed, and only groups
that share rare terms are looked at.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_vectors import EventVectors, Ids

LEAST_LIKE = 0.14
"""Average likeness from which on two groups report one event."""
RARE = 200
"""Articles that may have a term by which others are looked for."""
NEAREST = 40
"""Articles that are looked at for each."""
_DIGITS = 6
"""Beyond them, likenesses depend on the order in which numbers are added up."""


def group_articles(vectors: EventVectors, together: Sequence[Sequence[int]] = ()) -> list[tuple[int, ...]]:
    """Return the groups of articles (places in `vectors`), each ascending, in the order of their first.

    Those of each of `together` are copies: they count as one article, the first.
    """
    count = len(vectors.offsets) - 1
    folded = {other for group in together for other in group[1:]}
    standing = np.array([number not in folded for number in range(count)], dtype=bool)
    groups = _Groups(vectors)
    for likeness, one, other in _neighbours(vectors, standing):
        groups.consider(likeness, one, other)
    groups.join_all()
    members = {number: [number] for number in range(count)}
    for group in together:
        members[group[0]] = list(group)
    joined = [
        sorted(each for number in group for each in members[number])
        for group in groups.members.values()
        if standing[group[0]]
    ]
    return sorted(map(tuple, joined))


def _neighbours(vectors: EventVectors, standing: NDArray[np.bool_]) -> list[tuple[float, int, int]]:
    """Return pairs of articles that share rare terms, and how alike they are, the most alike first."""
    count = len(vectors.offsets) - 1
    owners = np.repeat(np.arange(count), np.diff(vectors.offsets))
    rare = (vectors.holders[vectors.terms] <= RARE) & standing[owners]
    by_term = np.flatnonzero(rare)[np.argsort(vectors.terms[rare], kind="stable")]
    starts = np.searchsorted(vectors.terms[by_term], np.arange(len(vectors.holders) + 1))
    whole = np.zeros(len(vectors.holders), dtype=np.float32)
    found: list[tuple[float, int, int]] = []
    for number in np.flatnonzero(standing).tolist():
        terms, values = vectors.row(number)
        few = vectors.holders[terms] <= RARE
        sizes = starts[terms[few] + 1] - starts[terms[few]]
        ends = np.cumsum(sizes)
        places = by_term[np.repeat(starts[terms[few] + 1] - ends, sizes) + np.arange(int(sizes.sum()))]
        others = owners[places]
        scores = np.bincount(others, vectors.values[places] * np.repeat(values[few], sizes), minlength=count)
        scores[number] = 0.0
        nearest = np.flatnonzero(scores > 0)
        if len(nearest) > NEAREST:
            nearest = nearest[np.argsort(-scores[nearest], kind="stable")[:NEAREST]]
        whole[terms] = values
        for other in nearest.tolist():
            its_terms, its_values = vectors.row(other)
            likeness = round(float(whole[its_terms] @ its_values), _DIGITS)
            found.append((likeness, min(number, other), max(number, other)))
        whole[terms] = 0.0
    return sorted(set(found), key=lambda one: (-one[0], one[1:]))


class _Groups:
    """Groups of articles as they are joined, each known by its first article."""

    def __init__(self, vectors: EventVectors) -> None:
        self._vectors = vectors
        count = len(vectors.offsets) - 1
        self.members: dict[int, list[int]] = {number: [number] for number in range(count)}
        self._sums: dict[int, tuple[Ids, NDArray[np.float64]]] = {}
        self._near: dict[int, set[int]] = {number: set() for number in range(count)}
        self._waiting: list[tuple[float, int, int, int, int]] = []
        """How alike two groups are, negative, the groups, and how many articles each had then."""
        self._whole = np.zeros(len(vectors.holders))

    def consider(self, likeness: float, one: int, other: int) -> None:
        """Take in that two groups are alike."""
        self._near[one].add(other)
        self._near[other].add(one)
        if likeness >= LEAST_LIKE:
            low, high = sorted((one, other))
            sizes = len(self.members[low]), len(self.members[high])
            heapq.heappush(self._waiting, (-likeness, low, high, *sizes))

    def join_all(self) -> None:
        """Join the two that are most alike, until none are alike enough."""
        while self._waiting:
            _, one, other, *sizes = heapq.heappop(self._waiting)
            there = [len(self.members[group]) if group in self.members else 0 for group in (one, other)]
            if sizes == there:
                self._join(one, other)

    def _join(self, one: int, other: int) -> None:
        terms, values = (
            np.concatenate(parts) for parts in zip(self._sum(one), self._sum(other), strict=True)
        )
        distinct, places = np.unique(terms, return_inverse=True)
        sums = np.bincount(places, values).astype(np.float64)
        self._sums[one] = distinct.astype(np.int64), sums
        self._sums.pop(other, None)
        self.members[one] += self.members.pop(other)
        near = (self._near[one] | self._near.pop(other)) - {one, other}
        self._near[one] = set()
        self._whole[self._sums[one][0]] = self._sums[one][1]
        for group in sorted(near):
            self._near[group] -= {one, other}
            its_terms, its_values = self._sum(group)
            pairs = len(self.members[one]) * len(self.members[group])
            self.consider(round(float(self._whole[its_terms] @ its_values) / pairs, _DIGITS), one, group)
        self._whole[self._sums[one][0]] = 0.0

    def _sum(self, group: int) -> tuple[Ids, NDArray[np.float64]]:
        known = self._sums.get(group)
        if known is None:
            terms, values = self._vectors.row(group)
            known = terms, values.astype(np.float64)
        return known
