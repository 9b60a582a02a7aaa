"""What stands around a day in a publication stamp: "TRIPOLI | Fri Sep 2, 2011 7:02 pm EDT".

A day in a sentence must not be taken for one, so a stamp needs more than its day: the time of day with its
zone, an upright bar, or a word of publishing in front, and no preposition before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_ZONE = r"(?:GMT|UTC|BST|[ECMP][SD]?T|CES?T|MSK|I[SD]T|JST|AES?T|AEDT|SGT|HKT|UK(?: time)?|local time)\b"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?"
_HALF = r"[ap]\.?m\b\.?"
_TIME = rf"{_CLOCK}(?: ?{_HALF}(?:,? \(?{_ZONE}\)?)?|,? \(?{_ZONE}\)?)"
"""A time of day that is not only two numbers with a colon: with its half of the day, its zone, or both."""

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
_ZONE_ENDS = re.compile(rf"{_ZONE}\)?,? ?$", re.I)

_TIME_BEHIND = re.compile(rf"(?:,|:| [-–—@/])? (?:at )?{_TIME}", re.I)
_CLOCK_BEHIND = re.compile(rf"(?:,|:| [-–—@])? (?:at )?{_CLOCK}")
_UPDATED_BEHIND = re.compile(rf",? [Ll]ast updated at (?:{_TIME}|{_CLOCK})")
_BAR_BEHIND = re.compile(r" ?[|•·]")
_BYLINE_BEHIND = re.compile(r" ?[|•·] ?(?:[Bb]y|[Ff]rom) (?:the )?[A-Z]")

_COMMENT_BEHIND = re.compile(
    rf",? (?:at )?{_CLOCK} ?{_HALF}(?: {_ZONE})? ?(?:\||at \d|reply|report)|[^|\n]{{0,30}}\| ?report abuse",
    re.I,
)
_COMMENT_BEFORE = re.compile(rf"(?:^|[^\w])At {_CLOCK}(?: ?{_HALF})?,? (?:on )?$")
_WROTE_BEHIND = re.compile(r", [^\n:“”\"]{1,60} wrote:(?! ?[“\"'‘])")
"""Behind which somebody's own words follow, and no quotation."""

_BEFORE = 60
"""Code points in front of a day that are looked at."""


@dataclass(frozen=True, slots=True)
class StampSigns:
    """What is found around a day."""

    start: int
    end: int
    """Of the day with the word or time in front of it and the time behind it."""
    word: Literal["published", "updated"] | None
    """What a word of publishing in front says that happened then."""
    is_comment: bool
    """Whether it is the stamp of a reader's comment."""
    behind_preposition: bool
    behind_bar: bool
    behind_time: bool
    """Whether the time of day stands in front."""
    before_time: bool
    before_clock: bool
    """Whether a time of day follows, be it but two numbers with a colon."""
    has_zone: bool
    """Whether the time in front or behind has its zone."""
    before_bar: bool
    before_byline: bool
    before_update: bool
    """Whether it is said behind it when the page was updated."""

    @property
    def is_marked(self) -> bool:
        """Whether a word of publishing or a bar tells that it is a stamp."""
        timed = self.behind_time or self.before_time or self.before_bar
        if self.word is not None:
            return timed or self.before_clock
        if self.behind_preposition:
            return False
        return timed if self.behind_bar else self.before_byline or self.before_update


def stamp_signs(text: str, day: tuple[int, int], start: int, end: int) -> StampSigns:
    """Return what stands around a day, given as a half-open span, in `text[start:end]`."""
    first, last = day
    before = text[max(start, first - _BEFORE) : first]
    word = _WORD_BEFORE.search(before)
    time_before = _TIME_BEFORE.search(before)
    time_behind = _TIME_BEHIND.match(text, last, end)
    update_behind = _UPDATED_BEHIND.match(text, last, end)
    in_front = word or time_before
    lead = before[: in_front.start()] if in_front else before
    behind = time_behind or update_behind
    is_comment = _COMMENT_BEHIND.match(text, last, end) is not None or (
        _COMMENT_BEFORE.search(before) is not None and _WROTE_BEHIND.match(text, last, end) is not None
    )
    zoned = (time_before is not None and _ZONE_ENDS.search(before) is not None) or (
        time_behind is not None and _ZONE_ENDS.search(time_behind[0]) is not None
    )
    return StampSigns(
        first - len(before) + len(lead),
        behind.end() if behind else last,
        None if word is None else "updated" if word["updated"] else "published",
        is_comment=is_comment,
        behind_preposition=_PREPOSITION.search(lead) is not None,
        behind_bar=_BAR_BEFORE.search(lead) is not None,
        behind_time=time_before is not None,
        before_time=time_behind is not None,
        before_clock=_CLOCK_BEHIND.match(text, last, end) is not None,
        has_zone=zoned,
        before_bar=_BAR_BEHIND.match(text, last, end) is not None,
        before_byline=_BYLINE_BEHIND.match(text, last, end) is not None,
        before_update=update_behind is not None,
    )
