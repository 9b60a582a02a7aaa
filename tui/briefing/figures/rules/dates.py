"""All date rules over one line: at each place the first reader that finds a date has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from briefing.figures.draft import Draft
from briefing.figures.rules import date_forms, date_period, date_relative, date_year
from briefing.figures.rules.calendar_words import MONTHS, ORDINAL_ENDINGS, ORDINALS, PARTS, SEASONS, WEEKDAYS
from briefing.figures.rules.date_drafts import Found, draft
from briefing.figures.rules.date_holiday import FIRST_WORDS
from briefing.figures.token_line import NUMBER, Line

_TIMES = frozenset(
    form for unit in "day week fortnight month year decade century".split() for form in (unit, f"{unit}'s")
)
Reader = Callable[[Line, int, date | None], Found | None]

_READERS: tuple[tuple[str, frozenset[str], Reader], ...] = (
    (date_period.NAME, date_period.BEGINNINGS, date_period.read),
    (date_relative.NAME, date_relative.BEGINNINGS, date_relative.read),
    (date_forms.NAME, date_forms.BEGINNINGS, date_forms.read),
    (date_year.NAME, date_year.BEGINNINGS, lambda line, index, _: date_year.read(line, index)),
)
NAMES = tuple(name for name, _, _ in _READERS)
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
_BY_WORD: dict[str, tuple[tuple[str, Reader], ...]] = {
    word: tuple((name, read) for name, words, read in _READERS if word in words) for word in TRIGGERS
}
"""The readers that know the word: readers are costly, and most words begin dates of one or two kinds."""
_BY_ORDINAL = tuple((name, read) for name, _, read in _READERS)
_BY_NUMBER = tuple((name, read) for name, _, read in _READERS if name in {date_forms.NAME, date_year.NAME})
"""A number that is no ordinal begins no quarter and no weekday of a month."""


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
    end = 0
    for index in line.numbers_and(TRIGGERS):
        if index < end or not _may_begin(line, index):
            continue
        for name, read in _readers_at(line, index):
            found = read(line, index, today) if name not in disabled else None
            if found is not None:
                yield draft(index, found[0], found[1], name)
                end = found[0]
                break


def _readers_at(line: Line, index: int) -> tuple[tuple[str, Reader], ...]:
    if line.kinds[index] == NUMBER:
        return _BY_ORDINAL if line.lows[index + 1] in ORDINAL_ENDINGS else _BY_NUMBER
    return _BY_WORD[line.lows[index]]
