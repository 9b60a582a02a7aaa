"""Quarters, halves and other periods that companies and statistics offices report on.

"Third-quarter", "Q3 2024", "1H25", "the first nine months of 2019", "the quarter ended Sept. 30", "the
year-earlier quarter", "a year ago". A quarter without a year is one of the calendar's; a fiscal year is its
company's own, and the text does not say when it begins: such a period is a date without days.
"""

from __future__ import annotations

from datetime import date, timedelta

from briefing.figures.calendar_arithmetic import Days, month, rounded, shifted, year_days
from briefing.figures.data_tables import load_words
from briefing.figures.number import UNITS
from briefing.figures.rules import date_forms
from briefing.figures.rules.calendar_words import (
    ORDINAL_BEGINNINGS,
    ORDINAL_ENDINGS,
    TIME_BEFORE,
    ordinal_at,
    year_at,
    year_compared,
)
from briefing.figures.rules.date_expression import (
    NoYear,
    Reading,
    ReportedPeriod,
    one_day,
)
from briefing.figures.tense import tense_at
from briefing.figures.token_line import HYPHENS, NUMBER, Line

NAME = "reporting period"
_WORDS = load_words("dates.toml")
_SPORT, _NOUNS, _ENDED = _WORDS["sport"], _WORDS["period nouns"], _WORDS["ended"]
_FISCAL, _STEPS = _WORDS["business before year"], _WORDS["month steps"]
_LETTERS = {"q": 3, "h": 6}
"""Months of a quarter and of a half."""
_LENGTHS = {"quarter": 3, "half": 6, "year": 12}
_SNAP = 6
"""A period that ends within so many days of a month's end is made of whole months: "ended Sept. 29"."""
_RANKED = {"quarter": 3, "half": 6}
_WHICH_YEAR = frozenset({"the", "this", "last", "next", "that"})
_AGO = frozenset({"earlier", "ago"})
_FRESH = 100
"""So many days after its end a quarter is still reported on."""
_MONTHS_TOLD = frozenset({"3", "6", "9", "12"})
BEGINNINGS = (
    ORDINAL_BEGINNINGS
    | _FISCAL
    | frozenset(_LETTERS)
    | {"the", "year", "last", "final", "same", "three", "six", "nine", "twelve", "quarter", "half", "a"}
)
"""Words that such a period can begin with; numbers can too ("1H25")."""


def read(line: Line, index: int, today: date | None) -> Reading | None:
    """A period that begins at token `index`."""
    low = line.lows[index]
    if line.kinds[index] == NUMBER and line.lows[index + 1] not in ORDINAL_ENDINGS:
        return _in_digits(line, index, today)
    if low in _LETTERS:
        return _lettered(line, index, index, today) if line.glued(index + 1) else None
    if low in _FISCAL:
        return _fiscal_year(line, index)
    return _reported(line, index, today) or _ended(line, index, today) or _ranked(line, index, today)


def _in_digits(line: Line, index: int, today: date | None) -> Reading | None:
    """ "1H25", "3 months to May"."""
    behind = line.lows[index + 1]
    if behind in _LETTERS and line.glued(index + 1):
        return _lettered(line, index, index + 1, today)
    if behind == "months" and line.lows[index + 2] in _ENDED and line.raws[index] in _MONTHS_TOLD:
        return _months_ended(line, index + 2, int(line.raws[index]), today)
    return None


def _ranked(line: Line, index: int, today: date | None) -> Reading | None:
    """ "Third quarter", "the final quarter of 2024", "the first nine months of 2019"."""
    if line.lows[index] in {"last", "final"}:
        size = _RANKED.get(line.lows[index + 1])
        if size is not None and line.lows[index + 2] == "of":
            return _nth(line, index, (12 // size, index + 1), today)
        return _months_of_year(line, index, index + 1)
    found = ordinal_at(line, index)
    if found is None:
        return None
    return _months_of_year(line, index, found[1]) or _nth(line, index, found, today)


def _lettered(line: Line, first: int, letter: int, today: date | None) -> Reading | None:
    """ "Q3 2024", "1H25", "Q4 '24", and "in Q2" of the likeliest year."""
    size = _LETTERS[line.lows[letter]]
    number = line.raws[first + 1 if letter == first else first]
    if not line.raws[letter].isupper() or not number.isdigit() or not 1 <= int(number) <= 12 // size:
        return None
    end = first + 2
    said = _of_year(line, end, _part(int(number), size, 0), tied=True)
    # "Q1:" numbers a question.
    if said is not None or today is None or line.lows[first - 1] not in TIME_BEFORE | {"the", "its"}:
        return said
    days = _likely_quarter(line, first, end, _part(int(number), size, tense_at(line, first)), today)
    return Reading(end, days, None, reports=True)


def _part(number: int, size: int, tense: int) -> NoYear:
    """The nth stretch of `size` months of a year."""
    return NoYear((number - 1) * size + 1, number * size, tense=tense)


def _of_year(line: Line, end: int, part: NoYear, *, tied: bool = False) -> Reading | None:
    """The part in the year behind it, or None where none is said."""
    j = end
    while line.lows[j] in {"of", "in", ","} and j < end + 2:
        j += 1
    if line.lows[j] in _FISCAL:
        fiscal = _fiscal_year(line, j)
        return Reading(fiscal.end, reports=True) if fiscal else None
    year = _short_or_full_year(line, j, tied=tied and j == end)
    return Reading(year[1], part.in_year(year[0]), None, year[0], reports=True) if year else None


def _short_or_full_year(line: Line, index: int, *, tied: bool) -> tuple[int, int] | None:
    """ "2024", "'24", and the "25" of "1H25"."""
    found = year_at(line, index)
    if found is not None:
        return found
    j = index + 1 if line.lows[index] in {"'", "’", "‘"} else index
    raw = line.raws[j]
    if len(raw) == 2 and raw.isdigit() and (j > index or (tied and line.glued(j))):
        return 2000 + int(raw) if int(raw) < 50 else 1900 + int(raw), j + 1
    return None


def _fiscal_year(line: Line, index: int) -> Reading | None:
    """ "Fiscal 2025", "FY26", "the financial year 2025": a year whose first day is not said.

    Two years ("2025-26") hold it, so that they can be given.
    """
    j = index + 1
    if line.lows[j] == "year":
        j += 1
    # "Fiscal third quarter" of nobody knows which year.
    found = ordinal_at(line, j)
    if found is not None and line.lows[found[1] + line.hyphen(found[1])] in {"quarter", "half"}:
        return Reading(found[1] + line.hyphen(found[1]) + 1, reports=True)
    year = _short_or_full_year(line, j, tied=line.lows[index] == "fy")
    if year is None:
        return None
    number, end = year
    raw = line.raws[end + 1]
    if line.lows[end] in {"-", "–", "/"} and line.glued(end) and line.glued(end + 1) and raw.isdigit():
        if int(raw[-2:]) == (number + 1) % 100:
            return Reading(end + 2, (date(number, 1, 1), date(number + 1, 12, 31)), reports=True)
        return None
    return Reading(end, reports=True)


def _months_of_year(line: Line, index: int, at: int) -> Reading | None:
    """ "The first nine months of 2019", "the last two months of last year"."""
    count = _months_counted(line, at)
    if count is None:
        return None
    if line.lows[index] == "first":
        part = NoYear(1, count, tense=tense_at(line, index))
    elif line.lows[index] in {"last", "final"}:
        part = NoYear(13 - count, 12, tense=tense_at(line, index))
    else:
        return None
    return _of_year(line, at + 2, part) or _of_year_told(line, at + 2, part)


def _months_counted(line: Line, index: int) -> int | None:
    """How many months of a year "nine months of" and "two quarters of" are, fewer than all."""
    word, digits = line.lows[index], line.raws[index]
    size = {"months": 1, "quarters": 3}.get(line.lows[index + 1])
    if size is None or line.lows[index + 2] != "of":
        return None
    if word in _STEPS:
        count = int(UNITS[word]) * size
    elif digits.isdigit() and len(digits) <= 2:
        count = int(digits) * size
    else:
        return None
    return count if size < count < 12 else None


def _of_year_told(line: Line, end: int, part: NoYear) -> Reading | None:
    """The part "of the year", "of last year": of the likeliest one, or of the one read next."""
    if line.lows[end] == "of" and line.lows[end + 2] in _FISCAL and line.lows[end + 3] == "year":
        # "The third quarter of its fiscal year".
        return Reading(end + 4, reports=True)
    if line.lows[end] != "of" or line.lows[end + 2] != "year" or line.lows[end + 1] not in _WHICH_YEAR:
        return None
    return Reading(end + 3 if line.lows[end + 1] == "the" else end, None, part, reports=True)


def _nth(line: Line, index: int, found: tuple[int, int], today: date | None) -> Reading | None:
    """ "Third-quarter", "the second half of 2024"; a half without a year is one of a game."""
    number, end = found
    j = end + 1 if line.hyphen(end) else end
    size = _RANKED.get(line.lows[j].removesuffix("'s"))
    if size is None or not 1 <= number <= 12 // size or line.lows[index - 1] in _FISCAL:
        return None
    # "Second quarter-final".
    if line.lows[j + 1 + line.hyphen(j + 1)] in {"final", "finals"}:
        return None
    said = _period_ended(line, j + 1, size, today) or _of_year(line, j + 1, _part(number, size, 0))
    if said is not None:
        return said
    # Only where no year is said the tense has to tell it.
    part = _part(number, size, tense_at(line, index))
    said = _of_year_told(line, j + 1, part)
    if said is not None:
        return _in_running_year(line, j + 1, said, today)
    if _beside_year(line, index, j + 1):
        return Reading(j + 1, None, part, reports=True)
    if size == 6 or today is None or _of_game(line):
        return None
    days = _likely_quarter(line, index, end, part, today)
    return Reading(j + 1, days, None, reports=True) if days else None


def _in_running_year(line: Line, end: int, said: Reading, today: date | None) -> Reading:
    """ "A fall in the second half of the year", which no verb places: of the running one."""
    part = said.open
    if line.lows[end + 1] != "the" or not isinstance(part, NoYear) or part.tense or today is None:
        return said
    return said._replace(days=part.in_year(today.year), open=None)


_SCORE_SIGNS = HYPHENS | {"–"}


def _of_game(line: Line) -> bool:
    """True where a quarter is one of a game: beside its words, or a score ("ahead 21-14")."""
    if not _SPORT.isdisjoint(line.lows):
        return True
    if _SCORE_SIGNS.isdisjoint(line.lows):
        return False
    return any(
        line.lows[k] in _SCORE_SIGNS and line.glued(k) and line.glued(k + 1)
        for k in range(1, len(line))
        if line.kinds[k - 1] == line.kinds[k + 1] == NUMBER
        and len(line.raws[k - 1]) < 4 > len(line.raws[k + 1])
    )


def _beside_year(line: Line, index: int, end: int) -> bool:
    """True where a year stands right before or behind: "last year's third quarter", "the 1988 quarter"."""
    before = line.lows[index - 1]
    return (
        year_at(line, index - 1) is not None
        or before == "year's"
        or (line.lows[end] in {"last", "this", "next", "that"} and line.lows[end + 1] == "year")
    )


def _likely_quarter(line: Line, index: int, hyphen: int, part: NoYear, today: date) -> Days | None:
    """The quarter a report means: the last one that is over, or the one to come.

    One that is running cannot be over: told in the past it is a company's own, and none is given.
    """
    over, running, coming = _seen_from(part, today)
    if running is not None:
        return running if part.tense >= 0 else None
    # "Growth is expected in the second quarter" lies ahead; a "third-quarter loss" to be reported is over.
    within = line.lows[index - 1] == "the" and line.lows[index - 2] in {"in", "during", "until", "by"}
    if within and part.tense == 0:
        return part.nearest(today)
    fresh = _is_fresh(over, today) and (not within or line.hyphen(hyphen))
    return over if part.tense <= 0 or fresh else coming


def _seen_from(part: NoYear, today: date) -> tuple[Days | None, Days | None, Days | None]:
    """The last one that is over, the one that is running, and the next one."""
    over = running = coming = None
    for step in (-1, 0, 1):
        days = part.in_year(today.year + step)
        if days is None:
            continue
        if days[1] < today:
            over = days
        elif days[0] <= today:
            running = days
        else:
            coming = coming or days
    return over, running, coming


def _is_fresh(over: Days | None, today: date) -> bool:
    """True for a quarter that is still reported on."""
    return over is not None and (today - over[1]).days < _FRESH


def _ended(line: Line, index: int, today: date | None) -> Reading | None:
    """ "The quarter ended Sept. 30", "three months to 31 May 2025", "the year ended June 30"."""
    j = index + 1 if line.lows[index] in {"the", "a"} else index
    size = _LENGTHS.get(line.lows[j])
    if line.lows[j] == "half" and line.hyphen(j + 1) and line.lows[j + 2] == "year":
        return _period_ended(line, j + 3, _LENGTHS["half"], today)
    if size is not None:
        to = line.lows[j + 1] == "to" and j > index and line.lows[j] == "year"
        return (
            _period_ended(line, j + 1, size, today) if to or line.lows[j + 1] in {"ended", "ending"} else None
        )
    count = {"three": 3, "six": 6, "nine": 9, "twelve": 12}.get(line.lows[j])
    if count is None or line.lows[j + 1] != "months":
        return None
    return _months_ended(line, j + 2, count, today)


def _months_ended(line: Line, end: int, count: int, today: date | None) -> Reading | None:
    """ "The three months to 31 May 2025": a length whose days are known."""
    found = _period_ended(line, end, count, today)
    return found._replace(length=True) if found else None


def _period_ended(line: Line, end: int, size: int, today: date | None) -> Reading | None:
    """The months up to the date behind "ended", which stays a date of its own."""
    word = line.lows[end]
    if word not in _ENDED:
        return None
    at = end + 1
    at += line.lows[at] == "on"
    at += line.lows[at] == "the"
    at += 2 * (line.lows[at] == "end" and line.lows[at + 1] == "of")
    found = date_forms.read(line, at, today)
    if found is None:
        return None
    days = found.likely_days(today)
    if days is None or (days[1] - days[0]).days > 31:
        return None
    return Reading(end, _months_up_to(days[1], size), None, reports=True)


def _months_up_to(last: date, size: int) -> Days | None:
    """So many months up to a day; whole ones where the day is about the end of a month."""
    near = shifted(last, _SNAP, "day")
    whole = month(last.year, last.month)
    if near is None or whole is None:
        return None
    if near.month != last.month or last.day <= _SNAP:
        end = whole[1] if near.month != last.month else last.replace(day=1) - timedelta(days=1)
        first = shifted(end.replace(day=1), 1 - size, "month")
        return (first, end) if first else None
    first = shifted(last, -size, "month")
    return (first + timedelta(days=1), last) if first else None


def _reported(line: Line, index: int, today: date | None) -> Reading | None:
    """ "The quarter", "the latest period", "the year-earlier quarter", "year-ago", "a year earlier"."""
    first = line.lows[index]
    j = index + 1 if first in {"the", "a"} else index
    if line.lows[j] == "year":
        if first == "a" and line.lows[j + 1] in _AGO:
            return _year_before(line, j + 1, today)
        return _year_earlier(line, j + 3) if line.hyphen(j + 1) and line.lows[j + 2] in _AGO else None
    if first != "the":
        return None
    if line.lows[j] in {"latest", "same", "corresponding", "comparable"}:
        told = line.lows[j + 1].removesuffix("'s") in {"quarter", "period"}
        return _same_period(line, j + 2, line.lows[j]) if told else None
    if year_at(line, j) is not None and line.lows[j + 1] in {"quarter", "period"}:
        # "The 1988 period".
        return Reading(j + 2, None, ReportedPeriod(), int(line.raws[j]))
    return _quarter_told(line, j)


def _quarter_told(line: Line, index: int) -> Reading | None:
    """ "The quarter", but not "the quarter of", "the quarter-finals", "the quarter ended Sept. 30"."""
    if (
        line.lows[index].removesuffix("'s") != "quarter"
        or line.hyphen(index + 1)
        or line.is_number(index + 1)
    ):
        return None
    if line.lows[index + 1] in {"of", "century", "final", "finals", "ended", "ending"}:
        return None
    if line.lows[index + 1] == "a" and line.lows[index + 2] == "year" and line.lows[index + 3] in _AGO:
        # "For the quarter a year ago".
        return Reading(index + 4, None, ReportedPeriod(-1))
    return Reading(index + 1, None, ReportedPeriod())


def _year_before(line: Line, at: int, today: date | None) -> Reading:
    """ "A year earlier", "a year ago": of the period that is reported, where there is one."""
    fallback = None
    if line.lows[at] == "ago" and today is not None:
        then = shifted(today, -1, "year")
        if line.lows[at + 1] == "today":
            return Reading(at + 2, one_day(then))
        fallback = rounded(then, "year")
    compared = year_compared(line, at - 2, today) if line.lows[at] == "earlier" else None
    return Reading(at + 1, None, ReportedPeriod(-1, fallback, compared))


def _year_earlier(line: Line, end: int) -> Reading:
    """ "The year-earlier quarter", "the year-ago third quarter", "year-earlier net"."""
    j = end
    found = ordinal_at(line, j)
    if found is not None:
        j = found[1]
    noun = line.lows[j].removesuffix("'s") in _NOUNS
    return Reading(j + 1 if noun else end, None, ReportedPeriod(-1))


def _same_period(line: Line, end: int, word: str) -> Reading:
    """ "The same period last year", "the same quarter a year earlier", "the latest quarter"."""
    if word == "latest":
        return Reading(end, None, ReportedPeriod())
    j = end
    j += line.lows[j] in {"of", "in"}
    if line.lows[j] == "last" and line.lows[j + 1] == "year":
        return Reading(j + 2, None, ReportedPeriod(-1))
    if line.lows[j] == "a" and line.lows[j + 1] == "year" and line.lows[j + 2] in _AGO:
        return Reading(j + 3, None, ReportedPeriod(-1))
    if line.lows[j] == "the" and line.lows[j + 1] == "previous" and line.lows[j + 2] == "year":
        return Reading(j + 3, None, ReportedPeriod(-1))
    year = year_at(line, j)
    if year is not None:
        # Where no period is reported it is known that far: some quarter of that year.
        return Reading(year[1], None, ReportedPeriod(fallback=year_days(year[0])), year[0])
    return Reading(end, None, ReportedPeriod())
