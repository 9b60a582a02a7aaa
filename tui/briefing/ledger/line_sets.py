"""Lines: sets of mentions that measure one thing.

Mentions whose values can all be meant are joined by average linkage (R. Sokal and C. Michener, 1958), never
by a chain: every pair of a line has to hold, and an article cannot stand in one line with two values. Then
lines whose values contradict each other are one quantity where they are each other's best partner, no
article gives both, and their words leave hardly a doubt; else each stays by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.likeness import PairLogits
from briefing.ledger.pair_features import Flags, Numbers

JOINED = 0.4
"""The mean logit of the pairs between two sets from which on they are joined."""
HOLDS = -3.0
"""The logit below which a pair of mentions keeps their sets apart, whatever the mean."""
CONFLICT = 0.8
"""The logit from which on two sets that contradict each other are one quantity."""
_FARTHEST = 4.0
_MOST_MAY = 0.5
"""The part of the pairs between two sets of which it can be said that they differ."""
_LEAST_CONTEXT = -5.0
"""Sets whose words are less alike are not looked at for a conflict."""
_NONE = -9.0
_HIGHEST = (
    "age of the same",
    "same unit",
    "kindred unit",
    "same role",
    "measured",
    "nearest name",
    "names",
    "near",
    "pattern",
    "figures",
)
"""Features of the pair in which two sets are most alike."""
_MEAN = ("age of another", "vague", "other unit", "elsewhere", "other role", "one role", "other nearest name")
"""Features of all their pairs together."""
CONFLICT_FEATURES = (
    "context",
    "best pair",
    "mean pair",
    "ahead",
    "articles",
    "articles of the smaller",
    "ratio",
    "ages",
    "same event",
    "date",
    *_HIGHEST,
    *_MEAN,
)


class Conflict(NamedTuple):
    """Two sets of mentions whose values contradict each other."""

    one: int
    other: int
    features: tuple[float, ...]
    """In the order of `CONFLICT_FEATURES`."""


def agreeing_sets(found: PairLogits, place: NDArray[np.int64]) -> list[list[int]]:
    """Return the sets of mentions whose values can all be meant, each in order, by their first."""
    size = len(place)
    summed = found.final.astype(np.float64)
    least = np.where(place[:, None] == place[None, :], np.inf, summed)
    apart = found.contradict.copy()
    np.fill_diagonal(apart, True)
    count = np.ones(size)
    members: list[list[int]] = [[number] for number in range(size)]
    mean = np.where(apart | (least < HOLDS), -np.inf, summed)
    while size:
        one, other = divmod(int(mean.argmax()), size)
        if not mean[one, other] >= JOINED:
            break
        summed[one] += summed[other]
        summed[:, one] = summed[one]
        least[one] = np.minimum(least[one], least[other])
        least[:, one] = least[one]
        apart[one] |= apart[other]
        apart[:, one] = apart[one]
        apart[other] = apart[:, other] = True
        count[one] += count[other]
        members[one] += members[other]
        members[other] = []
        mean[other] = mean[:, other] = -np.inf
        mean[one] = np.where(apart[one] | (least[one] < HOLDS), -np.inf, summed[one] / (count[one] * count))
        mean[:, one] = mean[one]
    return [sorted(set_) for set_ in members if set_]


def conflicts(
    sets: Sequence[Sequence[int]],
    found: PairLogits,
    features: Numbers,
    names: Sequence[str],
    place: NDArray[np.int64],
    *,
    dates: bool,
) -> Iterator[Conflict]:
    """Yield each two sets whose values contradict each other, whose words are somewhat alike, and that no
    article holds both of."""
    if len(sets) < 2:
        return
    gathered = _Gathered(sets)
    columns = {name: names.index(name) for name in names}
    contradict = gathered.most(found.contradict.astype(np.float32)) > 0
    best = gathered.best(found.context)
    held = gathered.holding(place)
    common = held @ held.T
    counted = held.sum(axis=1)
    free = contradict & (common == 0)
    may = may_differ(features, columns, dates=dates)
    told = free & (gathered.mean(may.astype(np.float32)) >= _MOST_MAY)
    wanted = np.argwhere(np.tril(told & (best >= _LEAST_CONTEXT), -1)).tolist()
    if not wanted:
        return
    highest = _two_highest(np.where(free, best, _NONE))
    highest_of = [columns[name] for name in ("both ages", "same event", *_HIGHEST)]
    mean_of = [columns[name] for name in _MEAN]
    for one, other in wanted:
        alike = float(best[one, other])
        ahead = min(alike - _but(highest[one], other), alike - _but(highest[other], one))
        between = np.ix_(sets[one], sets[other])
        pairs, rows = found.final[between], features[between].reshape(-1, len(names))
        most, mean = rows.max(axis=0), rows.mean(axis=0)
        ages, event, *most_alike = most[highest_of].tolist()
        yield Conflict(
            one,
            other,
            (
                alike,
                min(max(float(pairs.max()), _NONE), 3.0),
                min(max(float(pairs.mean()), _NONE), 3.0),
                min(max(ahead, -_FARTHEST), _FARTHEST),
                math.log(counted[one] + counted[other]),
                math.log(min(counted[one], counted[other])),
                float(rows[:, columns["ratio"]].min()),
                ages,
                event,
                float(dates),
                *most_alike,
                *mean[mean_of].tolist(),
            ),
        )


def may_differ(features: Numbers, columns: Mapping[str, int], *, dates: bool) -> Flags:
    """Return the pairs of which it can be said that they differ, (n, n): those of one event whose units name
    the same sort of thing, of one age or of none, of one length of time or of none."""

    def holds(name: str) -> Flags:
        return np.asarray(features[..., columns[name]] > 0, np.bool_)

    same_sort = holds("same unit") | holds("kindred unit") | holds("generic unit")
    another = holds("other unit") | (holds("no unit") & ~same_sort) | holds("vague, other unit")
    ages = ~holds("one age") & (~holds("both ages") | holds("age of the same"))
    times = ~holds("one told from another time")
    return np.asarray(holds("same event") & ages & times & (dates | ~another), np.bool_)


def _two_highest(rows: Numbers) -> list[tuple[int, float, float]]:
    """For each row where its highest value stands, that value, and the second highest."""
    order = np.argsort(rows, axis=1)
    first = order[:, -1]
    numbers = np.arange(len(rows))
    return list(
        zip(first.tolist(), rows[numbers, first].tolist(), rows[numbers, order[:, -2]].tolist(), strict=True)
    )


def _but(highest: tuple[int, float, float], column: int) -> float:
    """The highest value of a row, one column left out."""
    where, first, second = highest
    return second if where == column else first


class _Gathered:
    """Matrices over n mentions brought together to matrices over s sets of them."""

    def __init__(self, sets: Sequence[Sequence[int]]) -> None:
        self._order = np.array([member for set_ in sets for member in set_])
        self._sizes = np.array([len(set_) for set_ in sets])
        self._starts = np.concatenate([[0], np.cumsum(self._sizes)[:-1]])

    def most(self, matrix: Numbers) -> Numbers:
        """The highest of the pairs between each two sets, (s, s)."""
        rows = np.maximum.reduceat(matrix[np.ix_(self._order, self._order)], self._starts, axis=0)
        return np.asarray(np.maximum.reduceat(rows, self._starts, axis=1))

    def mean(self, matrix: Numbers) -> Numbers:
        """The mean of the pairs between each two sets, (s, s)."""
        rows = np.add.reduceat(matrix[np.ix_(self._order, self._order)], self._starts, axis=0)
        summed = np.add.reduceat(rows, self._starts, axis=1)
        return np.asarray(summed / (self._sizes[:, None] * self._sizes[None, :]))

    def best(self, matrix: Numbers) -> Numbers:
        """The mean, over all members of two sets, of the best pair that each has in the other, (s, s)."""
        by_column = np.maximum.reduceat(matrix[np.ix_(self._order, self._order)], self._starts, axis=1)
        summed = np.add.reduceat(by_column, self._starts, axis=0)
        return np.asarray((summed + summed.T) / (self._sizes[:, None] + self._sizes[None, :]))

    def holding(self, place: NDArray[np.int64]) -> Numbers:
        """Which articles each set holds, (s, articles), 1 or 0."""
        held = np.zeros((len(self._order), int(place.max()) + 1), np.float32)
        held[np.arange(len(self._order)), place[self._order]] = 1
        return np.asarray(np.maximum.reduceat(held, self._starts, axis=0))


def with_conflicts(
    sets: Sequence[Sequence[int]],
    found: Sequence[tuple[Conflict, float]],
    place: NDArray[np.int64],
) -> list[list[int]]:
    """Return the sets, those joined whose conflicts have a logit that is high enough.

    Joined are only sets without a common article, and several only where each two of them are as sure.
    """
    logits = {frozenset((one.one, one.other)): logit for one, logit in found}
    groups: dict[int, list[int]] = {number: [number] for number in range(len(sets))}
    of = list(range(len(sets)))
    articles = [frozenset(place[list(set_)].tolist()) for set_ in sets]
    for one, logit in sorted(found, key=lambda row: (-row[1], row[0].one, row[0].other)):
        if logit < CONFLICT:
            break
        first, second = sorted((of[one.one], of[one.other]))
        if first == second:
            continue
        between = [logits.get(frozenset((x, y)), _NONE) for x in groups[first] for y in groups[second]]
        shared = frozenset().union(*(articles[x] for x in groups[first])) & frozenset().union(
            *(articles[y] for y in groups[second])
        )
        if shared or min(between) < CONFLICT - 1:
            continue
        groups[first] += groups.pop(second)
        for number in groups[first]:
            of[number] = first
    return [sorted(member for number in group for member in sets[number]) for group in groups.values()]
