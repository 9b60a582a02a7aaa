"""Timelines as iCalendar (RFC 5545): an event of whole days for each row.

The same rows give the same bytes: a calendar that takes them again finds its events by their ids.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from briefing.export.citations import credit, web_address
from briefing.export.timeline_product import TimelineProduct
from briefing.model.timeline_row import TimelineRow
from briefing.text.clean import clean, clean_line

_LONGEST = 75
"""Bytes of a line; what is longer goes on in lines that begin with a blank."""
_MOST_SENTENCES = 20
"""Of more statements, so many are told in the description of an event."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def pieces(product: TimelineProduct) -> Iterator[bytes]:
    """Yield the rows as a calendar, event by event."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefing//timeline//EN"]
    title = clean_line(product.title)
    yield _lines([*head, *([f"X-WR-CALNAME:{_text(title)}"] if title else [])])
    for row in product.rows:
        yield _lines(_event(row, product))
    yield _lines(["END:VCALENDAR"])


def _event(row: TimelineRow, product: TimelineProduct) -> Iterator[str]:
    newest = max((one.published or "" for one in row.statements), default="")
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(row)}"
    # When it was written is not known from the rows: the day of the newest article stands for it.
    yield f"DTSTAMP:{_basic_date(newest[:10] or row.first_day)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic_date(row.first_day)}"
    if row.last_day != date.max.isoformat():
        behind = date.fromisoformat(row.last_day) + timedelta(1)
        yield f"DTEND;VALUE=DATE:{_basic_date(behind.isoformat())}"
    yield f"SUMMARY:{_text(clean_line(row.label) or row.days_words)}"
    yield f"DESCRIPTION:{_text(_description(row, product))}"
    addresses = (web_address(product.citations[name]) for name in row.articles)
    address = next((one for one in addresses if one is not None), None)
    if address is not None:
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(row: TimelineRow, product: TimelineProduct) -> str:
    told = [
        f"{clean_line(one.sentence)} — {credit(product.citations[one.article])}"
        for one in row.statements[:_MOST_SENTENCES]
    ]
    left = len(row.statements) - len(told)
    return "\n".join([row.facts_words, *told, *([f"and {left} more"] if left else [])])


def _uid(row: TimelineRow) -> str:
    """The same for the same days as told by the same first words."""
    first = row.statements[0] if row.statements else None
    told = f"{row.first_day}/{row.last_day}/{first.article if first else ''}/{first.start if first else 0}"
    return f"{hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@briefing"


def _basic_date(iso: str) -> str:
    """An ISO date as calendars write it, without its hyphens."""
    return iso.replace("-", "")


def _text(text: str) -> str:
    return clean(text).translate(_ESCAPED)


def _lines(lines: Iterator[str] | list[str]) -> bytes:
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _folded(line: str) -> Iterator[bytes]:
    """Yield a line in parts of at most 75 bytes, no character cut."""
    part, room = bytearray(), _LONGEST
    for character in line:
        data = character.encode("utf-8", "replace")
        if len(part) + len(data) > room:
            yield bytes(part)
            part = bytearray(b" ")
        part += data
    yield bytes(part)
