"""Parts and quarters of longer times: "early July", "the third quarter of 2019", "Q3 2024", "summer 2019"."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import months, part_of
from briefing.figures.rules import date_forms, date_relative, date_year
from briefing.figures.rules.calendar_words import ORDINAL_BEGINNINGS, PARTS, SEASONS, ordinal_at, year_at
from briefing.figures.rules.date_drafts import Found
from briefing.figures.token_line import Line

NAME = "period"

_EDGE = frozenset({"beginning", "start", "end", "middle", "close"})
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}

BEGINNINGS = ORDINAL_BEGINNINGS | frozenset(PARTS) | frozenset(SEASONS) | {"later", "earlier", "q"}
"""Words that a time of this kind can begin with; ordinals in digits can too."""


def read(line: Line, index: int, today: date | None) -> Found | None:
    """A part of a date, a quarter or a season that begins at token `index`."""
    low = line.lows[index]
    if low in PARTS or low in {"later", "earlier"}:
        return _part(line, index, today)
    if low in SEASONS:
        return _season(line, index)
    if low == "q" and line.is_number(index + 1) and line.glued(index + 1):
        return _quarter(line, index + 2, line.raws[index + 1])
    found = ordinal_at(line, index)
    if found is not None and line.lows[found[1]] == "quarter" and 1 <= found[0] <= 4:
        # "Second quarter-final".
        if line.lows[found[1] + 1] in {"final", "finals"} or line.hyphen(found[1] + 1):
            return None
        return _quarter(line, found[1] + 1, str(found[0]))
    return None


def _part(line: Line, index: int, today: date | None) -> Found | None:
    low = line.lows[index]
    j = index + 1
    if line.hyphen(j):
        j += 1
    if low in _EDGE:
        if line.lows[j] != "of":
            return None
        j += 1
        j += line.lows[j] == "the"
    elif (low in {"early", "late"} and line.lows[j] == "in") or (low == "later" and line.lows[j] == "in"):
        j += 1
    found = (
        date_relative.read(line, j, today)
        if line.lows[j] in {"this", "last", "next"}
        else date_forms.read(line, j, today) or date_year.read(line, j) or date_relative.read(line, j, today)
    )
    if found is None:
        return None
    end, days = found
    # A day has no early part that a calendar could name; "later this month" is no third of it, so the
    # whole is kept.
    if days is None or low in {"later", "earlier"} or days[0] == days[1]:
        whole = low in {"later", "earlier"} or days is None
        return (end, days) if whole else None
    return end, part_of(days, PARTS[low])


def _season(line: Line, index: int) -> Found | None:
    """ "summer 2019", "the autumn of 2008"; a season without a year is left to `last` and `next`."""
    j = index + 1
    j += line.lows[j] == "of"
    year = year_at(line, j)
    if year is None:
        return None
    return year[1], months(year[0], *SEASONS[line.lows[index]])


def _quarter(line: Line, end: int, number: str) -> Found | None:
    """A quarter of a year that is said; without one it is no date but an ordinal."""
    if number not in {"1", "2", "3", "4"}:
        return None
    j = end
    while line.lows[j] in {"of", "fiscal", "in", ","} and j < end + 2:
        j += 1
    year = year_at(line, j)
    first = int(number) * 3 - 2
    if year is None:
        return None
    return year[1], months(year[0], first, first + 2)
