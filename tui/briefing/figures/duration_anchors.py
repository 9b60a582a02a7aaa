"""Durations that lead to a day: "two weeks ago", "in two months", "3 days from today".

They stay durations, with the day they lead to in `from_` and `to` where the article's own date
tells it.
"""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.article_dates import ArticleDates
from briefing.figures.calendar_arithmetic import Days, moved, rounded, weekday
from briefing.figures.draft import Draft
from briefing.figures.rules import age, date_forms, date_relative
from briefing.figures.rules.calendar_words import WEEKDAYS
from briefing.figures.rules.date_expression import is_one_day
from briefing.figures.softening import ADVERBS, before_words
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line

_CALENDAR = frozenset({"day", "week", "fortnight", "month", "year", "decade"})
_NOT_OF_CALENDAR = frozenset({"business", "school", "trading", "working"})
"""What makes days of which the calendar does not tell where they end."""
_SUPERLATIVE = frozenset("first most only last past lowest highest largest biggest worst best since".split())


def anchor(line: Line, draft: Draft, told: ArticleDates) -> Draft:
    """Return a duration draft with the words that place it, and the days they mean."""
    if draft.kind != "duration" or draft.rule == age.NAME or draft.unit is None:
        return draft
    if not _NOT_OF_CALENDAR.isdisjoint(line.lows[draft.first : draft.end]):
        return draft
    days = told.days_of_length(line.starts[draft.first])
    if days is not None:
        return replace(draft, from_=days[0].isoformat(), to=days[1].isoformat())
    for read in (_ago, _from_now, _beside_date, _in):
        found = read(line, draft, told)
        if found is not None:
            first, end, start, direction = found
            days = _moved(start, direction, draft)
            end, days = _as_exact_as_said(line, draft, end, days, direction)
            iso = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
            return replace(draft, first=first, end=end, from_=iso[0], to=iso[1])
    return draft


Found = tuple[int, int, Days | None, int]
"""First and last token, the days counted from and the direction."""


def _moved(days: Days | None, direction: int, draft: Draft) -> Days | None:
    parts = draft.parts or ((draft.value, draft.unit),)
    for amount, unit in parts:
        # Half a month has no days: only whole steps lead to a day, and none beyond any calendar.
        if days is None or amount is None or unit is None or amount != int(amount) or abs(amount) > 1e6:
            return None
        days = moved(days, direction * int(amount), unit)
    return days


def _as_exact_as_said(
    line: Line, draft: Draft, end: int, days: Days | None, direction: int
) -> tuple[int, Days | None]:
    """ "Two years ago" leads to a year, "two years ago today" to a day.

    "Two weeks ago Monday", "two months from today on Tuesday": the weekday on that side of the day.
    """
    if days is None or not is_one_day(days):
        return end, days
    j = end + 1 if line.lows[end] == "on" else end
    number = WEEKDAYS.get(line.lows[j])
    if number is not None and line.is_capital(j):
        return j + 1, weekday(days[0], number, future=direction > 0)
    if line.lows[end] == "today" and line.lows[end - 1] == "ago":
        return end + 1, days
    # "Three months after Easter", "due in two years": a term may be meant to the day.
    if line.lows[end - 1] not in {"ago", "earlier", "later"}:
        return end, days
    unit = draft.parts[-1][1] if draft.parts else draft.unit
    return end, rounded(days[0], unit or "day")


def _today(told: ArticleDates) -> Days | None:
    return (told.today, told.today) if told.today is not None else None


def _ago(line: Line, draft: Draft, told: ArticleDates) -> Found | None:
    word = line.lows[draft.end]
    if word == "ago":
        return draft.first, draft.end + 1, _today(told), -1
    if word in {"later", "earlier"}:
        # "Two days later" counts from the date told before it in its sentence, where there is one.
        opening = line.opens_sentence(draft.first)
        start = told.before(line, line.starts[draft.first], draft.unit or "", sentences=1 if opening else 0)
        return draft.first, draft.end + 1, start, 1 if word == "later" else -1
    return None


def _from_now(line: Line, draft: Draft, told: ArticleDates) -> Found | None:
    if line.lows[draft.end] == "from" and line.lows[draft.end + 1] in {"now", "today"}:
        return draft.first, draft.end + 2, _today(told), 1
    return None


def _beside_date(line: Line, draft: Draft, told: ArticleDates) -> Found | None:
    """ "2 weeks from January 15", "two days before yesterday", "three months after Easter"."""
    word = line.lows[draft.end]
    if word not in {"from", "after", "before"}:
        return None
    # "Shut for eight weeks from 2 March": that is when it begins, a date of its own.
    if word == "from" and line.lows[before_words(line, draft.first - 1, ADVERBS)] == "for":
        return None
    j = draft.end + 1
    found = date_relative.read(line, j, told.today) or date_forms.read(line, j, told.today)
    if found is None:
        return None
    days = found.likely_days(told.today)
    if days is None or not is_one_day(days):
        return None
    return draft.first, found.end, days, -1 if word == "before" else 1


def _in(line: Line, draft: Draft, told: ArticleDates) -> Found | None:
    """ "in two months": ahead only where the sentence looks ahead and compares nothing."""
    if line.lows[draft.first - 1] != "in" or draft.about or told.today is None or draft.unit not in _CALENDAR:
        return None
    first = draft.first - 1
    if any(line.lows[k] in _SUPERLATIVE for k in range(max(0, first - 8), first)):
        return None
    if not (looks_ahead(line, first) or line.lows[draft.end] in {"?", "time"}):
        return None
    return first, draft.end, _today(told), 1
