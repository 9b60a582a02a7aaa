"""Plain text: the file is the text, and rules tell its passages apart."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.article import Article
from briefing.reading.article_builder import build_article
from briefing.reading.decoding import decode_filled, is_text
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.text.clean import clean


def sniff(head: bytes) -> Evidence:
    """All text may be plain text."""
    return Evidence.POSSIBLE if is_text(head) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the one article."""
    decoded = decode_filled(data)
    yield build_article(
        context.path,
        clean(decoded.text),
        encoding=decoded.encoding,
        warnings=decoded.warnings,
        limits=context.limits,
    )


READER = FormatReader(sniff, read)
