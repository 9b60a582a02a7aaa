"""Weekdays, alone or with a date behind them: "Wednesday, Feb 4", "Friday 7/6", "Tuesday next week"."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.figures.calendar_arithmetic import Days, day, shifted, weekday, weekday_of_week
from briefing.figures.rules import date_forms
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS, day_at, ordinal_at
from briefing.figures.rules.date_digits import month_slash_day
from briefing.figures.rules.date_drafts import Found, one_day
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line

SHORT_WEEKDAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
"""Abbreviations: weekdays only beside a date or after a word of time."""
_WEEKS = {"this": 0, "next": 1, "last": -1}


def read_weekday(
    line: Line, index: int, today: date | None, step: int | None, *, back: bool = False, ahead: bool = False
) -> Found | None:
    """A weekday, alone or with the date behind it: "Wednesday, Feb 4", "Friday 7/6"."""
    low = line.lows[index]
    end = index + 1
    if low in SHORT_WEEKDAYS:
        if line.lows[end] == "." and line.glued(end):
            end += 1
        beside = line.lows[end] in {",", "("} or line.lows[end] in MONTHS or line.is_number(end)
        if not (
            line.is_capital(index)
            and (beside or step is not None or line.lows[index - 1] in {"on", "or", "and"})
        ):
            return None
    before = line.lows[index - 1]
    # "Every Friday", "the third Friday": no single day.
    if step is None and (before in {"every", "each"} or ordinal_at(line, index - 1)):
        return end, None
    dated = _date_behind(line, end, today)
    number = WEEKDAYS[low]
    if dated is not None:
        return dated if today is None else (dated[0], _on_weekday(line, end, dated, today, number))
    weekly = _of_week(line, end)
    if weekly is not None:
        return weekly[1], weekday_of_week(today, number, weekly[0]) if today else None
    at = _bare_day(line, end)
    if at is not None:
        return at[1], _weekday_with_day(today, number, at[0]) if today else None
    # "Sunday Magazine" is a name.
    if line.is_capital(index + 1) and line.lows[index + 1] in {"island", "magazine"}:
        return None
    if today is None:
        return end, None
    if step is not None:
        return end, weekday_of_week(today, number, step)
    future = (ahead and not back) or (not back and looks_ahead(line, index))
    return end, weekday(today, number, future=future)


def _of_week(line: Line, index: int) -> tuple[int, int] | None:
    """ "Tuesday next week", "Monday of last week": the step in weeks, and the token after it."""
    j = index + 1 if line.lows[index] in {"of", ","} else index
    if line.lows[j] in {"this", "next", "last"} and line.lows[j + 1] == "week":
        return _WEEKS[line.lows[j]], j + 2
    return None


def _date_behind(line: Line, index: int, today: date | None) -> Found | None:
    """A full or partial date right behind a weekday."""
    j, closing = index, ""
    if line.lows[j] in {",", "-"} or (line.lows[j] == "the" and ordinal_at(line, j + 1)):
        j += 1
    elif line.lows[j] == "(":
        j, closing = j + 1, ")"
    if line.is_number(j) and line.lows[j + 1] in {"/", "-"} and line.is_number(j + 2) and line.glued(j + 1):
        numbers = [line.raws[j], line.raws[j + 2]]
        if all(n.isdigit() and len(n) <= 2 for n in numbers) and not (
            line.lows[j + 3] == "/" and line.glued(j + 3)
        ):
            return month_slash_day(line, j, numbers, j + 3, today)
    parts = line.raws[j].split(".")
    if (
        line.is_number(j)
        and len(parts) == 2
        and all(p.isdigit() and len(p) <= 2 for p in parts)
        and j == index
        and (not line.is_word(j + 1) or line.lows[j + 1] in {"with", "at", "in", "and", "to", "for"})
        and line.lows[j + 1] != "%"
    ):
        return month_slash_day(line, j, parts, j + 1, today)
    if not (line.is_number(j) or line.lows[j] in MONTHS or ordinal_at(line, j)):
        return None
    found = date_forms.read(line, j, today)
    if found is None or (closing and line.lows[found[0]] != closing):
        return None
    if line.lows[j] in MONTHS and found[0] == j + 1:
        return None
    return found[0] + len(closing), found[1]


def _on_weekday(line: Line, index: int, found: Found, today: date, number: int) -> Days | None:
    """The days found, moved to the neighbouring year whose weekday fits where no year is said."""
    days = found[1]
    unsaid = _date_behind(line, index, None)
    if days is None or (unsaid is not None and unsaid[1] is not None) or days[0].weekday() == number:
        return days
    # News writes "Friday, June 5" without the year: the weekday decides which one it was.
    fitting = [
        d
        for y in (today.year, today.year - 1, today.year + 1)
        if (d := day(y, days[0].month, days[0].day)) and d[0].weekday() == number
    ]
    return fitting[0] if fitting else days


def _bare_day(line: Line, index: int) -> tuple[int, int] | None:
    """A day of the month behind a weekday: "Sunday 31", "Wednesday the thirty first"."""
    j = index + 1 if line.lows[index] == "," else index
    at = day_at(line, j)
    if at is None or (line.is_word(at[1]) and line.is_number(j) and at[1] == j + 1):
        return None
    if line.is_number(j) and at[1] == j + 1 and (j > index or line.lows[at[1]] in {":", "%", "-", ","}):
        return None
    return at


def _weekday_with_day(today: date, number: int, at: int) -> Days | None:
    """The nearest month in which that day of the month is that weekday."""
    best: date | None = None
    for step in range(-24, 25):
        base = shifted(today.replace(day=1), step, "month")
        if base is None:
            continue
        candidate = base + timedelta(days=at - 1)
        right = candidate.month == base.month and candidate.weekday() == number
        if right and (best is None or abs((candidate - today).days) < abs((best - today).days)):
            best = candidate
    return one_day(best)
