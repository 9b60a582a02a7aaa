"""Years and longer: "2024", "2014-15", "the 1990s", "the eighties", "nineteen ninety-one"."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import year_days
from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.data_tables import load_words
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.number import UNITS
from briefing.figures.rules.calendar_names import is_century_of_name
from briefing.figures.rules.calendar_words import (
    CENTURY_WORDS,
    ORDINAL_BEGINNINGS,
    ORDINAL_ENDINGS,
    ordinal_at,
    spelled_year_at,
    year_at,
)
from briefing.figures.rules.clock_times import ZONES
from briefing.figures.rules.date_expression import Reading
from briefing.figures.rules.non_figures import INDICES
from briefing.figures.rules.percent import percent_at
from briefing.figures.token_line import DASHES, Line
from briefing.figures.units import unit_at

NAME = "year"

_WORDS = load_words("dates.toml")
_DECADES = {
    "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
_APOSTROPHES = frozenset("'’′‘")
_QUOTES = frozenset("'’‘")
BEGINNINGS = _QUOTES | frozenset(_DECADES) | frozenset(CENTURY_WORDS) | ORDINAL_BEGINNINGS | {"two"}
"""Signs before a short year, and words of years, decades and centuries; numbers can begin one too."""
_FIRST, _LAST = 1000, 2100
_BEFORE = _WORDS["year: words of time"]
_COUNTING, _AMOUNTS, _COUNTED = (
    _WORDS["year: counting"],
    _WORDS["year: amounts"],
    _WORDS["year: counted"],
)
_BEFORE_ALONE = _BEFORE - {"by", "of", "for", "the", "and"}
_HEAT = _WORDS["heat and age"]
_SPELLED, _SHORT = _WORDS["before a spelled year"], _WORDS["before a short year"]
_PARTS = frozenset({"mid", "early", "late"})
_LAST_CHRONICLED = 2030
_RUNS = DASHES | {"to", "and", "/"}
_SCALES = frozenset({"million", "billion", "hundred", "degrees"}) | ZONES
_NO_UNITS = frozenset({"second", "quarter", "season", "point"})
"""Units that no year has before it: "the 1988 second quarter"."""
_TIMES = frozenset({"day", "week", "month"})
_LAST_CENTURY = 21
_ERAS = frozenset({"ad", "ce", "bc", "bce", "b.c.", "a.d.", "c.e.", "b.c.e."})
_BEFORE_ERA = frozenset({"bc", "bce", "b.c.", "b.c.e."})
_BASED = _WORDS["year: base"]
_BEHIND_SPAN = frozenset({"and", "or", "on", "in", "for", "at", "by", "to", "with", "as", "of", "from"})
_OWNERS = frozenset({"his", "her", "their", "a", "another"})
_OPENING = frozenset("([\"'’“–—/-′")


def read(line: Line, index: int, _: date | None = None) -> Reading | None:
    """A year or a run of years that begins at token `index`."""
    low = line.lows[index]
    if line.is_word(index):
        return _decade_in_words(line, index) or _year_in_words(line, index) or _century(line, index)
    if line.lows[index + 1] in ORDINAL_ENDINGS:
        return _century(line, index)
    if low in BEGINNINGS or len(low) == 2:
        return _short_decade(line, index) or _short_year(line, index) or _listed_year(line, index)
    return _in_digits(line, index)


def _in_digits(line: Line, index: int) -> Reading | None:
    """ "2024", "2014-15", "the 1930s"."""
    found = year_at(line, index)
    if found is None or not _FIRST <= found[0] <= _LAST:
        return None
    year, end = found
    decade = _decade_end(line, end)
    # "The 1930's" is a decade, "1990's election" a year.
    if decade and (decade == end + 1 or (year % 10 == 0 and line.lows[index - 1] in _PARTS | {"the", "-"})):
        return _decade(line, index, year, decade)
    if not _stands_alone(line, index, end) or _opens_measure(line, end):
        return None
    if _is_span(line, index, year, end) or _means_year(line, index, end, year):
        return _run(line, index, year, end)
    return None


def _century(line: Line, index: int) -> Reading | None:
    """ "The 20th century", "the 18th-century mill", "the second century AD": as in ISO 8601, 1900 to 1999.

    A batsman's "second century" is none, so that words for the first nine need an era or a hyphen.
    """
    found = ordinal_at(line, index)
    if found is None or not 1 <= found[0] <= _LAST_CENTURY:
        return None
    number, j = found
    tied = line.hyphen(j)
    j += tied
    if line.lows[j] not in {"century", "century's"} or is_century_of_name(line, j):
        return None
    end = j + 2 if line.lows[j + 1] in _ERAS else j + 1
    owned = line.lows[index - 1] in _OWNERS or line.lows[end] == "of"
    if end == j + 1 and not tied and number < 10 and (owned or line.is_word(index)):
        return None
    # "The turn of the 20th century" is about its first year.
    turn = line.lows[index - 1] == "the" and line.lows[index - 3] == "turn"
    if line.lows[end - 1] in _BEFORE_ERA or turn:
        return Reading(end)
    return Reading(end, year_days(max(1, number * 100 - 100), number * 100 - 1))


def _decade(line: Line, index: int, year: int, end: int) -> Reading | None:
    """ "The 1900s" are a century, "the 2000s" as news uses it a decade; "10s of 1000s" counts."""
    if year % 10 != 0 or (year == _FIRST and line.lows[index - 1] != "the"):
        return None
    last = year + 99 if year % 100 == 0 and year < 2000 else year + 9
    return Reading(end, year_days(year, last))


def run_end(line: Line, index: int) -> int:
    """The token after a year, or after the two years of "the winter of 1962-63"."""
    year, end = int(line.raws[index]), index + 1
    run = _run(line, index, year, end)
    return run.end if run.days and run.days[1].year == year + 1 else end


def _is_span(line: Line, index: int, year: int, end: int) -> bool:
    """True for "1729-1797", "over 2020-2050": two years that a dash ties, and nothing is counted behind."""
    if line.lows[end] not in DASHES or line.glued(end) != line.glued(end + 1):
        return False
    later = year_at(line, end + 1)
    if later is None or not year < later[0] <= _LAST or not _stands_alone(line, end + 1, later[1]):
        return False
    if line.is_word(later[1]) and not _goes_on(line.lows[later[1]], tied=line.glued(end)):
        return False
    # Amounts are round where years are not: "1200-1500" is no span, "1729-1797" and "(1200-1500)" are.
    rough = year % 50 == 0 and later[0] % 50 == 0 and year < 1900
    return year >= 1900 or not rough or line.lows[index - 1] in {"(", "["}


def _goes_on(behind: str, *, tied: bool) -> bool:
    """False for what is counted behind two numbers, and for the verb of a clause that a loose dash begins.

    "It stood till 2001 – 2014 brought a fire."
    """
    return not (is_plural(behind) or behind in _COUNTED) if tied else behind in _BEHIND_SPAN


def _decade_end(line: Line, end: int) -> int:
    """The token after the "s" of "1990s" and "1930's"; 0 where there is none."""
    if line.raws[end] == "s" and line.glued(end):
        return end + 1
    tied = line.lows[end] in _APOSTROPHES and line.glued(end) and line.glued(end + 1)
    return end + 2 if tied and line.raws[end + 1] == "s" else 0


def _run(line: Line, index: int, year: int, end: int) -> Reading:
    """ "2014-15", "2020/21", "1994 to 2001", "between 1600 and 1900"."""
    last = _last_year(line, index, year, end)
    return Reading(end + 2 if last > year else end, year_days(year, last))


def _last_year(line: Line, index: int, year: int, end: int) -> int:
    """The last year of a run whose first one ends before token `end`; the first one where it is alone."""
    joined = line.lows[end]
    if joined == "and" and line.lows[index - 1] != "between":
        return year
    if joined not in _RUNS or (joined == "/" and not line.glued(end)):
        return year
    later = year_at(line, end + 1)
    if later is not None and year < later[0] <= _LAST and _stands_alone(line, end + 1, later[1]):
        return later[0]
    tied = line.glued(end) and line.glued(end + 1) and line.raws[end + 1].isdigit()
    return _short_last_year(line, year, end, line.raws[end + 1]) if tied else year


def _short_last_year(line: Line, year: int, end: int, short: str) -> int:
    """The "15" of "2014-15", the "00" of "1999/00" and the "5" of "2024/5" and "2004-5"."""
    behind = end + 2
    more = line.is_word(behind) or line.is_number(behind) or line.lows[behind] in DASHES
    if (line.glued(behind) and more) or len(short) > 2:
        return year
    size = 100 if len(short) == 2 else 10
    last = year - year % size + int(short)
    # "2014-15" and "1914-8"; behind a slash one digit is the year after.
    if last > year and (len(short) == 2 or line.lows[end] != "/"):
        return last
    return year + 1 if int(short) == (year + 1) % size else year


def _stands_alone(line: Line, index: int, end: int) -> bool:
    """False where the digits belong to money, a measure, a code or a longer number."""
    if line.glued(index) and line.lows[index - 1] not in _OPENING:
        return False
    if (
        line.hyphen(index - 1)
        and line.is_word(index - 2)
        and line.lows[index - 2] not in {"mid", "pre", "post", "late", "early"}
    ):
        return False
    # "2055: the vote is over" tells the minute, "1969: the landing" the year.
    if line.lows[end] == ":" and int(line.raws[index]) > _LAST_CHRONICLED:
        return False
    return _free_behind(line, index, end)


def _free_behind(line: Line, index: int, end: int) -> bool:
    """False where what stands behind the digits makes an amount of them, or a part of a longer sign."""
    behind = line.lows[end]
    if line.glued(end):
        if behind in _APOSTROPHES:
            return line.lows[end + 1] == "s" or not line.glued(end + 1)
        if line.is_word(end) or behind in {"%", "/"}:
            return behind == "s" or (behind == "/" and line.is_number(end + 1))
    if behind in {"x", "×", "by"} and line.is_number(end + 1):
        return False
    if _of_money(line, index, end) or percent_at(line, end):
        return False
    return behind not in _SCALES and (_no_unit(line, index, end) or unit_at(line, end) is None)


def _opens_measure(line: Line, end: int) -> bool:
    """ "In the 2000-2500 km range", "2000-2500 seats": the number that a dash ties on is no year."""
    if line.lows[end] not in DASHES or not (line.glued(end) and line.glued(end + 1)):
        return False
    behind = end + 2
    if not line.is_number(end + 1) or len(line.raws[end + 1]) < _DIGITS_OF_YEAR:
        return False
    if not _free_behind(line, end + 1, behind):
        return True
    later = year_at(line, end + 1)
    return (later is None or later[0] > _LAST) and line.is_word(behind) and is_plural(line.lows[behind])


_DIGITS_OF_YEAR = 4


def _of_money(line: Line, index: int, end: int) -> bool:
    """True beside a currency; "Euro 2020" is a championship."""
    before = currency_before(line, index) is not None and line.raws[index - 1] != "Euro"
    return before or currency_at(line, end) is not None


def _no_unit(line: Line, index: int, end: int) -> bool:
    """True for a unit in the singular that such a number does not count."""
    if line.lows[end] in _TIMES:
        # "World Cup 2018 day five", "the 2019 week of action"; "a 2000 day siege" is a length.
        return line.is_capital(index - 1) or line.lows[end + 1] == "of"
    return line.lows[end] in _NO_UNITS


def _means_year(line: Line, index: int, end: int, year: int) -> bool:
    before, after = line.lows[index - 1], line.lows[end]
    if after in _COUNTED or (before in INDICES and line.is_capital(index - 1)):
        return False
    if before in _COUNTING and not _roughly(line, index, end, year):
        return _bounds_time(line, index, end)
    if before == "the" and after in _EVENTS and line.is_capital(end):
        return 1890 <= year <= 2060  # "the 2000 Olympics"
    if is_plural(after) and line.is_word(end):
        return _before_plural(before, after, year)
    # "A record of 2000".
    if before == "of" and line.lows[index - 2] in _AMOUNTS:
        return False
    return 1900 <= year <= 2060 or _means_far_year(line, index, end, year)


_EVENTS = load_words("dates.toml")["year: events"]


def _before_plural(before: str, after: str, year: int) -> bool:
    """ "1,950 homes" loses its comma in some feeds: a year only after a word of time, before a noun of
    reference ("10% below 2000 levels"), or where no one would round so ("2019 figures")."""
    told = before in _BEFORE or before in {"a", "an"} or year % 100 != 0
    return 1900 <= year <= 2060 and (after in _BASED or (told and year % 500 != 0))


def _bounds_time(line: Line, index: int, end: int) -> bool:
    """ "No later than 1811", "not earlier than 1900", with nothing counted behind."""
    if line.lows[index - 1] != "than" or line.lows[index - 2] not in {"later", "earlier"}:
        return False
    if line.is_word(end) and line.lows[end] not in STOP and line.lows[end] not in {"and", "or"}:
        return False
    year = int(line.raws[index])
    # "Must arrive no later than 1700 on Monday" tells an hour.
    hour = year % 5 == 0 and year % 100 < 60 and year // 100 < 24
    if not hour or (year >= 1990 and line.lows[end] != "on"):
        return True
    return line.lows[end] != "on" and _WORDS["year: deadlines"].isdisjoint(
        line.lows[max(0, index - 8) : index]
    )


def _roughly(line: Line, index: int, end: int, year: int) -> bool:
    """ "About 2015." is a year where nothing counted follows; "about 2000" is a count."""
    recent = 1900 < year < 2030 and year != 2000
    return recent and line.lows[index - 1] in {"about", "around"} and not line.is_word(end)


def _means_far_year(line: Line, index: int, end: int, year: int) -> bool:
    """A year long ago or far ahead needs a word of time right before it: small numbers are counts."""
    before, after = line.lows[index - 1], line.lows[end]
    if 2060 < year <= 2100:
        return before in {"by", "in", "until", "before", "since", "of"}
    if year < 1500 and before != "by":
        return _means_early_year(line, index, end, year)
    # "By 1563, the harbour was lost": a clause does not open with what something rose by.
    if before == "by":
        done = _is_done_by(line, index - 2) and year % 50 != 0 and not is_plural(after)
        return done or (_opens_clause(line, index - 1) and not line.is_number(end))
    return before in _BEFORE_ALONE or (before == "and" and line.lows[index - 3] == "between")


def _means_early_year(line: Line, index: int, end: int, year: int) -> bool:
    """ "In 1216 foreign armies landed": no count that has no comma is as exact as a year."""
    before = line.lows[index - 1]
    counted = line.is_word(end) and line.lows[end] not in STOP and year % 10 == 0
    hour = year % 5 == 0 and year % 100 < 60 and year // 100 < 24
    told = before in {"in", "since", "until", "year"} or (before in {"after", "before"} and not hour)
    return told and not counted


def _is_done_by(line: Line, index: int) -> bool:
    """ "The mill, finished by 1789": what was done by then, but no change or result of such a size."""
    low = line.lows[index]
    return (low.endswith("ed") or low in _DONE) and low not in _NOT_BY_THEN


_CHANGES = load_words("change_words.toml")
_NOT_BY_THEN = frozenset().union(
    *(_CHANGES[group] for group in ("rising", "falling", "raising", "lowering", "leading")),
    (
        "exceeded",
        "outnumbered",
        "missed",
        "multiplied",
        "divided",
        "revised",
        "underestimated",
        "overestimated",
    ),
)
_DONE = load_words("relation_words.toml")["irregular_pasts"] - {"won", "lost", "cut"}


def _opens_clause(line: Line, index: int) -> bool:
    """True where the token `index` begins a clause: "By 1563, the harbour", "... , and by 1720 the town"."""
    return line.opens_sentence(index) or line.lows[index - 1] in {",", "and", "but", "that", "("}


def _short_decade(line: Line, index: int) -> Reading | None:
    """ "the '90s", "the 90s", "the mid-80s", "the 70's" of the last century; "in her 30s" is an age."""
    bare = line.is_number(index)
    j = index if bare else index + 1
    raw = line.raws[j]
    end = _decade_end(line, j + 1)
    if not end or len(raw) != 2 or not raw.isdigit() or raw[1] != "0":
        return None
    number = int(raw)
    # "The 50s" may be much else than "the 50's".
    if bare and (number < (30 if end > j + 2 else 50) or not _told_decade(line, index)):
        return None
    year = 1900 + number if number >= 30 else 2000 + number
    return Reading(end, year_days(year, year + 9))


def _told_decade(line: Line, index: int) -> bool:
    """True behind "the", "mid" and other decades; not where degrees or an age are told."""
    at = index - 2 if line.hyphen(index - 1) else index - 1
    low = line.lows[at]
    listed = low in {"and", ",", "or", "to"} and (line.lows[at - 1] == "s" or line.lows[at - 1] in _DECADES)
    told = low == "the" or low in _PARTS or listed
    return told and not _of_person(line, at) and not _HEAT.intersection(line.lows)


def _of_person(line: Line, index: int) -> bool:
    """ "In her late 70s", "his eighties" are ages."""
    owners = {"his", "her", "their", "my", "your", "our", "its"}
    return line.lows[index] in owners or (line.lows[index] in _PARTS and line.lows[index - 1] in owners)


def _short_year(line: Line, index: int) -> Reading | None:
    """ "The class of '98", "in '84"."""
    if line.lows[index] not in _QUOTES or not line.glued(index + 1) or line.lows[index - 1] not in _SHORT:
        return None
    raw = line.raws[index + 1]
    end = index + 2
    if len(raw) != 2 or not raw.isdigit() or line.lows[end] in _QUOTES or line.glued(index):
        return None
    if line.glued(end) and (line.is_word(end) or line.is_number(end)):
        return None
    year = 1900 + int(raw) if int(raw) >= 30 else 2000 + int(raw)
    return Reading(end, year_days(year))


def _listed_year(line: Line, index: int) -> Reading | None:
    """ "Lee won in 84 and 88, Orr in 2000": without a sign only beside a year that is written whole.

    "One in 40" is a share, and of "in 12, and in 2000" nobody knows.
    """
    raw, end = line.raws[index], index + 1
    if len(raw) != 2 or not raw.isdigit() or "10" <= raw < "30" or line.lows[end] not in _BEHIND_LISTED:
        return None
    if not _is_listed(line, index) or not _has_whole_year_near(line, index):
        return None
    year = 1900 + int(raw) if int(raw) >= 30 else 2000 + int(raw)
    return Reading(end, year_days(year))


def _is_listed(line: Line, index: int) -> bool:
    """True behind "in", and for the second of two: "in 84 and 88"; "one in 40" is a share."""
    second = line.lows[index - 1] == "and" and line.is_number(index - 2) and len(line.raws[index - 2]) == 2
    before = index - 3 if second else index - 1
    share = line.is_number(before - 1) or line.lows[before - 1] in UNITS
    return line.lows[before] == "in" and not share


def _has_whole_year_near(line: Line, index: int) -> bool:
    near = range(max(index - _LISTED, 1), min(index + _LISTED, len(line)))
    found = (year_at(line, k) for k in near if line.lows[k - 1] == "in" and line.is_number(k))
    return any(one is not None and 1900 <= one[0] <= _LAST_CHRONICLED for one in found)


_LISTED = 40
"""So many tokens away a year that is written whole may stand."""
_BEHIND_LISTED = frozenset({"and", "or", ",", ".", ";", "?", "!", ")", ""})


def _decade_in_words(line: Line, index: int) -> Reading | None:
    """ "The eighties", "the nineteen seventies"; "the twenties" alone are of either century."""
    low = line.lows[index]
    behind = line.lows[index + 1]
    if low in CENTURY_WORDS and (behind in _DECADES or behind == "twenties"):
        start = CENTURY_WORDS[low] * 100 + _DECADES.get(behind, 20)
        return Reading(index + 2, year_days(start, start + 9))
    if low not in _DECADES or not _told_decade(line, index):
        return None
    return Reading(index + 1, year_days(1900 + _DECADES[low], 1909 + _DECADES[low]))


def _year_in_words(line: Line, index: int) -> Reading | None:
    """ "Nineteen ninety-one", "two thousand and ten"."""
    found = spelled_year_at(line, index)
    if found is None or not 1500 <= found[0] <= _LAST:
        return None
    year, end = found
    # No number is called "nineteen ninety-one"; "two thousand", "twelve hundred" and "twenty twenty" are.
    if line.lows[index] in CENTURY_WORDS and line.lows[index + 1] != "hundred" and year != 2020:
        return Reading(end, year_days(year)) if line.lows[end] not in _COUNTED else None
    # "Two thousand and ten people", "nineteen hundred homes": what is counted follows.
    counted = line.is_word(end) and line.lows[end] not in STOP and line.lows[end] not in {"and", "or"}
    if line.lows[index - 1] not in _SPELLED - {"of"} or counted:
        return None
    return Reading(end, year_days(year))
