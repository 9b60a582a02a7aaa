"""Reading lists (RIS, BibTeX, CSL-JSON): no articles, but what is known of those beside them."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.errors import NoArticlesError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import decode_filled, decode_head
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.reference_lists import NO_ARTICLES, evidence_of_references, read_references


def sniff(head: bytes) -> Evidence:
    """The first reference; a text may begin with one, too."""
    return evidence_of_references(decode_head(head))


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:  # noqa: ARG001 - as all are called
    """Refuse it as what holds no articles; ReadError where the list is damaged."""
    found = read_references(decode_filled(data).text)
    raise NoArticlesError(NO_ARTICLES if found is not None else "it holds no references, and no articles")


READER = FormatReader(sniff, read)
