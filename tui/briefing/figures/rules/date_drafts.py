"""What the readers of dates share: their result, and the year of a day that says none."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import Days, day, nearest_day
from briefing.figures.draft import Draft
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line

Found = tuple[int, Days | None]
"""The token after a date, and its days where they are known."""


def draft(first: int, end: int, days: Days | None, rule: str) -> Draft:
    """A date draft over tokens `first` to `end`."""
    start, stop = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
    return Draft(first, end, "date", rule, from_=start, to=stop)


def likely_days(
    line: Line, index: int, today: date | None, year: int | None, number: int, first: int, last: int
) -> Days | None:
    """The days of a month, in the year said or else in the likeliest one."""
    if year is not None:
        start, end = day(year, number, first), day(year, number, last)
    elif today is not None:
        start = nearest_day(today, number, first, future=looks_ahead(line, index))
        end = day(start[0].year, number, last) if start else None
    else:
        return None
    return (start[0], end[1]) if start and end else None


def one_day(found: date | None) -> Days | None:
    """A single day as a range."""
    return (found, found) if found is not None else None
