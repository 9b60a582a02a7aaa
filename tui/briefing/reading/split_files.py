"""Large files that are read part by part: none is held, and each part can be read by itself."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import is_plain
from briefing.reading.file_part import FilePart
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import HEAD, ReadContext
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.input_bytes import open_file, read_pieces
from briefing.reading.sources import can_be_split, suffix_of

LEAST = 4_000_000
"""Bytes from which a file is read in parts where its format allows."""
PART = 400_000
"""Bytes a part has at least; it ends with the line that reaches them."""


def split_file(file: str, each: Callable[[bytes], object]) -> list[FilePart] | None:
    """Return the parts of a file; None where it must be read as a whole.

    `each` is given every piece of the content, in order. ReadError when it cannot be read.
    """
    if not can_be_split(file):
        return None
    chosen = _format_of(file)
    if chosen not in REGISTRY.of_suffix(suffix_of(file)) or chosen.missing is not None:
        # Reading it as a whole says what it is, or what to install.
        return None
    parts = chosen.reader.parts
    return parts.split(file, each) if parts is not None else None


def read_part(
    path: str, file: str, part: FilePart, taken: set[str] | None = None
) -> Iterator[Article | Failure]:
    """Yield the articles of one part of a file, and a failure for what is none.

    `taken` are the ids in the parts before, if any of them may come again. ReadError when it cannot
    be read.
    """
    context = ReadContext(path)
    chosen = _format_of(file)
    parts = chosen.reader.parts
    if parts is None:
        raise ReadError("it has changed since it was taken apart")
    size = part.end - part.begin
    if size > context.limits.file_bytes:
        raise ReadError(f"{parts.unit} {part.before + 1} is too large: {size / 1e6:,.0f} MB")
    with open_file(file) as stream:
        stream.seek(part.begin)
        data = stream.read(size)
    if not chosen.is_read_apart:
        yield from parts.read(data, part, context, taken)
        return
    from briefing.reading.read_apart import READER_CHILD

    for found in READER_CHILD.read(chosen, data, context, part, frozenset(taken or ())):
        if taken is not None and isinstance(found, Article):
            taken.add(found.id[len(path) + 1 :])
        yield found


def read_in_parts(path: str, file: str) -> Iterator[Article | Failure] | None:
    """Yield what stands in a file that is parsed apart, a part at a time: each has the time that a file has.

    None where it cannot be taken apart. ReadError when it cannot be read.
    """
    parts = split_file(file, len)
    return _each_part(path, file, parts) if parts else None


def _each_part(path: str, file: str, parts: list[FilePart]) -> Iterator[Article | Failure]:
    taken: set[str] = set()
    for part in parts:
        try:
            yield from read_part(path, file, part, taken)
        except ReadError as error:
            yield Failure(f"{path}#{part.before + 1}", error.message)


def _format_of(file: str) -> Format:
    with open_file(file) as stream:
        return REGISTRY.choose(suffix_of(file), stream.read(HEAD))


def split_at_line_ends(file: str, each: Callable[[bytes], object]) -> list[FilePart] | None:
    """Return the parts of a file of UTF-8 lines, with `each` as in `split_file`; None for another encoding.

    Almost all such files are UTF-8. Any other encoding is told from the whole file, and lines cannot
    be told from its bytes.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    parts: list[FilePart] = []
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
            parts.append(FilePart(begin, at + stop, lines_before))
            begin, lines_before, start = at + stop, lines, stop
        lines += piece.count(b"\n", start)
        at += len(piece)
    if begin < at:
        parts.append(FilePart(begin, at, lines_before))
    return parts


def _part_end(piece: bytes, start: int, least: int) -> int:
    """Where the line ends in `piece` that reaches the offset `least`, counted from `start`; -1 for none."""
    found = piece.find(b"\n", max(start, least - 1))
    return found + 1 if found >= 0 else -1
