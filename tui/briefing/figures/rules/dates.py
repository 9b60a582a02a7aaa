"""All date rules over one line: at each place the first reader that finds a date has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from briefing.figures.draft import Draft
from briefing.figures.lexer import Line
from briefing.figures.rules import date_forms, date_period, date_relative, date_year
from briefing.figures.rules.calendar_words import MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from briefing.figures.rules.date_forms import Found
from briefing.figures.rules.holidays import FIRST_WORDS

Reader = Callable[[Line, int, date | None], Found | None]

_READERS: tuple[tuple[str, Reader], ...] = (
    (date_period.NAME, date_period.read),
    (date_relative.NAME, date_relative.read),
    (date_forms.NAME, date_forms.read),
    (date_year.NAME, lambda line, index, _: date_year.read(line, index)),
)
NAMES = tuple(name for name, _ in _READERS)
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


def scan(line: Line, today: date | None, disabled: frozenset[str] = frozenset()) -> Iterator[Draft]:
    """Yield the dates of a line in order, not overlapping."""
    readers = [(name, read) for name, read in _READERS if name not in disabled]
    index, kinds, lows = 0, line.kinds, line.lows
    while index < len(lows):
        if kinds[index] == 1 or lows[index] in TRIGGERS:
            for name, read in readers:
                found = read(line, index, today)
                if found is not None:
                    yield date_forms.draft(index, found[0], found[1], name)
                    index = found[0] - 1
                    break
        index += 1
