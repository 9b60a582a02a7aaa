"""Parts of longer times and seasons: "early July", "the end of the year", "summer 2019"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.figures.calendar_arithmetic import month, months, part_of
from briefing.figures.nouns import STOP
from briefing.figures.rules import date_forms, date_relative, date_year
from briefing.figures.rules.calendar_words import PARTS, SEASONS, year_at
from briefing.figures.rules.date_expression import NoYear, OfNow, Reading, ToldBefore, is_one_day, is_year
from briefing.figures.tense import tense_at
from briefing.figures.token_line import Line

NAME = "period"

_EDGE = frozenset({"beginning", "start", "end", "middle", "close"})
_TELLING = frozenset({"later", "earlier"})
_BOUNDS = frozenset({"by", "before", "until", "till", "through", "since", "to"})
"""Words that make a bound of "the end of the year": its last day, not its last part."""
_BEFORE_SEASON = frozenset({"in", "for", "by", "until", "during", "over", "before", "after", "since"})
_AT_YEAR_END = _BOUNDS | {"at"}

BEGINNINGS = frozenset(PARTS) | frozenset(SEASONS) | _TELLING | {"year", "year's"}
"""Words that a time of this kind can begin with."""


def read(line: Line, index: int, today: date | None) -> Reading | None:
    """A part of a date or a season that begins at token `index`."""
    low = line.lows[index]
    if low in PARTS or low in _TELLING:
        return _part(line, index, today)
    if low in SEASONS:
        return _season(line, index, today)
    return _year_end(line, index, today) if low in {"year", "year's"} else None


def _part(line: Line, index: int, today: date | None) -> Reading | None:
    low = line.lows[index]
    j = index + 2 if line.hyphen(index + 1) else index + 1
    if low in _EDGE:
        return _edge(line, index, j, today) if line.lows[j] == "of" else None
    if low in _TELLING and line.lows[j : j + 3] == ["in", "the", "day"]:
        return Reading(j + 3, None, ToldBefore("day", 0, weak=True))
    if low in {"early", "late", "later"} and line.lows[j] == "in":
        j += 1
    found = _placed(line, index, _whole(line, j, today))
    # "Later this month" is no third of it, so the whole is kept.
    return found if found is None or low in _TELLING else _part_of(found, PARTS[low])


def _edge(line: Line, index: int, of: int, today: date | None) -> Reading | None:
    """ "The end of March", "by the start of the year"."""
    the = line.lows[of + 1] == "the"
    j = of + 2 if the else of + 1
    part = _bound(line, index, PARTS[line.lows[index]])
    if the and line.lows[j].removesuffix("'s") in {"year", "month", "week"}:
        return _of_this(line, j, today, part)
    found = _placed(line, index, _whole(line, j, today))
    # "The end of the 2014 season" is none that the calendar knows.
    return None if found is None or (the and is_year(found.days)) else _part_of(found, part)


def _placed(line: Line, index: int, found: Reading | None) -> Reading | None:
    """ "Until the end of March", "by the end of March": what stands before the part is said of the whole."""
    if found is None or not isinstance(found.open, NoYear):
        return found
    at = index - 1 if line.lows[index - 1] == "the" else index
    return found._replace(open=replace(found.open, tense=tense_at(line, at)))


def _bound(line: Line, index: int, part: str) -> str:
    """The last day for "by the end of …", the first for "since the start of …", else the part."""
    before = line.lows[index - 2] if line.lows[index - 1] == "the" else line.lows[index - 1]
    edge = {"late": "last day", "early": "first day"}.get(part, part)
    return edge if before in _BOUNDS or (before == "from" and part == "early") else part


def _part_of(found: Reading, part: str) -> Reading | None:
    """The early, middle or late part of a time; a day has none that a calendar could name."""
    if isinstance(found.open, NoYear):
        return found._replace(open=replace(found.open, part=part)) if not found.open.first_day else None
    if found.days is None:
        return found
    return found._replace(days=part_of(found.days, part)) if not is_one_day(found.days) else None


def _whole(line: Line, index: int, today: date | None) -> Reading | None:
    """The time of which a part is told."""
    if line.lows[index] in {"this", "last", "next", "that"}:
        return date_relative.read(line, index, today)
    return (
        date_forms.read(line, index, today)
        or date_year.read(line, index, today)
        or date_relative.read(line, index, today)
    )


def _of_this(line: Line, index: int, today: date | None, part: str) -> Reading:
    """ "The end of the year", "the start of the month": of one told in the sentence, else the running one."""
    unit = line.lows[index].removesuffix("'s")
    base = None
    if today is not None:
        now = date_relative.period_days(today, unit, 0)
        base = part_of(now, part) if now else None
    return Reading(index + 1, None, ToldBefore(unit, 0, part=part, fallback=base, near=True))


def _year_end(line: Line, index: int, today: date | None) -> Reading | None:
    """ "By year-end", "at year's end": the last day where it is a bound, else the last month."""
    j = index + 2 if line.hyphen(index + 1) else index + 1
    if line.lows[j].removesuffix("'s") != "end" or (
        line.is_word(j + 1) and line.lows[j + 1] in {"results", "of"}
    ):
        return None
    if line.lows[index - 1] not in {"by", "before", "until", "at", "since", "around", "the", "to", "after"}:
        return None
    year = year_at(line, j + 1)
    end = year[1] if year is not None else j + 1
    if year is None and today is None:
        return Reading(end)
    # "It has risen since year-end": the last one.
    number = year[0] if year else today.year - (line.lows[index - 1] == "since") if today else 0
    whole = month(number, 12)
    days = part_of(whole, "last day") if whole and line.lows[index - 1] in _AT_YEAR_END else whole
    return Reading(end, days, None, year[0] if year else None)


def _season_alone(line: Line, index: int, today: date) -> Reading | None:
    """ "A tour is planned for the autumn", "the river flooded in the summer"."""
    first, last = SEASONS[line.lows[index]]
    tense = tense_at(line, index - 1)
    options = [days for year in (-1, 0, 1) if (days := months(today.year + year, first, last))]
    if tense > 0:
        return Reading(index + 1, min((days for days in options if days[1] >= today), default=None))
    if tense > -2:
        return None
    over = max((days for days in options if days[0] <= today), default=None)
    return Reading(index + 1, None, OfNow(over)) if over else None


def _names(line: Line, index: int) -> bool:
    """True for "in the summer house", "the fall of Rome", "the spring was dry"."""
    behind = line.lows[index + 1]
    return behind == "of" or (line.is_word(index + 1) and behind not in STOP and behind not in {"and", "or"})


def _season(line: Line, index: int, today: date | None) -> Reading | None:
    """ "summer 2019", "the autumn of 2008"; "in the autumn" where its clause tells which."""
    j = index + 1
    j += line.lows[j] == "of"
    year = year_at(line, j)
    if year is None:
        placed = line.lows[index - 1] == "the" and line.lows[index - 2] in _BEFORE_SEASON
        return _season_alone(line, index, today) if placed and today and not _names(line, index) else None
    end = date_year.run_end(line, j) if line.lows[index] == "winter" else year[1]
    return Reading(end, months(year[0], *SEASONS[line.lows[index]]), None, year[0])
