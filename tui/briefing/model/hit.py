"""Search results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.model.article import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query."""

    article: str
    passage: int
    score: float
    spans: tuple[Span, ...]
    """Every match in the passage, as offsets into the article's text; sorted, not overlapping."""
    snippet: str
    """A cut of the passage around its best matches: `text[snippet_start:snippet_start+len]`."""
    snippet_start: int

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "article": self.article,
            "passage": self.passage,
            "score": self.score,
            "spans": [span.to_dict() for span in self.spans],
            "snippet": self.snippet,
        }


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The hits of one query, best first."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    """How many passages match, also those past the limit."""
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Words that stand nowhere, each with the near-misses that were searched in their place."""
    matches: int = 0
    """How many single matches (spans) all hits hold together."""
