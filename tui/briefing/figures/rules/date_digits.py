"""Dates whose parts are tied by signs: "2020-07-01", "22/04", "31.12.2016", "14-Nov-2023", "20170302"."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import Days, day, month
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.rules.date_expression import EitherOrder, NoYear, Reading, in_said_year
from briefing.figures.tense import tense_at
from briefing.figures.token_line import DASHES, Line

_SEPARATORS = frozenset("-/‐‑")
ATTACKS = date(2001, 9, 11)
"""The day that "9/11" names."""
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
    if line.lows[index + 3] in {"/", "-"} and line.glued(index + 3) and line.is_number(index + 4):
        return _slash_range(line, index) or _chain(line, index, today)
    if line.glued(index) or (line.glued(index + 3) and line.is_number(index + 3)):
        return None
    after = today is None or today >= ATTACKS
    return Reading(index + 3, (ATTACKS, ATTACKS)) if after else None


def _chain(line: Line, index: int, today: date | None) -> Reading | None:
    """Two or three parts tied by hyphens or slashes: "2020-07-01", "22/04", "2019/aug/01", "14-Nov-2023"."""
    # A chain that begins inside a word or path is a code: "CVE-2020-07".
    if line.glued(index) and (line.is_word(index - 1) or line.lows[index - 1] in {"/", "."}):
        return None
    parts = _tied_parts(line, index)
    if parts is None:
        return None
    end = parts[-1] + 1
    words = [k for k in parts if line.is_word(k)]
    numbers = [line.raws[k] for k in parts if line.is_number(k)]
    if len(words) > 1 or any(len(n) > 4 or not n.isdigit() for n in numbers):
        return None
    if words:
        return _chain_with_month(line, words[0], numbers, end, today)
    return _numeric(line, index, numbers, end, today, line.lows[index + 1])


def _tied_parts(line: Line, index: int) -> list[int] | None:
    """The tokens of two or three numbers and months with one sign between them; None where more follow."""
    sign = line.lows[index + 1]
    parts, j = [index], index + 1
    while line.lows[j] == sign and len(parts) < 3 and _is_tied(line, j) and _part(line, j + 1):
        parts.append(j + 1)
        j += 2
    goes_on = line.lows[j] in _SEPARATORS and line.glued(j) and line.is_number(j + 1)
    return parts if len(parts) > 1 and not goes_on and _part(line, index) else None


def _is_tied(line: Line, sign: int) -> bool:
    return line.glued(sign) and line.glued(sign + 1)


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
    found = _in_either_order(end, day(year, first, second), day(year, second, first), year)
    # Digits that no calendar has, as in February 30, stay a date without days.
    dated = min(first, second) <= 12 and max(first, second) <= 31
    return found or (Reading(end, year=year) if dated else None)


def _in_either_order(
    end: int, month_first: Days | None, day_first: Days | None, year: int | None
) -> Reading | None:
    """What digits mean that are one stretch of days with the month first and another with the day first."""
    if month_first is not None and day_first is not None:
        if month_first == day_first:
            return Reading(end, month_first, None, year)
        return Reading(end, None, EitherOrder(month_first, day_first), year)
    days = month_first or day_first
    order = "month first" if month_first else "day first"
    return Reading(end, days, None, year, order) if days else None


def _slash_range(line: Line, index: int) -> Reading | None:
    """ "10/1-11/2/2017", which is October to November or January to February."""
    at = (index, index + 2, index + 4, index + 6, index + 8)
    first, dash, *signs = (line.lows[k + 1] for k in at[:4])
    if first != "/" or dash not in DASHES or signs != ["/", "/"]:
        return None
    numbers = [line.raws[k] for k in at]
    if max(len(n) for n in numbers[:4]) > 2 or len(numbers[4]) != 4 or not "".join(numbers).isdigit():
        return None
    a, b, c, d, year = (int(n) for n in numbers)
    month_first = _span(day(year, a, b), day(year, c, d))
    day_first = _span(day(year, b, a), day(year, d, c))
    return _in_either_order(index + 9, month_first, day_first, year)


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
    month_first = NoYear(first, first, second, second, weekday, tense=tense)
    day_first = NoYear(second, second, first, first, weekday, tense=tense)
    if first > 12 or second > 12 or first == second:
        return Reading(end, None, day_first if first > 12 else month_first)
    if today is None:
        return Reading(end)
    found = month_first.nearest(today), day_first.nearest(today)
    fitting = [days for days in found if days and weekday is not None and _proves(days, weekday, today)]
    if len(fitting) == 1:
        return Reading(end, fitting[0])
    return _in_either_order(end, found[0], found[1], None)


def _proves(days: Days, weekday: int, today: date) -> bool:
    return days[0].weekday() == weekday and abs((days[0] - today).days) <= _NEAR


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
