"""Dates as articles write them, for the article's own date.

Only what names a day is a date here, and only readings with one meaning count: "03/04/2026" is
two different days and so none, a weekday that does not fit its date makes both worthless.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, 1) for length in (3, len(name))}
_MONTHS["sept"] = 9
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_WEEKDAY_ALONE = re.compile(
    r"(?<!last )(?<!next )(?<!by )(?<!until )\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?!,? [A-Z][a-z]+ \d)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d(?! ?(?:GMT|BST|[ECMP][SD]T|UTC|hrs|hours)\b)"
"""Four digits before a time zone are a time of day."""

_WRITTEN = re.compile(
    rf"(?<![\w.])(?:(?P<weekday>{_WEEKDAY})\b\.?(?:, ?| | \())?(?:the )?(?:"
    rf"(?P<month>{_MONTH})\b\.? (?P<day>{_DAY})(?:(?:,? ?| of )(?P<year>{_YEAR}))?"
    rf"|(?P<day2>{_DAY})(?: of)? (?P<month2>{_MONTH})\b\.?(?:,? (?P<year2>{_YEAR}))?"
    rf")(?![\w%]|[.,:]\d)",
    re.I,
)
_MONTH_BEGINS = re.compile(
    r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
)
"""Where a month may stand. Looking for these first is many times faster than trying every word, and
"may" in small letters is no month."""
_AROUND = 40
"""Characters on either side of a month's beginning that hold the whole of its date."""
_NUMERIC = re.compile(
    rf"(?<![\w/.\-])(?:(?P<iso>{_YEAR})[-/.](?P<iso_month>\d\d)[-/.](?P<iso_day>\d\d)"
    rf"|(?P<first>\d\d?)[/.](?P<second>\d\d?)[/.](?P<year>{_YEAR}|\d\d))(?![/.]?\d)"
)
_TWO_SIGNS = re.compile(r"\d[-/.]\d{1,2}[-/.]\d")
"""What every numeric date holds, and few texts do: looked for first, as it is found many times faster."""
_YEAR_ALONE = re.compile(rf"(?<![\w$€£¥.,/\-]){_YEAR}(?![\w%]|[.,]\d)")

_MONTH_AND_YEAR = re.compile(rf"(?<!\w){_MONTH}\b\.? (?:{_DAY},? )?({_YEAR})(?![\w%]|[.,]\d)", re.I)

_LINE_WORD = re.compile(r"[^\W_]+")
_LINE_WORDS = frozenset(
    """am pm a p m at on et est edt ct cst cdt mt mst mdt pt pst pdt gmt bst cet cest utc ist jst aest aedt
    akdt hkt sgt ny uk us local time last updated update published posted first released of the
    and by""".split()
)
_CLOCK = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|p|a)?")
_LONGEST_LINE = 16


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day named in a text."""

    start: int
    end: int
    month: int
    day: int
    year: int | None
    """None where the text leaves it out."""
    weekday: int | None
    """0 is Monday; None where the text leaves it out."""

    def in_year(self, year: int) -> dt.date | None:
        """The day in `year`; None where it does not exist or is another weekday."""
        try:
            day = dt.date(year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday in (None, day.weekday()) else None

    @property
    def date(self) -> dt.date | None:
        """The day, where the text gives its year and nothing contradicts it."""
        return self.in_year(self.year) if self.year else None


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Yield the days named in `text[start:end]`: written ones in text order, then numeric ones."""
    stop = len(text) if end is None else end
    for match in _written(text, start, stop):
        month = _MONTHS[_key(match["month"] or match["month2"])]
        day = int((match["day"] or match["day2"]).rstrip("sthndrSTHNDR"))
        year = match["year"] or match["year2"]
        weekday = match["weekday"]
        yield FoundDate(
            match.start(),
            match.end(),
            month,
            day,
            int(year) if year else None,
            _weekday_number(weekday) if weekday else None,
        )
    if _TWO_SIGNS.search(text, start, stop) is None:
        return
    for match in _NUMERIC.finditer(text, start, stop):
        if match["iso"]:
            yield FoundDate(
                match.start(),
                match.end(),
                int(match["iso_month"]),
                int(match["iso_day"]),
                int(match["iso"]),
                None,
            )
            continue
        first, second = int(match["first"]), int(match["second"])
        if first == second or max(first, second) > 12:
            month, day = (first, second) if second > 12 else (second, first)
            yield FoundDate(match.start(), match.end(), month, day, _full_year(match["year"]), None)


def _written(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """Matches of the written form around each month, in text order."""
    position = start
    for month in _MONTH_BEGINS.finditer(text, start, stop):
        if month.start() < position:
            continue
        left, right = max(position, month.start() - _AROUND), min(stop, month.start() + _AROUND)
        match = _WRITTEN.search(text, left, right)
        # The date of the next month may be cut off at the right; it is met again in its own place.
        if match and match.start() <= month.start():
            yield match
            position = match.end()


def years_in(text: str) -> frozenset[int]:
    """The years that `text` names, by themselves or in a date."""
    return frozenset(int(match.group()) for match in _YEAR_ALONE.finditer(text))


def dated_years(text: str) -> frozenset[int]:
    """The years that `text` names together with a month."""
    return frozenset(int(match[1]) for match in _MONTH_AND_YEAR.finditer(text))


def find_weekdays(text: str, start: int, end: int) -> set[int]:
    """The weekdays (0 is Monday) that `text[start:end]` names in full; of another week, none."""
    return {_weekday_number(match[0]) for match in _WEEKDAY_ALONE.finditer(text, start, end)}


def iso_date(value: str) -> str | None:
    """Return the one day that a metadata value names, as `YYYY-MM-DD`; None where it names none.

    An ISO date or date and time stands as it is (the day is not moved to another time zone).
    """
    days = {found.date for found in find_dates(value[:200])}
    if match := re.match(rf"({_YEAR}-\d\d-\d\d)T\d", value.strip()):
        days = {found.date for found in find_dates(match.group(1))}
    day = next(iter(days)) if len(days) == 1 else None
    return day.isoformat() if day else None


def is_date_line(line: str) -> bool:
    """Whether the line holds a date, perhaps with the time of day, and nothing else."""
    tokens = _LINE_WORD.findall(line[:200].casefold())
    if not tokens or len(tokens) > _LONGEST_LINE or len(line) > 200:
        return False
    named = any(_is_month(token) for token in tokens) or _NUMERIC.search(line) is not None
    counted = any(token[0].isdigit() for token in tokens)
    return named and counted and all(is_date_word(token) for token in tokens)


def _full_year(digits: str) -> int:
    """A year of two digits is the nearest one: "09" is 2009, "87" is 1987."""
    year = int(digits)
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def is_date_word(token: str) -> bool:
    """Whether the word can stand in a line that holds nothing but a date and a time of day."""
    token = token.casefold()
    return (
        token in _LINE_WORDS
        or _is_month(token)
        or re.fullmatch(_WEEKDAY, token) is not None
        or _CLOCK.fullmatch(token) is not None
    )


def _is_month(token: str) -> bool:
    return re.fullmatch(_MONTH, token) is not None


def _key(month: str) -> str:
    month = month.casefold()
    return month if month in _MONTHS else month[:3]


def _weekday_number(name: str) -> int:
    prefix = name.casefold()[:3]
    return next(i for i, weekday in enumerate(_WEEKDAY_NAMES) if weekday.startswith(prefix))
