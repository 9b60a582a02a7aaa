"""Dates told from the day of writing: weekdays, "yesterday", "last year", "next April", "two years ago"."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.figures.calendar_arithmetic import (
    Days,
    month,
    months,
    nth_weekday,
    shifted,
    week,
    weekday_of_week,
    year_days,
)
from briefing.figures.rules import date_forms
from briefing.figures.rules.calendar_words import MONTHS, ORDINAL_BEGINNINGS, SEASONS, WEEKDAYS, ordinal_at
from briefing.figures.rules.date_drafts import Found, one_day
from briefing.figures.rules.date_holiday import FIRST_WORDS, read_holiday
from briefing.figures.rules.date_weekday import SHORT_WEEKDAYS, read_weekday
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line

NAME = "relative date"

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tomorow": 1}
_STEPS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
    "upcoming": 1,
    "this": 0,
    "current": 0,
}
_PERIODS = frozenset({"week", "month", "year", "quarter", "decade", "weekend", "century"})

BEGINNINGS = (
    ORDINAL_BEGINNINGS
    | frozenset(_DAYS)
    | frozenset(WEEKDAYS)
    | frozenset(_STEPS)
    | FIRST_WORDS
    | {"a", "an", "in", "the"}
)
"""Words that a date of this kind can begin with; ordinals in digits can too."""


def read(line: Line, index: int, today: date | None) -> Found | None:
    """A date that begins at token `index` and is told from `today`."""
    low = line.lows[index]
    if low in {"a", "an", "in"}:
        return _article(line, index, today)
    nth = _nth(line, index, today)
    if nth is not None:
        return nth
    if low in _DAYS:
        return _named_day(line, index, today)
    if low in WEEKDAYS:
        return read_weekday(line, index, today, None)
    if low in _STEPS:
        return _stepped(line, index, today)
    if low == "the" and line.lows[index + 1] == "day" and line.lows[index + 2] in {"before", "after"}:
        return _day_beside(line, index, today)
    return read_holiday(line, index, index, today, None)


def _named_day(line: Line, index: int, today: date | None) -> Found:
    return index + 1, one_day(shifted(today, _DAYS[line.lows[index]], "day") if today else None)


def _day_beside(line: Line, index: int, today: date | None) -> Found | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    base = line.lows[index + 3]
    if base not in {"yesterday", "tomorrow"}:
        return None
    step = {"yesterday": -2, "tomorrow": 2}[base]
    return index + 4, one_day(shifted(today, step, "day") if today else None)


def _stepped(line: Line, index: int, today: date | None) -> Found | None:
    """ "last year", "next April", "this past Wednesday", "next week Mon", "next 6th of April"."""
    low = line.lows[index]
    step, j = _STEPS[low], index + 1
    near = low in {"past", "coming", "upcoming"}
    if low == "this" and line.lows[j] in {"past", "coming", "upcoming", "last", "next"}:
        step, near, j = _STEPS[line.lows[j]], True, j + 1
    word = line.lows[j]
    if word in {"calendar", "fiscal", "financial", "school"} and line.lows[j + 1] in {"year", "quarter"}:
        j += 1
        word = line.lows[j]
    # "Last sat" is a verb, "last Sat" a day. "This past" and "this coming" mean the nearest, "last" and
    # "next" another week.
    if word in WEEKDAYS and (word not in SHORT_WEEKDAYS or line.is_capital(j)):
        return read_weekday(
            line, j, today, None if near or step == 0 else step, back=near and step < 0, ahead=step >= 0
        )
    if word in MONTHS:
        return _month(line, j, today, step)
    if word in _PERIODS:
        return _period(line, index, j, today, step)
    if word in SEASONS:
        return j + 1, _season(today, word, step)
    if step > 0 and (line.is_number(j) or ordinal_at(line, j)):
        found = date_forms.read(line, j, today)
        return _coming(found, today) if found else None
    return read_holiday(line, index, j, today, step)


def _coming(found: Found, today: date | None) -> Found:
    end, days = found
    if days and today and days[1] < today:
        later = shifted(days[0], 1, "year")
        return end, one_day(later)
    return end, days


def _nth(line: Line, index: int, today: date | None) -> Found | None:
    """ "the first Tuesday in November", "the last Friday of next month"."""
    if line.lows[index] == "last":
        rank, j = -1, index + 1
    else:
        found = ordinal_at(line, index)
        if found is None or not 1 <= found[0] <= 5:
            return None
        rank, j = found
    if line.lows[j] not in WEEKDAYS or line.lows[j] in SHORT_WEEKDAYS or line.lows[j + 1] not in {"of", "in"}:
        return None
    at = j + 2
    whole = (
        date_forms.read(line, at, today)
        if line.lows[at] in MONTHS
        else (_stepped(line, at, today) if line.lows[at] in _STEPS and line.lows[at + 1] == "month" else None)
    )
    if whole is None:
        return None
    end, days = whole
    if days is None or days[0] == days[1]:
        return (end, None) if days is None else None
    count = 4 if rank == 5 else rank
    return end, one_day(nth_weekday(days[0].year, days[0].month, WEEKDAYS[line.lows[j]], count))


def _article(line: Line, index: int, today: date | None) -> Found | None:
    """ "a week ago", "a month from now", "in a year" where the sentence looks ahead."""
    j = index + 1 if line.lows[index] == "in" else index
    unit = line.lows[j + 1].removesuffix("'s")
    if line.lows[j] not in {"a", "an"} or unit not in {
        "day",
        "week",
        "fortnight",
        "month",
        "year",
        "decade",
        "century",
    }:
        return None
    if j > index:
        # "It fell 5% in a year" is a length; "will be over in a year" a day to come.
        ahead = looks_ahead(line, index) or line.lows[j + 2] in {"?", "time"}
        if not ahead or (
            line.is_word(j + 2) and line.lows[j + 2] not in {"and", "or", "when", "to", "from", "at", "time"}
        ):
            return None
        return j + 2, one_day(shifted(today, 1, unit) if today else None)
    if line.lows[j + 2] == "ago":
        return j + 3, one_day(shifted(today, -1, unit) if today else None)
    if line.lows[j + 2] == "from" and line.lows[j + 3] in {"now", "today"}:
        return j + 4, one_day(shifted(today, 1, unit) if today else None)
    if line.lows[j + 2] in {"from", "after", "before"} and unit in {"day", "week", "fortnight"}:
        found = read(line, j + 3, today) or date_forms.read(line, j + 3, today)
        if found is not None and found[1] is not None and found[1][0] == found[1][1]:
            step = -1 if line.lows[j + 2] == "before" else 1
            return found[0], one_day(shifted(found[1][0], step, unit))
    return None


def _month(line: Line, index: int, today: date | None, step: int) -> Found | None:
    if line.lows[index] in {"may", "march", "mar"} and not line.is_capital(index):
        return None
    # Abbreviations need a day beside them: "last dec" is too little to go by.
    if line.lows[index] not in {"may", "march", "june", "july", "april"} and len(line.lows[index]) <= 4:
        return None
    number = MONTHS[line.lows[index]]
    if today is None:
        return index + 1, None
    if step < 0:
        year = today.year if number < today.month else today.year - 1
    elif step > 0:
        year = today.year if number > today.month else today.year + 1
    else:
        year = today.year
    return index + 1, month(year, number)


def _period(line: Line, first: int, index: int, today: date | None, step: int) -> Found | None:
    word, end = line.lows[index], index + 1
    if (
        line.lows[first] in {"past", "following", "current"}
        and line.lows[first - 1] != "the"
        and word != "week"
    ):
        return None
    if word == "week":
        j = end + 1 if line.lows[end] in {"-", ",", "'s", "on"} else end
        if line.lows[j] in WEEKDAYS and (line.lows[j] not in SHORT_WEEKDAYS or line.is_capital(j)):
            days = weekday_of_week(today, WEEKDAYS[line.lows[j]], step) if today else None
            return j + 1, days
    if word == "week" and line.lows[end] == "of":
        return None
    # "The previous year" counts from a day that the text names, not from the day of writing.
    told_elsewhere = line.lows[first] in {"previous", "following", "next"} and line.lows[first - 1] == "the"
    return (end, None) if told_elsewhere or today is None else (end, _period_days(today, word, step))


def _period_days(today: date, word: str, step: int) -> Days | None:
    if word == "week":
        return week(today, step)
    if word == "weekend":
        days = week(today, step)
        return (days[1] - timedelta(days=1), days[1]) if days else None
    base = shifted(today, step, word)
    if base is None:
        return None
    if word == "month":
        return month(base.year, base.month)
    if word == "quarter":
        first = (base.month - 1) // 3 * 3 + 1
        return months(base.year, first, first + 2)
    size = {"year": 1, "decade": 10, "century": 100}[word]
    start = base.year - base.year % size
    return year_days(max(1, start), start + size - 1)


def _season(today: date | None, word: str, step: int) -> Days | None:
    if today is None:
        return None
    first, last = SEASONS[word]
    options = [d for y in range(today.year - 2, today.year + 3) if (d := months(y, first, last))]
    if step < 0:
        return max((d for d in options if d[1] < today), default=None)
    if step > 0:
        return min((d for d in options if d[0] > today), default=None)
    return min(options, key=lambda d: abs((d[0] - today).days), default=None)
