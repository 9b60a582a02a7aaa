"""Mailboxes (MBOX): messages one behind the other, each below a line that begins with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import article_of, unique_identity
from briefing.reading.formats.eml import header_names
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext

MESSAGE_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,500}\r?\n(?=[!-9;-~]{1,76}:)")
"""The line above a message: behind a blank line, and above a header."""
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
    from briefing.reading.mail.mail_message import extract_message

    data = data.lstrip()
    starts = list(MESSAGE_START.finditer(data))
    if not starts:
        raise ReadError("there is no message in it")
    taken: set[str] = set()
    for number, match in enumerate(starts, 1):
        stop = starts[number].start() if number < len(starts) else len(data)
        origin = f"message {number}"
        try:
            for one in extract_message(_ESCAPED.sub(b"", data[match.end() : stop])):
                name = f"{context.path}#{unique_identity(one.identity or '', number, taken)}"
                where = f"{origin}: {one.origin}" if one.origin else origin
                yield article_of(replace(one, origin=where), context, name=name)
        except ReadError as error:
            yield Failure(f"{context.path}#{number}", f"{origin}: {error.message}")


READER = FormatReader(sniff, read)
