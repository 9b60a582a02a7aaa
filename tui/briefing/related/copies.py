"""Copies: passages whose wording is nearly the same, as when two articles print one agency report.

Candidates share shingles (A. Broder, "On the resemblance and containment of documents", 1997);
what counts is then the longest common subsequence of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from briefing.model.article import Ref
from briefing.text.tokens import words

SHINGLE = 4
"""Words in a shingle."""
LEAST_WORDS = 8
"""Shorter passages are alike by accident."""
LEAST_SHARED = 0.3
"""Part of the shorter passage's shingles that both must hold to be compared at all."""
COMMON_SHINGLE = 50
"""A shingle in more passages than this is a turn of phrase, and brings no candidates together."""
LONGEST = 2_000
"""Of longer passages only so many words are compared: the time grows with their square."""
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


def copy_groups(passages: Iterable[tuple[Ref, str]]) -> tuple[CopyGroup, ...]:
    """Return the groups of copies among `passages`, in the order in which they first occur."""
    refs: list[Ref] = []
    wordings: list[list[str]] = []
    for ref, text in passages:
        folded = [word.folded for word in islice(words(text), LONGEST)]
        if len(folded) >= LEAST_WORDS:
            refs.append(ref)
            wordings.append(folded)
    leader = list(range(len(refs)))
    lowest: dict[int, float] = {}
    for one, other in _candidates(refs, wordings):
        likeness = alike(wordings[one], wordings[other])
        if likeness < LIKENESS:
            continue
        first, second = sorted((_leader(leader, one), _leader(leader, other)))
        leader[second] = first
        lowest[first] = min(
            likeness, lowest.get(first, 1.0), lowest.pop(second, 1.0) if second != first else 1.0
        )
    groups: dict[int, list[Ref]] = defaultdict(list)
    for at, ref in enumerate(refs):
        groups[_leader(leader, at)].append(ref)
    return tuple(
        CopyGroup(tuple(members), round(lowest[first], 4))
        for first, members in groups.items()
        if first in lowest
    )


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the words both have in the same order, over the words of the longer one."""
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other) / max(len(one), len(other))


def _candidates(refs: Sequence[Ref], wordings: Sequence[Sequence[str]]) -> Iterable[tuple[int, int]]:
    """Yield pairs of passages of different articles that share enough shingles, in order."""
    shingles = [
        {tuple(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1)} for found in wordings
    ]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, held in enumerate(shingles):
        for shingle in held:
            holders[shingle].append(number)
    for number, held in enumerate(shingles):
        shared: dict[int, int] = defaultdict(int)
        for shingle in held:
            if len(holders[shingle]) <= COMMON_SHINGLE:
                for other in holders[shingle]:
                    shared[other] += other > number
        for other in sorted(shared):
            enough = LEAST_SHARED * min(len(held), len(shingles[other]))
            if refs[other].article != refs[number].article and shared[other] >= max(enough, 1):
                yield number, other


def _leader(leader: list[int], at: int) -> int:
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at
