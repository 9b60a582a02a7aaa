"""The closed vocabulary of dates: months, weekdays, seasons, steps of the calendar, ordinals."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import Days, year_days
from briefing.figures.number import TENS, UNITS
from briefing.figures.token_line import NUMBER, Line


def _with_possessive(words: dict[str, int]) -> dict[str, int]:
    """The words and their possessives: "Friday's" is one token."""
    return words | {f"{word}'s": number for word, number in words.items()}


MONTHS = _with_possessive({
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
})  # fmt: skip
SHORT_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Abbreviations: months only beside a day or a year."""
VERBAL_MONTHS = frozenset({"may", "march", "mar", "august", "may's", "march's", "august's"})
"""Months that are also common words: capital letter and a sign of time needed."""
WEEKDAYS = _with_possessive({
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
})  # fmt: skip
"""Monday is 0, as in `datetime.date.weekday`."""
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
"""First and last month, northern and meteorological; a winter ends in the next year."""
TIME_BEFORE = frozenset(
    "in on of by since until till from during before after for early late mid last next this through "
    "throughout to between and every each between via starting beginning ending ended around about "
    "past previous following coming sometime again later earlier through's".split()
)
PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "end": "late",
    "middle": "mid",
    "close": "late",
}

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100, "thousandth": 1000, "millionth": 1_000_000,
}  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
ORDINAL_BEGINNINGS = frozenset(ORDINALS) | frozenset(_TENS)
"""Words that an ordinal begins with; numbers can too."""


def ordinal_at(line: Line, index: int) -> tuple[int, int] | None:
    """Return the value of the ordinal at token `index` ("21st", "twenty-third") and the token after it."""
    if line.kinds[index] == NUMBER:
        if line.lows[index + 1] not in ORDINAL_ENDINGS or not line.glued(index + 1):
            return None
        raw = line.raws[index].replace(",", "")
        return (int(raw), index + 2) if raw.isdigit() and len(raw) <= 6 else None
    low = line.lows[index]
    if low in ORDINALS:
        return ORDINALS[low], index + 1
    if low in _TENS:
        j = index + 2 if line.hyphen(index + 1) else index + 1
        ones = ORDINALS.get(line.lows[j], 0)
        if 0 < ones < 10:
            return _TENS[low] + ones, j + 1
    return None


def day_at(line: Line, index: int) -> tuple[int, int] | None:
    """Return a day of the month at token `index` ("4", "04th", "the twenty-third") and the token after it."""
    j = index + 1 if line.lows[index] == "the" else index
    found = ordinal_at(line, j)
    if found is not None:
        return found if 1 <= found[0] <= 31 else None
    raw = line.raws[j]
    if line.is_number(j) and raw.isdigit() and len(raw) <= 2 and 1 <= int(raw) <= 31 and j == index:
        return int(raw), j + 1
    return None


def year_at(line: Line, index: int) -> tuple[int, int] | None:
    """Return a year of four digits at token `index`, and the token after it."""
    raw = line.raws[index]
    if line.is_number(index) and len(raw) == 4 and raw.isdigit() and 1000 <= int(raw) <= 2200:
        return int(raw), index + 1
    return None


CENTURY_WORDS = {
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
"""Words for hundreds of years: "nineteen ninety-one"."""


_COMPARING = frozenset({"from", "than", "to", "with"})


def year_compared(line: Line, index: int, today: date | None) -> Days | None:
    """Last year, where the words for it from token `index` on close a comparison: "than (a year earlier)"."""
    return year_days(today.year - 1) if today and line.lows[index - 1] in _COMPARING else None


def spelled_year_at(line: Line, index: int) -> tuple[int, int] | None:
    """Return a year in words ("nineteen ninety-one", "two thousand and ten") and the token after it."""
    low = line.lows[index]
    if low == "two" and line.lows[index + 1] == "thousand":
        j = index + 2
        rest = _below_hundred(line, j + 1 if line.lows[j] == "and" else j, least=1)
        return (2000 + rest[0], rest[1]) if rest else (2000, j)
    century = CENTURY_WORDS.get(low)
    if century is None:
        return None
    j = _past_hyphen(line, index + 1)
    if line.lows[j] == "hundred":
        rest = _below_hundred(line, j + 2, least=1) if line.lows[j + 1] == "and" else (0, j + 1)
        found = rest or (0, j + 1)
        return (century * 100 + found[0], found[1]) if century < 20 else None
    if line.lows[j] in {"oh", "o", "nought"}:
        unit = _past_hyphen(line, j + 1)
        value = UNITS.get(line.lows[unit], 0)
        return (century * 100 + int(value), unit + 1) if 0 < value < 10 else None
    rest = _below_hundred(line, j, least=10)
    return (century * 100 + rest[0], rest[1]) if rest else None


def _past_hyphen(line: Line, index: int) -> int:
    return index + 1 if line.hyphen(index) else index


def _below_hundred(line: Line, index: int, *, least: int) -> tuple[int, int] | None:
    """A number in words from `least` to 99."""
    low = line.lows[index]
    if low in TENS:
        j = index + 2 if line.hyphen(index + 1) else index + 1
        unit = UNITS.get(line.lows[j], 0)
        return (int(TENS[low] + unit), j + 1) if 0 < unit < 10 else (int(TENS[low]), index + 1)
    value = UNITS.get(low, 0)
    return (int(value), index + 1) if least <= value < 20 else None
