"""The ledger: figures of several articles lined up where they measure the same thing, each line judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from briefing.model.article import Span
from briefing.model.correction import CorrectionKind
from briefing.model.figure import FigureKind
from briefing.model.line_course import CourseStep, course_of, course_of_numbers
from briefing.model.origin import StatementOrigin

Verdict = Literal["agree", "differ", "single"]
"""Whether what several articles say can all be meant; `single` where one article, or one voice, speaks."""

AgreeReason = Literal["rounded", "unit", "bound", "range", "undated"]
"""Why values that agree are not simply equal; "undated" of days that are named from that of telling
("Monday", "last week"), where nothing says which that is: equal words, which confirm nothing."""

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

_OVER_TIME = frozenset({"earlier count", "later count", "other date"})
"""Reasons by which values that differ follow each other, and do not contradict."""
_SUMS_APART = 7
"""Days from which on two prices or shares are those of two days: what articles of one week say of a sum are
two sources' words for it."""


SET_BY_YOU = "set by you"
"""What is said of a line that a person corrected."""
NOTED_BY_YOU = "noted by you"
"""What is said of a line of which only a note was written."""


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
    origin: StatementOrigin | None = None
    """Who gave it, where its sentence says so."""

    def contradicts(self, other: LedgerEntry) -> bool:
        """Whether no value lies within what both wordings allow; ends are of one unit, or both ISO days."""
        if self.range is None or other.range is None:
            return False
        return bool(self.range[1] < other.range[0] or other.range[1] < self.range[0])  # type: ignore[operator]

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
            "origin": None if self.origin is None else self.origin.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class SetByHand:
    """What a person corrected in a line."""

    kinds: tuple[CorrectionKind, ...]
    """What was done, in the order in which it is heeded, each once."""
    ids: tuple[str, ...]
    """Of the corrections, in that order."""
    note: str = ""
    hidden: bool = False
    found_verdict: Verdict | None = None
    """What was worked out, where another verdict, or the same, was set."""

    @property
    def words(self) -> str:
        """What is said of the line."""
        return NOTED_BY_YOU if self.kinds == ("note",) else SET_BY_YOU

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "kinds": list(self.kinds),
            "ids": list(self.ids),
            "note": self.note or None,
            "hidden": self.hidden,
            "found_verdict": self.found_verdict,
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
    """How many independent voices give it: copies are one with their original, and so are articles that all
    have it from one origin."""
    entries: tuple[LedgerEntry, ...]
    """By day of publication, then in the order of the articles and of their texts; at least one."""
    conflicts: tuple[tuple[int, int], ...] = ()
    """The places of each two entries that contradict each other so clearly that a sign may say it."""
    corrected: SetByHand | None = None
    """None where everything is as it was worked out."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that give it, in the order of the entries."""
        return tuple(dict.fromkeys(entry.article for entry in self.entries))

    @property
    def own_articles(self) -> tuple[str, ...]:
        """The same without copies, where one that is none gives it."""
        own = [entry.article for entry in self.entries if entry.copy_of is None]
        return tuple(dict.fromkeys(own)) or self.articles

    @property
    def origin(self) -> StatementOrigin | None:
        """Who gave it to all of its articles; None where it has several voices, or one article."""
        if self.voices > 1 or len(self.own_articles) < 2:
            return None
        told = [entry.origin for entry in self.entries if entry.origin is not None]
        # What the one with the fewest words names, the others name too.
        return min(told, key=lambda one: (not one.key, len(one.key.split())), default=None)

    @property
    def voices_words(self) -> str:
        """How many voices give it; where several articles are one, who speaks in them."""
        if self.origin is not None:
            return f"{len(self.own_articles)} articles, 1 origin: {self.origin.who}"
        return f"{self.voices} {'voice' if self.voices == 1 else 'voices'}"

    @property
    def verdict_words(self) -> str:
        """Why it is judged as it is, as far as that is known, how many voices give it, and who says so."""
        parts = (self.reason, self.voices_words, self.corrected.words if self.corrected is not None else None)
        return ", ".join(part for part in parts if part)

    @property
    def confirms(self) -> bool:
        """Whether two independent voices give one value."""
        return self.verdict == "agree" and self.voices > 1 and self.reason != "undated"

    @property
    def verdict_set(self) -> bool:
        """Whether its verdict was set by hand."""
        return self.corrected is not None and self.corrected.found_verdict is not None

    @property
    def course(self) -> tuple[CourseStep, ...]:
        """How it changed from day to day, oldest first, where its values follow each other and so do not
        contradict: two steps or more, or none."""
        # Of whom it is said by hand that they differ, they do.
        if self.verdict != "differ" or self.reason not in _OVER_TIME or self.verdict_set:
            return ()
        if self.kind == "ordinal":
            return course_of_numbers(self.entries)
        return course_of(
            self.entries,
            only_grows=self.reason == "later count",
            least_days=_SUMS_APART if self.kind in ("money", "percent") else 1,
        )

    @property
    def course_words(self) -> str:
        """The steps of its course as they are worded: "3 → 7 → 12"; empty where it has none."""
        return " → ".join(step.text for step in self.course)

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
            "course": [step.to_dict() for step in self.course],
            **({"corrected": self.corrected.to_dict()} if self.corrected is not None else {}),
        }


def origin_texts(entries: Iterable[LedgerEntry]) -> tuple[str, ...]:
    """Who gave entries that are shown as one, as their texts word it, each once; nobody where one of them is
    told without: who gave that, nothing says."""
    told: dict[str, None] = {}
    for entry in entries:
        if entry.origin is None:
            return ()
        told[entry.origin.who] = None
    return tuple(told)


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence and where it begins in its article's text."""

    text: str
    start: int
