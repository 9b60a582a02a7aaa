"""Web pages: HTML and XHTML, as a browser or SingleFile saves them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import NoArticlesError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import decode_head
from briefing.reading.extracted_article import article_of, articles_of
from briefing.reading.formats.format_reader import HEAD, Evidence, FormatReader, ReadContext
from briefing.reading.formats.press_databases import split_press_page
from briefing.reading.reference_lists import NO_ARTICLES, is_reference_list

_BEGINS = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_XHTML = re.compile(r"\s*<\?xml\b[^>]{0,200}>\s*(?:<!doctype\s+html|<html)\b", re.I)
_ANY_TAG = re.compile(r"<[a-zA-Z!]")


def sniff(head: bytes) -> Evidence:
    """A doctype or the root element at the top prove it; a page without them is known by its tags."""
    text = decode_head(head)
    if _BEGINS.match(text) or _XHTML.match(text):
        return Evidence.CERTAIN
    return Evidence.POSSIBLE if _ANY_TAG.search(text[:4000]) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the article of the page, or those of a bundle from a press database."""
    from briefing.reading.html.html_reader import decode_page, extract_text

    decoded = decode_page(data, context.charset)
    if is_reference_list(decoded.text[:HEAD]):
        raise NoArticlesError(NO_ARTICLES)
    bundle = split_press_page(decoded)
    if bundle.articles:
        yield from articles_of(bundle.articles, context, bundle.warnings)
    else:
        yield article_of(extract_text(decoded, url=context.address), context)


READER = FormatReader(sniff, read)
