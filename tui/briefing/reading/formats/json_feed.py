"""JSON Feed: one article an item."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import decode_filled, decode_head
from briefing.reading.extracted_article import ExtractedFile, articles_of
from briefing.reading.formats.feed_entries import (
    MOST_ENTRIES,
    TOLD_OF_MORE,
    FeedEntry,
    article_of_entry,
)
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext

EXTRACTOR = "json feed/1"

_VERSION = re.compile(r"\"version\"\s{0,20}:\s{0,20}\"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org")
_MOST_AUTHORS = 20


def sniff(head: bytes) -> Evidence:
    """An object that says to be of a version of the format; any other JSON is only named so."""
    text = decode_head(head).lstrip("\ufeff \t\r\n")
    if text.startswith("{") and _VERSION.search(text):
        return Evidence.CERTAIN
    return Evidence.POSSIBLE if text.startswith(("{", "[")) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each item, called `PATH#ID`, or `PATH#NUMBER` where it has no id."""
    found = extract(data)
    yield from articles_of(found.articles, context, found.warnings)


READER = FormatReader(sniff, read)


def extract(data: bytes) -> ExtractedFile:
    """Return the items; ReadError where it is no feed."""
    decoded = decode_filled(data)
    try:
        feed = json.loads(decoded.text.lstrip("\ufeff"))
    except RecursionError as error:
        raise ReadError("it is nested too deeply") from error
    except ValueError as error:
        raise ReadError("damaged: it is not JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise ReadError("it is JSON, but no feed")
    found = [one for one in items if isinstance(one, dict)]
    if not found:
        raise ReadError("there is no entry in the feed")
    articles = [
        article_of_entry(_entry(one, feed), number, EXTRACTOR, decoded.encoding)
        for number, one in enumerate(found[:MOST_ENTRIES], 1)
    ]
    return ExtractedFile(articles, (TOLD_OF_MORE,) if len(found) > MOST_ENTRIES else ())


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() if isinstance(value, str) else ""


def _entry(item: Mapping[str, object], feed: Mapping[str, object]) -> FeedEntry:
    html = _text(item, "content_html")
    return FeedEntry(
        identity=_text(item, "id"),
        title=_text(item, "title"),
        content=html or _text(item, "content_text"),
        summary=_text(item, "summary"),
        author=_authors(item) or _authors(feed),
        source=_text(feed, "title"),
        published=_text(item, "date_published") or _text(item, "date_modified"),
        language=_text(item, "language") or _text(feed, "language"),
        url=_text(item, "url") or _text(item, "external_url"),
        is_html=bool(html),
    )


def _authors(values: Mapping[str, object]) -> str:
    """The names of the authors, as version 1.1 gives them or as version 1 gives one."""
    authors = values.get("authors")
    if not isinstance(authors, list):
        authors = [values.get("author")]
    names = [_text(one, "name") for one in authors[:_MOST_AUTHORS] if isinstance(one, dict)]
    return ", ".join(filter(None, names))
