"""Dates as the calendar writes them: days, months and years in any of their usual orders."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import Days, day, month, shifted
from briefing.figures.data_tables import load_words
from briefing.figures.nouns import STOP
from briefing.figures.rules import date_digits
from briefing.figures.rules.calendar_words import (
    MONTHS,
    ORDINAL_BEGINNINGS,
    SHORT_MONTHS,
    TIME_BEFORE,
    VERBAL_MONTHS,
    WEEKDAYS,
    day_at,
    ordinal_at,
    spelled_year_at,
    year_at,
)
from briefing.figures.rules.clock_times import ZONES
from briefing.figures.rules.date_digits import ATTACKS
from briefing.figures.rules.date_expression import NoYear, Reading, ToldBefore, in_said_year
from briefing.figures.tense import looks_ahead, tense_at, tense_behind
from briefing.figures.token_line import DASHES, Line

NAME = "date"
BEGINNINGS = ORDINAL_BEGINNINGS | frozenset(MONTHS) | {"the"}
"""Words that a date of this kind can begin with; numbers can too."""
_UP_TO = frozenset({"to", "until", "till", "through"})
_LISTED = frozenset({",", "and", "or", "&"})
_TO_DAY = DASHES | {"to", "and", "through", "until", "till", "or", "/", "&"}
"""Words and signs between two days of one month."""
_SEPTEMBER_11 = (9, 11, 11)
_OF_ATTACKS = load_words("dates.toml")["attacks"]
"""Behind "Sept. 11" they mean that of 2001."""
_REPORTED = load_words("dates.toml")["reported of a month"]
_LISTING = frozenset({",", "and", "or", "/", "&"})
_MOST_DAYS = 4
_ALL_OF = frozenset({"the", "all", "these", "those"})
"""Words before a number that counts known ones: "the 19 Sept. 11 hijackers"."""
_MONTH_STEPS = {"this": 0, "next": 1, "last": -1, "the": 0}
_VERBS_BEHIND_MAY = frozenset("be have not also well still apply take get go see".split())


def read(line: Line, index: int, today: date | None) -> Reading | None:
    """A date that begins at token `index` with a month, a day or a number; None where there is none."""
    tied = date_digits.read(line, index, today)
    if tied is not None:
        return tied
    if line.lows[index] in MONTHS:
        return _month_day(line, index, today) or _month_year(line, index) or _month_alone(line, index)
    return _day_month(line, index, today) or _day_alone(line, index, today)


def month_at(line: Line, index: int) -> tuple[int, int] | None:
    """Return the month at token `index` and the token after it, its full stop included."""
    number = MONTHS.get(line.lows[index])
    if number is None:
        return None
    end = index + 1
    if line.lows[end] == "." and line.lows[index] in SHORT_MONTHS and line.glued(end):
        # The full stop of "Dec." belongs to the date only where the date goes on; else it ends the
        # sentence.
        following = line.is_number(end + 1) or line.lows[end + 1] in {",", "of"} or ordinal_at(line, end + 1)
        # "5 Nov. to 2 Dec. 2020": both ends share the year.
        up_to = line.raws[end + 1] in _UP_TO and day_at(line, end + 2) is not None
        end += 1 if following or up_to else 0
    return number, end


def _year_after(line: Line, index: int) -> tuple[int, int] | None:
    """A year behind a day or month: "2026", ", 2026", "of 1995", "'98", "two thousand and ten"."""
    j = index
    if line.lows[j] in {",", "of"}:
        j += 1
    found = year_at(line, j)
    if found is not None:
        # "In May, 2000 people" counts people.
        counted = line.lows[found[1]] in {"people", "times"} and j > index
        # "1 March 2000 GMT": a time of day without its colon.
        return None if counted or line.lows[found[1]] in ZONES else found
    if line.lows[j] in {"'", "’", "‘"} and line.is_number(j + 1) and len(line.raws[j + 1]) == 2:
        short = int(line.raws[j + 1])
        return (2000 + short if short < 50 else 1900 + short), j + 2
    return spelled_year_at(line, j)


def _verbal(line: Line, index: int) -> bool:
    """True for "may" and "march" in lower case, which are verbs unless a word of time stands before."""
    return (
        line.lows[index] in VERBAL_MONTHS
        and not line.is_capital(index)
        and line.lows[index - 1] not in TIME_BEFORE
    )


def _month_day(line: Line, index: int, today: date | None) -> Reading | None:
    """ "January 15, 2026", "Dec. 31", "May 9", "Jan 5-7", "March 9 to 13, 2012", "Dec31 , 1994"."""
    found = month_at(line, index)
    if found is None or line.lows[index].endswith("'s"):
        return None
    number, j = found
    if line.lows[index] in VERBAL_MONTHS and not line.is_capital(index) and line.lows[index] != "august":
        # "they may 5 …", "march 20 miles": in lower case these are verbs unless a word of time stands
        # before.
        plain_day = line.is_number(j) and line.lows[index - 1] in TIME_BEFORE
        if not plain_day:
            return None
    if line.hyphen(j):
        j += 1
    at = day_at(line, j)
    if at is None or _counts_something(line, at[1], j):
        return None
    first_day, end = at
    last_day, end = _last_day(line, first_day, end)
    year = _year_after(line, end)
    if year is not None:
        end = year[1]
    else:
        year = _year_of_listed_days(line, end)
    return _days(line, index, end, today, (number, first_day, last_day), year)


def _year_of_listed_days(line: Line, end: int) -> tuple[int, int] | None:
    """The year behind the last of several days: of "May 3" in "May 3, 9 and 12, 2022"."""
    j = end
    for _ in range(_MOST_DAYS):
        if line.lows[j] not in _LISTED:
            break
        beyond = j + 2 if line.lows[j] == "," and line.lows[j + 1] in _LISTED else j + 1
        at = day_at(line, beyond)
        if at is None:
            break
        j = at[1]
    return _year_after(line, j) if j > end else None


def _last_day(line: Line, first_day: int, end: int) -> tuple[int, int]:
    """The last day of "Jan 5-7", "March 9 to 13, 2012", "June 4 and 5", and the token after it."""
    joined = line.lows[end]
    if joined not in _TO_DAY:
        return first_day, end
    at = day_at(line, end + 1)
    # "Jan 5-3" is a date and something else, as a score.
    if at is None or at[0] <= first_day:
        return first_day, end
    if joined in DASHES and line.glued(end):
        return at
    # "May 5 and 20 people were hurt" counts people; "June 4 and 5, 2018", "March 9 to 13 in Rome" do not.
    follows = line.lows[at[1]]
    counts = line.is_word(at[1]) and (follows not in STOP or line.hyphen(at[1] + 1))
    if counts or follows in MONTHS or _counts_something(line, at[1], end + 1) or line.hyphen(at[1]):
        return first_day, end
    near = at[0] == first_day + 1 or joined not in {"and", "or", "/", "&"}
    return at if near else (first_day, end)


def _days(
    line: Line,
    index: int,
    end: int,
    today: date | None,
    days: tuple[int, int, int],
    year: tuple[int, int] | None,
) -> Reading:
    """A reading of `days` (month, first day, last day) in a year said or left open."""
    number, first, last = days
    if (
        days == _SEPTEMBER_11
        and year is None
        and line.lows[end] in _OF_ATTACKS
        and today
        and today >= ATTACKS
    ):
        return Reading(end, (ATTACKS, ATTACKS))
    # Of "the Jan. 14 deadline" and "the 8 May attack" only what they do themselves can tell.
    beside = line.lows[index - 1] in {"the", "a", "an", "its", "this"} and line.is_word(end)
    named = beside and line.lows[end] not in STOP and line.lows[end] not in {"and", "or"}
    tense = 0 if year else tense_behind(line, end) if named else tense_at(line, index)
    # "March 5 - The council meets": a chronicle tells what was in the present.
    if line.opens_sentence(index) and line.lows[end] in DASHES and not line.glued(end):
        tense = -2
    open_ = NoYear(number, number, first, last, tense=tense)
    return in_said_year(open_, end, year[0] if year else None, today)


def _counts_something(line: Line, end: int, first: int) -> bool:
    """True where the number behind a month is no day: "in May 20 people", "April 5%"."""
    if ordinal_at(line, first) is not None:
        return False
    if line.lows[end] in {"%", "percent", "per", "million", "billion", "thousand", "people", ":", "points"}:
        return not (line.lows[end] == ":" and not line.glued(end + 1))
    return line.lows[end] == "." and line.glued(end) and line.glued(end + 1) and line.is_number(end + 1)


def _day_month(line: Line, index: int, today: date | None) -> Reading | None:
    """ "15 January 2026", "the 4th of July", "second of Aug", "5-7 May", "3/4 March"."""
    days = _days_before_month(line, index)
    if days is None:
        return None
    first_day, last_day, j = days
    if line.lows[j] == "day" and line.lows[j + 1] == "of":
        j += 1
    if line.lows[j] in {"of", "."} or line.hyphen(j):
        j += 1
    found = month_at(line, j)
    if found is None or _verb_behind_number(line, index, j):
        return None
    number, end = found
    if line.hyphen(end) and year_at(line, end + 1):
        end += 1
    if line.is_number(index) and _month_day_wins(line, index, end):
        return None
    year = None if line.lows[j].endswith("'s") else _year_after(line, end)
    return _days(line, index, year[1] if year else end, today, (number, first_day, last_day), year)


def _days_before_month(line: Line, index: int) -> tuple[int, int, int] | None:
    """First and last day at token `index` ("5", "5-7", "9, 10 and 11"), and the token after them."""
    at = day_at(line, index)
    if at is None:
        return None
    first_day, j = at
    last_day = first_day
    for _ in range(_MOST_DAYS):
        more = day_at(line, j + 1) if line.lows[j] in _TO_DAY or line.lows[j] == "," else None
        # "9, 10 and 11 June" are one stretch where the days follow each other.
        between = line.lows[j] == "and" and line.lows[index - 1] == "between"
        step = line.lows[j] in _LISTING and not between
        if more is None or more[0] <= last_day or (step and more[0] != last_day + 1):
            break
        last_day, j = more
    ends_well = last_day == first_day or line.lows[j] in MONTHS or line.lows[j] == "of"
    return (first_day, last_day, j) if ends_well else None


def _verb_behind_number(line: Line, index: int, month: int) -> bool:
    """True for "may" and "march" as verbs: "on the second may be", "aged 18 to 30 may apply"."""
    low = line.lows[month]
    if line.is_capital(month) or low not in {"may", "march", "mar"}:
        return False
    if ordinal_at(line, index) is None and not line.is_number(index):
        return True
    goes_on = line.is_word(month + 1) and line.lows[month + 1] not in STOP
    return low == "may" and (goes_on or line.lows[month + 1] in _VERBS_BEHIND_MAY)


def _month_day_wins(line: Line, index: int, behind: int) -> bool:
    """True in "$12 December 27", "5 May 9, 2020" and "all 12 Nov. 3 attackers": the day stands behind the
    month; `index` is that of the first number, `behind` that of what follows the month."""
    at = day_at(line, behind)
    if at is None or not line.is_number(behind):
        return False
    return not line.is_word(at[1]) or line.lows[index - 1] in _ALL_OF


def _month_year(line: Line, index: int) -> Reading | None:
    """ "May 2025", "Dec. 1969", "October of 2014"."""
    found = month_at(line, index)
    if found is None or line.lows[index].endswith("'s") or _verbal(line, index):
        return None
    number, j = found
    if line.hyphen(j):
        j += 1
    year = _year_after(line, j)
    return Reading(year[1], month(year[0], number), None, year[0]) if year else None


def _month_alone(line: Line, index: int) -> Reading | None:
    """ "April", where the word is surely a month."""
    low = line.lows[index]
    # "The DEC" is an agency; in a line all in capitals every month is written so.
    letters = low in SHORT_MONTHS and line.raws[index].isupper()
    if letters and not (line.raws[index - 1].isupper() or line.raws[index + 1].isupper()):
        return None
    if not _surely_month(line, index) or (line.glued(index) and line.is_number(index - 1)):
        return None
    number = MONTHS[low]
    tense = tense_at(line, index)
    if line.lows[index + 1] == "quarter" and number % 3 == 0 and not line.hyphen(index + 2):
        # "The March quarter" ends in March.
        return Reading(index + 2, None, NoYear(number - 2, number, tense=tense), reports=True)
    if low.endswith("'s"):
        tense = tense_behind(line, index)
    elif _noun_at(line, index + 1) and line.lows[index - 1] not in TIME_BEFORE:
        # "April gold futures": the clause tells of the noun, as what stands behind does of "June's figures".
        tense = 0 if _is_reported(line, index) else max(0, tense_behind(line, index))
    return Reading(index + 1, None, NoYear(number, number, tense=tense))


def _is_reported(line: Line, index: int) -> bool:
    """ "January sales figures are due", "minutes of the January meeting": the month itself is over."""
    at = index - 1 if line.lows[index - 1] in {"the", "its", "their"} else index
    minutes = line.lows[at - 1] == "of" and line.lows[at - 2] in _REPORTED
    return minutes or not _REPORTED.isdisjoint(line.lows[index + 1 : index + 4])


def _surely_month(line: Line, index: int) -> bool:
    """False for "may" and "march" as verbs, and for names that months are part of."""
    low = line.lows[index]
    capital = line.is_capital(index)
    # "The March accession".
    beside = line.lows[index - 1] in {"the", "a", "its"} and not line.is_capital(index + 1)
    placed = _placed(line, index) or (capital and beside and _noun_at(line, index + 1))
    if low.removesuffix("'s") in SHORT_MONTHS or low in VERBAL_MONTHS:
        return capital and placed and low not in {"mar", "mar's"}
    return placed or (capital and not _names_person(line, index))


def _noun_at(line: Line, index: int) -> bool:
    """True for a word that can go on a noun phrase."""
    return line.is_word(index) and line.lows[index] not in STOP


def _placed(line: Line, index: int) -> bool:
    """True for a month behind a word of time, or joined to such a one: "in March and April"."""
    before = line.lows[index - 1]
    if before not in {"and", "or", ","}:
        return before in TIME_BEFORE
    if before == "and" and line.lows[index - 3] == "between":
        return True
    # "Norway and Jan Berg", "Anna May and August Lund" join names.
    if before == "," and line.is_word(index + 1) and line.lows[index + 1] not in {"and", "or"}:
        # "In June, May resigned."
        return False
    named = line.is_capital(index + 1) and line.lows[index - 3] not in TIME_BEFORE
    return line.lows[index - 2] in MONTHS and not named


def _names_person(line: Line, index: int) -> bool:
    """ "April Jones", "Theresa May": a capitalised word beside it makes a person of the month."""
    before, after = line.lows[index - 1], line.lows[index + 1]
    first_name = line.is_capital(index + 1) and after not in WEEKDAYS and after not in MONTHS
    last_name = (
        line.is_capital(index - 1)
        and before not in WEEKDAYS
        and before not in MONTHS
        and not line.opens_sentence(index - 1)
    )
    return first_name or last_name or (before == "." and line.lows[index - 2] in {"mr", "mrs", "ms", "dr"})


def _day_alone(line: Line, index: int, today: date | None) -> Reading | None:
    """ "on the 27th", "the 15th of next month": a day whose month is told by the article's date."""
    at = ordinal_at(line, index + 1) if line.lows[index] == "the" and line.is_number(index + 1) else None
    if at is None or not 1 <= at[0] <= 31:
        return None
    of_month = _days_of_month(line, index, today)
    if of_month is not None:
        return of_month
    number, end = at
    if line.lows[index - 1] not in {"on", "until", "by"} or not _ends_phrase(line, end):
        return None
    likely = _likely_day(line, index, today, number) if today else None
    return Reading(end, None, ToldBefore("month", 0, day=number, fallback=likely, near=True))


def _days_of_month(line: Line, index: int, today: date | None) -> Reading | None:
    """ "The 15th of next month", "the 14th and 15th of last month"."""
    found = _days_before_month(line, index)
    if found is None:
        return None
    first, last, end = found
    if line.lows[end] != "of" or line.lows[end + 2] != "month" or line.lows[end + 1] not in _MONTH_STEPS:
        return None
    base = shifted(today.replace(day=1), _MONTH_STEPS[line.lows[end + 1]], "month") if today else None
    days = NoYear(base.month, base.month, first, last).in_year(base.year) if base else None
    return Reading(end + 3, days)


def _ends_phrase(line: Line, index: int) -> bool:
    """True where a day alone ends: "on the 27th, …", "on the 27th and", but not "on the 27th floor"."""
    if line.is_word(index):
        return line.lows[index] in {"and", "at", "with", "for", "in"}
    return not line.glued(index) or line.lows[index] in {".", ",", "!", "?", ";"}


def _likely_day(line: Line, index: int, today: date, number: int) -> Days | None:
    """The nearest such day of a month on the side of the tense."""
    # The nearest 27th on the side of the tense; two more months for those that have no 31st.
    steps = (0, 1, 2) if looks_ahead(line, index) else (0, -1, -2)
    for step in steps:
        base = shifted(today.replace(day=1), step, "month")
        found = day(base.year, base.month, number) if base else None
        if found and (found[0] >= today if steps[1] > 0 else found[0] <= today):
            return found
    return None
