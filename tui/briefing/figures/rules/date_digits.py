"""Dates whose parts are tied by signs: "2020-07-01", "22/04", "31.12.2016", "14-Nov-2023", "20170302"."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import day, month
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS
from briefing.figures.rules.date_drafts import Found, likely_days
from briefing.figures.token_line import Line

_SEPARATORS = frozenset("-/‐‑")


def read(line: Line, index: int, today: date | None) -> Found | None:
    """A date of digits, or of digits and a month, that begins at token `index`."""
    found = _chain(line, index, today)
    if found is None and line.is_number(index):
        found = _dotted(line, index) or _compact(line, index)
    return found


def _chain(line: Line, index: int, today: date | None) -> Found | None:
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
) -> Found | None:
    number = MONTHS[line.lows[word]]
    years = [n for n in numbers if len(n) == 4]
    days = [n for n in numbers if len(n) <= 2]
    if len(years) > 1 or len(days) > 2 or (not years and not days):
        return None
    if not days:
        return end, month(int(years[0]), number)
    if len(days) == 2:
        years, days = [_century(days[1])], days[:1]
    if not 1 <= int(days[0]) <= 31:
        return None
    year = int(years[0]) if years else None
    return end, likely_days(line, word, today, year, number, int(days[0]), int(days[0]))


def _century(two: str) -> str:
    return ("20" if int(two) < 50 else "19") + two.zfill(2)


def _numeric(
    line: Line, index: int, numbers: list[str], end: int, today: date | None, sign: str
) -> Found | None:
    """Numbers alone: year first, else month first (day first where only that can be)."""
    lengths = [len(n) for n in numbers]
    if len(numbers) == 3:
        if lengths[0] == 4 and max(lengths[1:]) <= 2:
            return _checked(end, int(numbers[0]), int(numbers[1]), int(numbers[2]))
        if max(lengths[:2]) <= 2 and lengths[2] in {2, 4}:
            year = int(numbers[2] if lengths[2] == 4 else _century(numbers[2]))
            first, second = int(numbers[0]), int(numbers[1])
            if first > 12 >= second:
                first, second = second, first
            return _checked(end, year, first, second)
        return None
    # "22/04" is also a fraction and a score: two numbers alone are a day only beside a word that asks for
    # one.
    if sign != "/" or max(lengths) > 2 or not _day_context(line, index, end):
        return None
    return month_slash_day(line, index, numbers, end, today)


def month_slash_day(line: Line, index: int, numbers: list[str], end: int, today: date | None) -> Found | None:
    """ "11/20" and "22/04" in the likeliest year."""
    first, second = int(numbers[0]), int(numbers[1])
    if first > 12 >= second:
        first, second = second, first
    if not (1 <= first <= 12 and 1 <= second <= 31):
        return None
    return end, likely_days(line, index, today, None, first, second, second)


def _day_context(line: Line, index: int, end: int) -> bool:
    before = line.lows[index - 1]
    alone = index == 0 and end >= len(line)
    return (
        alone
        or before
        in {"on", "by", "until", "since", "before", "after", ",", "or", "due", "dated", "from", "to"}
        or (before in WEEKDAYS)
    )


def _checked(end: int, year: int, number: int, at: int) -> Found | None:
    """A full date; digits that no calendar has stay a date without days."""
    if not (1 <= number <= 12 and 1 <= at <= 31):
        return None
    return end, day(year, number, at)


def _compact(line: Line, index: int) -> Found | None:
    """ "20170302" as in file names."""
    raw = line.raws[index]
    if len(raw) != 8 or not raw.isdigit() or not 1900 <= int(raw[:4]) <= 2100:
        return None
    days = day(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
    return (index + 1, days) if days else None


def _dotted(line: Line, index: int) -> Found | None:
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
