"""Mailboxes (MBOX): messages one behind the other, each below a line that begins with "From "."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import article_of, unique_identity
from briefing.reading.file_part import FilePart
from briefing.reading.formats.eml import header_names
from briefing.reading.formats.format_reader import Evidence, FormatReader, PartwiseReader, ReadContext
from briefing.reading.input_bytes import read_pieces
from briefing.reading.split_files import PART

_START = rb"From [^\r\n]{1,500}\r?\n(?=[!-9;-~]{1,76}:)"
_NEXT_START = re.compile(rb"(?:(?<=\n\n)|(?<=\n\r\n))" + _START)
MESSAGE_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))" + _START)
"""The line above a message: behind a blank line, and above a header."""
_LONGEST_START = 1_000
"""Bytes within which such a line and the name of the field below it stand."""
_ESCAPED = re.compile(rb"^>(?=>{0,20}From )", re.M)
"""How the format tells such a line within a message from one above it."""


def sniff(head: bytes) -> Evidence:
    """The line above the first message, and its header."""
    match = MESSAGE_START.match(head.lstrip())
    return Evidence.CERTAIN if match and header_names(head.lstrip()[match.end() :]) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each message, called `PATH#MESSAGE-ID`, or `PATH#NUMBER` where it has none.

    A message that cannot be read is a failure of its own.
    """
    return _read_messages(data.lstrip(), context, 0, set())


def read_part(
    data: bytes, part: FilePart, context: ReadContext, taken: set[str] | None
) -> Iterator[Article | Failure]:
    """Yield the same of some messages, `taken` being the ids of those before."""
    return _read_messages(data.lstrip(), context, part.before, set() if taken is None else taken)


def split_at_messages(file: str, each: Callable[[bytes], object]) -> list[FilePart] | None:
    """Return the parts of a mailbox, each of whole messages; None where it does not begin with one.

    `each` is given every piece of the content, in order. ReadError when it cannot be read.
    """
    parts: list[FilePart] = []
    begin = before = messages = at = met = 0
    window = b""
    for piece in read_pieces(file):
        each(piece)
        window += piece
        if not at and MESSAGE_START.match(window) is None:
            return None
        for match in _NEXT_START.finditer(window):
            start = at + match.start()
            if start <= met:
                continue
            met = start
            messages += 1
            if start - begin >= PART:
                parts.append(FilePart(begin, start, before))
                begin, before = start, messages
        # A line that is cut off at the end of a piece is looked at again.
        at += max(len(window) - _LONGEST_START, 0)
        window = window[-_LONGEST_START:]
    end = at + len(window)
    return [*parts, FilePart(begin, end, before)] if end else None


def _read_messages(
    data: bytes, context: ReadContext, before: int, taken: set[str]
) -> Iterator[Article | Failure]:
    """Read the messages in `data`, which begins with one."""
    from briefing.reading.mail.mail_message import extract_message

    starts = list(MESSAGE_START.finditer(data))
    if not starts:
        raise ReadError("there is no message in it")
    for at, match in enumerate(starts):
        number = before + at + 1
        stop = starts[at + 1].start() if at + 1 < len(starts) else len(data)
        origin = f"message {number}"
        try:
            for one in extract_message(_ESCAPED.sub(b"", data[match.end() : stop])):
                name = f"{context.path}#{unique_identity(one.identity or '', number, taken)}"
                where = f"{origin}: {one.origin}" if one.origin else origin
                yield article_of(replace(one, origin=where), context, name=name)
        except ReadError as error:
            yield Failure(f"{context.path}#{number}", f"{origin}: {error.message}")


READER = FormatReader(sniff, read, PartwiseReader(split_at_messages, read_part, "message"))
