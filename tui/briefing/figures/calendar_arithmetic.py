"""Days, months, years and their arithmetic: what a calendar phrase means on a given day.

All ranges are pairs of `date`, both ends included. Nothing here reads text.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

Days = tuple[date, date]

_FIRST_YEAR, _LAST_YEAR = 1, 9999
_SHORT_MONTHS = frozenset({4, 6, 9, 11})
_REPORTING = 1.5
"""News reports more than it announces: a future day counts as that much farther away."""
_FRESH, _FAR = 14, 300
"""Days: so long ago a day without its year is still last week's, and so far ahead it would have its year."""
_PAST = 12.0
"""The same where the clause may look back. No ban: "he said the vote on March 5 …" on February 25 is days
ahead, not a year ago."""


def day(year: int, month: int, number: int) -> Days | None:
    """One day as a range; None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except (ValueError, OverflowError):
        return None
    return found, found


def _last_day(year: int, month: int) -> int:
    """The number of days of a month: `calendar.monthrange` works out a weekday beside it."""
    return 28 + isleap(year) if month == 2 else 30 if month in _SHORT_MONTHS else 31


def month(year: int, number: int) -> Days | None:
    """A whole month."""
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= number <= 12):
        return None
    return date(year, number, 1), date(year, number, _last_day(year, number))


def months(year: int, first: int, last: int) -> Days | None:
    """Whole months; a last month before the first one lies in the next year."""
    start, end = month(year, first), month(year + (last < first), last)
    return (start[0], end[1]) if start and end else None


def year_days(year: int, until: int | None = None) -> Days | None:
    """A whole year, or several."""
    last = year if until is None else until
    if not _FIRST_YEAR <= year <= last <= _LAST_YEAR:
        return None
    return date(year, 1, 1), date(last, 12, 31)


def week(today: date, offset: int = 0) -> Days | None:
    """The week from Monday to Sunday that is `offset` weeks after the week of `today`."""
    monday = shifted(today, offset * 7 - today.weekday(), "day")
    sunday = shifted(monday, 6, "day") if monday else None
    return (monday, sunday) if monday and sunday else None


def shifted(today: date, count: int, unit: str) -> date | None:
    """`today` moved by days, weeks, months or years; the last day of a shorter month where needed."""
    if unit in {"month", "quarter", "year", "decade", "century"}:
        step = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        total = today.year * 12 + today.month - 1 + count * step
        year, index = divmod(total, 12)
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        return date(year, index + 1, min(today.day, _last_day(year, index + 1)))
    size = {"week": 7, "fortnight": 14, "day": 1, "night": 1}.get(unit)
    if size is None or abs(count * size) > 3_000_000:
        return None
    try:
        return today + timedelta(days=count * size)
    except OverflowError:
        return None


def nearest(today: date, options: list[Days], *, tense: int) -> Days | None:
    """The likeliest of several stretches, seen from `today`.

    Looking ahead (`tense` 1) the next one, over (-2 and less) the last one, where there is one; else the
    nearest, where one to come counts as farther away, and much farther where the clause looks back (-1).
    """
    if tense > 0:
        options = _just_over(today, options) or [d for d in options if d[1] >= today] or options
    elif tense < -1:
        options = [d for d in options if d[0] <= today] or options
    weight = _PAST if tense < 0 else _REPORTING
    return min(options, key=lambda d: _distance(today, d) * (weight if d[0] > today else 1.0), default=None)


def _just_over(today: date, options: list[Days]) -> list[Days]:
    """A day of last week, which is not meant to come again next year: "who saw it on 9 June should call"."""
    if any(0 <= (d[1] - today).days <= _FAR for d in options):
        return []
    return [d for d in options if d[0] == d[1] and 0 < (today - d[1]).days <= _FRESH]


def _distance(today: date, days: Days) -> int:
    if days[0] <= today <= days[1]:
        return 0
    return min(abs((today - days[0]).days), abs((today - days[1]).days))


def weekday(today: date, number: int, *, future: bool) -> Days | None:
    """The nearest such weekday on or before `today`, or on or after it."""
    back = (today.weekday() - number) % 7
    step = -back if not future else (7 - back) % 7
    found = shifted(today, step, "day")
    return (found, found) if found else None


def weekday_of_week(today: date, number: int, offset: int) -> Days | None:
    """A weekday of the week that is `offset` weeks after that of `today`."""
    found = shifted(today, offset * 7 - today.weekday() + number, "day")
    return (found, found) if found else None


def moved(days: Days, count: int, unit: str) -> Days | None:
    """Both ends of a range moved; whole months and years stay whole."""
    start = shifted(days[0], count, unit)
    whole = (days[1] + timedelta(days=1)).day == 1 if days[1] < date.max else True
    if unit in {"day", "week", "fortnight", "night"} or not (whole and days[0].day == 1):
        end = shifted(days[1], count, unit)
    else:
        last = shifted(days[1].replace(day=1), count, unit)
        end = last.replace(day=_last_day(last.year, last.month)) if last else None
    return (start, end) if start and end else None


def rounded(found: date | None, unit: str) -> Days | None:
    """A day counted in units of time, as exact as these: "five months ago" leads to a month, not to a day."""
    if found is None:
        return None
    if unit == "month":
        return month(found.year, found.month)
    return year_days(found.year) if unit in {"year", "decade", "century"} else (found, found)


def part_of(days: Days, part: str) -> Days:
    """The early, middle or late part: of a month its first ten days, next ten, rest; else thirds.

    Or its "first day" or "last day".
    """
    start, end = days
    if part in {"first day", "last day"}:
        return (start, start) if part == "first day" else (end, end)
    if (start.year, start.month) == (end.year, end.month) and start.day == 1 and end.day >= 28:
        cuts = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[part]
        return start.replace(day=cuts[0]), start.replace(day=cuts[1])
    if start.month == 1 and start.day == 1 and (end.month, end.day) == (12, 31) and start.year == end.year:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
        return date(start.year, first, 1), date(start.year, last, _last_day(start.year, last))
    if end.year - start.year == 9:
        cuts = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return date(start.year + cuts[0], 1, 1), date(start.year + cuts[1], 12, 31)
    if end.year - start.year == 99:
        cuts = {"early": (0, 32), "mid": (33, 66), "late": (67, 99)}[part]
        return date(start.year + cuts[0], 1, 1), date(start.year + cuts[1], 12, 31)
    span = (end - start).days + 1
    third = max(1, span // 3)
    if part == "early":
        return start, start + timedelta(days=third - 1)
    if part == "mid":
        return start + timedelta(days=third), end - timedelta(days=third)
    return end - timedelta(days=third - 1), end


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's rule; Meeus 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number = h + m - 7 * n + 114
    return date(year, number // 31, number % 31 + 1)


def nth_weekday(year: int, number_of_month: int, weekday_number: int, nth: int) -> date:
    """The nth such weekday of a month; -1 is the last one."""
    days = [
        date(year, number_of_month, n)
        for n in range(1, _last_day(year, number_of_month) + 1)
        if date(year, number_of_month, n).weekday() == weekday_number
    ]
    return days[nth - 1] if nth > 0 else days[nth]
