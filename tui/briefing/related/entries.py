"""Passages as the index knows them: their terms with places, their figures, their names.

Turns an article's passages into countable terms. A figure becomes a term of its own, made of
unit and value, so that "$330 million" and "330 million dollars" meet; dates and small counts do
not, as too many passages share them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.model.article import Article, Passage
from briefing.model.figure import Figure
from briefing.related.postings import FIGURE_MARK
from briefing.text.terms import Term, terms

TELLING_KINDS = frozenset({"money", "percent", "quantity", "count", "duration", "ratio"})
LEAST_COUNT = 5
"""Counts and durations below this ("two leaders", "one year") are shared by accident."""
_SENTENCE_END = re.compile(r"[.!?:;…]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage with what it can be compared by."""

    article: str
    passage: int
    start: int
    end: int
    terms: tuple[Term, ...]
    figures: tuple[tuple[str, Figure], ...]
    """Each telling figure with the term it becomes."""

    def counts(self) -> Counter[str]:
        """How often each term stands in the passage, figures included."""
        counts = Counter(term.stem for term in self.terms)
        counts.update(key for key, _ in self.figures)
        return counts


def entry(article: Article, passage: Passage, figures: Sequence[Figure]) -> Entry:
    """Return what `passage` can be compared by; `figures` are those of this passage."""
    keyed = [(figure_key(figure), figure) for figure in figures]
    return Entry(
        article.id,
        passage.number,
        passage.start,
        passage.end,
        tuple(terms(article.text, passage.start, passage.end)),
        tuple((key, figure) for key, figure in keyed if key),
    )


def figure_key(figure: Figure) -> str:
    """Return the term a figure becomes, or "" for one that tells nothing when shared."""
    if figure.kind not in TELLING_KINDS:
        return ""
    ends = (figure.low, figure.high) if figure.value is None else (figure.value,)
    if None in ends or (
        figure.kind in {"count", "duration", "ratio"} and max(map(abs, _numbers(ends))) < LEAST_COUNT
    ):
        return ""
    return f"{FIGURE_MARK}{figure.unit}:{'-'.join(repr(float(end)) for end in _numbers(ends))}"


def _numbers(ends: Sequence[float | None]) -> list[float]:
    return [end for end in ends if end is not None]
