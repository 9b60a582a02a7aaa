"""Articles put together by average link: the two groups that are most alike on average are joined first.

Single pass, which puts each article to the nearest group as it comes, depends on their order; average link
does not (P. Sneath and R. Sokal, "Numerical Taxonomy", 1973). As the likeness of two articles is a product
of vectors, that of two groups is the product of their sums: no table of all pairs is needed, and only groups
that share rare terms are looked at.

How alike reports of one event are differs from one corner of the news to another: short notes share little,
wire stories on one affair much, also where they tell of two days. So each article is measured by how alike
its nearest are (local scaling; L. Zelnik-Manor and P. Perona, "Self-Tuning Spectral Clustering", 2004).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_vectors import EventVectors, Ids, Values, neighbours

LEAST_LIKE = 0.12
"""Average likeness from which on two groups report one event, where their nearest are as alike as those of
most articles."""
LEAST_CLOSE = 0.45
"""How alike two groups of several articles must be on average, of how alike those of the looser one are: so
much that other days of the week alone keep groups apart that are alike in all else (relative closeness;
G. Karypis et al., "Chameleon: Hierarchical Clustering Using Dynamic Modeling", 1999)."""
_NEAR = 6
"""Nearest articles by which an article is measured."""
_LEAST_NEAR = 0.5
"""What they count for at least, of the median of all: who is like nobody joins none for that. Found with each
topic of the labelled events left out in turn; 0.4 and 0.6 are as good but for a quarter of a point."""
_HALF_DAYS = 60
"""Days between two articles that make them half as alike; the first is that of tomorrow's paper."""
_LEAST_BY_DAYS = 0.5
"""What is left at most distance: a trial or an anniversary may tell of the event again."""
_OTHER_WEEKDAY = 0.4
"""What is left where they name other days of the week, unless they are dated and lie near each other: of
reports on one event one pair in four does that, of reports on two events of a sort three in four."""
_NEAR_DAYS = 45
"""Days up to which dates speak for one affair. Articles further apart that name other days of the week are
as little alike as if they had no dates: that one is dated is no evidence for one event."""
_MOST_DAYS = 200
"""Articles of a group whose days are compared with those of another."""
_DIGITS = 6
"""Beyond them, likenesses depend on the order in which numbers are added up."""


@dataclass(frozen=True, slots=True)
class ReportDays:
    """The days of an article."""

    published: int
    """As an ordinal; 0 where it is not dated."""
    weekdays: int
    """The days of the week that it names, as bits; 0 for none."""


def group_articles(vectors: EventVectors, days: Sequence[ReportDays]) -> list[tuple[int, ...]]:
    """Return the groups of articles (places in `vectors`), each ascending, in the order of their first.

    `days` are those of the articles: the further two of them lie apart, the less alike they are; where one is
    not dated, or they lie far apart, the days of the week that they name speak too.
    """
    near = list(neighbours(vectors))
    groups = _Groups(_scaled(vectors, near), days)
    for one, (others, _) in enumerate(near):
        groups.consider(one, others.tolist())
    groups.join_all()
    return sorted(tuple(sorted(group)) for group in groups.members.values())


def _scaled(vectors: EventVectors, near: Sequence[tuple[Ids, Values]]) -> EventVectors:
    """Return vectors that are the longer the less alike the nearest of their articles are."""
    most = min(_NEAR, len(vectors) - 1)
    nearest = np.array([likeness[:most].sum() / max(most, 1) for _, likeness in near])
    usual = float(np.median(nearest)) if len(nearest) else 0.0
    if usual <= 0:
        return vectors
    lengths = np.sqrt(usual / np.maximum(nearest, _LEAST_NEAR * usual))
    return EventVectors(
        vectors.terms, vectors.values * lengths[vectors.owners()], vectors.offsets, vectors.holders
    )


class _Groups:
    """Groups of articles as they are joined, each known by its first article."""

    def __init__(self, vectors: EventVectors, days: Sequence[ReportDays]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(vectors))}
        self._days = {number: [(one.published, one.weekdays)] for number, one in enumerate(days)}
        self._sums: dict[int, tuple[Ids, Values]] = dict(enumerate(map(vectors.row, range(len(vectors)))))
        squares = np.bincount(vectors.owners(), vectors.values**2, minlength=len(vectors))
        self._own: list[float] = squares.tolist()
        """What the products of its articles with themselves add up to, for each group."""
        self._near: dict[int, set[int]] = {number: set() for number in range(len(vectors))}
        self._waiting: list[tuple[float, int, int, int, int]] = []
        """How alike two groups are, negative, the groups, and how many articles each had then."""
        self._whole = np.zeros(len(vectors.holders))

    def consider(self, one: int, others: Iterable[int]) -> None:
        """Take in that an article shares rare terms with others."""
        self._lay_out(one)
        for other in others:
            if other not in self._near[one]:
                self._near[one].add(other)
                self._near[other].add(one)
                self._wait(one, other)
        self._clear(one)

    def join_all(self) -> None:
        """Join the two that are most alike, until none are alike enough."""
        while self._waiting:
            _, one, other, *sizes = heapq.heappop(self._waiting)
            if sizes == [len(self.members.get(group, ())) for group in (one, other)]:
                self._join(one, other)

    def _join(self, one: int, other: int) -> None:
        (terms, values), (its_terms, its_values) = self._sum(one), self._sum(other)
        distinct, places = np.unique(np.concatenate((terms, its_terms)), return_inverse=True)
        sums = np.bincount(places, np.concatenate((values, its_values))).astype(np.float64)
        self._sums[one] = distinct.astype(np.int64), sums
        del self._sums[other]
        self.members[one] += self.members.pop(other)
        self._days[one] += self._days.pop(other)
        self._own[one] += self._own[other]
        self._near[one] = (self._near[one] | self._near.pop(other)) - {one, other}
        self._lay_out(one)
        for group in sorted(self._near[one]):
            self._near[group].discard(other)
            self._near[group].add(one)
            self._wait(one, group)
        self._clear(one)

    def _lay_out(self, group: int) -> None:
        terms, values = self._sum(group)
        self._whole[terms] = values

    def _clear(self, group: int) -> None:
        self._whole[self._sum(group)[0]] = 0.0

    def _wait(self, one: int, other: int) -> None:
        """Put two groups on the list, the first of which is laid out, where they are alike enough."""
        terms, values = self._sum(other)
        pairs = len(self.members[one]) * len(self.members[other])
        likeness = float(self._whole[terms] @ values) / pairs
        if likeness >= LEAST_LIKE:
            likeness *= self._by_days(one, other)
        likeness = round(likeness, _DIGITS)
        if likeness < LEAST_LIKE:
            return
        if likeness >= LEAST_CLOSE * min(self._within(one), self._within(other)):
            low, high = sorted((one, other))
            sizes = len(self.members[low]), len(self.members[high])
            heapq.heappush(self._waiting, (-likeness, low, high, *sizes))

    def _within(self, group: int) -> float:
        """How alike the articles of a group are on average, if their days are left aside; 0 for one alone."""
        count = len(self.members[group])
        if count < 2:
            return 0.0
        values = self._sum(group)[1]
        return (float(values @ values) - self._own[group]) / (count * (count - 1))

    def _by_days(self, one: int, other: int) -> float:
        """What is left of the likeness of two groups for the distance of their days, in (0, 1]."""
        ours, its = (np.array(self._days[group][:_MOST_DAYS]) for group in (one, other))
        apart = np.maximum(np.abs(ours[:, None, 0] - its[None, :, 0]) - 1, 0)
        by_date = np.maximum(_LEAST_BY_DAYS, 1 / (1 + apart / _HALF_DAYS))
        dated = (ours[:, None, 0] > 0) & (its[None, :, 0] > 0)
        named = (ours[:, None, 1] > 0) & (its[None, :, 1] > 0)
        others = named & (ours[:, None, 1] & its[None, :, 1] == 0)
        by_weekday = np.where(others, _OTHER_WEEKDAY, 1.0)
        by_both = np.where(apart < _NEAR_DAYS, by_date, np.minimum(by_date, by_weekday))
        return float(np.where(dated, by_both, by_weekday).mean())

    def _sum(self, group: int) -> tuple[Ids, NDArray[np.float64]]:
        return self._sums[group]
