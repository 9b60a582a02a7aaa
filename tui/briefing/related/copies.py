"""Copies: passages whose wording is nearly the same, as when two articles print one agency report.

Candidates share shingles (see `twins`); what counts is then the longest common subsequence of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.model.article import Ref

LIKENESS = 0.8
"""Words in common, in order, over the words of the longer passage."""


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Passages of different articles that say the same in the same words."""

    passages: tuple[Ref, ...]
    """In order of article and passage."""
    likeness: float
    """The part of the words that the two least alike joined passages share, in [0.8, 1]."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "passages": [{"article": ref.article, "passage": ref.passage} for ref in self.passages],
            "likeness": self.likeness,
        }


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the words both have in the same order, over the words of the longer one."""
    from rapidfuzz.distance import LCSseq

    longer = max(len(one), len(other))
    if min(len(one), len(other)) < LIKENESS * longer:
        return min(len(one), len(other)) / longer
    return LCSseq.similarity(one, other) / longer


def joined(
    pairs: Iterable[tuple[int, int]], words: Callable[[int], Sequence[str]]
) -> list[tuple[list[int], float]]:
    """Return the groups that pairs of copies make, each with its lowest likeness, in [LIKENESS, 1].

    `words` gives the words of a passage by number; pairs that are no copies are passed over.
    """
    leader: dict[int, int] = {}
    lowest: dict[int, float] = {}
    for one, other in pairs:
        likeness = alike(words(one), words(other))
        if likeness >= LIKENESS:
            first, second = sorted((_leader(leader, one), _leader(leader, other)))
            leader[second] = first
            lowest[first] = min(likeness, lowest.get(first, 1.0), lowest.get(second, 1.0))
    groups: dict[int, list[int]] = defaultdict(list)
    for member in sorted(leader):
        groups[_leader(leader, member)].append(member)
    return [(members, lowest[first]) for first, members in groups.items()]


def _leader(leader: dict[int, int], at: int) -> int:
    """Return the smallest number of the group of `at`, shortening the way there for the next time."""
    leader.setdefault(at, at)
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at
