"""Datelines: place, agency and day in front of a report's first sentence.

A report opens with its dateline ("OSLO, March 4 (Reuters) -"); where a page was saved without its line
ends, the headline and other matter stand before it in the same paragraph. There only an agency in
brackets proves one, with a dash and the capital of a first sentence behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.reading.outlets import agency_named, outlet_named
from briefing.reading.publication_dates import FoundDate, find_dates

_LONGEST = 110
"""Characters of a dateline."""
_DASH = re.compile(r" ?(?:—|–|--| - | -$|―|(?<=\)) ?_(?: |$))")
_DATE_FIRST = re.compile(r"[A-Z][A-Za-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d \([^()\n]{2,40}\)")
_PLACE_WORD = re.compile(r"[A-Z0-9(/][\w.,'’()/\-]{0,30}|(?:de|del|of|la|le|al)")
_BRACKETED = re.compile(r"(?:\(|/(?=PR ?N))([A-Za-z][A-Za-z .]{1,30})(?:\)|(?<=e)/)")
"""Press releases have their agency between strokes: "/PRNewswire/"."""
_AGENCY_AND_DASH = re.compile(
    r"\((?P<agency>[A-Za-z][A-Za-z \-]{1,30})\)"
    r"(?: ?(?:—|–|--|―|-|_)(?= ?[\"'“‘(]{0,2}[A-Z0-9]|\s*$)|(?= [A-Z]))"
)
_PLACE_BEHIND = re.compile(
    r"(?:^|(?<=[\s*|]))(?!(?:[ECMP][SD]T|GMT|BST|CET|IST|UTC) )"
    r"(?P<place>[A-Z][A-Z.'’\-]{2,30}(?:[ /\\]{1,2}[A-Z][A-Z.'’\-]{1,30}){0,3}"
    r"(?:, (?:[A-Z][\w.'’]{0,20} ?){1,3})?)[ ,]*$"
)
"""A place in capitals, perhaps with its country, at the end of what stands before a date or an agency."""
_ENDED = re.compile(r"(?:^|[.!?|\"”’]|\b[A-Z]{3})\s*$")
"""Where a sentence or a time with its zone ends."""


_CLOSES_DATE = re.compile(r" ?(?:[.:|]|—|–|--?)(?= |$)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, agency and day in front of a report's first sentence."""

    start: int
    end: int
    """The dateline with its dash, in the text that was looked at."""
    place: str
    agency: str | None
    """The agency or outlet in its brackets."""
    date: FoundDate | None


def parse_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline that the passage `text[start:end]` opens with, or None."""
    stop = min(end, start + _LONGEST)
    if match := _DATE_FIRST.match(text, start, min(end, start + 160)):
        line, behind = match.group().strip(), match.end()
        if dash := _DASH.match(text, behind, stop):
            behind = dash.end()
    elif match := _DASH.search(text, start, stop):
        line, behind = text[start : match.start()].strip(), match.end()
    else:
        return None
    if not line or not all(_PLACE_WORD.fullmatch(word) for word in line.split()):
        return None
    bracketed = _BRACKETED.search(line)
    if not bracketed and text[behind : behind + 1].islower():
        return None  # "Ida Vance - who led the council - left": what follows a dateline is a sentence
    found = next(find_dates(line), None)
    if found is None and bracketed and (late := _date_behind(text, behind, stop)):
        found, behind = late
    agency = outlet_named(bracketed[1]) if bracketed else agency_named(line)
    cut = min(bracketed.start() if bracketed else len(line), found.start if found else len(line))
    return Dateline(start, behind, line[:cut].strip(" ,"), agency, found)


def _date_behind(text: str, start: int, stop: int) -> tuple[FoundDate, int] | None:
    """The day that stands by itself behind a dateline's dash ("BEIRUT (dpa) - 6 Nov 2012."), and its end."""
    found = next(find_dates(text, start, stop), None)
    if found is None or text[start : found.start].strip():
        return None
    closed = _CLOSES_DATE.match(text, found.end)
    return (found, closed.end()) if closed else None


def find_datelines(text: str, start: int, end: int) -> Iterator[Dateline]:
    """Yield the datelines with an agency anywhere in `text[start:end]`, in text order; with one that is not
    known only at its front, behind place and full date."""
    for match in _AGENCY_AND_DASH.finditer(text, start, end):
        agency = agency_named(match["agency"])
        before = text[max(start, match.start() - _LONGEST) : match.start()]
        day = next((one for one in find_dates(before) if not before[one.end :].strip(" ,")), None)
        head = before[: day.start] if day else before
        place = _PLACE_BEHIND.search(head)
        # An agency that is not known is one behind a place in capitals and a full date, at the very front.
        if agency is None and not (day and day.year and place and not head[: place.start()].strip()):
            continue
        if match[0].endswith(")") and not (place and _ENDED.search(head, 0, place.start())):
            continue  # without a dash it may be anything in brackets
        opens = match.start() - len(before) + (place.start() if place else day.start if day else len(before))
        yield Dateline(opens, match.end(), place["place"] if place else "", agency, day)
