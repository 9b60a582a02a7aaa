"""The words of a passage that a synopsis compares: stems with their places, numbers left to figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.model.article import Article, Passage, Ref, Span
from briefing.model.figure import Figure
from briefing.text.background import rarity
from briefing.text.sentences import sentence_spans
from briefing.text.terms import Term, stems, terms

GENERAL = 0.5
"""A stem in more than this part of the passages tells none of them from the others."""
FEW = 6
"""Among fewer passages nothing is general."""


@dataclass(frozen=True, slots=True)
class ComparedPassage:
    """One passage with what is compared of it; offsets count in the article's text."""

    ref: Ref
    article: Article
    place: Passage
    figures: tuple[Figure, ...]
    terms: tuple[Term, ...]
    """In text order, those inside figures left out."""
    sentences: tuple[Span, ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(term.stem for term in self.terms)

    def stems_in(self, span: Span) -> frozenset[str]:
        return frozenset(t.stem for t in self.terms if span.start <= t.start < span.end)

    def within(self, span: Span) -> ComparedPassage:
        """The same passage with only the words and figures inside a span."""

        def inside(start: int) -> bool:
            return span.start <= start < span.end

        return replace(
            self,
            terms=tuple(term for term in self.terms if inside(term.start)),
            figures=tuple(figure for figure in self.figures if inside(figure.start)),
        )


def compared_passage(article: Article, passage: int, figures: Iterable[Figure]) -> ComparedPassage:
    """Return passage `passage` of an article with its words; `figures` are those of the article."""
    place = article.passages[passage]
    inside = tuple(sorted((f for f in figures if f.passage == passage), key=lambda f: (f.start, f.end)))
    words = tuple(
        term
        for term in terms(article.text, place.start, place.end)
        if not term.stem.isdigit() and not any(f.start <= term.start < f.end for f in inside)
    )
    spans = tuple(Span(*span) for span in sentence_spans(article.text, place.start, place.end))
    return ComparedPassage(Ref(article.id, passage), article, place, inside, words, spans)


class StemWeights:
    """How distinctive a stem is among the passages of one topic."""

    def __init__(self, passages: Sequence[ComparedPassage], keywords: Iterable[str] = ()) -> None:
        """`keywords` are those of the topic."""
        self.keywords = frozenset(stem for keyword in keywords for stem in stems(keyword))
        counts = Counter(stem for one in passages for stem in one.stems)
        self._most = GENERAL * len(passages) if len(passages) >= FEW else len(passages)
        self._counts = counts

    def general(self, stem: str) -> bool:
        """Whether a stem stands nearly everywhere in the topic."""
        return self._counts[stem] > self._most

    def weight(self, stem: str) -> float:
        """How distinctive a stem is: its rarity in news at large, a quarter of it where general here."""
        return round(rarity(stem) * (0.25 if self.general(stem) else 1.0), 9)

    def total(self, stems: Iterable[str]) -> float:
        """The weight of several stems, the same in any order."""
        return sum(sorted(self.weight(stem) for stem in stems))
