"""Dates proposed for articles that have none: a person accepts them, nothing takes them for known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

ProposedBy = Literal["own words", "other articles"]
"""The article itself names the day; or others on the event do, and it perhaps the weekday."""


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """Words that speak for a date; `text` is `article.text[start:end]`."""

    article: str
    passage: int
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class ProposedDate:
    """The day on which an article that is not dated was likely published, or the day before."""

    article: str
    day: str
    """ISO date."""
    by: ProposedBy
    evidence: tuple[DateEvidence, ...]
    """The article's own words first; none where only the dates of the others speak for it."""

    def to_dict(self) -> dict[str, Any]:
        """The public form: `{day, by, evidence}`."""
        return {"day": self.day, "by": self.by, "evidence": [one.to_dict() for one in self.evidence]}
