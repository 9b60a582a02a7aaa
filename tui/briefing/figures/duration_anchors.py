"""Durations that lead to a day: "two weeks ago", "in two months", "3 days from today".

They stay durations, with the day they lead to in `from_` and `to` where the article's own date
tells it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.figures.calendar_arithmetic import shifted
from briefing.figures.draft import Draft
from briefing.figures.rules import date_forms, date_relative
from briefing.figures.tense import looks_ahead
from briefing.figures.token_line import Line

_CALENDAR = frozenset({"day", "week", "fortnight", "month", "year", "decade"})
_SUPERLATIVE = frozenset("first most only last past lowest highest largest biggest worst best since".split())


def anchor(line: Line, draft: Draft, today: date | None) -> Draft:
    """Return a duration draft with the words that place it, and the day they mean."""
    if draft.kind != "duration" or draft.rule == "age" or draft.unit is None:
        return draft
    for read in (_ago, _from_now, _beside_date, _in):
        found = read(line, draft, today)
        if found is not None:
            first, end, day = found
            moved = _moved(day, draft)
            iso = moved.isoformat() if moved else None
            return replace(draft, first=first, end=end, from_=iso, to=iso)
    return draft


Found = tuple[int, int, tuple[date | None, int]]
"""First and last token, the day counted from and the direction."""


def _moved(day: tuple[date | None, int], draft: Draft) -> date | None:
    start, direction = day
    parts = draft.parts or ((draft.value, draft.unit),)
    for amount, unit in parts:
        # Half a month has no days: only whole steps lead to a day, and none beyond any calendar.
        if start is None or amount is None or unit is None or amount != int(amount) or abs(amount) > 1e6:
            return None
        start = shifted(start, direction * int(amount), unit)
    return start


def _ago(line: Line, draft: Draft, today: date | None) -> Found | None:
    if line.lows[draft.end] == "ago":
        return draft.first, draft.end + 1, (today, -1)
    # "Two days later" counts from a day of the tale, which is not known here.
    if line.lows[draft.end] in {"later", "earlier"}:
        return draft.first, draft.end + 1, (None, 1)
    return None


def _from_now(line: Line, draft: Draft, today: date | None) -> Found | None:
    if line.lows[draft.end] == "from" and line.lows[draft.end + 1] in {"now", "today"}:
        return draft.first, draft.end + 2, (today, 1)
    return None


def _beside_date(line: Line, draft: Draft, today: date | None) -> Found | None:
    """ "2 weeks from January 15", "two days before yesterday", "three months after Easter"."""
    word = line.lows[draft.end]
    if word not in {"from", "after", "before"}:
        return None
    j = draft.end + 1
    found = date_relative.read(line, j, today) or date_forms.read(line, j, today)
    if found is None or found[1] is None or found[1][0] != found[1][1]:
        return None
    return draft.first, found[0], (found[1][0], -1 if word == "before" else 1)


def _in(line: Line, draft: Draft, today: date | None) -> Found | None:
    """ "in two months": ahead only where the sentence looks ahead and compares nothing."""
    if line.lows[draft.first - 1] != "in" or draft.about or today is None or draft.unit not in _CALENDAR:
        return None
    first = draft.first - 1
    if any(line.lows[k] in _SUPERLATIVE for k in range(max(0, first - 8), first)):
        return None
    if not (looks_ahead(line, first) or line.lows[draft.end] in {"?", "time"}):
        return None
    return first, draft.end, (today, 1)
