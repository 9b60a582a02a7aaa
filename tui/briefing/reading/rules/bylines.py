"""Bylines and publication lines: who wrote it and when, as a site prints it by itself.

They are boilerplate: what they say is in the article's metadata. A bare date is one only near the
top or the very end; in the middle of a text it heads an entry of a chronology.
"""

from __future__ import annotations

import re

from briefing.reading.blocks import Block, mark
from briefing.reading.dates import is_date_line

_TOP = 8
_BOTTOM = 2
_STAMP = re.compile(
    r"(?:first |story |date |article |originally )?(?:published|posted|updated|last updated|last modified|created"
    r"|released|modified|filed|date)\b[^\n]{0,120}",
    re.I,
)
_PERSON = r"(?:[A-Z][\w.'’\-]{0,30}|de|la|van|von|der|den|al|bin|di|da|du)"
_NAMES = rf"{_PERSON}(?: {_PERSON}){{0,4}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ritten by|[Ss]tory by|[Pp]osted by|[Ww]ords by|[Ff]rom) (?P<name>{_NAMES})"
    rf"(?:(?:,? and |, | & ){_NAMES}){{0,4}}(?:,? (?:[|/·•–—-] ?)?[^\n.:]{{0,80}})?"
)
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|the|a|an|this|that)\b")


def byline_author(line: str) -> str | None:
    """The first person a byline names, or None where `line` is no byline."""
    match = _BYLINE.fullmatch(line)
    if match is None or len(line.split()) > 16 or _VERBAL.search(line):
        return None
    name = match.group("name")
    return name.title() if name.isupper() else name


def is_stamp(line: str) -> bool:
    """Whether the line says when the article was published or changed."""
    return _STAMP.fullmatch(line) is not None and any(c.isdigit() for c in line) and len(line.split()) <= 16


def mark_bylines(blocks: list[Block]) -> list[Block]:
    """Decide bylines and publication lines, where there is an article beside them."""
    if not any(block.is_body for block in blocks) or len(blocks) < 2:
        return blocks
    blocks = mark(blocks, lambda block: is_stamp(block.text) and not block.text.endswith("."), "boilerplate")
    top = mark(blocks[:_TOP], lambda block: byline_author(block.text) is not None, "boilerplate")
    top = mark(top, lambda block: is_date_line(block.text), "boilerplate")
    bottom = mark(blocks[_TOP:][-_BOTTOM:], lambda block: is_date_line(block.text), "boilerplate")
    return top + blocks[_TOP : len(blocks) - len(bottom)] + bottom
