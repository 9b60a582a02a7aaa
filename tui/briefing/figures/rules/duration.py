"""Lengths of time: "90 days", "one-year", "two and a half hours", "1 hour and 30 minutes"."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.figures.counted_nouns import is_type_plural
from briefing.figures.draft import Draft
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import TENS, UNITS, Number
from briefing.figures.numerals import read_number
from briefing.figures.rates import rate_after, rate_at
from briefing.figures.token_line import Line, TriggerWords
from briefing.figures.units import Unit, unit_at
from briefing.model.figure import FigureKind

NAME = "duration"

_ARTICLES = TriggerWords({"a", "an"})

_SECONDS = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0, "month": 2592000.0,
    "year": 31104000.0,
}  # fmt: skip
"""Lengths for adding parts; a year is twelve months of thirty days here, so that months stay exact."""
Parts = tuple[tuple[float, str], ...]
_PLACING = frozenset(
    "in for within after about only just than last least to by of every the a nearly almost "
    "took takes".split()
)
_MEASURED = {("more", "than"), ("less", "than"), ("at", "least"), ("up", "to"), ("at", "most")}
_MEASURING = frozenset({"nearly", "almost", "about", "around", "approximately", "roughly", "over", "under"})
_SCORING = frozenset("hit hits hitting made making scored scoring struck smashed completed".split())
_SCORED = 4
"""Tokens before a half-century in which such a verb makes it runs."""
_QUOTES = frozenset("\"“”'‘’")
_MORE = frozenset({"so", "more", "less", "longer"})
"""Words behind "or" that make a length of "a year" ("it took a year or more")."""
_BETWEEN = frozenset(
    "more full additional consecutive straight whole long solid extra further other business working "
    "calendar trading fiscal school successive past different entire short separate light human man "
    "dog tax sidereal earth financial uninterrupted sleepless".split()
)


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number with a unit of time."""
    found = time_after(line, number)
    if found is None:
        return None
    unit, end = found
    if _is_named_year(line, number, end):
        return None
    if _lasts_nothing(line, number, end):
        return Draft(number.first, end, None, NAME, numbers=(number,))
    # "One day it will end" is a point in time nobody knows.
    if number.value == 1 and not number.digits and _some_day(line, number, end):
        return None
    value = number.value
    value, end = _half_more(line, value, end)
    parts, end = _smaller_parts(line, value, unit, end)
    value = total(parts)
    rate = rate_at(line, end) or rate_after(line, end)
    # "20 hours a week" is a rate; "20 hours an hour" and "24/7" are none.
    if rate is not None and rate[0] != unit.symbol and line.lows[end] != "/":
        return Draft(
            number.first, rate[1], "quantity", NAME, value, None, None, f"{unit.symbol}/{rate[0]}", (number,)
        )
    return Draft(number.first, end, "duration", NAME, value, number.low, number.high, unit.symbol, (number,),
                 about=number.vague, parts=parts)  # fmt: skip


def _is_named_year(line: Line, number: Number, end: int) -> bool:
    """ "For the 2005 year": so many years have a plural, or a dash behind their number."""
    single = line.lows[end - 1] == "year" and not line.hyphen(number.end)
    return single and number.plain and len(number.digits) == len("2005") and number.digits[:2] in {"19", "20"}


def _lasts_nothing(line: Line, number: Number, end: int) -> bool:
    """ "Zero-hours contracts", "a zero day exploit" are kinds of things; a half-century hit is fifty runs."""
    if number.value == 0 and not number.digits:
        return line.hyphen(number.end) or not is_plural(line.lows[end - 1])
    if not (number.fraction and line.hyphen(number.end)):
        return False
    return not _SCORING.isdisjoint(line.lows[max(0, number.first - _SCORED) : number.first])


def scan(line: Line) -> Iterator[Draft]:
    """Yield lengths whose one is an article: "an hour and a half", "more than a decade", "for a month"."""
    for index in line.places(_ARTICLES):
        if not line.is_word(index + 1):
            continue
        if line.lows[index + 1] in _WHOLE:
            yield from _whole_length(line, index)
            continue
        found = unit_at(line, index + 1)
        # "A second time", "a quarter of", "a point that": the article makes no unit of these.
        if found is None or line.lows[index + 1] in {"second", "quarter", "point"}:
            continue
        unit, end = found
        kind: FigureKind = "duration" if unit.is_time else "quantity"
        # "A week or two": one or two of them, as in "one or two weeks".
        if line.lows[end] == "or" and line.lows[end + 1] == "two":
            yield Draft(index, end + 2, kind, NAME, None, 1.0, 2.0, unit.symbol)
            continue
        value, stop = _half_more(line, 1.0, end)
        if not unit.is_time:
            if stop > end:
                yield Draft(index, stop, kind, NAME, value, unit=unit.symbol)
            continue
        parts, stop = _smaller_parts(line, value, unit, stop)
        if stop > end or (
            _told(line, index, end)
            and line.lows[end] not in {"-", "ago", "old"}
            and not is_plural(line.lows[end])
        ):
            yield Draft(index, stop, "duration", NAME, total(parts), unit=unit.symbol, parts=parts)


def _whole_length(line: Line, article: int) -> Iterator[Draft]:
    """ "A full minute", "a whole week": one of them, but for what it only describes ("a full year loss")."""
    found = unit_at(line, article + 2)
    if found is None or not found[0].is_time or line.lows[article + 2] in {"second", "quarter"}:
        return
    unit, end = found
    if not line.hyphen(end) and (not line.is_word(end) or line.lows[end] in STOP):
        yield Draft(article, end, "duration", NAME, 1.0, unit=unit.symbol)


_WHOLE = frozenset({"full", "whole", "solid"})


def _told(line: Line, article: int, end: int) -> bool:
    """True where the words around "a month" make a length of it: "for a month", "a year or more"."""
    before, bound = line.lows[article - 1], line.lows[end] == "or" and line.lows[end + 1] in _MORE
    if before in {"for", "within"} or before in _MEASURING or (line.lows[article - 2], before) in _MEASURED:
        return True
    return bound and not line.is_number(article - 1)  # "$250,000 a year or more" is a rate


def time_after(line: Line, number: Number) -> tuple[Unit, int] | None:
    """Return the unit of time that a number counts, and the token after it."""
    j = number.end
    if line.hyphen(j) and line.lows[j + 1] in {"plus", "odd"}:
        j += 2  # "15-plus years"
    for skipped in range(3):
        found = unit_at(line, j)
        if found is not None:
            return found if found[0].is_time and _holds(line, number, found, skipped) else None
        if line.lows[j] in _QUOTES and line.lows[j + 2] in _QUOTES and j == number.end:
            j += 3  # "two "horrific" nights"
        elif line.lows[j] in _BETWEEN:
            j += 1
        else:
            break
    if number.fraction and line.lows[number.end] in {"of", "a", "an"}:
        skip = number.end + 1 + (line.lows[number.end + 1] in {"a", "an"})
        found = unit_at(line, skip)
        if found is not None and found[0].is_time:
            return found
    return None


def _holds(line: Line, number: Number, found: tuple[Unit, int], skipped: int) -> bool:
    unit, end = found
    written = line.lows[end - 1]
    if written in {"s", "y", "h"}:
        return _letter_holds(line, number, end)
    # "2 second homes" counts homes: in the singular, a second needs a one or a hyphen.
    if unit.symbol == "second" and written == "second":
        clip = line.lows[number.first - 1] in {"a", "an"} and line.is_word(end)  # "a 40 second clip"
        return number.value == 1 or line.hyphen(number.end) or clip
    if unit.symbol == "quarter" and number.value == 1 and written == "quarter":
        return line.hyphen(number.end)
    return not (skipped and written in {"min", "sec"})


def _letter_holds(line: Line, number: Number, end: int) -> bool:
    """ "30s", "5y", "2h": "the 1990s", "her 30s", "747s" and "2hx" are no lengths of time."""
    if not number.digits or is_type_plural(line, end - 2):
        return False
    if line.lows[end - 1] == "s" and number.plain and number.digits.endswith("0"):
        return False
    return not (line.glued(end) and (line.is_word(end) or line.is_number(end)))


def _some_day(line: Line, number: Number, end: int) -> bool:
    """ "One day it will end" tells no length of time."""
    if line.lows[end - 1] not in {"day", "night"} or line.hyphen(number.end):
        return False
    placed = line.lows[number.first - 1] in _PLACING
    # "To one day be captain": between "to" and its verb it tells when.
    if line.lows[number.first - 1] == "to" and line.is_word(end):
        placed = line.lows[end] in STOP - {"be", "have", "do"} or line.lows[end] in {"and", "or"}
    return not placed and line.lows[end] not in {
        "later",
        "earlier",
        "after",
        "before",
        "ago",
        "and",
        "or",
        "to",
        "of",
        "off",
        "only",
    }


def _half_more(line: Line, value: float | None, end: int) -> tuple[float | None, int]:
    """ "one hour and a half", "a year and a quarter"."""
    if value is None or line.lows[end] != "and" or line.lows[end + 1] != "a":
        return value, end
    part = {"half": 0.5, "quarter": 0.25}.get(line.lows[end + 2])
    return (value + part, end + 3) if part else (value, end)


def _smaller_parts(line: Line, value: float | None, unit: Unit, end: int) -> tuple[Parts, int]:
    """ "1 hour and 30 minutes", "2 years 1 month 21 days": each amount with its unit, and the end."""
    if value is None:
        return (), end
    parts: list[tuple[float, str]] = [(value, unit.symbol)]
    size = _SECONDS.get(unit.symbol)
    while size is not None and len(parts) < 4:
        found = _part_after(line, end)
        if found is None:
            break
        part, end_of_part = found
        smaller = _SECONDS.get(part[1], size)
        # Parts grow smaller, and each is less than the one before it (but for slips such as "1 hour 80
        # minutes"): "2 years 3 decades" are two lengths.
        if smaller >= size or part[0] * smaller >= size * 1.5:
            break
        parts.append(part)
        size, end = smaller, end_of_part
    return tuple(parts), end


_HOURS = frozenset({"h", "hr", "hrs"})


def _part_after(line: Line, end: int) -> tuple[tuple[float, str], int] | None:
    """The amount with its unit of time behind a length, and the token after it: " and 30 minutes"."""
    j = end
    while line.lows[j] in {"and", ","} and j < end + 2:
        j += 1
    if not line.is_number(j) and line.lows[j] not in UNITS and line.lows[j] not in TENS:
        return None
    part = read_number(line, j)
    if part is None or part.value is None:
        return None
    if line.lows[part.end] == "m" and line.glued(part.end) and line.lows[end - 1] in _HOURS:
        return (part.value, "minute"), part.end + 1  # "13h 20m"
    found = unit_at(line, part.end)
    if found is None or not found[0].is_time:
        return None
    return (part.value, found[0].symbol), found[1]


def total(parts: Parts) -> float | None:
    """The sum of parts in the unit of the first."""
    if not parts:
        return None
    if len(parts) == 1:
        return parts[0][0]
    first = _SECONDS[parts[0][1]]
    return sum(amount * _SECONDS[unit] / first for amount, unit in parts)
