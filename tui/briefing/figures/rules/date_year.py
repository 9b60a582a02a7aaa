"""Years and longer: "2024", "2014-15", "the 1990s", "between 1600 and 1900"."""

from __future__ import annotations

from datetime import date

from briefing.figures.calendar_arithmetic import year_days
from briefing.figures.currencies import currency_at, currency_before
from briefing.figures.nouns import STOP, is_plural
from briefing.figures.rules.calendar_words import year_at
from briefing.figures.rules.date_drafts import Found
from briefing.figures.rules.non_figures import INDICES
from briefing.figures.rules.percent import percent_at
from briefing.figures.token_line import DASHES, Line
from briefing.figures.units import unit_at

NAME = "year"

BEGINNINGS = frozenset("'’‘")
"""Signs before a short year; numbers can begin one too."""
_FIRST, _LAST = 1000, 2100
_BEFORE = frozenset(
    "in since of by from until till to during before after for year fiscal through early late mid the "
    "between and around its their his her this last next season autumn spring summer winter fall "
    "circa c.".split()
)
_COUNTING = frozenset(
    "about around nearly almost approximately roughly over than least some most under exactly another "
    "total estimated additional only costs cost".split()
)
_HEAT = frozenset({"temperature", "temperatures", "highs", "lows", "degrees", "aged", "age"})
"""Words of weather and age, among which "the 70s" is no decade."""
_APOSTROPHES = frozenset("'’′")
_AMOUNTS = frozenset(
    "average total sum cost price maximum minimum record capacity population median fine limit".split()
)
_COUNTED = frozenset(
    "people men women children workers jobs soldiers troops pieces deaths units copies homes houses "
    "cars vehicles employees staff students patients migrants refugees civilians families households "
    "residents seats tickets".split()
)


def read(line: Line, index: int, _today: date | None = None) -> Found | None:
    """A year or a run of years that begins at token `index`."""
    low = line.lows[index]
    if low in BEGINNINGS or (line.is_number(index) and len(low) == 2):
        return _short_decade(line, index)
    found = year_at(line, index)
    if found is None or not _FIRST <= found[0] <= _LAST:
        return None
    year, end = found
    if line.raws[end] == "s" and line.glued(end):
        # "The 1900s" are a century, "the 2000s" as news uses it a decade.
        last = year + 99 if year % 100 == 0 and year < 2000 else year + 9
        return (end + 1, year_days(year, last)) if year % 10 == 0 else None
    if not _stands_alone(line, index, end):
        return None
    if _is_span(line, index, year, end) or _means_year(line, index, end, year):
        return _run(line, index, year, end)
    return None


def _is_span(line: Line, index: int, year: int, end: int) -> bool:
    """True for "1729-1797", "over 2020-2050": two years that a dash ties, and nothing is counted behind."""
    if line.lows[end] not in DASHES or not line.glued(end) or not line.glued(end + 1):
        return False
    later = year_at(line, end + 1)
    if later is None or not year < later[0] <= _LAST or not _stands_alone(line, end + 1, later[1]):
        return False
    behind = line.lows[later[1]]
    if line.is_word(later[1]) and (is_plural(behind) or behind in _COUNTED):
        return False
    # Amounts are round where years are not: "1200-1500" is no span, "1729-1797" and "(1200-1500)" are.
    rough = year % 50 == 0 and later[0] % 50 == 0 and year < 1900
    return year >= 1900 or not rough or line.lows[index - 1] in {"(", "["}


def _run(line: Line, index: int, year: int, end: int) -> Found:
    """ "2014-15", "1994 to 2001", "between 1600 and 1900"."""
    joined = line.lows[end]
    between = joined == "and" and line.lows[index - 1] == "between"
    if joined in DASHES or joined == "to" or between or (joined == "/" and line.glued(end)):
        raw = line.raws[end + 1]
        later = year_at(line, end + 1)
        if later is not None and year < later[0] <= _LAST and _stands_alone(line, end + 1, later[1]):
            return later[1], year_days(year, later[0])
        tied = line.glued(end) and line.glued(end + 1)
        if tied and len(raw) == 2 and raw.isdigit() and year % 100 < int(raw) and not line.glued(end + 2):
            return end + 2, year_days(year, year - year % 100 + int(raw))
    return end, year_days(year)


def _stands_alone(line: Line, index: int, end: int) -> bool:
    """False where the digits belong to money, a measure, a code or a longer number."""
    if line.glued(index) and line.lows[index - 1] not in {
        "(",
        "[",
        "'",
        "’",
        "“",
        '"',
        "–",
        "—",
        "/",
        "-",
        "′",
    }:
        return False
    if (
        line.hyphen(index - 1)
        and line.is_word(index - 2)
        and line.lows[index - 2] not in {"mid", "pre", "post", "late", "early"}
    ):
        return False
    if line.glued(end) and (line.is_word(end) or line.lows[end] in {"%", "/"}):
        return (line.lows[end] == "/" and line.is_number(end + 1)) or line.lows[end] == "s"
    if line.lows[end] in {"x", "×", "by"} and line.is_number(end + 1):
        return False
    if line.lows[end] in _APOSTROPHES and line.glued(end):
        return line.lows[end + 1] == "s" or not line.glued(end + 1)
    if currency_before(line, index) or currency_at(line, end) or percent_at(line, end):
        return False
    unit = unit_at(line, end)
    measured = unit is not None and line.lows[end] not in {"second", "quarter", "season", "point"}
    return not measured and line.lows[end] not in {"gmt", "million", "billion", "hundred", "degrees"}


def _means_year(line: Line, index: int, end: int, year: int) -> bool:
    before, after = line.lows[index - 1], line.lows[end]
    # "About 2015." is a year where nothing counted follows; "about 2000" is a count.
    roughly = before in {"about", "around"} and 1900 < year < 2030 and year != 2000 and not line.is_word(end)
    if (
        (before in _COUNTING and not roughly)
        or after in _COUNTED
        or (before in INDICES and line.is_capital(index - 1))
    ):
        return False
    # "1,950 homes" loses its comma in some feeds. Before a plural it is a year only after a word of time,
    # or where no one would round so: "2019 figures".
    if is_plural(after) and line.is_word(end):
        told = before in _BEFORE or before in {"a", "an"} or year % 100 != 0
        return told and 1900 <= year <= 2060 and year % 500 != 0
    # Small numbers of four digits are counts, unless a word of time stands right before them.
    if year < 1500:
        return before in {"in", "since", "until", "year"} and not (line.is_word(end) and after not in STOP)
    if before == "by" and _opens_clause(line, index - 1) and not line.is_number(end):
        return True
    recent = 1900 <= year <= (2100 if before in {"by", "in", "until", "before", "since", "of"} else 2060)
    # "A record of 2000".
    if before == "of" and line.lows[index - 2] in _AMOUNTS:
        return False
    if recent:
        return True
    return before in _BEFORE - {"by", "of", "for", "the", "and"} or (
        before == "and" and line.lows[index - 3] == "between"
    )


def _opens_clause(line: Line, index: int) -> bool:
    """True where the token `index` begins a clause: "By 1563, the port", "... , and by 1720 the town"."""
    return line.opens_sentence(index) or line.lows[index - 1] in {",", "and", "but", "that", "("}


def _short_decade(line: Line, index: int) -> Found | None:
    """ "the '90s", "the 90s" of the last century; "in her 30s" is an age."""
    j = index + 1 if not line.is_number(index) else index
    raw = line.raws[j]
    if (
        len(raw) != 2
        or not raw.isdigit()
        or raw[1] != "0"
        or line.lows[j + 1] != "s"
        or not line.glued(j + 1)
    ):
        return None
    if j == index and line.lows[index - 1] not in {"the", "mid", "early", "late"}:
        return None
    # "The 90s" without an apostrophe may be degrees or an age.
    if j == index and (int(raw) < 60 or _HEAT.intersection(line.lows)):
        return None
    year = 1900 + int(raw) if int(raw) >= 30 else 2000 + int(raw)
    return j + 2, year_days(year, year + 9)
