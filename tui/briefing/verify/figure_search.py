"""Which figure of the sources a figure of the note is, or would have to be.

A value that is rare stands where a cited source has it. One that is common (a small number, a round
one, a year) and any value of a note that cites nothing must have words in common, too: those of its
sentence with those of the sentence there, weighed by their rarity. Where a source speaks in the same
words of another value, and of the claimed one only in others, the other is what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.model.article import Article, Span
from briefing.model.figure import Figure
from briefing.text.background import rarity
from briefing.text.sentences import sentence_spans
from briefing.text.terms import stems
from briefing.verify.figure_comparison import (
    claim_keys,
    distance,
    is_end,
    is_loose,
    is_rival,
    measure_of,
    rarity_of_noun,
    same_number,
    says_the_same,
    source_keys,
)

LEAST_SHARED = 4.0
"""So rare must the words be that stand around a common value here and there: one that tells something."""
SAME_MEASURE = 8.0
"""The same for two values of one thing: about two such words."""
_MOST_OF = 0.6
"""So much of the words of a short sentence is enough, too."""
_MOST_RIVALS = 8
_BESIDE = 0.5
"""What a word counts that stands in the passage there, but not in the sentence."""
_SMALL = 12


class FoundFigure(NamedTuple):
    """A figure of a source, and how much its sentence shares with that of the claim."""

    figure: Figure
    shared: float
    apart: float = 0.0
    """How far its value is from the claimed one."""


@dataclass(slots=True)
class FigureClaim:
    """A figure that is looked for, and what has been found of it so far."""

    number: int
    """Which claim of the note it is."""
    figure: Figure
    as_of: dict[str | None, Figure]
    """The same as it is read in an article of another day, where that makes a difference."""
    stems: frozenset[str]
    """Of the sentence around it."""
    standing: FoundFigure | None = None
    """Says the same."""
    standing_in: dict[str, float] = field(default_factory=dict)
    """The articles that say the same, and how much the words there share."""
    rivals: list[FoundFigure] = field(default_factory=list)
    """Give other values of the same dimension; the likeliest first."""
    namesake: FoundFigure | None = None
    """Gives the same number of something else."""
    _ends: dict[tuple[str, int], int] = field(default_factory=dict)
    """Which end of a range was seen in a sentence, by article and where that begins."""

    def in_article_of(self, day: str | None) -> Figure:
        """The figure as an article of that day would mean it."""
        return self.as_of.get(day, self.figure)

    @property
    def readings(self) -> Iterable[Figure]:
        """All that it may mean."""
        return (self.figure, *self.as_of.values())

    def take_same(self, found: Figure, there: _Surroundings, claimed: Figure) -> None:
        """Take in a figure of a source that may say the same."""
        if says_the_same(claimed, found) or self._completes(found, there, claimed):
            shared = there.shared(self.stems) + self._of_noun
            self.standing = _better(self.standing, FoundFigure(found, shared))
            self.standing_in[found.article] = max(shared, self.standing_in.get(found.article, 0.0))

    def take_other(self, found: Figure, there: _Surroundings, claimed: Figure) -> None:
        """Take in a figure of a source that says something else."""
        if says_the_same(claimed, found):
            return
        if is_rival(claimed, found):
            shared = there.shared(self.stems) + self._of_noun
            self.rivals.append(FoundFigure(found, shared, distance(claimed, found)))
            if len(self.rivals) > 2 * _MOST_RIVALS:
                self.keep_likeliest()
        elif same_number(claimed, found):
            self.namesake = _better(self.namesake, FoundFigure(found, there.shared(self.stems)))

    def keep_likeliest(self) -> None:
        """Put the likeliest rivals first, and let go of the others."""
        self.rivals.sort(key=_likelihood, reverse=True)
        del self.rivals[_MOST_RIVALS:]

    @property
    def _of_noun(self) -> float:
        """How rare what is counted is: two counts of one thing have that in common, too."""
        return rarity_of_noun(self.figure)

    def _completes(self, found: Figure, there: _Surroundings, claimed: Figure) -> bool:
        """Whether it is the second end of a range whose first is told apart in the same sentence."""
        end = is_end(claimed, found)
        if end is None:
            return False
        sentence = found.article, there.start
        return self._ends.setdefault(sentence, end) != end

    def is_told_enough(self, found: FoundFigure) -> bool:
        """Whether a figure that says something else stands among so many of the claim's words that it must
        be meant."""
        if found.shared >= SAME_MEASURE:
            return True
        every = sum(map(rarity, self.stems)) + self._of_noun
        return found.shared >= max(LEAST_SHARED, _MOST_OF * every)


def _likelihood(found: FoundFigure) -> tuple[float, float]:
    return found.shared, -found.apart


def _better(best: FoundFigure | None, found: FoundFigure) -> FoundFigure:
    return found if best is None or _likelihood(found) > _likelihood(best) else best


class _Surroundings:
    """The words around the figures of one sentence."""

    def __init__(self, article: Article, figure: Figure, sentence: Span) -> None:
        passage = article.passages[figure.passage]
        text = article.text
        self.start = sentence.start
        self.sentence = frozenset(
            (*stems(text, sentence.start, figure.start), *stems(text, figure.end, sentence.end))
        )
        self._passage = frozenset(stems(text, passage.start, passage.end)) - self.sentence

    def shared(self, wanted: frozenset[str]) -> float:
        """How rare the words are that stand here and among those `wanted`."""
        inside = sum(rarity(stem) for stem in wanted & self.sentence)
        return inside + _BESIDE * sum(rarity(stem) for stem in wanted & self._passage)


class SameValues:
    """Claims by what a figure of a source must be to say the same, so that few pairs are compared."""

    def __init__(self, claims: Iterable[FigureClaim]) -> None:
        self._by_key: defaultdict[str, list[FigureClaim]] = defaultdict(list)
        self._loose: defaultdict[str, list[FigureClaim]] = defaultdict(list)
        """Those that allow for more values than one, by what they measure."""
        for claim in claims:
            for key in {key for reading in claim.readings for key in claim_keys(reading)}:
                self._by_key[key].append(claim)
            if any(map(is_loose, claim.readings)):
                self._loose[measure_of(claim.figure).dimension].append(claim)

    def look_in(self, article: Article, figures: Sequence[Figure], wanted: Container[int]) -> None:
        """Take in the figures of an article, for the claims with the numbers `wanted`."""
        sentences = _Sentences(article)
        for figure in figures:
            some = [claim for key in source_keys(figure) for claim in self._by_key.get(key, ())]
            some += self._loose.get(measure_of(figure).dimension, ())
            concerned = {claim.number: claim for claim in some if claim.number in wanted}
            if concerned:
                there = _Surroundings(article, figure, sentences.around(figure))
                for claim in concerned.values():
                    claim.take_same(figure, there, claim.in_article_of(article.published))


class OtherValues:
    """Claims by what they measure and by their number, to find what stands in the place of a value."""

    def __init__(self, claims: Iterable[FigureClaim]) -> None:
        self._by_dimension: defaultdict[str, list[FigureClaim]] = defaultdict(list)
        self._by_number: defaultdict[str, list[FigureClaim]] = defaultdict(list)
        for claim in claims:
            self._by_dimension[measure_of(claim.figure).dimension].append(claim)
            if claim.figure.value is not None:
                self._by_number[_number(claim.figure.value)].append(claim)

    def look_in(self, article: Article, figures: Sequence[Figure], wanted: Container[int]) -> None:
        """Take in the figures of an article, for the claims with the numbers `wanted`."""
        sentences = _Sentences(article)
        for figure in figures:
            some = self._by_dimension.get(measure_of(figure).dimension, ())
            others = self._by_number.get(_number(figure.value), ()) if figure.value is not None else ()
            concerned = {c.number: c for c in (*some, *others) if c.number in wanted}
            if concerned:
                there = _Surroundings(article, figure, sentences.around(figure))
                for claim in concerned.values():
                    claim.take_other(figure, there, claim.in_article_of(article.published))


class _Sentences:
    """The sentences of an article's passages, each split once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[int, list[tuple[int, int]]] = {}

    def around(self, figure: Figure) -> Span:
        """The sentence that a figure stands in."""
        passage = self._article.passages[figure.passage]
        if figure.passage not in self._known:
            self._known[figure.passage] = sentence_spans(self._article.text, passage.start, passage.end)
        for start, end in self._known[figure.passage]:
            if start <= figure.start < end:
                return Span(start, end)
        return Span(passage.start, passage.end)


def _number(value: float) -> str:
    return f"{value:.6g}"


def is_common(figure: Figure) -> bool:
    """Whether a value is one that stands in many texts: a small number, a round count, a year, a month."""
    if figure.kind == "date":
        return figure.from_ is None or figure.to is None or figure.from_ != figure.to
    values = [value for value in (figure.value, figure.low, figure.high) if value is not None]
    count = figure.kind == "count"
    return all(abs(value) <= _SMALL or (count and _has_one_digit(value)) for value in values)


def _has_one_digit(value: float) -> bool:
    return not f"{value:.12e}".partition("e")[0].partition(".")[2].strip("0")
