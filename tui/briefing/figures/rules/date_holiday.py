"""Holidays as dates: "Christmas", "earth day 2010", "next easter"."""

from __future__ import annotations

from datetime import date

from briefing.figures.rules.date_drafts import Found, one_day
from briefing.figures.rules.holidays import holiday_at, holiday_in
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line


def read_holiday(line: Line, first: int, index: int, today: date | None, step: int | None) -> Found | None:
    """ "Christmas", "earth day 2010", "next easter"."""
    named = holiday_at(line, index)
    if named is None:
        return None
    name, end = named
    # "Easter Island", "Easter eggs".
    if line.low(index) in {"easter", "pentecost", "independence", "may"} and line.low(end) in {
        "island",
        "eggs",
        "egg",
    }:
        return None
    raw = line.raw(end)
    if len(raw) == 4 and raw.isdigit() and 1900 <= int(raw) <= 2100:
        return end + 1, one_day(holiday_in(name, int(raw)))
    if today is None:
        return end, None
    years = [holiday_in(name, y) for y in range(max(1, today.year - 1), today.year + 3)]
    if step is None:
        if looks_ahead(line, first):
            return end, one_day(min(d for d in years if d >= today))
        return end, one_day(min(years, key=lambda d: (abs((d - today).days), d)))
    if step < 0:
        return end, one_day(max((d for d in years if d < today), default=None))
    return end, one_day(min(d for d in years if d > today) if step else _this_year(today, years))


def _this_year(today: date, days: list[date]) -> date:
    """The day of this year among `days`."""
    return next((d for d in days if d.year == today.year), days[0])
