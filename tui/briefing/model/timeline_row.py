"""Timelines: stretches of days, and what articles say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Precision = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century", "days"]
"""How exactly a date is told; `days` for a stretch that is none of the others ("from May 3 to May 9")."""


@dataclass(frozen=True, slots=True)
class DatedStatement:
    """A place where an article dates something; `text` is `article.text[start:end]`, the date."""

    article: str
    passage: int
    start: int
    end: int
    text: str
    sentence: str
    """The sentence it stands in."""
    sentence_start: int
    """Where that begins in the article's text."""
    is_ahead: bool
    """Whether the days lie ahead of the article's publication."""
    published: str | None
    copy_of: str | None = None
    """The article of which this one is a copy; the two are one voice."""
    speaker: str | None = None
    """Who is quoted with it; None where nobody is, or where that was not asked."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "article": self.article,
            "passage": self.passage,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "sentence": {
                "start": self.sentence_start,
                "end": self.sentence_start + len(self.sentence),
                "text": self.sentence,
            },
            "ahead": self.is_ahead,
            "published": self.published,
            "copy_of": self.copy_of,
            "speaker": self.speaker,
        }


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A day, or a stretch of days told as one, and what articles say of it."""

    first_day: str
    last_day: str
    """ISO dates, both inclusive."""
    precision: Precision
    label: str
    """What happened, in words of one of its sentences."""
    weight: float
    """How much it matters among rows of its precision, from 0."""
    voices: int
    """How many independent voices tell of it: copies are one with their original."""
    looked_back: int
    """How many of them do so when it is long past."""
    statements: tuple[DatedStatement, ...]
    """By day of publication, then in the order of the articles and of their texts; at least one."""

    @property
    def is_ahead(self) -> bool:
        """Whether nobody tells of it but as of what is to come."""
        return all(one.is_ahead for one in self.statements)

    @property
    def days_words(self) -> str:
        """Its days as they are shown: `2026-02-04`, `2026-02`, `2026 Q1`, `2026-02-02/2026-02-08`."""
        year, month, _ = self.first_day.split("-")
        match self.precision:
            case "day":
                return self.first_day
            case "month":
                return f"{year}-{month}"
            case "quarter":
                return f"{year} Q{(int(month) + 2) // 3}"
            case "half":
                return f"{year} H{1 if month == '01' else 2}"
            case "year":
                return year
            case "decade":
                return f"{year}s"
            case "century" | "week" | "days":
                return f"{self.first_day}/{self.last_day}"

    @property
    def facts_words(self) -> str:
        """How many voices tell of it, and how many look back."""
        voices = f"{self.voices:,} {'voice' if self.voices == 1 else 'voices'}"
        looks = "looks" if self.looked_back == 1 else "look"
        return f"{voices}, {self.looked_back:,} {looks} back" if self.looked_back else voices

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that tell of it, in the order of the statements."""
        return tuple(dict.fromkeys(one.article for one in self.statements))

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "from": self.first_day,
            "to": self.last_day,
            "precision": self.precision,
            "label": self.label,
            "weight": self.weight,
            "voices": self.voices,
            "looked_back": self.looked_back,
            "ahead": self.is_ahead,
            "entries": [one.to_dict() for one in self.statements],
        }


@dataclass(frozen=True, slots=True)
class TimelineDensity:
    """How many statements name single days, in stretches of equal length."""

    heights: tuple[int, ...]
    first: str
    last: str
    """ISO dates, both inclusive."""


def density_of(rows: Iterable[TimelineRow], stretches: int) -> TimelineDensity | None:
    """Return how many statements name the days of at most so many stretches; None where no day is named.

    Days far from most others are left out: beside a battle of 1815 a year of news would be one bar.
    """
    days = sorted(
        date.fromisoformat(row.first_day).toordinal()
        for row in rows
        if row.precision == "day"
        for _ in row.statements
    )
    if not days:
        return None
    # The shortest stretch that holds two days of three, and as much again on each side, or a year.
    core = (2 * len(days) + 2) // 3
    start = min(range(len(days) - core + 1), key=lambda at: days[at + core - 1] - days[at])
    reach = max(days[start + core - 1] - days[start] + 1, _YEAR)
    days = [day for day in days if days[start] - reach <= day <= days[start + core - 1] + reach]
    span = days[-1] - days[0] + 1
    count = min(stretches, span)
    heights = [0] * count
    for day in days:
        heights[(day - days[0]) * count // span] += 1
    first, last = (date.fromordinal(day).isoformat() for day in (days[0], days[-1]))
    return TimelineDensity(tuple(heights), first, last)


_YEAR = 366


def within(rows: Iterable[TimelineRow], first: str | None, last: str | None) -> tuple[TimelineRow, ...]:
    """Return the rows that share a day with those from `first` to `last`: ISO, inclusive, None for no end."""
    return tuple(
        row
        for row in rows
        if (first is None or row.last_day >= first) and (last is None or row.first_day <= last)
    )


def weightiest(rows: Iterable[TimelineRow], count: int) -> tuple[TimelineRow, ...]:
    """Return the single days that weigh most, at most so many, in their order; of equals the earlier."""
    days = [row for row in rows if row.precision == "day"]
    kept = sorted(days, key=lambda row: (-row.weight, row.first_day))[:count]
    return tuple(sorted(kept, key=lambda row: row.first_day))
