"""How alike two articles are as wholes: what tells one event from another where single passages cannot.

Two matches, two budgets, two interviews with one spokesman share sentences; the articles around them do not
share their names. The likeness is the cosine of all words, weighted by their rarity in news at large, and
that of the first words, which say what an article is about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from briefing.model.article import Article
from briefing.text.background import rarity
from briefing.text.terms import stems

LEAD = 600
"""Characters of title and lead."""


@dataclass(frozen=True, slots=True)
class _StemVector:
    """The weights of the stems of a text, and their length as a vector."""

    weights: Mapping[str, float]
    length: float

    @classmethod
    def of(cls, text: str) -> _StemVector:
        counts = Counter(stem for stem in stems(text) if not stem.isdigit())
        weights = {stem: (1 + math.log(count)) * rarity(stem) for stem, count in sorted(counts.items())}
        return cls(weights, math.sqrt(math.fsum(weight * weight for weight in weights.values())))

    def cosine(self, other: _StemVector) -> float:
        common = self.weights.keys() & other.weights.keys()
        product = math.fsum(self.weights[stem] * other.weights[stem] for stem in common)
        return product / (self.length * other.length) if product else 0.0


class ArticleLikeness:
    """Likenesses of some articles, worked out as they are asked for."""

    def __init__(self, article: Callable[[str], Article]) -> None:
        self._article = article
        self._words = cache(self._words_of)
        self.between = cache(self._between)

    def _words_of(self, name: str) -> tuple[_StemVector, _StemVector]:
        text = self._article(name).text
        return _StemVector.of(text), _StemVector.of(text[:LEAD])

    def _between(self, one: str, other: str) -> float:
        """The sum of both cosines, from 0 (nothing in common) to 2 (the same text)."""
        (mine, my_lead), (theirs, their_lead) = self._words(one), self._words(other)
        return round(mine.cosine(theirs) + my_lead.cosine(their_lead), 9)
