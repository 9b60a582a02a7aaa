"""Days in what a document says of itself, in any of the languages whose months are known: in metadata, in an
address, in the lines of a header.

What the text of an article proves of its day is read elsewhere (`briefing.reading.inferred_metadata`), by
rules that hold for running text.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files

from briefing.files.clock import iso
from briefing.reading.publication_dates import iso_date

_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19[89]|20[0-4])\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_COMPACT = re.compile(
    r"^(?P<y>(?:19[89]|20[0-4])\d)(?P<m>0[1-9]|1[0-2])(?P<d>3[01]|[12]\d|0[1-9])(?:\D|$|\d{6}$)"
)
_IN_URL = re.compile(
    r"/(?P<y>(?:19[89]|20[0-4])\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>3[01]|[12]\d|0?[1-9])(?:[/-]|$)"
)
_EUROPEAN = re.compile(
    r"(?<!\d)(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<y>(?:19[89]|20[0-4])\d|[0-2]\d)(?!\d)"
)
_NAMED_DAY = re.compile(
    r"(?<!\d)(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º|\.)?\s{1,3}(?:de\s|of\s)?(?P<month>[^\W\d_]{3,12})\.?,?\s{1,3}(?:de\s|del\s)?(?P<y>(?:19[89]|20[0-4])\d)(?!\d)"
)
_DAY_NAMED = re.compile(
    r"(?P<month>[^\W\d_]{3,12})\.?\s{1,3}(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?,?\s{1,3}(?:at\s)?(?P<y>(?:19[89]|20[0-4])\d)(?!\d)"
)
_CJK = re.compile(
    r"(?P<y>(?:19[89]|20[0-4])\d)\s?[年년]\s?(?P<m>1[0-2]|0?[1-9])\s?[月월]\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[日일]"
)
_SLASHED = re.compile(
    r"(?<!\d)(?P<a>3[01]|[12]\d|0?[1-9])/(?P<b>3[01]|[12]\d|0?[1-9])/(?P<y>(?:19[89]|20[0-4])\d)(?!\d)"
)


@cache
def _months() -> dict[str, int]:
    """The number of each month, from 1, by its names in small letters."""
    named = tomllib.loads((files(__package__) / "data/months.toml").read_text("utf-8"))["months"]
    return {name: number for number, names in enumerate(named.values(), 1) for name in names}


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, or short for one, in any of the languages that are known."""
    return word.casefold() in _months()


def stated_day(value: str) -> str | None:
    """The day that a field or a line of a header names first, as ISO; None where it names none.

    "03/04/2026" is two different days and so none.
    """
    return date_in(value) or iso_date(value)


def date_in(text: str) -> str:
    """The first day that `text` names, as ISO; empty where it names none."""
    text = text[:1000]
    if match := _COMPACT.match(text.strip()):
        return _iso(match["y"], match["m"], match["d"])
    found: list[tuple[int, str]] = []
    for pattern in (_ISO, _EUROPEAN, _CJK):
        if match := pattern.search(text):
            year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
            found.append((match.start(), _iso(year, match["m"], match["d"])))
    for pattern in (_NAMED_DAY, _DAY_NAMED):
        for match in pattern.finditer(text):
            if month := _months().get(match["month"].casefold()):
                found.append((match.start(), _iso(match["y"], str(month), match["d"])))
                break
    if match := _SLASHED.search(text):
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second:
            found.append((match.start(), _iso(match["y"], match["b"], match["a"])))
        elif second > 12 >= first or first == second:
            found.append((match.start(), _iso(match["y"], match["a"], match["b"])))
    return min((one for one in found if one[1]), default=(0, ""))[1]


def _iso(year: str, month: str, day: str) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def moment_of_mail(stated: str) -> str | None:
    """A time as mails state it ("7 Mar 2026 10:15:00 +0100"), in UTC: ISO 8601 to the second.

    None where it is none.
    """
    try:
        moment = parsedate_to_datetime(stated)
        # Where the zone is not said, it is stated in UTC.
        return iso(moment.astimezone(dt.UTC) if moment.tzinfo is not None else moment)
    except (ValueError, TypeError, OverflowError):
        return None


def date_in_address(path: str) -> str:
    """The day in the path of an address; empty where there is none."""
    match = _IN_URL.search(path)
    return _iso(match["y"], match["m"], match["d"]) if match else ""


def are_next(one: str, other: str) -> bool:
    """Whether two days follow each other."""
    return bool(one) and abs(dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days == 1
