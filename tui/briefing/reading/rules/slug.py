"""Slug lines: what an agency's editing system puts above a story.

"Headline/ Outlet/ CITY/ Reporter/ Edition/ The first sentence of the summary ..." The part up to
the last separator is one block of boilerplate; what follows on the line is a paragraph. The same
with upright bars in place of the strokes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from briefing.reading.blocks import Block

_PART = re.compile(r"[ \t]{0,3}([^/|\n]{1,160}?)[ \t]{0,2}([/|])[ \t]{1,3}")
_PLACE = re.compile(r"[A-Z][A-Z.,'’ \-]{2,40}")
_PERSON = re.compile(r"(?:[A-Z][\w.'’\-]{0,20} ){1,3}[A-Z][\w.'’\-]{1,20}")
_LONGEST_PART = 6
_LONGEST_HEADLINE = 25


@dataclass(frozen=True, slots=True)
class Slug:
    """The parts of a slug line."""

    end: int
    """Length of the slug in the line, its last separator included."""
    headline: str
    outlet: str
    author: str | None


def parse_slug(text: str) -> Slug | None:
    """Return the slug that `text` begins with, or None.

    It must name a place in capitals behind the headline and the outlet: without that, strokes
    in a line mean nothing certain.
    """
    parts: list[str] = []
    end = 0
    while len(parts) < 10:
        match = _PART.match(text, end)
        if match is None:
            break
        part = match.group(1).strip()
        if len(part.split()) > (_LONGEST_PART if parts else _LONGEST_HEADLINE) or (
            part.endswith((".", "!")) and len(part) > 4
        ):
            break
        parts.append(part)
        end = match.end()
    place = next((i for i, part in enumerate(parts) if i >= 2 and _PLACE.fullmatch(part)), None)
    if place is None or len(parts[0].split()) < 3:
        return None
    follower = parts[place + 1] if place + 1 < len(parts) else ""
    return Slug(end, parts[0], parts[place - 1], follower if _PERSON.fullmatch(follower) else None)


def split_slug(blocks: list[Block]) -> list[Block]:
    """Cut the slug off the first block."""
    if not blocks or blocks[0].kind is not None:
        return blocks
    first = blocks[0]
    slug = parse_slug(first.text)
    if slug is None:
        return blocks
    prefix = first.text[: slug.end].rstrip()
    head = replace(first, end=first.start + len(prefix), text=prefix, kind="boilerplate")
    rest = first.text[slug.end :].lstrip()
    if not rest:
        return [head, *blocks[1:]]
    return [head, replace(first, start=first.end - len(rest), text=rest), *blocks[1:]]
