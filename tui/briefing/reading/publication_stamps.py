"""Publication stamps that stand in a running text: "TRIPOLI | Fri Sep 2, 2011 7:02 pm EDT".

A page saved without its line ends has them in front of its first sentence or behind its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.reading.publication_dates import find_dates
from briefing.text.stamp_signs import stamp_signs

if TYPE_CHECKING:
    import datetime as dt

_SENTENCE_BEHIND = re.compile(r" [A-Z]")


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
        signs = stamp_signs(text, (found.start, found.end), start, end)
        if signs.is_comment:
            continue
        proved = signs.is_marked
        if not (signs.word or signs.behind_preposition or signs.behind_bar):
            has_weekday = found.weekday is not None
            opens = found.start == start and has_weekday
            proved = proved or (
                signs.before_time
                or (opens and _SENTENCE_BEHIND.match(text, found.end, end) is not None)
                or (signs.behind_time and has_weekday)
            )
        if proved:
            yield PublicationStamp(signs.start, signs.end, day, is_update=signs.word == "updated")
