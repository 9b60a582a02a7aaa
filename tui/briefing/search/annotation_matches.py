"""What analyses found in a passage and a query asked for, so that it is shown as words are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from briefing.model.annotation import Annotation
from briefing.model.figure import Figure
from briefing.model.name import Mention
from briefing.model.quote import AttributedQuote
from briefing.search.patterns import Matcher, WordRun
from briefing.text.index_terms import unit_term
from briefing.text.name_keys import mention_terms, speaker_terms
from briefing.text.quotation_spans import quoted_stretches


class AnnotationFilter(Protocol):
    """What one field of a query asks of a single thing that an analysis found."""

    analysis: ClassVar[str]
    """The name of the analysis."""

    def fits(self, found: Annotation, /) -> bool:
        """Tell whether it is one of those asked for, as the index would."""


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """What one `figure:` or `unit:` of a query asks of a single figure."""

    analysis: ClassVar[str] = "figures"
    kind: str = ""
    """Alone: with neither units nor bounds."""
    units: frozenset[str] | None = None
    """The figure's unit is one of these, as terms; None for any, also for none."""
    low: float | None = None
    high: float | None = None
    """Bounds, included; None, both of them, for any value."""

    def fits(self, figure: Annotation, /) -> bool:
        """Tell whether the figure is one of those asked for, as the index would."""
        if not isinstance(figure, Figure):
            return False
        if self.kind:
            return figure.kind == self.kind
        if figure.kind == "date":
            return False
        if self.units is not None and unit_term(figure.unit or "") not in self.units:
            return False
        low, high = self.low, self.high
        if low is None or high is None:
            return True
        if any(
            value is not None and low <= value <= high for value in (figure.value, figure.low, figure.high)
        ):
            return True
        if figure.low is None or figure.high is None or figure.names_order:
            return False
        return figure.low <= low <= high <= figure.high


@dataclass(frozen=True, slots=True)
class NameFilter:
    """What one `name:` of a query asks of a single mention."""

    analysis: ClassVar[str] = "names"
    terms: frozenset[str]
    """Of the names that are meant."""

    def fits(self, mention: Annotation, /) -> bool:
        """Tell whether the mention is of one of these names, as the index would."""
        return isinstance(mention, Mention) and not self.terms.isdisjoint(mention_terms(mention))


@dataclass(frozen=True, slots=True)
class SpeakerFilter:
    """What one `speaker:` of a query asks of a single quote."""

    analysis: ClassVar[str] = "quotes"
    terms: frozenset[str]
    """Of the speakers that are meant."""

    def fits(self, quote: Annotation, /) -> bool:
        """Tell whether one of them says it, as the index would."""
        return (
            isinstance(quote, AttributedQuote)
            and quote.who is not None
            and not self.terms.isdisjoint(speaker_terms(quote.who))
        )


@dataclass(frozen=True, slots=True)
class QuotedWordsFilter:
    """What one `quote:` of a query asks of a single quote."""

    analysis: ClassVar[str] = "quotes"
    run: WordRun
    """The words that are meant."""

    def fits(self, quote: Annotation, /) -> bool:
        """Tell whether they stand in its quotation marks, as the index would."""
        if not (isinstance(quote, AttributedQuote) and quote.direct):
            return False
        stretches = [quote.text[start:end] for start, end in quoted_stretches(quote.text)]
        return any(Matcher([self.run]).matches(stretches))


def annotation_matches(
    found: Mapping[str, Sequence[Annotation]], passage: int, filters: Sequence[AnnotationFilter], first: int
) -> list[tuple[int, int, int]]:
    """Return start, end and number of what asked, counted from `first`, of what stands in the passage.

    `found` is what analyses found in its article, by the name of the analysis.
    """
    return [
        (one.start, one.end, first + number)
        for number, asked in enumerate(filters)
        for one in found[asked.analysis]
        if one.passage == passage and asked.fits(one)
    ]
