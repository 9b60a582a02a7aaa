"""How strongly passages of different articles correspond, from the answers about each of them.

Passages go by their place in a list. A link is what both sides think of it: the mean of the two
likenesses, a side that does not name the other counting nothing, less what their length explains:
passages of many sentences have something in common with almost everything.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from briefing.model.article import Ref
from briefing.model.related_passage import RelatedPassage

Pair = tuple[int, int]
"""Places of two passages, the smaller one first."""

LENGTH = 0.4
"""The part of a link that two very long passages lose; those of one sentence lose nothing."""
BARE = 0.75
"""What is left of a link between a bare heading and a statement: statements answer statements first."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links between passages of different articles, and which of them are copies."""

    strength: dict[Pair, float] = field(default_factory=dict)
    """In (0, 1]; pairs that are not in it have none."""
    copies: frozenset[Pair] = frozenset()
    """Pairs in nearly the same words."""


def links_between(
    refs: Sequence[Ref],
    answers: Mapping[Ref, Sequence[RelatedPassage]],
    sentences: Sequence[int],
    bare: Collection[Ref] = (),
) -> Links:
    """Return the links between `refs`, given for each of them the related passages and its number of
    sentences. `bare` are those that only name a matter, as headings of two words do.

    Copies folded into an answer count as it does. What is not among `refs`, or of the same article,
    is passed over.
    """
    place = {ref: number for number, ref in enumerate(refs)}
    sums: dict[Pair, float] = {}
    copies: set[Pair] = set()

    def articles_differ(one: int, other: int) -> bool:
        return refs[one].article != refs[other].article

    for ref, number in place.items():
        for answer in answers.get(ref, ()):
            first = Ref(answer.article, answer.passage)
            for found in (first, *answer.copies):
                other = place.get(found)
                if other is None or found.article == ref.article:
                    continue
                sums[_pair(number, other)] = sums.get(_pair(number, other), 0.0) + answer.likeness / 2
                if answer.same_text:
                    copies.add(_pair(number, other))
            alike = [place[one] for one in (first, *answer.copies) if one in place]
            copies.update(_pair(*pair) for pair in combinations(alike, 2) if articles_differ(*pair))
    for pair in sums:
        sums[pair] *= _kept(*(max(sentences[number], 1) for number in pair))
        if sum(refs[number] in bare for number in pair) == 1:
            sums[pair] *= BARE
    return Links({pair: strength for pair, strength in sums.items() if strength > 0}, frozenset(copies))


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _kept(one: int, other: int) -> float:
    """The part of a link that is left, by the numbers of sentences."""
    return 1 - LENGTH * (1 - 1 / math.sqrt(one * other))
