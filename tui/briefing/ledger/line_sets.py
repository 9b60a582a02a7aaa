"""Lines: sets of mentions that measure one thing.

Mentions whose values can all be meant are joined by average linkage (R. Sokal and C. Michener, 1958), never
by a chain: every pair of a line has to hold, and an article cannot stand in one line with two values. Each
mention then goes to the line that speaks most for it. Then
lines whose values contradict each other are one quantity where they are each other's best partner, no
sentence tells both side by side, and their words, looked at without the values, leave hardly a doubt; else
each stays by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.likeness import CHOICE_FEATURES, Group, PairLogits, Weights
from briefing.ledger.pair_features import Flags, Numbers

JOINED = 0.3
"""The mean logit of the pairs between two sets from which on they are joined."""
SETTLED = 0.3
"""The logit of a pair from which on it speaks for a mention to stand in a set."""
_ROUNDS = 5
_LEAST_GAIN = 1e-6
HOLDS = -3.0
"""The logit below which a pair of mentions keeps their sets apart, whatever the mean."""
CONFLICT = -0.7
"""How sure it has to be that two sets that contradict each other are one quantity."""
_LESS_LIKELY: Mapping[Group, float] = {"count": -1.0, "duration": 0.25, "amount": 1.25, "date": 0.25}
"""What is taken off the logit of a conflict, by what its figures are (as J. Platt, "Probabilistic outputs for
support vector machines", 1999): a count tells by its noun what it counts, so that two that differ are mostly
one; of sizes, prices and shares, half those that look alike are of two things."""
_SUREST = 12.0
_LESS_SURE = 3.0
"""By how much less sure one conflict may be where several sets are joined."""
_FARTHEST = 4.0
_MOST_MAY = 0.5
"""The part of the pairs between two sets of which it can be said that they differ."""
_LEAST_CONTEXT = -5.0
"""Sets whose words are less alike are not looked at for a conflict."""
NO_CONFLICT = -9.0
_HIGHEST = (
    "clause",
    "same role and name",
    "same nearest role",
    "same day beside",
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
    "measured known",
    "ratio",
)
"""Features of the pair in which two sets are most alike, and how far their values lie apart at most."""
_MEAN = (
    "shared",
    "sentence",
    "other nearest role",
    "other day beside",
    "age of another",
    "vague",
    "other unit",
    "elsewhere",
    "other role",
    "one role",
    "other nearest name",
)
"""Features of all their pairs together."""
_HIGHEST_OF_CHOICE = ("clause with partners", "pattern with partners", "most ahead in context")
_MEAN_OF_CHOICE = ("least ahead of rivals", "least ahead", "common partners")
CONFLICT_FEATURES = (
    "context",
    "ahead",
    "articles",
    "articles of the smaller",
    "articles with both",
    "ages",
    "same event",
    "date",
    "count",
    *_HIGHEST,
    *_MEAN,
    *_HIGHEST_OF_CHOICE,
    *_MEAN_OF_CHOICE,
)
"""None looks at the values but by their size: that they differ is no evidence against a join where the words
agree, only that one is ten times the other is."""


_HIGHEST_CHOICE = [CHOICE_FEATURES.index(name) for name in _HIGHEST_OF_CHOICE]
_MEAN_CHOICE = [CHOICE_FEATURES.index(name) for name in _MEAN_OF_CHOICE]


class Conflict(NamedTuple):
    """Two sets of mentions whose values contradict each other."""

    one: int
    other: int
    pair: float
    """The logit of the mean chance that their pairs have by all that is known of them, the values too."""
    features: tuple[float, ...]
    """In the order of `CONFLICT_FEATURES`."""
    named_apart: bool
    """Whether all of both stand with names, and no two with the same."""


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
    return _settled([sorted(set_) for set_ in members if set_], found, place)


def _settled(sets: Sequence[Sequence[int]], found: PairLogits, place: NDArray[np.int64]) -> list[list[int]]:
    """Return the sets after each mention has gone, in order, to that whose mentions speak most for it, or to
    none: what was joined early is not bound to its first partner (N. Bansal, A. Blum, S. Chawla,
    "Correlation clustering", 2004)."""
    size = len(place)
    of = np.empty(size, np.int64)
    for number, set_ in enumerate(sets):
        of[list(set_)] = number
    speaks = found.final.astype(np.float64) - SETTLED
    elsewhere = place[:, None] != place[None, :]
    speaks[~elsewhere] = 0
    apart = found.contradict | (elsewhere & (found.final < HOLDS))
    np.fill_diagonal(apart, False)
    numbers = len(sets) + size
    for _ in range(_ROUNDS):
        moved = False
        for mention in range(size):
            gain = np.bincount(of, speaks[mention], numbers)
            own = int(of[mention])
            kept = gain[own]
            gain[of[apart[mention]]] = -np.inf
            best = int(gain.argmax())
            if best != own and gain[best] > kept + _LEAST_GAIN:
                of[mention] = best
                moved = True
        if not moved:
            break
    found_sets: dict[int, list[int]] = {}
    for mention, number in enumerate(of.tolist()):
        found_sets.setdefault(number, []).append(mention)
    return list(found_sets.values())


def conflicts(
    sets: Sequence[Sequence[int]],
    found: PairLogits,
    features: Numbers,
    names: Sequence[str],
    place: NDArray[np.int64],
    *,
    group: Group,
    apart: tuple[int, int] | None = None,
) -> Iterator[Conflict]:
    """Yield each two sets whose values contradict each other, whose words are somewhat alike, and of which
    neither's articles all hold the other.

    With `apart`, only these two, as if their values contradicted each other.
    """
    if len(sets) < 2 or place.min() == place.max():
        return
    gathered = _Gathered(sets)
    dates = group == "date"
    columns = {name: names.index(name) for name in names}
    contradict = gathered.most(found.contradict.astype(np.float32)) > 0
    best = gathered.best(found.context)
    held = gathered.holding(place)
    common = held @ held.T
    counted = held.sum(axis=1)
    smaller = np.minimum(counted[:, None], counted[None, :])
    # What one sentence tells side by side it tells of two things.
    side_by_side = gathered.most(found.contradict * features[..., columns["one sentence"]]) > 0
    free = contradict & (common < smaller) & ~side_by_side
    may = may_differ(features, columns, dates=dates)
    if apart is not None:
        only = np.zeros_like(free)
        only[apart] = only[apart[::-1]] = True
        free |= only
    told = free & (gathered.mean(may.astype(np.float32)) >= _MOST_MAY)
    if apart is not None:
        told &= only
    else:
        # Of those that contradict each other one has to, not only of those that can both be meant.
        told &= gathered.most((may & found.contradict).astype(np.float32)) > 0
    wanted = np.argwhere(np.tril(told & (best >= _LEAST_CONTEXT), -1)).tolist()
    if not wanted:
        return
    highest = _two_highest(np.where(free, best, NO_CONFLICT))
    highest_of = [columns[name] for name in ("both ages", "same event", *_HIGHEST)]
    mean_of = [columns[name] for name in _MEAN]
    for one, other in wanted:
        alike = float(best[one, other])
        ahead = min(alike - _but(highest[one], other), alike - _but(highest[other], one))
        between = np.ix_(sets[one], sets[other])
        rows = features[between].reshape(-1, len(names))
        choice = found.choice[between].reshape(-1, found.choice.shape[-1])
        most, mean = rows.max(axis=0), rows.mean(axis=0)
        ages, event, *most_alike = most[highest_of].tolist()
        yield Conflict(
            one,
            other,
            _mean_logit(found.final[between]),
            (
                alike,
                min(max(ahead, -_FARTHEST), _FARTHEST),
                math.log(counted[one] + counted[other]),
                math.log(min(counted[one], counted[other])),
                float(common[one, other] / smaller[one, other]),
                ages,
                event,
                float(dates),
                float(group == "count"),
                *most_alike,
                *mean[mean_of].tolist(),
                *choice.max(axis=0)[_HIGHEST_CHOICE].tolist(),
                *choice.mean(axis=0)[_MEAN_CHOICE].tolist(),
            ),
            bool((rows[:, columns["other names"]] > 0).all()),
        )


def conflict_logit(conflict: Conflict, group: Group, weights: Weights) -> float:
    """Return how sure it is that two sets whose values contradict each other are one quantity: the logit of
    that by their words, and that of their pairs."""
    if group == "amount" and conflict.named_apart:
        # Sizes and prices of two things; counts and days are told with other names of one.
        return NO_CONFLICT
    row = weights.conflict
    return float(np.dot(row[:-1], conflict.features) + row[-1]) - _LESS_LIKELY[group] + conflict.pair


def _mean_logit(logits: Numbers) -> float:
    """The logit of the mean chance of some pairs."""
    chance = float((1 / (1 + np.exp(-np.clip(logits, -_SUREST, _SUREST)))).mean())
    return math.log(chance / (1 - chance))


def may_differ(features: Numbers, columns: Mapping[str, int], *, dates: bool) -> Flags:
    """Return the pairs of which it can be said that they differ, (n, n): those of one event whose units name
    the same sort of thing, of one age or of none, of one length of time or of none."""

    def holds(name: str) -> Flags:
        return np.asarray(features[..., columns[name]] > 0, np.bool_)

    same_sort = holds("same unit") | holds("kindred unit") | holds("generic unit")
    another = holds("other unit") | (holds("no unit") & ~same_sort) | holds("vague, other unit")
    ages = ~holds("one age") & (~holds("both ages") | holds("age of the same"))
    times = ~holds("one told from another time")
    times &= ~holds("contradict by a guess")
    roles = ~holds("other role") & ~holds("other variety")
    return np.asarray(holds("one event") & ages & times & roles & (dates | ~another), np.bool_)


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


class JoinedSet(NamedTuple):
    """Mentions that measure one thing."""

    members: list[int]
    logit: float | None
    """Of the least sure of the conflicts that joined it; None where all its values can be meant."""


def with_conflicts(sets: Sequence[Sequence[int]], found: Sequence[tuple[Conflict, float]]) -> list[JoinedSet]:
    """Return the sets, those joined whose conflicts have a logit that is high enough, and several only where
    each two of them are nearly as sure."""
    logits = {(min(one.one, one.other), max(one.one, one.other)): logit for one, logit in found}
    groups: dict[int, list[int]] = {number: [number] for number in range(len(sets))}
    # Of many articles made alike most conflicts are between the same two groups, which stay apart.
    apart: set[tuple[int, int, int]] = set()
    joined: dict[int, float] = {}
    of = list(range(len(sets)))
    for one, logit in sorted(found, key=lambda row: (-row[1], row[0].one, row[0].other)):
        if logit < CONFLICT:
            break
        first, second = sorted((of[one.one], of[one.other]))
        if first == second:
            continue
        tried = first, second, len(groups[first]) + len(groups[second])
        if tried in apart:
            continue
        between = (
            logits.get((min(x, y), max(x, y)), NO_CONFLICT) for x in groups[first] for y in groups[second]
        )
        if any(logit_between < CONFLICT - _LESS_SURE for logit_between in between):
            apart.add(tried)
            continue
        joined[first] = min(logit, joined.get(first, logit), joined.pop(second, logit))
        groups[first] += groups.pop(second)
        for number in groups[first]:
            of[number] = first
    return [
        JoinedSet(sorted(member for number in group for member in sets[number]), joined.get(first))
        for first, group in groups.items()
    ]
