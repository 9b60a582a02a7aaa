"""Holidays as dates: "Christmas", "earth day 2010", "next easter"; and the day they fall on in a year."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.figures.calendar_arithmetic import easter, nth_weekday
from briefing.figures.rules.date_expression import OfNow, Reading, one_day
from briefing.figures.tense import tense_at
from briefing.figures.token_line import Line

_FIXED = {
    "new year's day": (1, 1),
    "new year day": (1, 1),
    "new years day": (1, 1),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "saint patrick's day": (3, 17),
    "saint patrick": (3, 17),
    "st patrick": (3, 17),
    "april fools day": (4, 1),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "earth day": (4, 22),
    "may day": (5, 1),
    "juneteenth": (6, 19),
    "bastille day": (7, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "all saints day": (11, 1),
    "guy fawkes night": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "remembrance day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "anzac day": (4, 25),
    "australia day": (1, 26),
    "groundhog day": (2, 2),
    "international women's day": (3, 8),
    "canada day": (7, 1),
}
_EASTER = {
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "ash wednesday": -46,
    "palm sunday": -7,
    "ascension day": 39,
    "whit monday": 50,
    "pentecost": 49,
    "mardi gras": -47,
}
_NTH = {
    "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
    "labor day": (9, 0, 1),
    "labour day": (9, 0, 1),
    "memorial day": (5, 0, -1),
    "mother's day": (5, 6, 2),
    "father's day": (6, 6, 3),
    "columbus day": (10, 0, 2),
    "martin luther king day": (1, 0, 3),
    "presidents day": (2, 0, 3),
    "presidents' day": (2, 0, 3),
    "martin luther king jr day": (1, 0, 3),
    "black friday": (11, 3, 4),
    "cyber monday": (11, 3, 4),
    "election day": (11, 0, 1),
}
_DAYS_AFTER = {
    "black friday": 1,
    "cyber monday": 4,
    "election day": 1,
}
"""Days told from such a weekday: the Friday after Thanksgiving, the Tuesday after the first Monday."""
_NAMES = frozenset(_FIXED) | frozenset(_EASTER) | frozenset(_NTH)
_LENGTHS: dict[str, list[int]] = {}
"""Words of the names that begin with a word, the longest first."""
for _words in sorted((name.split() for name in _NAMES), key=len, reverse=True):
    _lengths = _LENGTHS.setdefault(_words[0], [])
    if len(_words) not in _lengths:
        _lengths.append(len(_words))
FIRST_WORDS = frozenset(_LENGTHS)
_ALSO_NAMES = frozenset({"easter", "pentecost", "independence", "may"})
_YEARS = {"last": -1, "this": 0, "next": 1}


def holiday_at(line: Line, index: int) -> tuple[str, int] | None:
    """Return the holiday named at token `index`, and the token after it."""
    for length in _LENGTHS.get(line.lows[index], ()):
        name = " ".join(line.lows[index : index + length])
        if name in _NAMES and index + length <= len(line):
            return name, index + length
    return None


def holiday_in(name: str, year: int) -> date:
    """The day a holiday falls on in `year`."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        return easter(year) + timedelta(days=_EASTER[name])
    return nth_weekday(year, *_NTH[name]) + timedelta(days=_DAYS_AFTER.get(name, 0))


def read_holiday(line: Line, first: int, index: int, today: date | None, step: int | None) -> Reading | None:
    """ "Christmas", "earth day 2010", "next easter"."""
    named = holiday_at(line, index)
    if named is None:
        return None
    name, end = named
    if _is_part_of_name(line, index, end):
        return None
    raw = line.raws[end]
    if len(raw) == 4 and raw.isdigit() and 1900 <= int(raw) <= 2100:
        return Reading(end + 1, one_day(holiday_in(name, int(raw))), year=int(raw))
    if today is None:
        return Reading(end)
    if line.lows[end] in _YEARS and line.lows[end + 1] == "year":
        # "Thanksgiving this year".
        year = today.year + _YEARS[line.lows[end]]
        return Reading(end + 2, one_day(holiday_in(name, year)) if 1 <= year <= 9999 else None)
    days = [holiday_in(name, y) for y in range(max(1, today.year - 1), min(9999, today.year + 2) + 1)]
    tense = tense_at(line, first)
    found = one_day(_likely(days, today, step, tense))
    if found is None or step is not None or tense >= 0:
        return Reading(end, found)
    return Reading(end, None, OfNow(found, named=True))


def _is_part_of_name(line: Line, index: int, end: int) -> bool:
    """ "Easter Island", "Easter eggs"; "the writer Johnnie Christmas", but not "Open Before Christmas"."""
    if line.lows[index] in _ALSO_NAMES and line.lows[end] in {"island", "eggs", "egg"}:
        return True
    given = line.raws[index - 1]
    surname = end == index + 1 and line.lows[index] in _SURNAMES
    named = surname and given.istitle() and len(given) > 2 and given.lower() not in _YEARS
    return named and line.is_word(index - 2) and line.lows[index - 2] == line.raws[index - 2]


_SURNAMES = frozenset({"christmas", "easter", "pentecost"})


def _likely(days: list[date], today: date, step: int | None, tense: int) -> date | None:
    """The one of several years that "last" or "next" (`step`) or else the tense means."""
    if step == 0:
        return next((d for d in days if d.year == today.year), None)
    if step is None and -3 < tense <= 0:
        return min(days, key=lambda d: (abs((d - today).days), d), default=None)
    others = days if step is None else [d for d in days if d != today]
    if (step or tense) < 0:
        return max((d for d in others if d <= today), default=None)
    return min((d for d in others if d >= today), default=None)
