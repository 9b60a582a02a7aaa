"""Quoted blocks: a paragraph that the line before it hands over to.

Plain text loses the indentation of a quoted statement. What remains is the line before it, which
names the speaker or the source and then simply ends: with a colon, or without a full stop.
"""

from __future__ import annotations

import re

from briefing.reading.blocks import Block

_TELLS = (
    r"(?:said|says|told|tells|wrote|writes|stated|states|reported|reports|posted|announced|added|noted"
    r"|explained|replied|responded|declared|tweeted|quoted?|quoting|cites?|citing|reads?|as follows|in full"
    r"|statement|message|letter|post|transcript|readout|communiqu[eé]|excerpt)"
)
_EMPHASIS = re.compile(r"[(\[](?:[^()\[\]]{0,20}\b)?emphas[ie]s [^()\[\]]{1,40}[)\]]$", re.I)
_TOLD_TAIL = re.compile(
    r"\b(?:said|told(?: [^\s.]{1,30}){1,3}|wrote|stated|reported|posted|added|as follows|in full)$", re.I
)
_OPENS_WITH_SOURCE = re.compile(
    r"(?:[^\n,]{0,40}, )?(?:according to|as [^\n]{1,60} (?:put it|wrote|said)|quoting|in the words of)\b",
    re.I,
)
"""Where a source opens the line; behind a whole sentence it only says who reported that sentence."""
_TELLING = re.compile(rf"\b{_TELLS}\b", re.I)
_SHORT = 12
_TAIL_WORDS = 15


def hands_over(block: Block, following: Block) -> bool:
    """Whether `block` ends by handing over to the quoted `following`."""
    if block.last == ":":
        told = _TELLING.search(_tail(block)) or _OPENS_WITH_SOURCE.match(block.text)
        return told is not None or following.text[0] in '"“«„'
    if block.is_stopped or block.last in ",;—–-":
        return False
    if _EMPHASIS.search(block.text[-80:]):
        return True
    tail = _tail(block)
    if block.words <= _SHORT:
        return bool(_TOLD_TAIL.search(tail) or _OPENS_WITH_SOURCE.match(block.text))
    return bool(_TELLING.search(tail) or _OPENS_WITH_SOURCE.match(block.text))


def decide_quotes(blocks: list[Block]) -> list[Block]:
    """Decide the paragraph behind a line that hands over; that line itself is a paragraph."""
    result = list(blocks)
    for i in range(1, len(blocks)):
        before, block = result[i - 1], blocks[i]
        if before.kind not in (None, "paragraph") or block.kind is not None:
            continue
        if _can_be_quoted(block) and hands_over(before, block):
            result[i - 1] = before.as_("paragraph")
            result[i] = block.as_("quote")
    return result


def _can_be_quoted(block: Block) -> bool:
    return block.is_stopped or block.words > _TAIL_WORDS


def _tail(block: Block) -> str:
    """The last words of a block."""
    return " ".join(block.text[-200:].split()[-_TAIL_WORDS:])
