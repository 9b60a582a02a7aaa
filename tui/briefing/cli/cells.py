"""How text is shown in a terminal: made safe, measured in cells, cut, padded and wrapped.

Everything here works on single lines. Nothing knows colours or where the text goes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from briefing.text.clean import clean, visible

ELLIPSIS = "…"


def shown(text: str) -> str:
    """Return `text` as one line that is safe in a terminal.

    Control characters become visible symbols, zero-width ones vanish, and the undecodable bytes of
    a file name appear as `\\udcxx`. Blanks stay as they are; doing it twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    encodable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return visible(clean(encodable)).replace("\n", " ").replace("\t", " ")


@lru_cache(maxsize=4096)
def _character_width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def cell_width(text: str) -> int:
    """Return how many terminal cells `text` takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, ending in an ellipsis where something was left out."""
    if cell_width(text) <= width:
        return text
    if width <= 0:
        return ""
    kept, used = 0, 1
    for character in text:
        used += _character_width(character)
        if used > width:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def cut_front(text: str, width: int) -> str:
    """Return the end of `text` in at most `width` cells, behind an ellipsis where something was left out."""
    if cell_width(text) <= width:
        return text
    return cut(text[::-1], width)[::-1]


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` filled up to `width` cells with blanks behind it, or before it if `right`."""
    blanks = " " * max(0, width - cell_width(text))
    return blanks + text if right else text + blanks


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells, broken at blanks, else between characters."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for index, piece in enumerate(broken(word, max(width, 2))):
            size = cell_width(piece)
            if line and index == 0 and used + 1 + size <= width:
                line, used = f"{line} {piece}", used + 1 + size
                continue
            if line:
                lines.append(line)
            line, used = piece, size
    if line:
        lines.append(line)
    return lines


def broken(word: str, width: int, used: int = 0) -> Iterator[str]:
    """Yield `word` in parts of at most `width` cells, the first `used` fewer, where it may be empty; in one
    pass, for a word may be a megabyte long."""
    start = 0
    for index, character in enumerate(word):
        size = _character_width(character)
        if used + size > width:
            yield word[start:index]
            start, used = index, 0
        used += size
    yield word[start:]
