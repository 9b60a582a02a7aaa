"""Articles put together by average link: the two groups that are most alike on average are joined first.

Single pass, which puts each article to the nearest group as it comes, depends on their order; average link
does not (P. Sneath and R. Sokal, "Numerical Taxonomy", 1973). As the likeness of two articles is a product
of vectors, that of two groups is the product of their sums: no table of all pairs is needed. Two groups that
are alike enough on average hold two articles that are: each set of articles that such pairs join is put
together by itself, and only those in which one came, changed or went are anew.

How alike reports of one event are differs from one corner of the news to another: short notes share little,
wire stories on one affair much, also where they tell of two days. So each article is measured by how alike
its nearest are (local scaling; L. Zelnik-Manor and P. Perona, "Self-Tuning Spectral Clustering", 2004).
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.events.alike_articles import AlikePairs, Ids, nearness
from briefing.events.event_vectors import MANY, Values

LEAST_LIKE = 0.12
"""Average likeness from which on two groups report one event, where their nearest are as alike as those of
most articles."""
LEAST_CLOSE = 0.45
"""How alike two groups of several articles must be on average, of how alike those of the looser one are: so
much that other days of the week alone keep groups apart that are alike in all else (relative closeness;
G. Karypis et al., "Chameleon: Hierarchical Clustering Using Dynamic Modeling", 1999)."""
_LEAST_NEAR = 0.5
"""What they count for at least, of the median of all: who is like nobody joins none for that. Found with each
topic of the labelled events left out in turn; 0.4 and 0.6 are as good but for a quarter of a point."""
_USUAL_STEP = 0.05
"""Steps in which that median is measured where articles are many, as a logarithm."""
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


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """What is known of an article that may be put together with others."""

    number: int
    """That of no other: as long as it is the same, so are its terms."""
    days: ReportDays
    length: float
    """What its vector is drawn out by: the more, the less alike it and its nearest are."""


class ArticleGroups:
    """Groups of articles; those of articles that are the same, and like no other, are known the next time."""

    def __init__(self) -> None:
        self._known: dict[tuple[ComparedReport, ...], list[list[int]]] = {}

    def of(
        self,
        reports: Sequence[ReportDays],
        numbers: Sequence[int],
        pairs: AlikePairs,
        vector: Callable[[int], tuple[Ids, Values]],
    ) -> list[tuple[int, ...]]:
        """Return the groups of articles (places in `reports`), each ascending, in the order of their first.

        `reports` are the articles' days: the further two of them lie apart, the less alike they are; where
        one is not dated, or they lie far apart, the days of the week that they name speak too. `numbers` say
        which articles they are: one number, one `vector`. `pairs` are all that are somewhat alike.
        """
        lengths = _lengths(nearness(pairs, len(reports)))
        likeness = pairs.likeness * lengths[pairs.one] * lengths[pairs.other]
        joined = likeness >= LEAST_LIKE
        ones, others = pairs.one[joined], pairs.other[joined]
        told = np.array([(one.published, one.weekdays) for one in reports], np.int64).reshape(-1, 2)
        likeness = (likeness[joined] * _by_days(told[ones], told[others])).round(_DIGITS)
        compared = list(map(ComparedReport, numbers, reports, lengths.tolist()))
        known: dict[tuple[ComparedReport, ...], list[list[int]]] = {}
        groups: list[tuple[int, ...]] = []
        for places, near in _components(len(reports), AlikePairs(ones, others, likeness)):
            if len(places) == 1:
                groups.append((places[0],))
                continue
            key = tuple(map(compared.__getitem__, places))
            found = self._known.get(key)
            if found is None:
                rows = [(terms, values * lengths[at]) for at in places for terms, values in (vector(at),)]
                joining = _Groups(rows, told[places], near)
                joining.join_all()
                found = [sorted(group) for group in joining.members.values()]
            known[key] = found
            groups += [tuple(places[at] for at in group) for group in found]
        self._known = known
        return sorted(groups)


def _lengths(nearest: Values) -> Values:
    """Return what vectors are drawn out by: the more, the less alike the nearest of their articles are."""
    usual = float(np.median(nearest)) if len(nearest) else 0.0
    if usual <= 0:
        return np.ones(len(nearest))
    if len(nearest) >= MANY:
        # In steps, so that an article that comes leaves others as they are.
        usual = math.exp(round(math.log(usual) / _USUAL_STEP) * _USUAL_STEP)
    return np.sqrt(usual / np.maximum(nearest, _LEAST_NEAR * usual))


_NearPair = tuple[int, int, float]
"""Two articles, the lower place first, and how alike they are, their days heeded."""


def _components(articles: int, pairs: AlikePairs) -> Iterator[tuple[list[int], list[_NearPair]]]:
    """Yield the articles that pairs join, also by way of others, ascending, and their pairs by places in
    these: no two groups of two of them can be alike enough on average."""
    of = list(range(articles))

    def first(one: int) -> int:
        while of[one] != one:
            of[one] = of[of[one]]
            one = of[one]
        return one

    found = sorted(
        zip(
            np.minimum(pairs.one, pairs.other).tolist(),
            np.maximum(pairs.one, pairs.other).tolist(),
            pairs.likeness.tolist(),
            strict=True,
        )
    )
    for one, other, _ in found:
        low, high = sorted((first(one), first(other)))
        of[high] = low
    members: defaultdict[int, list[int]] = defaultdict(list)
    place = [0] * articles
    for one in range(articles):
        group = members[first(one)]
        place[one] = len(group)
        group.append(one)
    near: defaultdict[int, list[_NearPair]] = defaultdict(list)
    for one, other, likeness in found:
        near[first(one)].append((place[one], place[other], likeness))
    for number, group in members.items():
        yield group, near[number]


def _by_days(ours: Ids, its: Ids) -> Values:
    """Return what is left of the likeness of reports for the distance of their days, (...), in (0, 1].

    Both are (..., 2): when they were published, and the weekdays that they name.
    """
    apart = np.maximum(np.abs(ours[..., 0] - its[..., 0]) - 1, 0)
    by_date = np.maximum(_LEAST_BY_DAYS, 1 / (1 + apart / _HALF_DAYS))
    dated = (ours[..., 0] > 0) & (its[..., 0] > 0)
    named = (ours[..., 1] > 0) & (its[..., 1] > 0)
    others = named & (ours[..., 1] & its[..., 1] == 0)
    by_weekday = np.where(others, _OTHER_WEEKDAY, 1.0)
    by_both = np.where(apart < _NEAR_DAYS, by_date, np.minimum(by_date, by_weekday))
    return np.asarray(np.where(dated, by_both, by_weekday), np.float64)


class _Groups:
    """Groups of articles as they are joined, each known by its first article."""

    def __init__(self, rows: Sequence[tuple[Ids, Values]], days: Ids, near: Iterable[_NearPair]) -> None:
        self.members: dict[int, list[int]] = {number: [number] for number in range(len(rows))}
        self._days = {number: days[number : number + 1] for number in range(len(rows))}
        self._sums: dict[int, tuple[Ids, Values]] = dict(enumerate(rows))
        self._own = {number: float(values @ values) for number, (_, values) in self._sums.items()}
        """What the products of its articles with themselves add up to, for each group."""
        self._near: dict[int, set[int]] = {number: set() for number in range(len(rows))}
        self._waiting: list[tuple[float, int, int, int, int]] = []
        """How alike two groups are, negative, the groups, and how many articles each had then."""
        for one, other, likeness in near:
            self._near[one].add(other)
            self._near[other].add(one)
            if likeness >= LEAST_LIKE:
                self._waiting.append((-likeness, one, other, 1, 1))
        heapq.heapify(self._waiting)
        self._whole = np.zeros(1 + max(int(terms.max(initial=0)) for terms, _ in rows))

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
        self._days[one] = np.concatenate((self._days[one], self._days.pop(other)))
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
            ours, its = (self._days[group][:_MOST_DAYS] for group in (one, other))
            likeness *= float(_by_days(ours[:, None], its[None]).mean())
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

    def _sum(self, group: int) -> tuple[Ids, NDArray[np.float64]]:
        return self._sums[group]
