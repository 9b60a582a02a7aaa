"""Copies: passages whose wording is nearly the same, as when two articles print one agency report.

Candidates share shingles (see `near_duplicates`); what counts is then their longest common subsequence
of words. A few words are a copy only where they are the same, and a quotation is one also where who said
it stands on its other side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.model.article import Ref

LIKENESS = 0.8
"""Words in common, in order, over the words of the longer passage."""
FEW_WORDS = 8
"""Passages of fewer words are alike by accident, unless they are the same."""
_LEAST_QUOTED = 0.6
"""Part of a passage's words that a quotation must make for the rest to be no more than who said it when."""
_LEAST_QUOTATION = 8
_SAME_QUOTATION = 0.85
"""Words of a quotation, and their likeness, that make it the same."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words by which a passage is a copy of another or not, folded."""

    words: tuple[str, ...]
    quoted: tuple[str, ...] = ()
    """Those of them that stand in quotation marks."""


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Passages of different articles that say the same in the same words."""

    passages: tuple[Ref, ...]
    """In order of article and passage."""
    likeness: float
    """The part of the words that the two least alike joined passages share, in [0.8, 1]."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "passages": [{"article": ref.article, "passage": ref.passage} for ref in self.passages],
            "likeness": self.likeness,
        }


@dataclass(frozen=True, slots=True)
class Likenesses:
    """How alike the passages are that were compared; each is one number: its place
    (see `briefing.related.passage_places`)."""

    pairs: Mapping[tuple[int, int], float]
    """Pairs of passages, the smaller first, that may be copies, and the part of their words they share."""

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return ((one, other, likeness) for (one, other), likeness in self.pairs.items())


def groups_of(likenesses: Likenesses, ref: Callable[[int], Ref]) -> tuple[CopyGroup, ...]:
    """Return the groups of copies in order of their first passage; `ref` names a passage."""
    groups = (
        (tuple(sorted(map(ref, members), key=reading_order)), likeness)
        for members, likeness in joined(likenesses)
    )
    ordered = sorted(groups, key=lambda group: reading_order(group[0][0]))
    return tuple(CopyGroup(refs, round(likeness, 4)) for refs, likeness in ordered)


def reading_order(ref: Ref) -> tuple[str, int]:
    """Return what sorts passages by article and place."""
    return ref.article, ref.passage


def alike(one: Wording, other: Wording) -> float:
    """Return the words both have in the same order, over the words of the longer one.

    Below LIKENESS for two short passages that are not the same, and not below it for two that give the
    same quotation.
    """
    likeness = _common(one.words, other.words)
    if likeness < 1 and max(len(one.words), len(other.words)) < FEW_WORDS:
        return LIKENESS * likeness
    if likeness < LIKENESS and _is_quotation(one) and _is_quotation(other):
        quoted = _common(one.quoted, other.quoted)
        return LIKENESS if quoted >= _SAME_QUOTATION else likeness
    return likeness


def _is_quotation(wording: Wording) -> bool:
    """Whether a passage is a quotation and who said it, and no statement of its own."""
    return len(wording.quoted) >= max(_LEAST_QUOTATION, _LEAST_QUOTED * len(wording.words))


def _common(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the words both have in the same order, over those of the longer one; where they cannot come
    to LIKENESS, what they come to at most."""
    from rapidfuzz.distance import LCSseq

    longer = max(len(one), len(other))
    if min(len(one), len(other)) < LIKENESS * longer:
        return min(len(one), len(other)) / longer
    return LCSseq.similarity(one, other) / longer


def joined(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[list[int], float]]:
    """Return the groups that pairs of copies make, each with its lowest likeness, in [LIKENESS, 1].

    Each pair comes with its likeness; those that are no copies are passed over.
    """
    leader: dict[int, int] = {}
    lowest: dict[int, float] = {}
    for one, other, likeness in pairs:
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
