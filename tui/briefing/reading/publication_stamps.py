"""Publication stamps that stand in a running text: "TRIPOLI | Fri Sep 2, 2011 7:02 pm EDT".

A page saved without its line ends has them in front of its first sentence or behind its headline. A day
in a sentence must not be taken for one, so a stamp needs more than its day: the time of day with its
zone, an upright bar, or a word of publishing in front, and no preposition before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.reading.publication_dates import find_dates

if TYPE_CHECKING:
    import datetime as dt

_ZONE = r"(?:GMT|UTC|BST|[ECMP][SD]?T|CES?T|MSK|I[SD]T|JST|AES?T|AEDT|SGT|HKT|UK(?: time)?|local time)\b"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?"
_HALF = r"[ap]\.?m\b\.?"
_TIME = rf"{_CLOCK}(?: ?{_HALF}(?:,? \(?{_ZONE}\)?)?|,? \(?{_ZONE}\)?)"
"""A time of day that is not only two numbers with a colon: with its half of the day, its zone, or both."""

_TIME_BEHIND = re.compile(rf"(?:,|:| [-–—@/])? (?:at )?{_TIME}", re.I)
_CLOCK_BEHIND = re.compile(rf"(?:,|:| [-–—@])? (?:at )?{_CLOCK}")
_UPDATED_BEHIND = re.compile(rf",? [Ll]ast updated at (?:{_TIME}|{_CLOCK})")
_BAR_BEHIND = re.compile(r" ?[|•·]")
_BYLINE_BEHIND = re.compile(r" ?[|•·] ?(?:[Bb]y|[Ff]rom) (?:the )?[A-Z]")
_SENTENCE_BEHIND = re.compile(r" [A-Z]")
_COMMENT_BEHIND = re.compile(
    rf",? (?:at )?{_CLOCK} ?{_HALF}(?: {_ZONE})? ?(?:\||at \d|reply|report)|[^|\n]{{0,30}}\| ?report abuse",
    re.I,
)
"""A reader's comment below an article has a stamp of its own."""

_WORD_BEFORE = re.compile(
    r"(?:^|[^\w])(?:Aired|Broadcast|Posted|Published|PUBLISHED|Filed|Released|Created"
    r"|(?P<updated>(?:[Pp]age )?(?:[Ll]ast|LAST) (?:[Uu]pdated|UPDATED|[Mm]odified)"
    r"|[Uu]pdated:|Updated|UPDATED|Modified))"
    rf"(?: on)?:?(?: at)?(?i:,? {_TIME},?)? ?$"
)
_BAR_BEFORE = re.compile(r"\| ?$")
_TIME_BEFORE = re.compile(rf"(?P<lead>^|[^\w:.]){_TIME},? $", re.I)
_PREPOSITION = re.compile(
    r"(?:\b(?:on|of|from|since|until|till|by|in|before|after|to|the|and|or|between|dated|through|for|as|at|during"
    r"|around|about|was|is|late|early|this|last|next|past|every)|[,’'&-])\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PublicationStamp:
    """A day on which the text says that it was published or changed."""

    start: int
    end: int
    """Its day, with the word or time in front of it and the time behind it."""
    day: dt.date
    is_update: bool


def find_stamps(text: str, start: int, end: int) -> Iterator[PublicationStamp]:
    """Yield the stamps in `text[start:end]` in the order in which `find_dates` finds their days."""
    for found in find_dates(text, start, end):
        day = found.date
        if day is None:
            continue
        before = text[max(start, found.start - 60) : found.start]
        if _COMMENT_BEHIND.match(text, found.end, end):
            continue
        word = _WORD_BEFORE.search(before)
        clock_before = _TIME_BEFORE.search(before)
        time_behind = _TIME_BEHIND.match(text, found.end, end)
        first = word or clock_before
        lead = before[: first.start()] if first else before
        if word:
            proved = bool(
                clock_before
                or time_behind
                or _CLOCK_BEHIND.match(text, found.end, end)
                or _BAR_BEHIND.match(text, found.end, end)
            )
        elif _PREPOSITION.search(lead):
            continue
        elif _BAR_BEFORE.search(lead):
            proved = bool(clock_before or time_behind or _BAR_BEHIND.match(text, found.end, end))
        else:
            opens = found.start == start and found.weekday is not None
            proved = bool(
                time_behind
                or (opens and _SENTENCE_BEHIND.match(text, found.end, end))
                or (clock_before and found.weekday is not None)
                or _BYLINE_BEHIND.match(text, found.end, end)
                or _UPDATED_BEHIND.match(text, found.end, end)
            )
        if not proved:
            continue
        behind = time_behind or _UPDATED_BEHIND.match(text, found.end, end)
        yield PublicationStamp(
            found.start - len(before) + len(lead),
            behind.end() if behind else found.end,
            day,
            is_update=bool(word and word["updated"]),
        )
