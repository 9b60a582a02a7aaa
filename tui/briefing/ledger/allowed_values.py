"""What the wording of a figure allows: an interval for an amount, the named parts of a day for a date.

Interval arithmetic after R. E. Moore ("Interval Analysis", 1966): a wording stands for all values that it
may be told of, and two wordings contradict each other where no value is meant by both.
"""

from __future__ import annotations

import math
import re
from datetime import date
from functools import cache
from typing import NamedTuple

from briefing.ledger.measures import load_table, measure_of
from briefing.model.figure import Figure

_MOST_ROUNDED = 0.025
"""An amount is rounded by half a unit of its last digit, and by this part of it at most."""
_MOST_ABOUT = 0.10
"""The same behind "about"."""
_MOST_CONVERTED = 0.125
"""The same where the other text gives another unit: "4 miles" is told of 7 km."""
_ODD_CENTS = 0.95
"""Cents from which on a price is one that shops set below a whole number."""
_SMALL = 100
"""Counts below are not rounded: 40 and 41 dead differ."""
_OVER = 0.25
"""How far above its number "more than" reaches at most, to the next number as round."""
_UNDER = 0.15
"""How far below its number "nearly" and "up to" reach at most."""
_SLACK = 0.02
"""By how much the number of a bound itself may be rounded, where it is no small count."""
_BARELY_SMALL = 50
SAME_END = 0.03
"""By how much the ends of two ranges may differ, as a part of them, and be the same."""
_NUMBER = re.compile(r"\d[\d,]*(?:\. ?(\d+))?|\.\s?(\d+)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_TWO_YEARS = re.compile(r"(?:1[5-9]|20)\d\d\D+\d\d")
_DAY = re.compile(r"\b([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b")
_WORDS = re.compile(r"[a-z]+")
_LEAP_YEAR = 2000


class Allowed(NamedTuple):
    """The values a wording may be told of, in the first unit of its dimension, low <= high."""

    low: float
    high: float


class DateParts(NamedTuple):
    """What a wording says of a day; None for what it does not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 for Monday."""
    said: int | None = None
    """The weekday where that alone is told ("Tuesday"): the rest was worked out from the article's day."""
    likely_year: int | None = None
    """The year that what stands near gives a month without one: it tells years apart, makes none equal."""


class DayStretch(NamedTuple):
    """The days of a year that a wording names, as days of a leap year from 1, first <= last."""

    first: int
    last: int
    leeway: float
    """By how many days its ends may be meant otherwise: nobody says on which day "early June" is over."""


class YearStretch(NamedTuple):
    """The years over which a date goes, first <= last."""

    first: int
    last: int
    has_ends: bool
    """Whether both ends are told ("1996 to 2007"), unlike those of "the 1990s"."""


@cache
def _vague() -> tuple[tuple[str, float, float], ...]:
    """Words for vague amounts with their ends, the longest first."""
    rows = [
        (word, *group["reach"]) for group in load_table("amounts.toml").values() for word in group["words"]
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def allowed_values(figure: Figure, *, converted: bool = False) -> Allowed | None:
    """Return what the wording of an amount allows; None for a date, and for what has no number.

    What was `converted` from another unit is rounded anew: "7 km" and "4 miles" are told of one distance.
    """
    factor = measure_of(figure).factor
    if figure.kind == "date":
        return None
    if figure.value is not None:
        low, high = _around(figure)
        if converted:
            half = min(last_digit(figure) / 2, abs(figure.value) * _MOST_CONVERTED)
            low, high = min(low, figure.value - half), max(high, figure.value + half)
        return Allowed(low * factor, high * factor)
    if figure.low is None or figure.high is None:
        return None
    text = figure.text.casefold()
    if figure.qualifier == "about":
        for words, low, high in _vague():
            # "Hundreds of millions" are no hundreds.
            if words in text and figure.low <= low <= 2 * figure.low:
                return Allowed(low * factor, high * factor)
    return Allowed(figure.low * factor, figure.high * factor)


def _around(figure: Figure) -> tuple[float, float]:
    """The ends of what a single number may be told of, in its own unit."""
    value = figure.value
    assert value is not None, "asked of a single number only"
    size = abs(value)
    last = last_digit(figure)
    if figure.qualifier in ("more than", "at least"):
        low = size if size < _BARELY_SMALL or figure.qualifier == "at least" else size * (1 - _SLACK)
        ends = low, min(size + last * 0.99, size * (1 + _OVER)) if size >= 4 else size * (1 + _OVER)
    elif figure.qualifier in ("less than", "at most", "nearly"):
        ends = max(size - last, size * (1 - _UNDER)), size * (1 + _SLACK)
    elif figure.qualifier == "about":
        half = min(last / 2, size * _MOST_ABOUT)
        ends = size - half, size + half
    elif figure.kind in ("count", "ordinal", "duration") and size < _SMALL and size == int(size):
        # Two decades are told of 21 years: a unit as coarse as that is a rounding.
        spread = size * _MOST_ABOUT if figure.unit in ("decade", "century") else 0.0
        ends = size - spread, size + spread
    else:
        half = min(last * 0.49, size * _MOST_ROUNDED)
        ends = size - half, size + half
        if figure.kind == "money" and round(size % 1, 4) >= _ODD_CENTS and size == figure.value:
            # A price of $99.99 is told as $99 and as $100.
            ends = float(int(size)), float(int(size) + 1)
    return ends if value >= 0 else (-ends[1], -ends[0])


def last_digit(figure: Figure) -> float:
    """Return what one is worth in the last digit that the wording gives: 0.01 for 11.15, 10 for 250, both
    in the unit of the value."""
    value = abs(figure.value or 0.0)
    if value == 0:
        return 1.0
    match = _NUMBER.search(figure.text)
    if match is not None:
        written = match.group().replace(",", "").replace(" ", "")
        decimals = match.group(1) or match.group(2)
        if decimals is not None and float(written) > 0:
            return value / float(written) * float(10.0 ** -len(decimals))
    digits = f"{value:.10e}".split("e")
    shown = digits[0].rstrip("0").rstrip(".")
    return 10.0 ** (int(digits[1]) - max(len(shown) - 2, 0))


def date_parts(figure: Figure) -> DateParts:
    """Return what a date's wording, and the day it was resolved to, say of year, month, day and weekday."""
    text = figure.text.casefold()
    words = _WORDS.findall(text)
    month = next((_MONTHS[word] for word in words if word in _MONTHS), None)
    weekday = next((_WEEKDAYS.index(word) for word in words if word in _WEEKDAYS), None)
    year = _YEAR.search(text)
    if (month is None or year is not None) and figure.from_ is not None and figure.to is not None:
        first, last = date.fromisoformat(figure.from_), date.fromisoformat(figure.to)
        if first == last:
            said = weekday if year is None else None
            return DateParts(first.year, first.month, first.day, first.weekday(), said)
        if first.year == last.year:
            return DateParts(first.year, first.month if first.month == last.month else None)
        return DateParts()
    # A month without its year is resolved by what stands near, which is a guess: only its words are kept.
    rest = _YEAR.sub(" ", text)
    day = _DAY.search(rest) if month is not None or rest.startswith("the ") else None
    said = weekday if month is None and year is None else None
    likely = (
        int(figure.from_[:4]) if month is not None and year is None and figure.from_ is not None else None
    )
    named = int(year[1]) if year else None
    # Of "June 3-5" the first is no more meant than the last.
    single = figure.from_ is None or figure.from_ == figure.to
    return DateParts(named, month, int(day[1]) if day and single else None, weekday, said, likely)


def day_stretch(figure: Figure) -> DayStretch | None:
    """Return which days a date names by month, season or part of a year; None for one that is told from the
    day of telling, and for what goes over the end of a year."""
    if figure.from_ is None or figure.to is None:
        return None
    words = _WORDS.findall(figure.text.casefold())
    if _YEAR.search(figure.text) is None and not any(word in _MONTHS for word in words):
        return None
    first, last = date.fromisoformat(figure.from_), date.fromisoformat(figure.to)
    if first.year != last.year:
        return None
    ends = [one.replace(year=_LEAP_YEAR).timetuple().tm_yday for one in (first, last)]
    rest = _YEAR.sub(" ", figure.text.casefold())
    whole = not rest.strip(" ,") or rest.strip(" ,.") in _MONTHS or _DAY.search(rest) is not None
    return DayStretch(ends[0], ends[1], 0.0 if whole else (ends[1] - ends[0] + 1) / 2)


def year_stretch(figure: Figure) -> YearStretch | None:
    """Return the years of a date; None for one of which nothing says when it was."""
    if figure.from_ is None or figure.to is None:
        return None
    first, last = int(figure.from_[:4]), int(figure.to[:4])
    return YearStretch(first, last, first < last and _TWO_YEARS.search(figure.text) is not None)


def are_of_other_years(one: YearStretch, other: YearStretch) -> bool:
    """Whether two dates, one of which goes over several years, are of other years, or begin or end in
    others."""
    if one.has_ends and other.has_ends:
        return one[:2] != other[:2]
    return one.first > other.last or other.first > one.last


def contradict(one: Figure, other: Figure) -> bool:
    """Whether no value, or no day, is meant by both wordings; figures of one dimension."""
    if one.kind == "date":
        return _other_days(one, other)
    converted = measure_of(one).factor != measure_of(other).factor
    first, second = allowed_values(one, converted=converted), allowed_values(other, converted=converted)
    return first is not None and second is not None and apart(one, other, first, second) > 0


def _other_days(one: Figure, other: Figure) -> bool:
    first, second = date_parts(one), date_parts(other)
    if one.text.casefold() == other.text.casefold() and not _YEAR.search(one.text):
        # The same words ("today"): that they are told of two days hangs on the articles' days alone.
        return False
    years = year_stretch(one), year_stretch(other)
    if years[0] is not None and years[1] is not None and max(y.last - y.first for y in years if y) > 0:
        return are_of_other_years(years[0], years[1])
    if first.said is not None and second.said is not None:
        return first.said != second.said
    pairs = zip(first[:4], second[:4], strict=True)
    return (
        any(x is not None and y is not None and x != y for x, y in pairs)
        or _are_other_stretches(one, other)
        or is_likely_other_year(first, second)
    )


def day_told_from(figure: Figure) -> int | None:
    """Return the first day of a date that is told from the day of telling ("Monday"), as days since the year
    1; None where nothing says which it is, and for one that names its month or year."""
    words = _WORDS.findall(figure.text.casefold())
    if figure.from_ is None or _YEAR.search(figure.text) is not None or any(w in _MONTHS for w in words):
        return None
    return date.fromisoformat(figure.from_).toordinal()


def _are_other_stretches(one: Figure, other: Figure) -> bool:
    first, second = day_stretch(one), day_stretch(other)
    if first is None or second is None:
        return False
    gap = max(first.first, second.first) - min(first.last, second.last)
    return gap > max(first.leeway, second.leeway)


def names_a_day(figure: Figure) -> bool:
    """Whether a date is told by a year, a month or a weekday, not from the day of telling ("last month")."""
    words = _WORDS.findall(figure.text.casefold())
    return _YEAR.search(figure.text) is not None or any(w in _MONTHS or w in _WEEKDAYS for w in words)


def is_likely_other_year(one: DateParts, other: DateParts) -> bool:
    """Whether a month without its year is likely that of another year than the other's."""
    years = (one.likely_year, other.year), (other.likely_year, one.year)
    return any(likely is not None and told is not None and likely != told for likely, told in years)


def apart(one: Figure, other: Figure, first: Allowed, second: Allowed) -> float:
    """Return how far two intervals lie apart: the logarithm of the gap between them, 0 where they meet.

    Two ranges that are both told agree where both their ends do.
    """
    if is_range(one) and is_range(other):
        ends = ((first.low, second.low), (first.high, second.high))
        return max(0.0 if _near(a, b) else _distance(a, b) for a, b in ends)
    gap = max(first.low - second.high, second.low - first.high)
    if gap <= 1e-9 * max(abs(first.high), abs(second.high)):
        return 0.0
    return _distance(first.high, second.low) if first.high < second.low else _distance(second.high, first.low)


def is_range(figure: Figure) -> bool:
    """Whether the wording gives two ends ("six to 75 years"), and is not merely vague ("dozens")."""
    return figure.value is None and figure.low is not None and figure.qualifier != "about"


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_END * max(abs(one), abs(other))


def _distance(one: float, other: float) -> float:
    if one <= 0 or other <= 0:
        return 1.0 if one != other else 0.0
    return abs(math.log(one / other))
