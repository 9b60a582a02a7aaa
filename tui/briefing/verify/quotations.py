"""Quotations in a stretch of text: what stands between quotation marks, whichever they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_CLOSING = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’",
    "「": "」", "『": "』", "〝": "〞", "＂": "＂", '"': '"', "'": "'",
}  # fmt: skip
"""What closes a quotation, by what opens it. Some languages open with what others close with."""
_OPENING = re.compile(f"[{re.escape(''.join(_CLOSING))}]")
_MARK = re.compile(f"[{re.escape(''.join(_CLOSING) + ''.join(_CLOSING.values()))}]")
_UNMISTAKABLE = frozenset("“„«")
_STRAIGHT = frozenset("\"'")
_SINGLE = frozenset("'’")
_ELIDED = re.compile(r"['’](?:\d\ds?\b|(?:em|til|tis|twas|cause|bout|n)\b)", re.IGNORECASE)
_BEFORE = frozenset("([{—–-/:=\"“‘'«„")
_WORD = re.compile(r"[^\W_]")
_LONGEST = 20_000
"""Characters within which a mark is closed."""


class QuotedSpan(NamedTuple):
    """What is quoted, without its marks: `text[start:end]`."""

    start: int
    end: int
    closed: bool = True
    """False where the text ends before a mark closes it."""


def quotations(text: str) -> Iterator[QuotedSpan]:
    """Yield the quotations of one paragraph in order; those inside others are part of them.

    Without a word there is none, an apostrophe opens none, and one that is never closed goes on to
    the end only where its mark can be nothing else (`“`, `«`, `„`).
    """
    ends = _Ends(text)
    at = 0
    while (match := _OPENING.search(text, at)) is not None:
        at = match.end()
        sign = match.group()
        if not _opens(text, match.start(), sign):
            continue
        end = ends.of(match.start(), sign)
        if end is not None:
            if _WORD.search(text, at, end):
                yield QuotedSpan(at, end)
            at = end + 1
        elif sign in _UNMISTAKABLE and at <= ends.last_word:
            yield QuotedSpan(at, len(text), closed=False)
            return


def _opens(text: str, at: int, sign: str) -> bool:
    behind = text[at + 1 : at + 2]
    if not behind or behind.isspace():
        return False
    if sign in "“„«「『〝":
        return True
    before = text[at - 1 : at] if at else ""
    if before and not before.isspace() and before not in _BEFORE:
        return False
    return not (sign in "'‘" and _ELIDED.match(f"'{text[at + 1 : at + 12]}"))


class _Ends:
    """Where quotations are closed, found in one pass: a text may be nothing but marks."""

    def __init__(self, text: str) -> None:
        self._places: dict[str, list[int]] = {}
        """Where a mark may close, by mark, in order."""
        self._nested: dict[int, int] = {}
        """Where the quotations in “ ” end that begin at a place: they may stand in each other."""
        self.last_word = next((at for at in range(len(text) - 1, -1, -1) if text[at].isalnum()), -1)
        """Where its last letter or digit stands."""
        opened: list[int] = []
        for match in _MARK.finditer(text):
            at, sign = match.start(), match.group()
            if sign == "“":
                opened.append(at)
            elif sign == "”" and opened:
                self._nested[opened.pop()] = at
            if at and _closes(text, at, sign):
                self._places.setdefault(sign, []).append(at)

    def of(self, start: int, sign: str) -> int | None:
        """Where the quotation is closed that the mark at `start` opens."""
        if sign == "“":
            return self._nested.get(start)
        found = [
            places[n] for places in self._behind(sign) if (n := bisect_right(places, start)) < len(places)
        ]
        end = min(found, default=None)
        return end if end is not None and end - start <= _LONGEST else None

    def _behind(self, sign: str) -> Iterator[list[int]]:
        for closing in _CLOSING[sign]:
            yield self._places.get(closing, [])


def _closes(text: str, at: int, sign: str) -> bool:
    if sign in _STRAIGHT and text[at - 1].isspace():
        return False
    return not (sign in _SINGLE and text[at + 1 : at + 2].isalnum())
