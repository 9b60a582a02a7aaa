"""Dates whose parts are tied by signs: "2020-07-01", "22/04", "31.12.2016", "14-Nov-2023", "20170302"."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import Days, day, month
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.rules.date_expression import EitherOrder, NoYear, Reading, in_said_year
from briefing.figures.tense import tense_at
from briefing.figures.token_line import DASHES, Line

_SEPARATORS = frozenset("-/‐‑")
_NEAR = 183
"""A weekday beside a day and month proves one within so many days: every seventh year another fits."""


def read(line: Line, index: int, today: date | None) -> Reading | None:
    """A date of digits, or of digits and a month, that begins at token `index`."""
    if line.lows[index + 1] in _SEPARATORS:
        if line.lows[index] == "9" and line.lows[index + 2] == "11" and line.lows[index + 1] == "/":
            return _attacks(line, index, today)
        return _slash_range(line, index) or _chain(line, index, today)
    return (_dotted(line, index) or _compact(line, index)) if line.is_number(index) else None


def _attacks(line: Line, index: int, today: date | None) -> Reading | None:
    """ "9/11", which is said of the attacks of 2001 and of no other day."""
    named = date(2001, 9, 11)
    if line.lows[index + 3] in {"/", "-"} and line.glued(index + 3) and line.is_number(index + 4):
        return _slash_range(line, index) or _chain(line, index, today)
    if line.glued(index) or (line.glued(index + 3) and line.is_number(index + 3)):
        return None
    after = today is None or today >= named
    return Reading(index + 3, (named, named)) if after else None


def _chain(line: Line, index: int, today: date | None) -> Reading | None:
    """Two or three parts tied by hyphens or slashes: "2020-07-01", "22/04", "2019/aug/01", "14-Nov-2023"."""
    parts, j = [index], index + 1
    sign = line.lows[j]
    if sign not in _SEPARATORS:
        return None
    while (
        line.lows[j] == sign and len(parts) < 3 and line.glued(j) and line.glued(j + 1) and _part(line, j + 1)
    ):
        parts.append(j + 1)
        j += 2
    if (
        len(parts) < 2
        or (line.lows[j] in _SEPARATORS and line.glued(j) and line.is_number(j + 1))
        or not _part(line, index)
    ):
        return None
    # A chain that begins inside a word or path is a code: "CVE-2020-07".
    if line.glued(index) and (line.is_word(index - 1) or line.lows[index - 1] in {"/", "."}):
        return None
    words = [k for k in parts if line.is_word(k)]
    numbers = [line.raws[k] for k in parts if line.is_number(k)]
    if len(words) > 1 or any(len(n) > 4 or not n.isdigit() for n in numbers):
        return None
    if words:
        return _chain_with_month(line, words[0], numbers, j, today)
    return _numeric(line, index, numbers, j, today, sign)


def _part(line: Line, index: int) -> bool:
    return line.is_number(index) or line.lows[index] in MONTHS


def _chain_with_month(
    line: Line, word: int, numbers: list[str], end: int, today: date | None
) -> Reading | None:
    number = MONTHS[line.lows[word]]
    years = [n for n in numbers if len(n) == 4]
    days = [n for n in numbers if len(n) <= 2]
    if len(years) > 1 or len(days) > 2 or (not years and not days):
        return None
    if not days:
        return Reading(end, month(int(years[0]), number), year=int(years[0]))
    if len(days) == 2:
        years, days = [_century(days[1])], days[:1]
    at = int(days[0])
    if not 1 <= at <= 31:
        return None
    open_ = NoYear(number, number, at, at, tense=0 if years else tense_at(line, word))
    return in_said_year(open_, end, int(years[0]) if years else None, today)


def _century(two: str) -> str:
    return ("20" if int(two) < 50 else "19") + two.zfill(2)


def _numeric(
    line: Line, index: int, numbers: list[str], end: int, today: date | None, sign: str
) -> Reading | None:
    """Numbers alone: the year first, or behind a day and a month in either order."""
    lengths = [len(n) for n in numbers]
    if len(numbers) == 3:
        if lengths[0] == 4 and max(lengths[1:]) <= 2:
            return _checked(end, int(numbers[0]), int(numbers[1]), int(numbers[2]))
        if max(lengths[:2]) <= 2 and lengths[2] in {2, 4}:
            year = int(numbers[2] if lengths[2] == 4 else _century(numbers[2]))
            return _either_order(end, int(numbers[0]), int(numbers[1]), year)
        return None
    # "22/04" is also a fraction and a score: two numbers alone are a day only beside a word that asks for
    # one.
    if sign != "/" or max(lengths) > 2 or not _day_context(line, index, end):
        return None
    return slashed_day(line, index, numbers, end, today)


def _either_order(end: int, first: int, second: int, year: int) -> Reading | None:
    """ "25/04/2017", that only can be April, and "12/04/2017", that can be April and December."""
    month_first, day_first = day(year, first, second), day(year, second, first)
    if month_first is None or day_first is None:
        order = "" if month_first is day_first else "month first" if month_first else "day first"
        days = month_first or day_first
        # Digits that no calendar has, as in February 30, stay a date without days.
        dated = days is not None or (min(first, second) <= 12 and max(first, second) <= 31)
        return Reading(end, days, None, year, order) if dated else None
    if month_first == day_first:
        return Reading(end, month_first, None, year)
    return Reading(end, None, EitherOrder(month_first, day_first), year)


def _slash_range(line: Line, index: int) -> Reading | None:
    """ "10/1-11/2/2017", which is October to November or January to February."""
    at = (index, index + 2, index + 4, index + 6, index + 8)
    signs = [line.lows[k + 1] for k in at[:4]]
    if signs[0] != "/" or signs[1] not in DASHES or signs[2:] != ["/", "/"]:
        return None
    numbers = [line.raws[k] for k in at]
    if not all(line.is_number(k) and number.isdigit() for k, number in zip(at, numbers, strict=True)):
        return None
    if len(numbers[4]) != 4 or max(len(n) for n in numbers[:4]) > 2:
        return None
    a, b, c, d, year = (int(n) for n in numbers)
    month_first = _span(day(year, a, b), day(year, c, d))
    day_first = _span(day(year, b, a), day(year, d, c))
    if month_first and day_first and month_first != day_first:
        return Reading(index + 9, None, EitherOrder(month_first, day_first), year)
    order = "" if month_first and day_first else "month first" if month_first else "day first"
    days = month_first or day_first
    return Reading(index + 9, days, None, year, order) if days else None


def _span(first: Days | None, last: Days | None) -> Days | None:
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def slashed_day(
    line: Line, index: int, numbers: list[str], end: int, today: date | None, weekday: int | None = None
) -> Reading | None:
    """ "11/20" and "22/04" in the likeliest year; "5/6" in either order, but for what a weekday decides."""
    first, second = int(numbers[0]), int(numbers[1])
    if not (1 <= min(first, second) <= 12 and 1 <= max(first, second) <= 31):
        return None
    tense = tense_at(line, index)
    if first > 12 or second > 12 or first == second:
        number, at = (second, first) if first > 12 else (first, second)
        open_ = NoYear(number, number, at, at, weekday, tense=tense)
        return Reading(end, None, open_)
    month_first = NoYear(first, first, second, second, weekday, tense=tense)
    day_first = NoYear(second, second, first, first, weekday, tense=tense)
    if today is None:
        return Reading(end)
    found = month_first.nearest(today), day_first.nearest(today)
    if found[0] is None or found[1] is None:
        return Reading(end, found[0] or found[1])
    if weekday is not None:
        fitting = [d for d in found if d and d[0].weekday() == weekday and abs((d[0] - today).days) <= _NEAR]
        if len(fitting) == 1:
            return Reading(end, fitting[0])
    return Reading(end, None, EitherOrder(found[0], found[1]))


def _day_context(line: Line, index: int, end: int) -> bool:
    before = line.lows[index - 1]
    alone = index == 0 and end >= len(line)
    return (
        alone
        or before
        in {"on", "by", "until", "since", "before", "after", ",", "or", "due", "dated", "from", "to"}
        or (before in WEEKDAYS)
    )


def _checked(end: int, year: int, number: int, at: int) -> Reading | None:
    """A full date; digits that no calendar has stay a date without days."""
    if not (1 <= number <= 12 and 1 <= at <= 31):
        return None
    return Reading(end, day(year, number, at), year=year)


def _compact(line: Line, index: int) -> Reading | None:
    """ "20170302" as in file names."""
    raw = line.raws[index]
    if len(raw) != 8 or not raw.isdigit() or not 1900 <= int(raw[:4]) <= 2100:
        return None
    days = day(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
    return Reading(index + 1, days, year=int(raw[:4])) if days else None


def _dotted(line: Line, index: int) -> Reading | None:
    """ "31.12.2016" and "2016.12.31": the day first, unless only the month can be."""
    parts = line.raws[index].split(".")
    if (
        len(parts) != 2
        or line.lows[index + 1] != "."
        or not (line.glued(index + 1) and line.glued(index + 2))
    ):
        return None
    parts.append(line.raws[index + 2])
    if not line.is_number(index + 2) or not all(p.isdigit() and len(p) in {1, 2, 4} for p in parts):
        return None
    if len(parts[0]) == 4:
        return _checked(index + 3, int(parts[0]), int(parts[1]), int(parts[2]))
    if len(parts[2]) != 4:
        return None
    first, second = int(parts[0]), int(parts[1])
    # With full stops the day comes first, as in most of Europe; the month where only that can be.
    if second > 12 >= first:
        first, second = second, first
    return _checked(index + 3, int(parts[2]), second, first)
