"""Dates as the calendar writes them: days, months and years in any of their usual orders."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import day, month, nearest_month, shifted
from briefing.figures.numerals import read_number
from briefing.figures.rules import date_digits
from briefing.figures.rules.calendar_words import (
    MONTHS,
    ORDINAL_BEGINNINGS,
    SHORT_MONTHS,
    TIME_BEFORE,
    VERBAL_MONTHS,
    WEEKDAYS,
    day_at,
    ordinal_at,
    year_at,
)
from briefing.figures.rules.date_drafts import Found, likely_days
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import DASHES, Line

NAME = "date"
BEGINNINGS = ORDINAL_BEGINNINGS | frozenset(MONTHS) | {"the"}
"""Words that a date of this kind can begin with; numbers can too."""


def read(line: Line, index: int, today: date | None) -> Found | None:
    """A date that begins at token `index` with a month, a day or a number; None where there is none."""
    tied = date_digits.read(line, index, today)
    if tied is not None:
        return tied
    if line.lows[index] in MONTHS:
        return _month_day(line, index, today) or _month_year(line, index) or _month_alone(line, index, today)
    return _day_month(line, index, today) or _day_alone(line, index, today)


def month_at(line: Line, index: int) -> tuple[int, int] | None:
    """Return the month at token `index` and the token after it, its full stop included."""
    number = MONTHS.get(line.lows[index])
    if number is None:
        return None
    end = index + 1
    if line.lows[end] == "." and line.lows[index] in SHORT_MONTHS and line.glued(end):
        # The full stop of "Dec." belongs to the date only where the date goes on; else it ends the
        # sentence.
        following = line.is_number(end + 1) or line.lows[end + 1] in {",", "of"} or ordinal_at(line, end + 1)
        end += 1 if following else 0
    return number, end


def _year_after(line: Line, index: int) -> tuple[int, int] | None:
    """A year behind a day or month: "2026", ", 2026", "of 1995", "'98", "two thousand and ten"."""
    j = index
    if line.lows[j] in {",", "of"}:
        j += 1
    found = year_at(line, j)
    if found is not None:
        # "In May, 2000 people" counts people.
        counted = line.lows[found[1]] in {"people", "times"} and j > index
        return None if counted else found
    if line.lows[j] in {"'", "’", "‘"} and line.is_number(j + 1) and len(line.raws[j + 1]) == 2:
        short = int(line.raws[j + 1])
        return (2000 + short if short < 50 else 1900 + short), j + 2
    if line.lows[j] in {"two", "nineteen", "twenty"}:
        number = read_number(line, j)
        if number is not None and number.value in {19.0, 20.0}:
            rest = read_number(line, number.end)
            if rest is not None and rest.value is not None and 10 <= rest.value <= 99 and not rest.fraction:
                return int(number.value) * 100 + int(rest.value), rest.end
        if number is not None and number.value is not None and 1900 <= number.value <= 2100:
            return int(number.value), number.end
    return None


def _month_day(line: Line, index: int, today: date | None) -> Found | None:
    """ "January 15, 2026", "Dec. 31", "May 9", "Jan 5-7", "Dec31 , 1994"."""
    found = month_at(line, index)
    if found is None:
        return None
    number, j = found
    if line.lows[index] in VERBAL_MONTHS and not line.is_capital(index) and line.lows[index] != "august":
        # "they may 5 …", "march 20 miles": in lower case these are verbs unless a word of time stands
        # before.
        plain_day = line.is_number(j) and line.lows[index - 1] in TIME_BEFORE
        if not plain_day:
            return None
    if line.hyphen(j):
        j += 1
    at = day_at(line, j)
    if at is None or _counts_something(line, at[1], j):
        return None
    first_day, end = at
    last_day = first_day
    # "Jan 5-7" are days of one month; "Jan 5-3" is a date and something else, as a score.
    dash = line.lows[end] in DASHES and day_at(line, end + 1)
    if dash and dash[0] > first_day and (line.glued(end) or not line.is_word(dash[1])):
        last_day, end = dash
    year = _year_after(line, end)
    if year is not None:
        end = year[1]
    return end, likely_days(line, index, today, year[0] if year else None, number, first_day, last_day)


def _counts_something(line: Line, end: int, first: int) -> bool:
    """True where the number behind a month is no day: "in May 20 people", "April 5%"."""
    if ordinal_at(line, first) is not None:
        return False
    if line.lows[end] in {"%", "percent", "per", "million", "billion", "thousand", "people", ":", "points"}:
        return not (line.lows[end] == ":" and not line.glued(end + 1))
    return line.lows[end] == "." and line.glued(end) and line.glued(end + 1) and line.is_number(end + 1)


def _day_month(line: Line, index: int, today: date | None) -> Found | None:
    """ "15 January 2026", "the 4th of July", "second of Aug", "5-7 May", "twenty third day of September"."""
    at = day_at(line, index)
    if at is None:
        return None
    first_day, j = at
    last_day = first_day
    if line.lows[j] in DASHES or line.lows[j] in {"and", "to"}:
        more = day_at(line, j + 1)
        if more is not None and more[0] > first_day and line.lows[more[1]] in MONTHS:
            last_day, j = more
    if line.lows[j] == "day" and line.lows[j + 1] == "of":
        j += 1
    if line.lows[j] in {"of", "."} or line.hyphen(j):
        j += 1
    low = line.lows[j]
    verbal = low in {"may", "march", "mar"} and not line.is_capital(j)
    if low not in MONTHS or (verbal and ordinal_at(line, index) is None and not line.is_number(index)):
        return None
    if (
        # "On the second may be" goes on with a verb.
        low == "may"
        and not line.is_capital(j)
        and line.lows[j + 1] in {"be", "have", "not", "also", "well", "still"}
    ):
        return None
    month_found = month_at(line, j)
    number, end = month_found if month_found else (0, j)
    if line.hyphen(end) and year_at(line, end + 1):
        end += 1
    if line.is_number(index) and _month_day_wins(line, j):
        return None
    year = _year_after(line, end)
    if year is not None:
        end = year[1]
    return end, likely_days(line, index, today, year[0] if year else None, number, first_day, last_day)


def _month_day_wins(line: Line, index: int) -> bool:
    """True in "$12 December 27" and "5 May 9, 2020": the day stands behind the month."""
    at = day_at(line, index + 1)
    return at is not None and line.is_number(index + 1) and not line.is_word(at[1])


def _month_year(line: Line, index: int) -> Found | None:
    """ "May 2025", "Dec. 1969", "October of 2014"."""
    found = month_at(line, index)
    if found is None:
        return None
    number, j = found
    if (
        line.lows[index] in VERBAL_MONTHS
        and not line.is_capital(index)
        and line.lows[index - 1] not in TIME_BEFORE
    ):
        return None
    if line.hyphen(j):
        j += 1
    year = _year_after(line, j)
    return (year[1], month(year[0], number)) if year else None


def _month_alone(line: Line, index: int, today: date | None) -> Found | None:
    """ "April", where the word is surely a month."""
    low = line.lows[index]
    before = line.lows[index - 1]
    if low in SHORT_MONTHS and (low == "mar" or not line.is_capital(index) or before not in TIME_BEFORE):
        return None
    capital = line.is_capital(index)
    if low in VERBAL_MONTHS and (not capital or before not in TIME_BEFORE):
        return None
    # "April Jones", "June Carter": a capitalised word beside it makes a person of the month.
    named = (
        capital
        and line.is_capital(index + 1)
        and line.lows[index + 1] not in WEEKDAYS
        and before not in TIME_BEFORE
    )
    person = (
        capital
        and line.is_capital(index - 1)
        and before not in TIME_BEFORE
        and not line.opens_sentence(index - 1)
    )
    if named or (person and before not in WEEKDAYS) or (not capital and before not in TIME_BEFORE):
        return None
    if line.glued(index) and line.is_number(index - 1):
        return None
    days = nearest_month(today, MONTHS[low], future=looks_ahead(line, index)) if today else None
    return index + 1, days


def _day_alone(line: Line, index: int, today: date | None) -> Found | None:
    """ "on the 27th", "the 15th of next month": a day whose month is told by the article's date."""
    if line.lows[index] != "the" or not line.is_number(index + 1):
        return None
    at = ordinal_at(line, index + 1)
    if at is None or not 1 <= at[0] <= 31:
        return None
    number, end = at
    if (
        line.lows[end] == "of"
        and line.lows[end + 2] == "month"
        and line.lows[end + 1] in {"this", "next", "last", "the"}
    ):
        step = {"next": 1, "last": -1}.get(line.lows[end + 1], 0)
        base = shifted(today.replace(day=1), step, "month") if today else None
        return end + 3, day(base.year, base.month, number) if base else None
    if line.lows[index - 1] not in {"on", "until", "by"} or (
        line.is_word(end) and line.lows[end] not in {"and", "at", "with", "for", "in"}
    ):
        return None
    if line.glued(end) and line.lows[end] not in {".", ",", "!", "?", ";"}:
        return None
    if today is None:
        return end, None
    # The nearest 27th on the side of the tense; two more months for those that have no 31st.
    steps = (0, 1, 2) if looks_ahead(line, index) else (0, -1, -2)
    for step in steps:
        base = shifted(today.replace(day=1), step, "month")
        found = day(base.year, base.month, number) if base else None
        if found and (found[0] >= today if steps[1] > 0 else found[0] <= today):
            return end, found
    return end, None
