"""Large files of records, taken apart at line ends: each part is read by itself, and none is held.

Only for UTF-8, which almost all of them are: another encoding is told from the whole file, and lines
cannot be told from its bytes. Markdown and plain text are one article a file and have no parts.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import Decoded, is_plain
from briefing.reading.loading import MAX_BYTES, open_file, read_pieces
from briefing.reading.read import articles_of_records
from briefing.reading.sources import suffix_of

LEAST = 4_000_000
"""Bytes from which a file of records is read in parts."""
PART = 400_000
"""Bytes a part has at least; it ends with the line that reaches them."""
RECORDS = ".jsonl"


class Part(NamedTuple):
    """Some lines of a file."""

    begin: int
    """Offset in bytes."""
    end: int
    lines: int
    """Lines before it."""


def split_file(file: str, each: Callable[[bytes], object]) -> list[Part] | None:
    """Return the parts of a file of records; None where it must be read as a whole, or is none.

    `each` is given every piece of the content, in order. ReadError when it cannot be read.
    """
    if suffix_of(file).lower() != RECORDS:
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    parts: list[Part] = []
    begin = lines_before = at = lines = 0
    for piece in read_pieces(file):
        each(piece)
        if not at and not is_plain(piece):
            return None
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return None
        start = 0
        while (stop := _part_end(piece, start, begin + PART - at)) >= 0:
            lines += piece.count(b"\n", start, stop)
            parts.append(Part(begin, at + stop, lines_before))
            begin, lines_before, start = at + stop, lines, stop
        lines += piece.count(b"\n", start)
        at += len(piece)
    if begin < at:
        parts.append(Part(begin, at, lines_before))
    return parts


def _part_end(piece: bytes, start: int, least: int) -> int:
    """Where the line ends in `piece` that reaches the offset `least`, counted from `start`; -1 for none."""
    found = piece.find(b"\n", max(start, least - 1))
    return found + 1 if found >= 0 else -1


def read_part(path: str, file: str, part: Part, taken: set[str] | None = None) -> Iterator[Article | Failure]:
    """Yield the articles of one part of a file, and a failure for each line that is none.

    `taken` are the ids in the parts before, if any of them may come again. ReadError when it cannot
    be read.
    """
    size = part.end - part.begin
    if size > MAX_BYTES:
        raise ReadError(f"line {part.lines + 1} is too large: {size / 1e6:,.0f} MB")
    with open_file(file) as stream:
        stream.seek(part.begin)
        text = stream.read(size).decode("utf-8", "replace")
    yield from articles_of_records(path, Decoded(text, "utf-8"), lines=part.lines, taken=taken)
