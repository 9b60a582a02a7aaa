"""Which articles are copies of each other: most of the shorter one stands word for word in the longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from briefing.text.shingle_pairs import likely_pairs
from briefing.voices.article_shingles import Shingles

LEAST_CONTAINED = 0.6
"""Part of the shorter article's shingles that the longer must have. Copies that were cut and edited have at
least .74 of each other's, reports of their own that quote one agency at most .49 (440 articles with known
copies): the middle between both."""
LEAST_OF_LONGER = 0.2
"""Part of the longer one's: a collection of five reports and more is a copy of none of them."""
LEAST_SHINGLES = 8
"""Fewer shared shingles are a caption or a motto, unless the articles are the same."""
_LIKELY = 0.1
"""Part of the smaller sample that articles must share to be compared at all."""


class SharedWording(NamedTuple):
    """How much two articles have of each other."""

    of_shorter: float
    """Part of the shorter one's shingles that the longer has, in [0, 1]."""
    of_longer: float
    """Part of the longer one's that the shorter has."""

    @property
    def is_copy(self) -> bool:
        """Whether one was copied from the other, or both from a third."""
        return self.of_shorter >= LEAST_CONTAINED and self.of_longer >= LEAST_OF_LONGER


NOTHING_SHARED = SharedWording(0.0, 0.0)


def shared_wording(one: Shingles, other: Shingles) -> SharedWording:
    """Return how much two articles share, by all their shingles; the same whichever goes first."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    if shared < LEAST_SHINGLES and not (shared and shared == len(one) == len(other)):
        return NOTHING_SHARED
    fewer, more = sorted((len(one), len(other)))
    return SharedWording(shared / fewer, shared / more)


def likely_copies(samples: Mapping[int, Shingles]) -> list[tuple[int, int]]:
    """Return pairs of articles, by number, the smaller first, that share enough of their samples to be
    compared, ascending.

    Ties are decided by the order in which `samples` are given.
    """
    numbers = list(samples)
    sizes = np.array([len(sample) for sample in samples.values()], dtype=np.int64)
    if not sizes.sum():
        return []
    shingles = np.concatenate(list(samples.values())).astype(np.int64)
    owners = np.repeat(np.arange(len(numbers)), sizes)
    one, other = likely_pairs(shingles, owners, sizes, np.arange(len(numbers)), _LIKELY)
    pairs = ((numbers[a], numbers[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True))
    return sorted((min(pair), max(pair)) for pair in pairs)


def groups_of_copies(pairs: Mapping[tuple[int, int], SharedWording]) -> list[tuple[int, ...]]:
    """Return the groups that copies make, each ascending, in the order of their first article."""
    leader: dict[int, int] = {}

    def first(at: int) -> int:
        while leader.setdefault(at, at) != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for (one, other), shared in pairs.items():
        if shared.is_copy:
            low, high = sorted((first(one), first(other)))
            leader[high] = low
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(leader):
        groups[first(number)].append(number)
    return [tuple(members) for _, members in sorted(groups.items())]
