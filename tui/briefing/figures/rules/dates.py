"""All date rules over one line: at each place the first reader that finds a date has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from briefing.figures.data_tables import load_words
from briefing.figures.number import TENS, UNITS
from briefing.figures.rule import DateRule
from briefing.figures.rules import date_fiscal, date_forms, date_period, date_relative, date_year
from briefing.figures.rules.calendar_words import CENTURY_WORDS, MONTHS, ORDINAL_ENDINGS, ORDINALS, SEASONS
from briefing.figures.rules.date_links import Expression
from briefing.figures.token_line import DASHES, HYPHENS, NUMBER, Line, TriggerWords

_WORDS = load_words("dates.toml")
_TIMES = frozenset(form for unit in date_relative.UNITS for form in (unit, f"{unit}'s"))
_DAY_PARTS, _NOUNS, _STEPS = _WORDS["day parts"], _WORDS["period nouns"], _WORDS["month steps"]
TRIGGERS = TriggerWords(
    date_period.BEGINNINGS
    | date_relative.BEGINNINGS
    | date_fiscal.BEGINNINGS
    | date_forms.BEGINNINGS
    | date_year.BEGINNINGS
)
"""Words and signs that a date can begin with; numbers can too."""


_DIGITS = frozenset({1, 2, 4, 8})
"""A day, a short or full year and "20170302" have so many: most amounts are passed over by that."""


_AFTER_DAY = (
    frozenset(MONTHS)
    | ORDINAL_ENDINGS
    | DASHES
    | frozenset("of day . , / ' ’ ′ & s and or to through until till q h months".split())
)
"""Behind a number of one or two digits one of these must stand where a date begins with it."""


_AFTER_YEAR = HYPHENS | ORDINAL_ENDINGS | {"/", "q", "h", "months"}
"""Behind four digits one of these must stand where a date that is no year begins with them: "2020-07-01"."""


class DateReaders:
    """Date rules by what their dates can begin with: rules are costly, and most words begin few dates."""

    __slots__ = ("_by_number", "_by_ordinal", "_by_word", "_by_year")

    def __init__(self, rules: Iterable[DateRule]) -> None:
        rules = tuple(rules)
        self._by_word = {word: tuple(rule for rule in rules if word in rule.beginnings) for word in TRIGGERS}
        self._by_ordinal = rules
        self._by_number = tuple(rule for rule in rules if rule.numbers)
        self._by_year = tuple(rule for rule in rules if rule.name == date_year.NAME)

    def at(self, line: Line, index: int) -> tuple[DateRule, ...]:
        """The rules that may know a date beginning at token `index`, a number or one of `TRIGGERS`."""
        if line.kinds[index] == NUMBER:
            raw, follows = line.raws[index], line.lows[index + 1]
            if not raw.isdigit():
                return self._by_number if "." in raw else ()
            if len(raw) not in _DIGITS or (len(raw) < 3 and follows not in _AFTER_DAY):
                return ()
            if len(raw) == 4 and follows not in _AFTER_YEAR:
                return self._by_year
            return self._by_ordinal if follows in ORDINAL_ENDINGS else self._by_number
        return self._by_word[line.lows[index]]


_ENDED = frozenset({"ended", "ending"})
_SPELLED = frozenset(TENS) | _WORDS["decades"] | {"twenties"} | frozenset(UNITS) | HYPHENS | {"hundred", "oh"}
_AFTER: dict[str, frozenset[str]] = {
    "the": frozenset(ORDINALS)
    | frozenset(SEASONS)
    | _TIMES
    | frozenset(
        "twenty thirty night half half-year latest same corresponding comparable following "
        "next previous preceding".split()
    ),
    "a": _TIMES,
    "an": _TIMES,
    "in": frozenset({"a", "an"}),
    "year's": frozenset({"end"}),
    "year": HYPHENS | _ENDED | {"end", "end's", "to"},
    "quarter": _ENDED,
    "half": _ENDED,
    "that": _TIMES | _DAY_PARTS | frozenset(SEASONS) | frozenset(MONTHS),
    "same": _TIMES | _DAY_PARTS | frozenset(SEASONS),
    "two": frozenset({"thousand"}),
    "three": frozenset({"months"}),
    "six": frozenset({"months"}),
    "nine": frozenset({"months"}),
    "final": _STEPS | {"quarter", "half"},
    "q": frozenset(),
    "h": frozenset(),
    "fiscal": frozenset(ORDINALS) | {"year"},
    "financial": frozenset({"year"}),
    "fy": frozenset(),
} | {word: _SPELLED for word in CENTURY_WORDS if word != "twenty"}
"""For common words those that must follow them where they begin a date."""
_AFTER["twelve"] |= {"months"}
_BEFORE_NUMBERS = frozenset({"the", "fiscal", "fy", "q", "h"})
"""Those behind which a number may stand as well."""


def _may_begin(line: Line, index: int) -> bool:
    """False for the many articles, prepositions and small numbers (all in `_AFTER`) that no date follows."""
    low = line.lows[index]
    if line.lows[index + 1] in _AFTER[low]:
        return True
    return low in _BEFORE_NUMBERS and line.kinds[index + 1] == NUMBER


def scan(line: Line, today: date | None, readers: DateReaders) -> list[Expression]:
    """The date expressions of a line in order, not overlapping."""
    found: list[Expression] = []
    end = 0
    lows = line.lows
    for index in line.numbers_and(TRIGGERS):
        if index < end or (lows[index] in _AFTER and not _may_begin(line, index)):
            continue
        for rule in readers.at(line, index):
            reading = rule.function(line, index, today)
            if reading is not None:
                found.append(Expression(index, rule.name, reading))
                end = reading.end
                break
    return found
