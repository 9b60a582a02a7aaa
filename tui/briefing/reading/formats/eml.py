"""Mail: one message a file, as mail programs save it; newsletters and press releases are such messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import article_of, articles_of
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext

_FIELD = re.compile(rb"[!-9;-~]{1,76}:[^\r\n]*(?:\r?\n(?:[ \t][^\r\n]*\r?\n)*|\Z)")
_NAME = re.compile(rb"[!-9;-~]{1,76}")
_MACHINE = frozenset(
    b"received message-id return-path mime-version delivered-to dkim-signature content-type".split()
)
"""Fields that programs write and people do not."""
_SENDER = frozenset((b"from", b"sender"))
_USUAL = frozenset(b"from to subject date cc reply-to".split())
_MOST_FIELDS = 200


def header_names(head: bytes) -> set[bytes]:
    """Return the names of the fields, in lower case, with which `head` begins."""
    names: set[bytes] = set()
    at = 0
    for _ in range(_MOST_FIELDS):
        match = _FIELD.match(head, at)
        if match is None:
            break
        name = _NAME.match(head, at)
        if name is not None:
            names.add(name[0].lower())
        at = match.end()
    return names


def sniff(head: bytes) -> Evidence:
    """A header with what mail servers write proves it; one that people may write only makes it likely."""
    names = header_names(head.lstrip())
    if b"snapshot-content-location" in names or not names & (_SENDER | _USUAL | _MACHINE):
        return Evidence.NONE
    if names & _SENDER and names & _MACHINE and len(names & _USUAL) >= 2:
        return Evidence.CERTAIN
    return Evidence.LIKELY if names & _SENDER and len(names & _USUAL) >= 3 else Evidence.POSSIBLE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the article of the message, called `PATH`; where others are attached or forwarded all are
    called `PATH#ID`.
    """
    from briefing.reading.mail.mail_message import extract_message

    found = list(extract_message(data.lstrip()))
    if len(found) == 1:
        yield article_of(replace(found[0], identity=None), context)
    else:
        yield from articles_of(found, context)


READER = FormatReader(sniff, read)
