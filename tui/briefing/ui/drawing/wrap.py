"""Lines of a passage at a width: spans into the article's text, never copies of it.

Pure functions. A line is a half-open span; blank space at a break belongs to no line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rich.cells import cell_len, split_graphemes

_PLAIN = re.compile("[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\n]")
"""Anything that may not be exactly one cell wide."""

TAB = 4
"""Cells a tab takes when drawn."""


@lru_cache(maxsize=64)
def _breaker(width: int) -> re.Pattern[str]:
    # A line ends before a space, behind a hyphen or dash, at the end, or, in a word longer than
    # the line, at the width.
    return re.compile(
        rf" *(?P<line>[^ \n][^\n]{{0,{width - 1}}}(?=[ \n]|\Z)"
        rf"|[^ \n][^\n]{{0,{max(width - 2, 0)}}}[-–—/](?=\S)"
        rf"|[^ \n][^\n]{{0,{width - 1}}})"
    )


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break `text[start:end]` into lines of at most `width` cells (at least 1).

    Linear in the length of the passage. A passage without visible characters has no lines.
    """
    width = max(width, 1)
    if _PLAIN.search(text, start, end):
        return [line for piece in _pieces(text, start, end) for line in _wrap_wide(text, *piece, width)]
    pattern = _breaker(width)
    lines: list[tuple[int, int]] = []
    for begin, stop in _pieces(text, start, end):
        position = begin
        while position < stop:
            match = pattern.match(text, position, stop)
            if match is None:
                break
            first, last = match.span("line")
            while last > first and text[last - 1] == " ":
                last -= 1
            lines.append((first, last))
            position = match.end()
    return lines


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        if text[position:stop].strip():
            pieces.append((position, stop))
        position = stop + 1
    return pieces


_WORD = re.compile(r"\s*\S+")


def _wrap_wide(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    first = last = -1
    used = 0
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        word_start = begin
        while text[word_start].isspace():
            word_start += 1
        gap = cells(text[begin:word_start]) if first >= 0 else 0
        size = cells(text[word_start:stop])
        if first >= 0 and used + gap + size <= width:
            last, used = stop, used + gap + size
            continue
        if first >= 0:
            lines.append((first, last))
        *full, (first, last) = _chop(text, word_start, stop, width)
        lines.extend(full)
        used = cells(text[first:last])
    if first >= 0:
        lines.append((first, last))
    return lines


def _chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Cut one word into spans of at most `width` cells, never inside a grapheme."""
    if cells(text[start:end]) <= width:
        return [(start, end)]
    spans: list[tuple[int, int]] = []
    first, used = start, 0
    for begin, stop, size in split_graphemes(text[start:end])[0]:
        if used + size > width and start + begin > first:
            spans.append((first, start + begin))
            first, used = start + begin, 0
        used += size
        del stop
    spans.append((first, end))
    return spans


def cells(text: str, tabs: Sequence[int] = ()) -> int:
    """Width of `text` in cells as drawn; a tab counts `TAB`, or what `tabs` says of each in order."""
    if tabs:
        return cells(text) + sum(tabs) - TAB * len(tabs)
    if text.isascii():
        return len(text) + (TAB - 1) * text.count("\t")
    return cell_len(text.replace("\t", " " * TAB))


_BETWEEN_TABS = r"\t|[^\t]+"
"""A tab has no width of its own, so it would pass for a part of the character before it."""


def offset_at(text: str, start: int, end: int, column: int, tabs: Sequence[int] = ()) -> int:
    """The offset of the character of `text[start:end]` drawn at cell `column`, at most `end`.

    `tabs` are the widths of its tabs in order, where they are not `TAB`.
    """
    if column <= 0:
        return start
    if text[start:end].isascii() and "\t" not in text[start:end]:
        return min(start + column, end)
    used = 0
    widths = iter(tabs)
    for piece in re.compile(_BETWEEN_TABS).finditer(text, start, end):
        if piece.group() == "\t":
            used += next(widths, TAB)
            if used > column:
                return piece.start()
            continue
        for begin, _stop, size in split_graphemes(piece.group())[0]:
            used += size
            if used > column:
                return piece.start() + begin
    return end


def first_words(text: str, room: int) -> tuple[str, str]:
    """As many words of a text as fit into so many cells, and the rest."""
    if cells(text) <= room:
        return text, ""
    words = text.split(" ")
    for number in range(len(words) - 1, 0, -1):
        if cells(first := " ".join(words[:number])) <= room:
            return first, " ".join(words[number:])
    return text, ""
