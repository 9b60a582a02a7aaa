"""Figures: the numbers a reader would quote."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from briefing.model.quick_value import quick_value

FigureKind = Literal["money", "percent", "quantity", "count", "duration", "date", "ordinal", "ratio"]

Qualifier = Literal["about", "at least", "at most", "more than", "less than", "nearly", "average"]

Trend = Literal["up", "down"]

KeyReason = Literal[
    "amount", "share", "change", "measure", "toll", "large count", "length", "deadline", "record"
]
"""Why a figure is one that a reader would quote."""


@quick_value
@dataclass(frozen=True, slots=True)
class Figure:
    """One figure found in an article; `text` is `article.text[start:end]`."""

    article: str
    passage: int
    start: int
    end: int
    text: str
    kind: FigureKind
    value: float | None
    """In `unit`, scaled ("$11.15 billion" is 11150000000.0); None for a range or a date."""
    low: float | None
    high: float | None
    """The ends of a range, low <= high; None otherwise."""
    unit: str | None
    """ISO 4217, `%`, `pp`, `bp`, a UCUM-like symbol, or a singular noun; None for a bare ratio."""
    qualifier: Qualifier | None
    trend: Trend | None
    from_: str | None
    to: str | None
    """Inclusive ISO dates for kind `date`; None when nothing resolves them."""
    of: str | None
    """What it measures, in the text's own words."""
    subject: str | None = None
    """The name or noun phrase it is said of, in the text's own words."""
    from_value: float | None = None
    to_value: float | None = None
    """First and last value of a change told with both ends, in the order of the text; None otherwise."""
    key: KeyReason | None = None
    """Why a reader would quote it; None where it only places or counts out what is told."""
    rule: str = ""
    """Name of the rule that found it."""
    readings: tuple[str, ...] = ()
    """For a date that nothing decides ("04/05/2016"): its days with the month first, with the day first."""

    @property
    def names_order(self) -> bool:
        """True where the words name but an order of size ("billions of dollars", "dozens"): its range, from
        one of them up to ten, gives no value."""
        if self.value is not None or self.low is None or self.high is None or self.qualifier != "about":
            return False
        return math.isclose(self.high, 10 * self.low) and not any(sign.isdigit() for sign in self.text)

    def to_dict(self) -> dict[str, Any]:
        """The public form; `rule` and `readings` are left to `--explain`."""
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "trend": self.trend,
            "from": self.from_,
            "to": self.to,
            "of": self.of,
            "subject": self.subject,
            "from_value": self.from_value,
            "to_value": self.to_value,
            "key": self.key is not None,
        }
