"""What of a row speaks of the same event as its head: words, figures and whole articles in common.

Links say that two passages are about the same matter; among the passages of sixty articles some are so of
two elections, two matches, two budgets. How much they must have in common grows with the number of articles,
since every article more is one more chance that rare words meet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.synopsis.compared_passages import ComparedPassage, StemWeights
from briefing.synopsis.links import Pair
from briefing.synopsis.values import Same

FEW = 8
"""Among so many articles what the links say is enough."""
WORDS = 4.5
"""The weight of common words, as rarity in news at large, asked for at each doubling of the articles."""
LIKENESS = 0.2
"""The likeness of the articles asked for at each doubling, up to `MOST_LIKENESS`."""
MOST_LIKENESS = 0.6
"""Read on rows of topics of 54 to 78 articles on many matters: of those whose articles are as alike as this
nine in ten tell of one event, of the others half."""
SAME_VALUE = 6.0
"""The weight of a value that two passages give alike."""
NO_VALUE = frozenset(("date", "ordinal"))
"""Every passage on an affair names its days."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What two passages must have in common."""

    words: float
    likeness: float

    @classmethod
    def among(cls, articles: int) -> Needed:
        """What so many articles ask for; nothing among a few."""
        doublings = max(math.log2(max(articles, 1) / FEW), 0.0)
        return cls(WORDS * doublings, min(LIKENESS * doublings, MOST_LIKENESS))


def split_by_event(
    rows: Sequence[Sequence[int]],
    passages: Sequence[ComparedPassage],
    stem_weights: StemWeights,
    *,
    copies: Collection[Pair],
    likeness: Callable[[str, str], float],
    same: Same,
) -> list[list[int]]:
    """Return the rows without what shares no event with their heads; what is left over makes rows likewise.

    Passages go by their places in `passages`. Every passage is in exactly one row again. The head of a row
    is the passage that has most in common with those of other articles. `likeness` is that of two articles,
    `same` tells whether two figures give the same value.
    """
    needed = Needed.among(len({one.ref.article for one in passages}))
    if not needed.words:
        return [list(row) for row in rows]

    @cache
    def one_event(one: int, other: int) -> bool:
        if (one, other) in copies:
            return True
        mine, theirs = passages[one], passages[other]
        if mine.ref.article != theirs.ref.article:
            names = sorted((mine.ref.article, theirs.ref.article))
            if likeness(*names) < needed.likeness:
                return False
        values = sum(
            figure.kind not in NO_VALUE and any(same(figure, given) for given in theirs.figures)
            for figure in mine.figures
        )
        return stem_weights.total(mine.stems & theirs.stems) + SAME_VALUE * values >= needed.words

    found: list[list[int]] = []
    for row in rows:
        left = list(row)
        while left:
            kept = _with_head(left, passages, one_event)
            found.append(kept)
            left = [number for number in left if number not in kept]
    return sorted(found)


def _with_head(
    row: Sequence[int], passages: Sequence[ComparedPassage], one_event: Callable[[int, int], bool]
) -> list[int]:
    """The head of a row with all that is of its event; the first passage alone where no other article is."""

    def beside(head: int) -> list[int]:
        return [n for n in row if n != head and one_event(min(n, head), max(n, head))]

    def worth(head: int) -> tuple[int, int, int]:
        found = beside(head)
        articles = {passages[n].ref.article for n in found} - {passages[head].ref.article}
        return len(articles), len(found), -head

    head = max(row, key=worth)
    return sorted([head, *beside(head)]) if worth(head)[0] else [row[0]]
