"""All date rules over one line: at each place the first reader that finds a date has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from briefing.figures.draft import Draft
from briefing.figures.rules import date_forms, date_period, date_relative, date_year
from briefing.figures.rules.calendar_words import MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from briefing.figures.rules.date_drafts import Found, draft
from briefing.figures.rules.date_holiday import FIRST_WORDS
from briefing.figures.token_line import NUMBER, Line

_TIMES = frozenset(
    form for unit in "day week fortnight month year decade century".split() for form in (unit, f"{unit}'s")
)
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


def scan(line: Line, today: date | None, disabled: frozenset[str] = frozenset()) -> Iterator[Draft]:
    """Yield the dates of a line in order, not overlapping."""
    readers = [(name, read) for name, read in _READERS if name not in disabled]
    index, kinds, lows = 0, line.kinds, line.lows
    while index < len(line):
        # Readers are costly, and most tokens can begin no date: they are asked at triggers only.
        if (kinds[index] == NUMBER or lows[index] in TRIGGERS) and _may_begin(line, index):
            for name, read in readers:
                found = read(line, index, today)
                if found is not None:
                    yield draft(index, found[0], found[1], name)
                    index = found[0] - 1
                    break
        index += 1
