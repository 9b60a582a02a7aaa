"""Plain text: the file is the text, and rules tell its passages apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.model.article import Article, Failure
from briefing.reading.article_builder import build_article
from briefing.reading.decoding import decode_filled, is_text
from briefing.reading.extracted_article import articles_of
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.formats.press_databases import may_be_press_text, split_press_text
from briefing.text.clean import clean

_LONG, _MANY_LINES = 2_000_000, 30_000
"""Characters or lines from which reading a text takes half a second and more."""
_BEGINNING = 50_000
"""Characters of a beginning: some screens, read in a hundredth of a second."""


def sniff(head: bytes) -> Evidence:
    """All text may be plain text."""
    return Evidence.POSSIBLE if is_text(head) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the one article, of a long one its beginning first where that is wanted.

    A bundle from a press database is several.
    """
    decoded = decode_filled(data, context.charset)
    bundle = split_press_text(decoded)
    if bundle.articles:
        yield from articles_of(bundle.articles, context, bundle.warnings)
        return
    if context.beginnings and (end := _end_of_beginning(decoded.text)):
        beginning = build_article(
            context.path,
            clean(decoded.text[:end]),
            encoding=decoded.encoding,
            warnings=(*decoded.warnings, "only its beginning was read"),
            limits=context.limits,
        )
        yield replace(beginning, is_beginning=True)
    yield build_article(
        context.path,
        clean(decoded.text),
        encoding=decoded.encoding,
        warnings=decoded.warnings,
        limits=context.limits,
    )


def _end_of_beginning(text: str) -> int:
    """Where the first lines of a text end that takes long to read; 0 where it does not, or has no lines."""
    if len(text) < _LONG and text.count("\n") < _MANY_LINES:
        return 0
    return text.rfind("\n", 0, _BEGINNING) + 1


READER = FormatReader(sniff, read, is_complex=may_be_press_text)
