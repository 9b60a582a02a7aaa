"""Weekdays, alone or with a date behind them: "Wednesday, Feb 4", "Friday 7/6", "Tuesday next week"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.figures.calendar_arithmetic import Days, day, nearest, shifted, weekday, weekday_of_week
from briefing.figures.nouns import STOP
from briefing.figures.rules import date_forms
from briefing.figures.rules.calendar_words import MONTHS, WEEKDAYS, day_at, ordinal_at
from briefing.figures.rules.date_digits import slashed_day
from briefing.figures.rules.date_expression import EitherOrder, NoYear, Reading, one_day
from briefing.figures.tense import is_past_form, tense_at, tense_before
from briefing.figures.token_line import Line

SHORT_WEEKDAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
"""Abbreviations: weekdays only beside a date or after a word of time."""
_UNTOLD = frozenset({"every", "each", "recent", "some", "any", "most"})
"""Words before a weekday that is no single one, or one that is not told."""
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_RECURRING = frozenset({"mornings", "afternoons", "evenings", "nights"})
_WEEKS = {"this": 0, "next": 1, "last": -1}
_OVER = frozenset({"was", "were", "had", "has"})
_BOTH = frozenset({"and", "or", "to", "through", "-", "–", "&"})
"""Words and signs between two weekdays that share what follows."""


def read_weekday(
    line: Line,
    index: int,
    today: date | None,
    step: int | None,
    *,
    back: bool = False,
    ahead: bool = False,
    week_of: bool = False,
) -> Reading | None:
    """A weekday, alone or with the date behind it: "Wednesday, Feb 4", "Friday 7/6".

    `step` is that of "last" or "next" before it, which mean the nearest but for yesterday and tomorrow,
    or with `week_of` ("previous", "following") the weekday of the week beside this one.
    """
    if line.lows[index].removesuffix("'s") in SHORT_WEEKDAYS:
        end = _short_end(line, index, step)
        if end is None:
            return None
    else:
        end = index + 1
    if _no_single_day(line, index, end, step):
        return Reading(end)
    # "Friday's 5 goals": a possessive ends what it says.
    beside = _beside(line, index, end, today) if not line.lows[index].endswith("'s") else None
    if beside is not None:
        return beside
    if step is None and _of_a_tale(line, index, end):
        return Reading(end)
    # "Sunday Magazine" is a name.
    if line.is_capital(index + 1) and line.lows[index + 1] in {"island", "magazine"}:
        return None
    if today is None:
        return Reading(end)
    number = WEEKDAYS[line.lows[index]]
    if step is not None:
        days = weekday_of_week(today, number, step) if week_of else _another(today, number, step)
        return Reading(end, days)
    future = not back and (ahead or _lies_ahead(line, index, end))
    return Reading(end, weekday(today, number, future=future))


def _no_single_day(line: Line, index: int, end: int, step: int | None) -> bool:
    """True for "every Friday", "the third Friday", "on a Friday", "a recent Friday", "Friday nights"."""
    if step is None and (line.lows[index - 1] in _UNTOLD or ordinal_at(line, index - 1)):
        return True
    if line.lows[end] in _RECURRING:
        return True
    return line.lows[index - 1] == "a" and not _noun(line, end)


def _of_a_tale(line: Line, index: int, end: int) -> bool:
    """True for "by the Friday he had work", a day that only its tale knows; not for "the Friday meeting"."""
    if line.lows[index - 1] != "the" or line.lows[end] in {"before", "after"}:
        return False
    bare = not _noun(line, end) or line.lows[end] in {"and", "or"}
    return bare or line.lows[end] in _DAY_PARTS or is_past_form(line.lows[end])


def _lies_ahead(line: Line, index: int, end: int) -> bool:
    """True where the clause looks ahead, and for "a march for Tuesday", "plans for Saturday's concert".

    "They blamed them for Friday's attack" looks back.
    """
    tense = tense_at(line, index)
    if line.lows[index - 1] != "for" or line.lows[end] in _OVER:
        return tense > 0
    return tense >= 0 or not line.lows[index].endswith("'s")


def _short_end(line: Line, index: int, step: int | None) -> int | None:
    """The token after "Fri" or "Fri."; None where it is a name or verb: "Sun's results", "Sat"."""
    if line.lows[index].endswith("'s"):
        return None
    end = index + 2 if line.lows[index + 1] == "." and line.glued(index + 1) else index + 1
    return end if _surely_day(line, index, end, step) else None


def _noun(line: Line, index: int) -> bool:
    """True for a word that goes on a noun phrase: "on Monday week nights"."""
    return line.is_word(index) and line.lows[index] not in STOP


def _surely_day(line: Line, index: int, end: int, step: int | None) -> bool:
    """False for "Sun" and "Sat" that may be names and verbs: "Intel and Sun, Hewlett-Packard"."""
    if not line.is_capital(index):
        return False
    j = end + 1 if line.lows[end] in {",", "("} else end
    month = line.lows[j] in MONTHS and line.is_capital(j)
    if month or line.is_number(j) or step is not None or line.lows[index - 1] == "on":
        return True
    return line.lows[index - 1] in {"and", "or"} and line.lows[index - 2] in WEEKDAYS


def _beside(line: Line, index: int, end: int, today: date | None) -> Reading | None:
    """A weekday with what stands behind it: a date, a week, a day of the month, a second weekday."""
    number = WEEKDAYS[line.lows[index]]
    both = _two_weekdays(line, index, end, today)
    if both is not None:
        return both
    dated = _date_behind(line, end, today, number)
    if dated is not None:
        if isinstance(dated.open, NoYear) and dated.open.first_day:
            # "Friday, June 5": the weekday decides which year it was.
            return dated._replace(open=replace(dated.open, weekday=number))
        return dated
    beside = _week_beside(line, index, end, today)
    if beside is not None:
        return beside
    weekly = _of_week(line, end)
    if weekly is not None:
        weeks, stop = weekly
        return Reading(stop, weekday_of_week(today, number, weeks) if today else None)
    at = _bare_day(line, end)
    if at is not None:
        return Reading(
            at[1], _weekday_with_day(today, number, at[0], tense_at(line, index)) if today else None
        )
    return None


def _two_weekdays(line: Line, index: int, end: int, today: date | None) -> Reading | None:
    """ "Monday and Tuesday, June 4 and 5, 2018" as one stretch."""
    if line.lows[end] not in _BOTH or line.lows[end + 1] not in WEEKDAYS:
        return None
    later = WEEKDAYS[line.lows[end + 1]]
    dated = _date_behind(line, end + 2, today, later)
    if dated is None:
        # "Open Monday to Friday": every week.
        weekly = line.lows[end] not in {"and", "or", "&"} and tense_before(line, index) == 0
        return Reading(end + 2) if weekly else None
    number = WEEKDAYS[line.lows[index]]
    apart = (later - number) % 7
    if isinstance(dated.open, NoYear):
        fits = _apart(dated.open, apart)
        return dated._replace(open=replace(dated.open, weekday=number)) if fits else None
    days = dated.days
    return dated if days and (days[1] - days[0]).days == apart else None


def _apart(open_: NoYear, days: int) -> bool:
    return bool(open_.first_day) and open_.last_day - open_.first_day == days


def _another(today: date, number: int, step: int) -> Days | None:
    """ "Last Tuesday", "next Friday": the nearest, but for yesterday and tomorrow, which are called so."""
    away = (today.weekday() - number) % 7 if step < 0 else (number - today.weekday()) % 7
    away += 7 if away < 2 else 0
    return one_day(shifted(today, away * (1 if step > 0 else -1), "day"))


def _of_week(line: Line, end: int) -> tuple[int, int] | None:
    """ "Tuesday next week", "Monday of last week": the step in weeks, and the token after it."""
    j = end + 1 if line.lows[end] in {"of", ","} else end
    if line.lows[j] in _WEEKS and line.lows[j + 1].removesuffix("'s") == "week":
        return _WEEKS[line.lows[j]], j + 2
    return None


def _week_beside(line: Line, index: int, end: int, today: date | None) -> Reading | None:
    """ "On Monday week", a week after the coming one; "the Monday before last"."""
    ahead = line.lows[end] == "week" and line.lows[index - 1] == "on" and not _noun(line, end + 1)
    if not ahead and (line.lows[end] != "before" or line.lows[end + 1] != "last"):
        return None
    stop = end + 1 if ahead else end + 2
    near = weekday(today, WEEKDAYS[line.lows[index]], future=ahead) if today else None
    return Reading(stop, one_day(shifted(near[0], 1 if ahead else -1, "week")) if near else None)


def _date_behind(line: Line, index: int, today: date | None, weekday_said: int) -> Reading | None:
    """A full or partial date right behind a weekday."""
    j, closing = index, ""
    if line.lows[j] in {",", "-"} or (line.lows[j] == "the" and ordinal_at(line, j + 1)):
        j += 1
    elif line.lows[j] == "(":
        j, closing = j + 1, ")"
    digits = _digits_behind(line, index, j, today, weekday_said)
    if digits is not None:
        return digits
    if not (line.is_number(j) or line.lows[j] in MONTHS or ordinal_at(line, j)):
        return None
    found = date_forms.read(line, j, today)
    if found is None or (closing and line.lows[found.end] != closing):
        return None
    if line.lows[j] in MONTHS and found.end == j + 1:
        return None
    return found._replace(end=found.end + len(closing))


def _digits_behind(line: Line, index: int, j: int, today: date | None, number: int) -> Reading | None:
    """ "Friday 7/6", "Monday 06/08/2018", "Friday 7.6"."""
    if not line.is_number(j):
        return None
    if line.lows[j + 1] in {"/", "-"} and line.is_number(j + 2) and line.glued(j + 1):
        if line.lows[j + 3] in {"/", "-"} and line.glued(j + 3):
            found = date_forms.read(line, j, today)
            return _decided_by_weekday(found, number) if found else None
        numbers = [line.raws[j], line.raws[j + 2]]
        return slashed_day(line, j, numbers, j + 3, today, number) if _short_digits(numbers) else None
    parts = line.raws[j].split(".")
    if len(parts) != 2 or j > index or not _short_digits(parts) or line.lows[j + 1] == "%":
        return None
    if line.is_word(j + 1) and line.lows[j + 1] not in {"with", "at", "in", "and", "to", "for"}:
        return None
    return slashed_day(line, j, parts, j + 1, today, number)


def _short_digits(parts: list[str]) -> bool:
    return all(part.isdigit() and len(part) <= 2 for part in parts)


def _decided_by_weekday(found: Reading, number: int) -> Reading:
    """Digits in either order, of which the weekday beside them allows one: it speaks for others."""
    if not isinstance(found.open, EitherOrder):
        return found
    fits = [
        (days, order)
        for days, order in ((found.open.month_first, "month first"), (found.open.day_first, "day first"))
        if days[0].weekday() == number
    ]
    return Reading(found.end, fits[0][0], None, found.year, fits[0][1]) if len(fits) == 1 else found


def _bare_day(line: Line, index: int) -> tuple[int, int] | None:
    """A day of the month behind a weekday: "Sunday 31", "Wednesday the thirty first"."""
    j = index + 1 if line.lows[index] == "," else index
    at = day_at(line, j)
    if at is None or (line.is_word(at[1]) and line.is_number(j) and at[1] == j + 1):
        return None
    # "On Friday first articulated" and "Friday, the fourth decline in a row" rank.
    if not line.is_number(j) and line.lows[j] != "the":
        return None
    if j > index and line.is_word(at[1]) and line.lows[at[1]] not in STOP:
        return None
    if line.is_number(j) and at[1] == j + 1 and (j > index or line.lows[at[1]] in {":", "%", "-", ","}):
        return None
    return at


def _weekday_with_day(today: date, number: int, at: int, tense: int) -> Days | None:
    """The likeliest month in which that day of the month is that weekday."""
    fitting: list[Days] = []
    for step in range(-24, 25):
        base = shifted(today.replace(day=1), step, "month")
        days = day(base.year, base.month, at) if base else None
        if days is not None and days[0].weekday() == number:
            fitting.append(days)
    return nearest(today, fitting, tense=tense)
