"""The ledger: figures of several articles lined up where they measure the same thing, each line judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefing.model.article import Span
from briefing.model.figure import FigureKind

Verdict = Literal["agree", "differ", "single"]
"""Whether what several articles say can all be meant; `single` where one article, or one voice, speaks."""

AgreeReason = Literal["rounded", "unit", "bound", "range"]
"""Why values that agree are not simply equal."""

DifferReason = Literal[
    "earlier count",
    "later count",
    "later date",
    "other date",
    "revised",
    "estimate",
    "other source",
    "other definition",
    "other scope",
    "conversion",
    "error",
]
"""Why values differ, where the texts tell."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One place where a quantity is told; `text` is `article.text[start:end]`."""

    article: str
    passage: int
    start: int
    end: int
    text: str
    value: float | None
    """As `Figure.value`: in the unit the text gives it in."""
    low: float | None
    high: float | None
    range: tuple[float, float] | tuple[str, str] | None
    """What the wording allows, both ends inclusive, in the line's unit; of a date, ISO days. None where
    nothing says it."""
    published: str | None
    copy_of: str | None
    """The article of which this one is a copy; the two are one voice."""
    why: tuple[Span, ...] = ()
    """The words of its sentence that joined it to the others, in text order."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "range": None if self.range is None else list(self.range),
            "published": self.published,
            "copy_of": self.copy_of,
            "why": [span.to_dict() for span in self.why],
        }


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One quantity and what each article says of it."""

    id: str
    """The same while its entries stand, whatever else is compared."""
    label: str
    """What is measured, in words of the texts."""
    kind: FigureKind
    unit: str | None
    verdict: Verdict
    reason: AgreeReason | DifferReason | None
    topic: str | None
    """The label of the topic that most of its passages belong to."""
    confidence: float
    """The chance that all its entries measure the same thing; of a line of one article, that no other article
    tells the same. In [0, 1], as estimated on labelled news."""
    voices: int
    """How many articles give it, copies not counted."""
    entries: tuple[LedgerEntry, ...]
    """By day of publication, then in the order of the articles and of their texts; at least one."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that give it, in the order of the entries."""
        return tuple(dict.fromkeys(entry.article for entry in self.entries))

    @property
    def verdict_words(self) -> str:
        """Why it is judged as it is, as far as that is known, and how many voices give it."""
        voices = f"{self.voices} {'voice' if self.voices == 1 else 'voices'}"
        return f"{self.reason}, {voices}" if self.reason else voices

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "id": self.id,
            "label": self.label,
            "kind": self.kind,
            "unit": self.unit,
            "verdict": self.verdict,
            "reason": self.reason,
            "topic": self.topic,
            "confidence": self.confidence,
            "voices": self.voices,
            "entries": [entry.to_dict() for entry in self.entries],
        }


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence and where it begins in its article's text."""

    text: str
    start: int
