"""How likely two mentions measure the same thing: features weighed by logistic regression, in two steps.

First each pair alone: its `context` (words, names, roles, without values) and all of it (`pair`). Then what
speaks for another partner (`choice`): a figure has one best partner in each article, and a pair is worth
less where one of the two has a better one. The weights lie in `data/weights.json`, which says how they were
found; `tests/bench/fit_ledger.py` finds them anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.ledger.pair_features import Flags, Numbers
from briefing.model.figure import FigureKind

Logits = NDArray[np.float64]
Group = Literal["date", "duration", "count", "amount"]
GROUPS: tuple[Group, ...] = ("date", "duration", "count", "amount")
"""Figures that are compared by weights of their own."""
VALUE_FEATURES = frozenset(
    (
        "same value",
        "same value of many digits",
        "same rare value",
        "compatible",
        "contradict",
        "contradict by a guess",
        "ratio",
        "articles",
        "other things",
        "told of one",
    )
)
"""What speaks by the values; the context is everything else."""
_NONE = -12.0
"""The logit of a partner that is not there."""
_TOLD_APART = ("other unit of few", "other role", "other variety")
"""What tells two quantities apart however alike the rest is: another role ("killed", "hurt"), another size
of a thing, and few of another thing: small numbers are the same by accident."""
_APART = 1.5
"""What it counts beyond what was found of it: the labelled folders hold too few roles to teach each."""
_TOGETHER = 1.5
"""What it counts that the value, its unit, its subject and what is measured are the same: of 272 labelled
pairs of which that holds, 266 are one quantity."""
_TOLD_OF_ONE = 2.0
"""The least logit of two that tell of one meeting to come or of one large sum: each article tells them in
other words, and in reports of other events too."""
_OTHER = -4.0
"""The most logit of two told of other things: of twelve such pairs that the weights joined in labelled
folders none was of one."""
_ONE_SUBJECT, _MEASURED_ALIKE = 0.99, 0.6
"""Cosines from which on the words for the subject, and for what is measured, are those of one."""
_SMOOTHED = ("near", "clause", "sentence", "pattern")
"""Cosines that are taken anew with the words of likely partners: what one article says shortly, another
says in full."""
_LEAST_PARTNER = 0.2
_MOST_PARTNERS = 3.0
"""What the words of all partners together count, those of the mention itself being 1."""
_FARTHEST = 4.0
"""How much better than its rivals a partner can count."""
CHOICE_FEATURES = (
    "context",
    "pair",
    "least ahead of rivals",
    "most ahead of rivals",
    "least ahead in context",
    "most ahead in context",
    "least ahead",
    "most ahead",
    "mutual",
    "agreeing partner",
    "near with partners",
    "clause with partners",
    "sentence with partners",
    "pattern with partners",
    "common partners",
)
"""What the second step adds to some features of the pair."""
PAIR_FEATURES_OF_CHOICE = (
    "same value",
    "same rare value",
    "same value of many digits",
    "compatible",
    "same unit",
    "other unit",
    "other role",
    "same event",
    "ratio",
    "both ages",
    "copied",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients by feature; the last of each is that of 1."""

    context: Mapping[str, NDArray[np.float64]]
    """By group of figures, over the features without those of values."""
    pair: Mapping[str, NDArray[np.float64]]
    choice: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]]
    """By group: for values that can both be meant, and for values that contradict each other."""
    conflict: NDArray[np.float64]
    """Whether two sets of mentions whose values contradict are one quantity (see `lines`)."""


@cache
def known_weights() -> Weights:
    """Return the weights that come with the program."""
    return weights_of(
        json.loads(files("briefing.ledger").joinpath("data", "weights.json").read_text("utf-8"))
    )


def weights_of(found: Mapping[str, Any]) -> Weights:
    """Return weights as they are written in the data file."""

    def array(row: Mapping[str, float] | Sequence[float]) -> NDArray[np.float64]:
        return np.array(list(row.values()) if isinstance(row, Mapping) else row, np.float64)

    return Weights(
        {group: array(row) for group, row in found["context"].items()},
        {group: array(row) for group, row in found["pair"].items()},
        {group: (array(row["agree"]), array(row["contradict"])) for group, row in found["choice"].items()},
        array(found["conflict"]),
    )


def group_of(kind: FigureKind) -> Group:
    """Return the group of figures of a kind."""
    if kind in ("date", "duration"):
        return "date" if kind == "date" else "duration"
    return "count" if kind in ("count", "ordinal") else "amount"


class PairLogits(NamedTuple):
    """Logits of the pairs of n mentions, (n, n); those of a mention with itself say nothing."""

    context: Numbers
    final: Numbers
    contradict: Flags
    choice: Numbers
    """(n, n, features) The features of the second step, of which the first are `CHOICE_FEATURES`."""


def context_columns(names: Sequence[str]) -> list[int]:
    """Return the places of the features that are no values."""
    return [place for place, name in enumerate(names) if name not in VALUE_FEATURES]


def likenesses(
    features: Numbers, names: Sequence[str], place: NDArray[np.int64], group: Group, weights: Weights
) -> PairLogits:
    """Return the logits of all pairs; `features` (n, n, features), `place` (n,) numbers of their articles."""
    contradict = features[..., names.index("contradict")] > 0
    chosen, context = choice_features(features, names, place, group, weights)
    agree_row, contradict_row = weights.choice[group]
    every = range(chosen.shape[-1])
    final = _weighed(chosen, every, agree_row)
    if contradict.any():
        final = np.where(contradict, _weighed(chosen, every, contradict_row), final)
    told_apart = np.maximum.reduce([features[..., names.index(name)] for name in _TOLD_APART])
    final = final - _APART * (told_apart > 0) + _TOGETHER * _is_told_together(features, names)
    of_one = (features[..., names.index("told of one")] > 0) & ~contradict
    final = np.where(of_one, np.maximum(final, _TOLD_OF_ONE), final)
    other = features[..., names.index("other things")] > 0
    final = np.where(other, np.minimum(final, _OTHER), final)
    return PairLogits(context, np.asarray(final, np.float32), contradict, chosen)


def _is_told_together(features: Numbers, names: Sequence[str]) -> Flags:
    """Whether two mentions of one event give one value in one unit, of one subject and of what is measured
    in much the same words."""

    def feature(name: str) -> Numbers:
        return np.asarray(features[..., names.index(name)])

    told = (feature("same value") * feature("same unit") * feature("same event")) > 0
    return np.asarray(told & (feature("subject") >= _ONE_SUBJECT) & (feature("measured") >= _MEASURED_ALIKE))


def choice_features(
    features: Numbers, names: Sequence[str], place: NDArray[np.int64], group: Group, weights: Weights
) -> tuple[Numbers, Numbers]:
    """Return the features of the second step, (n, n, their number), and the logits of the context, (n, n)."""
    context_row, pair_row = weights.context[group], weights.pair[group]
    context = _weighed(features, context_columns(names), context_row)
    pair = _weighed(features, range(len(names)), pair_row)
    same_article = place[:, None] == place[None, :]
    contradict = features[..., names.index("contradict")] > 0
    ahead_of_rivals = context - _best_rival(context, same_article & contradict)
    ahead_in_context = context - _best_other(context, place)
    ahead = pair - _best_other(pair, place)
    agreeing = _best_in_article(np.where(~contradict & ~same_article, context, _NONE), place)
    added: list[NDArray[Any]] = [context, pair]
    for margin in (ahead_of_rivals, ahead_in_context, ahead):
        clipped = np.clip(margin, -_FARTHEST, _FARTHEST)
        added += [np.minimum(clipped, clipped.T), np.maximum(clipped, clipped.T)]
    added.append(np.minimum(ahead, ahead.T) >= 0)
    added.append(np.clip(np.maximum(agreeing, agreeing.T), -6, _FARTHEST) * contradict)
    partners = _partners(pair, ~contradict & ~same_article)
    for name in _SMOOTHED:
        added.append(_with_partners(features[..., names.index(name)], partners))
    added.append(_common(partners))
    added += [features[..., names.index(name)] for name in PAIR_FEATURES_OF_CHOICE]
    planes = np.empty((len(added), *context.shape), np.float32)
    for plane, one in zip(planes, added, strict=True):
        plane[:] = one
    return np.moveaxis(planes, 0, -1), np.asarray(context, np.float32)


def _weighed(features: Numbers, columns: Sequence[int], row: NDArray[np.float64]) -> Logits:
    """The sum of some features, each times its weight, and of the last weight, (n, n)."""
    found = np.full(features.shape[:2], row[-1])
    part = np.empty_like(found)
    for column, weight in zip(columns, row[:-1], strict=True):
        if weight:
            found += np.multiply(features[..., column], weight, out=part)
    return found


def _partners(logits: Logits, allowed: Flags) -> Numbers:
    """For each mention the chance of each other to be its partner, (n, n), all together `_MOST_PARTNERS`."""
    chance = np.where(allowed, 1 / (1 + np.exp(-np.clip(logits, -30, 30))), 0)
    chance = np.where(chance < _LEAST_PARTNER, 0, chance)
    total = chance.sum(1, keepdims=True)
    return np.asarray(chance * np.minimum(1, _MOST_PARTNERS / np.maximum(total, 1e-6)), np.float32)


def _with_partners(cosines: Numbers, partners: Numbers) -> Numbers:
    """The cosines of the rows that are summed up with those of their likely partners, (n, n)."""
    both = partners + np.eye(len(partners), dtype=np.float32)
    summed = both @ cosines @ both.T
    lengths = np.sqrt(np.maximum(np.diag(summed), 1e-9))
    return np.asarray(summed / (lengths[:, None] * lengths[None, :]), np.float32)


def _common(partners: Numbers) -> Numbers:
    """How much of what is likely a partner of one is one of the other, both in [0, 1], (n, n)."""
    both = partners + np.eye(len(partners), dtype=np.float32)
    lengths = np.sqrt((both**2).sum(1))
    return np.asarray(both @ both.T / (lengths[:, None] * lengths[None, :]), np.float32)


def _best_rival(logits: Logits, rivals: Flags) -> Logits:
    """For each pair (i, j) the best logit of i with what contradicts j in j's own article."""
    best = np.full(logits.shape, _NONE)
    for column in np.flatnonzero(rivals.any(0)):
        best[:, column] = logits[:, rivals[column]].max(1)
    return best


def _best_other(logits: Logits, place: NDArray[np.int64]) -> Logits:
    """For each pair (i, j) the best logit of i with any other mention of j's article."""
    best = np.full(logits.shape, _NONE)
    rows = np.arange(len(place))
    for article in np.unique(place):
        columns = np.flatnonzero(place == article)
        if len(columns) > 1:
            own = logits[:, columns]
            order = np.argsort(own, axis=1)
            first, second = own[rows, order[:, -1]], own[rows, order[:, -2]]
            is_first = np.arange(len(columns))[None, :] == order[:, -1][:, None]
            best[:, columns] = np.where(is_first, second[:, None], first[:, None])
    return best


def _best_in_article(logits: Logits, place: NDArray[np.int64]) -> Logits:
    """For each pair (i, j) the best logit of i in j's article."""
    best = np.full(logits.shape, _NONE)
    for article in np.unique(place):
        columns = np.flatnonzero(place == article)
        best[:, columns] = logits[:, columns].max(1)[:, None]
    return best
