"""Reading lists (RIS, BibTeX, CSL-JSON): no articles, but what is known of those beside them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import NoArticlesError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import decode_filled, decode_head
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.reference_lists import NO_ARTICLES, is_reference_list, read_references


def sniff(head: bytes) -> Evidence:
    """The first reference; a text may begin with one, too."""
    return Evidence.LIKELY if is_reference_list(decode_head(head)) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:  # noqa: ARG001 - as all are called
    """Refuse it as what holds no articles; ReadError where the list is damaged."""
    found = read_references(decode_filled(data).text)
    raise NoArticlesError(NO_ARTICLES if found is not None else "it holds no references, and no articles")


READER = FormatReader(sniff, read)
