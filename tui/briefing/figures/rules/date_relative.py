"""Dates told from the day of writing ("yesterday", "last year", "two weeks ago") or from one told before."""

from __future__ import annotations

from datetime import date, timedelta

from briefing.figures.calendar_arithmetic import (
    Days,
    month,
    months,
    nth_weekday,
    rounded,
    shifted,
    week,
    weekday,
    weekday_of_week,
    year_days,
)
from briefing.figures.data_tables import load_words
from briefing.figures.rules import date_forms
from briefing.figures.rules.calendar_names import NAMED, is_day_in_title, is_name
from briefing.figures.rules.calendar_words import (
    MONTHS,
    ORDINAL_BEGINNINGS,
    SEASONS,
    SHORT_MONTHS,
    WEEKDAYS,
    ordinal_at,
    year_at,
    year_compared,
)
from briefing.figures.rules.date_expression import NoYear, Reading, ToldBefore, is_one_day, one_day
from briefing.figures.rules.date_holiday import FIRST_WORDS, read_holiday
from briefing.figures.rules.date_weekday import SHORT_WEEKDAYS, read_weekday
from briefing.figures.tense import looks_ahead, tense_at
from briefing.figures.token_line import SIGN, Line

NAME = "relative date"

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tomorow": 1}
_DAYS |= {f"{word}'s": step for word, step in _DAYS.items()}
_STEPS = {
    "last": -1,
    "previous": -1,
    "past": -1,
    "next": 1,
    "following": 1,
    "coming": 1,
    "upcoming": 1,
    "this": 0,
    "current": 0,
}
UNITS = ("day", "week", "fortnight", "month", "year", "quarter", "decade", "weekend", "century")
_PERIODS = frozenset(form for unit in UNITS[1:] for form in (unit, f"{unit}'s")) - {
    "fortnight",
    "fortnight's",
}
_WORDS = load_words("dates.toml")
_NOWADAYS, _LASTING, _LASTING_OVER = _WORDS["comparing"], _WORDS["lasting"], _WORDS["lasting over"]
_DAY_PARTS, _AFTER_BARE = _WORDS["day parts"], _WORDS["after a bare day before"]
_NIGHT_AND_MORNING = _DAY_PARTS - {"day"}
_KINDS_OF_YEAR = frozenset({"calendar", "fiscal", "financial", "school", "academic", "tax"})
_WEEKEND_BEFORE = _WORDS["before the weekend"]
_NEAR = frozenset({"past", "coming", "upcoming"})
_NEAR_OR_BESIDE = _NEAR | {"last", "next"}
_COUNTED_UNITS = frozenset(UNITS) - {"quarter", "weekend"}
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i", "you"})
_YEAR_BEFORE = tuple(
    tuple(words.split())
    for words in (
        "last year|the previous year|the year before|"
        "a year ago|a year earlier|a year before|one year ago|one year earlier|one year before"
    ).split("|")
)
_WEEK_OF = frozenset({"of", "beginning", "starting", "commencing", "ending"})
_SUNDAY = 6
_UNMARKED = frozenset({"weeks", "months", "years"})
"""Possessives that lost their apostrophe: "the theme of this years festival"."""
_SAID_OF_THIS = frozenset({"week", "month", "quarter", "year"})
_BESIDE_THIS = frozenset({"and", "as", "from", "or", "than"})
_REACH_OF_THIS = 12
_TOLD = {"that": 0, "same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}
"""Words before a unit of time that is told from a date named before, and the step from there."""

BEGINNINGS = (
    ORDINAL_BEGINNINGS
    | frozenset(_DAYS)
    | frozenset(WEEKDAYS)
    | frozenset(_STEPS)
    | frozenset(_TOLD)
    | FIRST_WORDS
    | {"a", "an", "in", "the"}
)
"""Words that a date of this kind can begin with; ordinals in digits can too."""


def read(line: Line, index: int, today: date | None) -> Reading | None:
    """A date that begins at token `index` and is told from `today` or from a date before it."""
    low = line.lows[index]
    if low in {"a", "an", "in"}:
        return _article(line, index, today)
    if low in NAMED and is_name(line, index):
        return None
    nth = _nth(line, index, today)
    if nth is not None:
        return nth
    if low in _DAYS:
        if low == "today" and _nowadays(line, index):
            return None
        return Reading(index + 1, one_day(shifted(today, _DAYS[low], "day") if today else None))
    if low in WEEKDAYS:
        return read_weekday(line, index, today, None)
    if low == "the":
        return _the(line, index, today)
    if low in _TOLD and low not in {"next", "previous"}:
        told = _told_before(line, index, today)
        if told is not None:
            return told
    if low in _STEPS:
        return _stepped(line, index, today)
    return read_holiday(line, index, index, today, None)


def _nowadays(line: Line, index: int) -> bool:
    """True where "today" is no day: "which I still own", "as strong today as then", "as it is today"."""
    if line.lows[index + 1] in {"than", "as"} and _NOWADAYS.intersection(
        line.lows[max(0, index - 6) : index]
    ):
        return True
    if _LASTING.intersection(line.lows[max(0, index - 6) : index]):
        return True
    if line.lows[index - 1] in {"is", "are", "am"} and line.lows[index - 2] in _PRONOUNS:
        return not line.is_word(index + 1)
    # "Today, some 40,000 people speak it".
    opening = line.opens_sentence(index) and line.lows[index + 1] == "," and line.lows[index + 2] not in _DAYS
    return opening and tense_at(line, index) == 0


def _the(line: Line, index: int, today: date | None) -> Reading | None:
    """ "The day before yesterday", "the following year", "the weekend", "the year before"."""
    word = line.lows[index + 1]
    if word in _TOLD:
        return _told_before(line, index + 1, today)
    if word.removesuffix("'s") == "weekend":
        return _weekend(line, index, today)
    if word == "week" and line.lows[index + 2] in _WEEK_OF:
        return _week_of(line, index, today)
    if word in {"day", "week", "month", "year", "night"} and line.lows[index + 2] in {"before", "after"}:
        if is_day_in_title(line, index):
            return None
        return _day_beside(line, index, today)
    return None


def _same_of_other_year(line: Line, end: int, unit: str, today: date | None) -> Reading | None:
    """ "The same week a year ago", "the same month of 2019"."""
    if unit not in {"day", "week", "month"}:
        return None
    j = end + 1 if line.lows[end] in {"of", "in"} else end
    year = year_at(line, j)
    if year is None:
        length = next(
            (len(words) for words in _YEAR_BEFORE if tuple(line.lows[j : j + len(words)]) == words), 0
        )
        if not length:
            return None
        stop, years, number = j + length, -1, None
    else:
        stop, years, number = year[1], 0, year[0]
    then = shifted(today, (number - today.year if number else years), "year") if today else None
    told = ToldBefore(
        unit, 0, years=years, year=number, fallback=period_days(then, unit, 0) if then else None
    )
    return Reading(stop, None, told)


def _week_of(line: Line, index: int, today: date | None) -> Reading | None:
    """ "The week of March 9", "the week beginning 2 March": from that day where it begins a week."""
    found = date_forms.read(line, index + 3, today)
    days = found.likely_days(today) if found else None
    if found is None or days is None or not is_one_day(days):
        return None
    word, at = line.lows[index + 2], days[0].weekday()
    if word in {"ended", "ending"}:
        start = shifted(days[0], -6, "day")
    else:
        # Weeks begin on Monday, or on Sunday in America; another day has its week around it.
        start = days[0] if word != "of" or at in {0, 6} else shifted(days[0], -at, "day")
    end = shifted(start, 6, "day") if start else None
    return Reading(found.end, (start, end)) if start and end else None


def _told_before(line: Line, index: int, today: date | None) -> Reading | None:
    """ "That year", "the following day", "the next morning", "the same month", "the previous Friday"."""
    step = _TOLD[line.lows[index]]
    unit = line.lows[index + 1].removesuffix("'s")
    the = line.lows[index - 1] == "the"
    end = index + 2
    if line.lows[index] == "same":
        other = _same_of_other_year(line, end, unit, today)
        if other is not None:
            return other
    if unit in _DAY_PARTS:
        # "The same day"; "that morning", but not "that day" of a tale that names none.
        return Reading(end, None, ToldBefore("day", step, weak=True))
    if line.lows[index] == "next" and line.lows[index - 2] in _LASTING_OVER and unit in _PERIODS:
        # "Over the next decade" is a length that begins now.
        return None
    if unit == "weekend" and step:
        beside = period_days(today, unit, step) if today else None
        return Reading(end, None, ToldBefore(unit, step, fallback=beside))
    if unit in _PERIODS and unit != "weekend":
        # "Following year after year", "the next decade": the words alone tell nothing.
        return Reading(end, None, ToldBefore(unit, step, weak=step == 0 or not the))
    return _told_name(line, index + 1, today, step) if the or step == 0 else None


def _told_name(line: Line, index: int, today: date | None, step: int) -> Reading | None:
    """ "The following autumn", "that May", "the previous Friday"."""
    name, end = line.lows[index].removesuffix("'s"), index + 1
    if name in SEASONS:
        return Reading(end, None, ToldBefore("season", step, inner=NoYear(*SEASONS[name]), weak=step == 0))
    if name in MONTHS and line.is_capital(index):
        if step == 0:
            return _that_month(line, index, today)
        return Reading(end, None, ToldBefore("season", step, inner=NoYear(MONTHS[name], MONTHS[name])))
    if step and name in WEEKDAYS and name not in SHORT_WEEKDAYS:
        return _told_weekday(line, index, today, step)
    return None


def _that_month(line: Line, index: int, today: date | None) -> Reading | None:
    """ "That March", "that March 2"."""
    found = date_forms.read(line, index, today)
    if found is None or not isinstance(found.open, NoYear):
        return None
    return Reading(found.end, None, ToldBefore("season", 0, inner=found.open, weak=True))


def _told_weekday(line: Line, index: int, today: date | None, step: int) -> Reading | None:
    """ "The previous Friday": of the day told before, else of the day of writing."""
    beside = read_weekday(line, index, today, step, week_of=True)
    if beside is None or beside.end > index + 1:
        return beside
    number = WEEKDAYS[line.lows[index]]
    return Reading(index + 1, None, ToldBefore("weekday", step, weekday=number, fallback=beside.days))


def _weekend(line: Line, index: int, today: date | None) -> Reading | None:
    """ "Over the weekend": the last one, or the one to come where the clause looks ahead."""
    before = line.lows[index - 1]
    tense = tense_at(line, index)
    # On a Thursday or Friday "over the weekend" is the next one, unless it was.
    ahead = (
        tense > 0
        or before in {"of", "for"}
        or (before in {"by", "before"} and tense > -3)
        or (tense == 0 and today is not None and today.weekday() in {3, 4})
    )
    if before not in _WEEKEND_BEFORE:
        return None
    if today is None:
        return Reading(index + 2)
    running = ahead or today.weekday() >= 5
    return Reading(index + 2, period_days(today, "weekend", 0 if running else -1))


def _day_beside(line: Line, index: int, today: date | None) -> Reading | None:
    """ "The day before yesterday", "the day after tomorrow"; "the day before", of a date named before."""
    unit = line.lows[index + 1]
    back = line.lows[index + 2] == "before"
    base = line.lows[index + 3]
    if base in {"yesterday", "tomorrow"} and unit == "day":
        step = -2 if base == "yesterday" else 2
        return Reading(index + 4, one_day(shifted(today, step, "day") if today else None))
    if back and base == "last" and unit in _PERIODS:
        # "The week before last".
        return Reading(index + 4, period_days(today, unit, -2) if today else None)
    step = -1 if back else 1
    if base and base not in _AFTER_BARE:
        # "The day before Christmas".
        return _beside_day(line, index + 3, today, unit, step) if unit == "day" else None
    return _beside_told(line, index, today, step)


def _beside_told(line: Line, index: int, today: date | None, step: int) -> Reading:
    """ "The day before", "the year after": of a date named before."""
    unit = line.lows[index + 1]
    compared = year_compared(line, index, today) if step < 0 and unit == "year" else None
    unit = "day" if unit == "night" else unit
    return Reading(index + 3, None, ToldBefore(unit, step, compared=compared, weak=True))


def _stepped(line: Line, index: int, today: date | None) -> Reading | None:
    """ "last year", "next April", "this past Wednesday", "next week Mon", "next 6th of April"."""
    low = line.lows[index]
    step, j = _STEPS[low], index + 1
    if low == "this" and line.lows[j] in _NEAR_OR_BESIDE:
        step, j = _STEPS[line.lows[j]], j + 1
    if line.lows[j] in _KINDS_OF_YEAR and line.lows[j + 1] in {"year", "quarter"}:
        if line.lows[j] != "calendar":
            # "The current fiscal year": nobody says when it begins.
            return Reading(j + 2)
        j += 1
    word = line.lows[j]
    # "Last sat" is a verb, "last Sat" a day.
    if word in WEEKDAYS and (word not in SHORT_WEEKDAYS or line.is_capital(j)):
        return _stepped_weekday(line, index, j, today, step)
    if word in MONTHS:
        return _month(line, j, today, step)
    if word in _PERIODS or (low == "this" and word in _UNMARKED):
        return _period(line, index, j, today, step)
    if word in SEASONS:
        return Reading(j + 1, _season(today, word, step))
    return _beside_this(line, index, today, step) or _stepped_day(line, index, j, today, step)


def _stepped_weekday(line: Line, index: int, j: int, today: date | None, step: int) -> Reading | None:
    """ "Last Tuesday", "this past Wednesday", "the following Friday"."""
    low = line.lows[index]
    # "This past" and "this coming" mean the nearest.
    near = low in _NEAR or j > index + 1
    which = None if near or step == 0 else step
    week_of = low in {"previous", "following"}
    return read_weekday(line, j, today, which, back=near and step < 0, ahead=step >= 0, week_of=week_of)


def _beside_this(line: Line, index: int, today: date | None, step: int) -> Reading | None:
    """ "Fewer came this month than last", "this year and next"."""
    if step == 0 or line.lows[index - 1] not in _BESIDE_THIS or line.kinds[index + 1] != SIGN:
        return None
    for at in range(index - 1, max(0, index - _REACH_OF_THIS), -1):
        unit = line.lows[at].removesuffix("'s")
        if unit in _SAID_OF_THIS and line.lows[at - 1] == "this":
            return Reading(index + 1, period_days(today, unit, step) if today else None)
    return None


def _stepped_day(line: Line, index: int, j: int, today: date | None, step: int) -> Reading | None:
    """ "Last night", "this morning", "next 6th of April", "next Easter"."""
    if line.lows[j] in _NIGHT_AND_MORNING and line.lows[index] in {"last", "this"}:
        return Reading(j + 1, one_day(shifted(today, step, "day") if today else None))
    if step > 0 and (line.is_number(j) or ordinal_at(line, j)):
        found = date_forms.read(line, j, today)
        return _coming(found, today) if found else None
    return read_holiday(line, index, j, today, step)


def _coming(found: Reading, today: date | None) -> Reading:
    if isinstance(found.open, NoYear) and today is not None:
        days = found.open.in_year(today.year)
        later = days if days and days[1] >= today else found.open.in_year(today.year + 1)
        return Reading(found.end, later)
    return found


def _nth(line: Line, index: int, today: date | None) -> Reading | None:
    """ "the first Tuesday in November", "the last Friday of next month"."""
    found = (-1, index + 1) if line.lows[index] == "last" else ordinal_at(line, index)
    if found is None or found[0] > 5:
        return None
    rank, j = found
    if line.lows[j] not in WEEKDAYS or line.lows[j] in SHORT_WEEKDAYS:
        return None
    if line.lows[j + 1] in {"before", "after"}:
        return _weekday_beside_date(line, j, today, rank)
    return _nth_of_month(line, j, today, rank) if line.lows[j + 1] in {"of", "in"} else None


def _nth_of_month(line: Line, index: int, today: date | None, rank: int) -> Reading | None:
    """The month behind "the first Tuesday in", and its nth such day."""
    at = index + 2
    whole = None
    if line.lows[at] in MONTHS:
        whole = date_forms.read(line, at, today)
    elif line.lows[at] in _STEPS and line.lows[at + 1] == "month":
        whole = _stepped(line, at, today)
    if whole is None:
        return None
    days = whole.likely_days(today)
    if days is None or is_one_day(days):
        return Reading(whole.end) if days is None else None
    count = 4 if rank == 5 else rank
    number = WEEKDAYS[line.lows[index]]
    return Reading(whole.end, one_day(nth_weekday(days[0].year, days[0].month, number, count)))


def _weekday_beside_date(line: Line, index: int, today: date | None, rank: int) -> Reading | None:
    """ "The last Saturday before Christmas", "the first Monday after Easter"."""
    back = line.lows[index + 1] == "before"
    if rank != (-1 if back else 1):
        return None
    found = read(line, index + 2, today) or date_forms.read(line, index + 2, today)
    days = found.likely_days(today) if found else None
    if found is None or days is None or not is_one_day(days):
        return None
    beside = shifted(days[0], rank, "day")
    return Reading(
        found.end, weekday(beside, WEEKDAYS[line.lows[index]], future=not back) if beside else None
    )


def _article(line: Line, index: int, today: date | None) -> Reading | None:
    """ "a week ago", "a month from now", "in a year" where the sentence looks ahead."""
    j = index + 1 if line.lows[index] == "in" else index
    unit = line.lows[j + 1].removesuffix("'s")
    if line.lows[j] not in {"a", "an"} or unit not in _COUNTED_UNITS:
        return None
    return _in_a(line, index, j + 2, today, unit) if j > index else _beside_unit(line, j + 2, today, unit)


def _beside_unit(line: Line, end: int, today: date | None, unit: str) -> Reading | None:
    """ "(A week) ago", "from now", "later", "after Christmas"."""
    follows = line.lows[end]
    if follows == "ago":
        then = shifted(today, -1, unit) if today else None
        if line.lows[end + 1] == "today":
            return Reading(end + 2, one_day(then))
        return Reading(end + 1, rounded(then, unit))
    if follows in {"later", "earlier"} and line.lows[end + 1] != "than":
        return Reading(
            end + 1, None, ToldBefore(unit, 1 if follows == "later" else -1, keeps=True, weak=True)
        )
    if follows == "from" and line.lows[end + 1] in {"now", "today"}:
        return Reading(end + 2, one_day(shifted(today, 1, unit) if today else None))
    if follows == "on" and unit == "week":
        return _week_on(line, end + 1, today)
    if follows in {"from", "after", "before"} and unit in {"day", "week", "fortnight"}:
        return _beside_day(line, end + 1, today, unit, -1 if follows == "before" else 1)
    return None


def _week_on(line: Line, index: int, today: date | None) -> Reading | None:
    """ "A week on Sunday"."""
    number = WEEKDAYS.get(line.lows[index])
    if number is None:
        return None
    coming = weekday(today, number, future=True) if today else None
    return Reading(index + 1, one_day(shifted(coming[0], 1, "week")) if coming else None)


def _in_a(line: Line, index: int, end: int, today: date | None, unit: str) -> Reading | None:
    """ "It fell 5% in a year" is a length; "will be over in a year" a day to come."""
    if line.is_word(end) and line.lows[end] not in {"and", "or", "when", "to", "from", "at", "time"}:
        return None
    if not looks_ahead(line, index) and line.lows[end] not in {"?", "time"}:
        return None
    return Reading(end, one_day(shifted(today, 1, unit) if today else None))


def _beside_day(line: Line, index: int, today: date | None, unit: str, step: int) -> Reading | None:
    """ "A week from Friday", "a day after Christmas"."""
    found = read(line, index, today) or date_forms.read(line, index, today)
    if found is None:
        return None
    days = found.likely_days(today)
    if days is None or not is_one_day(days):
        return None
    return Reading(found.end, one_day(shifted(days[0], step, unit)))


def _month(line: Line, index: int, today: date | None, step: int) -> Reading | None:
    low = line.lows[index].removesuffix("'s")
    if low in {"may", "march", "mar"} and not line.is_capital(index):
        return None
    # Abbreviations need a day beside them: "last dec" is too little to go by.
    if low in SHORT_MONTHS:
        return None
    number = MONTHS[low]
    if today is None:
        return Reading(index + 1)
    if step < 0:
        year = today.year if number < today.month else today.year - 1
    elif step > 0:
        year = today.year if number > today.month else today.year + 1
    else:
        year = today.year
    return Reading(index + 1, month(year, number))


def _period(line: Line, first: int, index: int, today: date | None, step: int) -> Reading | None:
    word, end = line.lows[index].removesuffix("s").removesuffix("'"), index + 1
    low, the = line.lows[first], line.lows[first - 1] == "the"
    # "The last year", "the past week" are lengths that end now, not the calendar's.
    if the and low in {"last", "past", "next"}:
        return None
    if word == "week":
        return _week(line, end, today, step)
    if low in {"past", "following", "current"} and not the:
        return None
    # "He was a guest at the fair this weekend", said on a Tuesday.
    early = today is not None and today.weekday() < 3
    if word == "weekend" and step == 0 and early and tense_at(line, first) < 0:
        step = -1
    return Reading(end, period_days(today, word, step) if today else None)


def _week(line: Line, end: int, today: date | None, step: int) -> Reading | None:
    """ "Last week", "next week Wednesday", but not "next week of"."""
    if today is not None and today.weekday() == _SUNDAY:
        step = _step_on_sunday(line, end, step)
    j = end + 1 if line.lows[end] in {"-", ",", "'s", "on"} else end
    if line.lows[j] in WEEKDAYS and (line.lows[j] not in SHORT_WEEKDAYS or line.is_capital(j)):
        return Reading(j + 1, weekday_of_week(today, WEEKDAYS[line.lows[j]], step) if today else None)
    if line.lows[end] == "of":
        return None
    return Reading(end, period_days(today, "week", step) if today else None)


def _step_on_sunday(line: Line, end: int, step: int) -> int:
    """On a Sunday "last week" is the one that ends with it, and "this week" may be the one to come."""
    if step == 0:
        return 1 if tense_at(line, end - 2) > 0 else 0
    return 0 if step < 0 else step


def period_days(today: date, word: str, step: int) -> Days | None:
    """The week, weekend, month, quarter, year, decade or century `step` after that of `today`."""
    if word == "week":
        return week(today, step)
    if word == "weekend":
        days = week(today, step)
        return (days[1] - timedelta(days=1), days[1]) if days else None
    base = shifted(today, step, word)
    if base is None or word == "day":
        return one_day(base)
    if word == "month":
        return month(base.year, base.month)
    if word == "quarter":
        first = (base.month - 1) // 3 * 3 + 1
        return months(base.year, first, first + 2)
    size = {"year": 1, "decade": 10, "century": 100}[word]
    start = base.year - base.year % size
    return year_days(max(1, start), start + size - 1)


def _season(today: date | None, word: str, step: int) -> Days | None:
    if today is None:
        return None
    first, last = SEASONS[word]
    options = [d for y in range(today.year - 2, today.year + 3) if (d := months(y, first, last))]
    if step < 0:
        return max((d for d in options if d[1] < today), default=None)
    if step > 0:
        return min((d for d in options if d[0] > today), default=None)
    return min(options, key=lambda d: abs((d[0] - today).days), default=None)
