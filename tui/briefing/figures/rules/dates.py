"""All date rules over one line: at each place the first reader that finds a date has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from briefing.figures.draft import Draft
from briefing.figures.rule import DateRule
from briefing.figures.rules.calendar_words import MONTHS, ORDINAL_ENDINGS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from briefing.figures.rules.date_drafts import draft
from briefing.figures.rules.date_holiday import FIRST_WORDS
from briefing.figures.token_line import NUMBER, Line

_TIMES = frozenset(
    form for unit in "day week fortnight month year decade century".split() for form in (unit, f"{unit}'s")
)
TRIGGERS = (
    frozenset(MONTHS)
    | frozenset(WEEKDAYS)
    | frozenset(SEASONS)
    | frozenset(PARTS)
    | frozenset(ORDINALS)
    | FIRST_WORDS
    | frozenset(
        "today tonight yesterday tomorrow tmrw last previous past next following coming upcoming this "
        "current the a an in later earlier q twenty thirty ' ‘".split()
    )
)
"""Words and signs that a date can begin with; numbers can too."""


class DateReaders:
    """Date rules by what their dates can begin with: rules are costly, and most words begin few dates."""

    __slots__ = ("_by_number", "_by_ordinal", "_by_word")

    def __init__(self, rules: Iterable[DateRule]) -> None:
        rules = tuple(rules)
        self._by_word = {word: tuple(rule for rule in rules if word in rule.beginnings) for word in TRIGGERS}
        self._by_ordinal = rules
        self._by_number = tuple(rule for rule in rules if rule.numbers)

    def at(self, line: Line, index: int) -> tuple[DateRule, ...]:
        """The rules that may know a date beginning at token `index`, a number or one of `TRIGGERS`."""
        if line.kinds[index] == NUMBER:
            return self._by_ordinal if line.lows[index + 1] in ORDINAL_ENDINGS else self._by_number
        return self._by_word[line.lows[index]]


_AFTER = {
    "the": frozenset(ORDINALS) | frozenset("twenty thirty day".split()),
    "a": _TIMES,
    "an": _TIMES,
    "in": frozenset({"a", "an"}),
}


def _may_begin(line: Line, index: int) -> bool:
    """False for the many articles and prepositions that no date follows."""
    needed = _AFTER.get(line.lows[index])
    if needed is None:
        return True
    return line.lows[index + 1] in needed or (line.lows[index] == "the" and line.kinds[index + 1] == NUMBER)


def scan(line: Line, today: date | None, readers: DateReaders) -> Iterator[Draft]:
    """Yield the dates of a line in order, not overlapping."""
    end = 0
    for index in line.numbers_and(TRIGGERS):
        if index < end or not _may_begin(line, index):
            continue
        for rule in readers.at(line, index):
            found = rule.function(line, index, today)
            if found is not None:
                yield draft(index, found[0], found[1], rule.name)
                end = found[0]
                break
