"""Search results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefing.model.article import Span

Order = Literal["best", "date", "oldest"]
"""How hits are sorted: by worth, or by the article's date (the newest or the oldest first)."""


@dataclass(frozen=True, slots=True)
class QueryFault:
    """A part of a query that cannot be read, or may be meant otherwise; the rest is searched."""

    start: int
    end: int
    """`query[start:end]` is the part; empty where something is missing."""
    reason: str
    """What is wrong, in a few words for the reader."""
    searched: bool = False
    """True where the part itself is searched too: it may have been meant so."""


@dataclass(frozen=True, slots=True)
class SearchHint:
    """What is told of an answer beside its hits."""

    text: str
    """A line for the reader."""
    query: str = ""
    """What may be asked instead; empty where there is nothing to ask."""


@dataclass(frozen=True, slots=True)
class MatchContext:
    """One match with what stands around it in its passage, for a concordance."""

    span: Span
    left: str
    """Text before the match, on one line, cut at a word; its end is what stands next to the match."""
    word: str
    """The match itself, on one line."""
    right: str

    def before(self) -> tuple[str, ...]:
        """The words before the match, nearest first, folded: the key to sort by."""
        return tuple(reversed(self.left.casefold().split()))

    def after(self) -> tuple[str, ...]:
        """The words after the match, nearest first, folded."""
        return tuple(self.right.casefold().split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query."""

    article: str
    passage: int
    score: float
    """Worth among the hits of one query; 0 where all count the same (fields alone, order by date)."""
    spans: tuple[Span, ...]
    """Every match in the passage, as offsets into the article's text; sorted, not overlapping."""
    snippet: str
    """A cut of the passage around its best matches: `text[snippet_start:snippet_start+len]`."""
    snippet_start: int
    why: tuple[str, ...] = ()
    """The different words matched, as written there, in reading order."""
    contexts: tuple[MatchContext, ...] = ()
    """The matches one by one, as a concordance shows them."""
    fingerprint: str = ""
    """Of the text the spans are in; empty where that is not known."""
    cut_before: bool = False
    """True where the snippet begins in the middle of a sentence."""
    cut_behind: bool = False
    """True where it ends before the passage does."""
    best: Span | None = None
    """The one of `spans` beside which most of the query stands closest together; None where none is known."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "passage": self.passage,
            "score": self.score,
            "spans": [span.to_dict() for span in self.spans],
            "snippet": self.snippet,
            "why": list(self.why),
        }


@dataclass(frozen=True, slots=True)
class FoundSpans:
    """Every match of a query in one article."""

    fingerprint: str
    """Of the text the matches are in."""
    spans: tuple[Span, ...]
    """In text order."""


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits of one query, in the order asked for."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    """How many passages match, also those past the limit."""
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words that stand nowhere, each with the near-misses that were searched in their place."""
    matches: int = 0
    """How many single matches (spans) the hits of this answer hold together."""
    offset: int = 0
    """How many hits stand before the first of these."""
    faults: tuple[QueryFault, ...] = ()
    """Where the query could not be read, in order of place."""

    def corrected(self) -> tuple[str, ...]:
        """A line for the reader of each word that was searched by its near-misses."""
        done = "showing" if self.total else "tried"
        return tuple(f"{word} stands nowhere; {done} {' and '.join(near)}" for word, near in self.corrections)
