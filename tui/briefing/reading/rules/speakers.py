"""Speaker tags on a line of their own: "[Second Reporter]:", "THE MINISTER:", "Q:"."""

from __future__ import annotations

import re

from briefing.reading.blocks import Block

_LEVEL = 2
"""Below the headings of a text: a tag introduces one answer."""
_BRACKETED = re.compile(r"\[[^\[\]\n]{1,100}\] ?:?")
_CAPITALS = re.compile(r"(?=[^\n]{0,60}[A-Z])[A-Z][A-Z.,'’()\- ]{0,60}:")


def is_speaker_tag(line: str) -> bool:
    """Whether the line only says who speaks next."""
    return bool(_BRACKETED.fullmatch(line) or _CAPITALS.fullmatch(line))


def decide_speaker_tags(blocks: list[Block]) -> list[Block]:
    """Decide speaker tags that something follows; they are headings of what is said."""
    result = list(blocks)
    for i, block in enumerate(blocks[:-1]):
        if block.kind is None and block.is_line and is_speaker_tag(block.text) and blocks[i + 1].kind is None:
            result[i] = block.as_("heading", _LEVEL)
    return result
