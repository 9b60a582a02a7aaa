"""What a date expression says, and what it leaves open.

Recognising and resolving are two steps, as in TIMEX normalisation. A reader recognises an expression
and gives its `Reading`: the days, where its own words or the day of writing tell them, and else what it
leaves open (`NoYear`, `ToldBefore`, `ReportedPeriod`, `EitherOrder`). Neighbours in the sentence and
dates named before are asked afterwards, in `date_links` and `article_dates`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from briefing.figures.calendar_arithmetic import Days, day, month, nearest, part_of, year_days


@dataclass(frozen=True, slots=True)
class NoYear:
    """A stretch of a year that is not said: "May 9", "April", "early July", "the third quarter"."""

    first_month: int
    last_month: int
    """Before `first_month` where it lies in the next year: winter is 12 to 2."""
    first_day: int = 0
    last_day: int = 0
    """Days of the first month; 0 for whole months."""
    weekday: int | None = None
    """The weekday said beside a day, which the right year must meet."""
    part: str | None = None
    """"early", "mid", "late", "first day" or "last day" in it."""
    tense: int = 0
    """1 where its clause looks ahead, -1 where it looks back."""

    def in_year(self, year: int) -> Days | None:
        """Its days in `year`; None where the calendar has none."""
        if self.first_day:
            start, end = (
                day(year, self.first_month, self.first_day),
                day(year, self.last_month, self.last_day),
            )
        else:
            start = month(year, self.first_month)
            end = month(year + (self.last_month < self.first_month), self.last_month)
        if start is None or end is None:
            return None
        days = start[0], end[1]
        return part_of(days, self.part) if self.part else days

    def nearest(self, today: date) -> Days | None:
        """Its days in the likeliest year, seen from `today`."""
        # Only the last day of February is farther away than a year.
        leap_day = (2, 29) in {(self.first_month, self.first_day), (self.last_month, self.last_day)}
        reach = 4 if leap_day else 1
        options = [
            found
            for year in range(today.year - reach, today.year + reach + 1)
            if (found := self.in_year(year)) is not None
        ]
        if self.weekday is not None:
            fitting = [d for d in options if d[0].weekday() == self.weekday]
            options = [d for d in fitting if abs(d[0].year - today.year) <= 1]
        return nearest(today, options, tense=self.tense)

    def after(self, start: date) -> Days | None:
        """Its first days on or after `start`: the end of "from March 9, 2012 to April 2"."""
        found = self.in_year(start.year)
        return found if found and found[1] >= start else self.in_year(start.year + 1)

    def until(self, end: date) -> Days | None:
        """Its last days before `end`."""
        found = self.in_year(end.year)
        return found if found and found[1] < end else self.in_year(end.year - 1)


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """A time told from the date named before it: "that year", "the following day"."""

    unit: str
    """A unit of the calendar; "weekday" where `weekday` tells which ("the next Monday"), "season" where
    `inner` does ("the following autumn", "the following May")."""
    step: int
    weekday: int | None = None
    day: int = 0
    """The day of that month: "on 2 November and again on the 5th"."""
    keeps: bool = False
    """True where the date told before is moved as it is: "a decade later"."""
    inner: NoYear | None = None
    """What lies in that year: "March the following year"."""
    part: str | None = None
    """The part of it: "the end of the year"."""
    years: int = 0
    """So many years farther on: -1 in "the same week a year ago"."""
    year: int | None = None
    """The year it is looked for in: "the same month of 2019"."""
    fallback: Days | None = None
    """What it means where no date stands before it."""
    compared: Days | None = None
    """What it means in a comparison ("down from the year before") where the article tells of its own time."""
    near: bool = False
    """True where only a date of the same sentence is meant."""
    weak: bool = False
    """True where it is no date at all unless one stands before it: "that day", "the day before"."""


@dataclass(frozen=True, slots=True)
class ReportedPeriod:
    """The period whose results the article tells: "the quarter", "the year-earlier quarter"."""

    years: int = 0
    fallback: Days | None = None
    """What it means where no period is being reported: "a year ago"."""
    compared: Days | None = None
    """What "higher than a year earlier" means where the article tells of its own time alone."""


@dataclass(frozen=True, slots=True)
class EitherOrder:
    """Digits that are a date with the month first and another with the day first: "04/05/2016"."""

    month_first: Days
    day_first: Days


@dataclass(frozen=True, slots=True)
class OfNow:
    """Words that mean `days` where the article tells of its own time, and else nobody knows when."""

    days: Days
    named: bool = False
    """True for "on Boxing Day", which in a tale of another year is a date without days."""


Open = NoYear | ToldBefore | ReportedPeriod | EitherOrder | OfNow


class Reading(NamedTuple):
    """What a reader found: the token after the expression, its days, and what it leaves open."""

    end: int
    days: Days | None = None
    """Known by its own words or from the day of writing."""
    open: Open | None = None
    year: int | None = None
    """The year that its words say, for a day, a month or another part of a year."""
    order: str = ""
    """"month first" or "day first" where digits can only be read so: they speak for others."""
    length: bool = False
    """True for a length of time whose days are known ("the three months to May"): it stays a length."""
    reports: bool = False
    """True for a period whose results are told: it is what "a year earlier" counts from."""

    def likely_days(self, today: date | None) -> Days | None:
        """Its days, of a part of a year that is not said those in the likeliest one."""
        if self.days is None and isinstance(self.open, NoYear) and today is not None:
            return self.open.nearest(today)
        return self.open.days if isinstance(self.open, OfNow) else self.days


def in_said_year(open_: NoYear, end: int, year: int | None, today: date | None) -> Reading:
    """A reading of part of a year: its days where the year is said, else left open."""
    if year is not None:
        return Reading(end, open_.in_year(year), None, year)
    return Reading(end, None, open_ if today is not None else replace(open_, tense=0))


def one_day(found: date | None) -> Days | None:
    """A single day as a range."""
    return (found, found) if found is not None else None


def is_one_day(days: Days | None) -> bool:
    """True for a range of one day."""
    return days is not None and days[0] == days[1]


def is_year(days: Days | None) -> bool:
    """True for one whole calendar year."""
    return days is not None and days == year_days(days[0].year)
