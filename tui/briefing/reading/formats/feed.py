"""Feeds in XML (RSS, Atom), by feedparser: one article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import cast
from xml.sax import SAXException

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.decoding import decode_as, decode_head
from briefing.reading.extracted_article import ExtractedFile, articles_of
from briefing.reading.formats.feed_entries import (
    MOST_ENTRIES,
    TOLD_OF_MORE,
    FeedEntry,
    article_of_entry,
)
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext

EXTRACTOR = "feed/1"

_PROLOG = re.compile(
    r"\s*(?:(?:<\?.{0,2000}?\?>|<!--.{0,5000}?-->|<!doctype[^\[>]{0,500}>)\s*){0,20}", re.I | re.S
)
_ROOT = re.compile(r"<(?:rss|feed|(?:[a-z]{1,10}:)?feed|rdf:rdf)(?=[\s>])[^>]{0,5000}", re.I)
_RDF_OF_FEED = re.compile(r"purl\.org/rss/|netscape\.com/rdf|purl\.org/net/rss", re.I)
_SAYS_ENCODING = re.compile(rb"(?:\xff\xfe|\xfe\xff|\s{0,100}<\?xml[^>]{0,200}\bencoding\b)", re.I)
_ENTRY = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]")
_ENTRY_END = re.compile(rb"</(?:[\w-]{1,20}:)?(?:item|entry)\s*>")
_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_PERSON = re.compile(
    rb"(<(?:[\w-]{1,20}:)?(?:author|creator|name|email|contributor|managingEditor|webMaster|publisher)\b[^>]{0,200}>"
    rb"\s{0,20}(?:<!\[CDATA\[)?[^<\]]{500})[^<\]]+"
)
"""Names longer than any: feedparser takes quadratic time over them."""


def sniff(head: bytes) -> Evidence:
    """The root element of a feed; any other XML is only named so."""
    text = decode_head(head).lstrip("\ufeff")
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    root = _ROOT.match(text, start)
    if root is not None and (not root[0].lower().startswith("<rdf") or _RDF_OF_FEED.search(root[0])):
        return Evidence.CERTAIN
    return Evidence.POSSIBLE if text.lstrip().startswith("<") else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each entry, called `PATH#ID`, or `PATH#NUMBER` where it has no id."""
    found = extract(_in_utf8(data, context.charset))
    yield from articles_of(found.articles, context, found.warnings)


READER = FormatReader(sniff, read)


def _in_utf8(data: bytes, charset: str) -> bytes:
    """The feed in UTF-8 where it does not say what it is in, and its server did."""
    if not charset or _SAYS_ENCODING.match(data):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode_as(data, charset)
        return decoded.text.encode() if decoded is not None else data
    return data


def extract(data: bytes) -> ExtractedFile:
    """Return the entries; ReadError where entities are declared, or where it is no feed."""
    import feedparser

    _refuse_subset(data)
    data, has_more = _without_rest(_PERSON.sub(rb"\1", data))
    # Given bytes it fetches nothing. What it would clean or resolve in the text is not needed here.
    found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.get("entries"):
        raise ReadError("it is XML, but no feed")
    feed = cast("Mapping[str, object]", found.get("feed") or {})
    entries = cast("list[Mapping[str, object]]", found.get("entries") or [])
    if not entries:
        raise ReadError("there is no entry in the feed")
    encoding = _text(found, "encoding") or "utf-8"
    extractor = f"{EXTRACTOR} feedparser {feedparser.__version__}"
    articles = [
        article_of_entry(_entry(one, feed), number, extractor, encoding)
        for number, one in enumerate(islice(entries, MOST_ENTRIES), 1)
    ]
    warnings = [TOLD_OF_MORE] if has_more or len(entries) > MOST_ENTRIES else []
    if isinstance(found.get("bozo_exception"), SAXException):
        warnings.append("damaged: its XML breaks off or is not well-formed")
    return ExtractedFile(articles, tuple(warnings))


def _refuse_subset(data: bytes) -> None:
    """Refuse a document type of its own, in which entities are declared; feeds have none."""
    top = _COMMENT.sub(b"", data[:65_536].replace(b"\0", b""))
    root = re.search(rb"<[A-Za-z]", top)
    if _SUBSET.search(top[: root.start()] if root else top):
        raise ReadError("its XML declares a document type of its own, which no feed needs")


def _without_rest(data: bytes) -> tuple[bytes, bool]:
    """The feed without what is behind the entries that are read, and whether there was more."""
    beyond = next(islice(_ENTRY.finditer(data), MOST_ENTRIES, None), None)
    if beyond is None:
        return data, False
    end = 0
    for match in _ENTRY_END.finditer(data, beyond.start()):
        end = match.end()
    return data[: beyond.start()] + (data[end:] if end else b""), True


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _entry(entry: Mapping[str, object], feed: Mapping[str, object]) -> FeedEntry:
    contents = entry.get("content")
    texts = [one for one in contents if isinstance(one, dict)] if isinstance(contents, list) else []
    content = max((_text(one, "value") for one in texts), key=len, default="")
    summary = _text(entry, "summary")
    kinds = {_text(one, "type") for one in texts}
    detail = entry.get("summary_detail")
    if not texts and isinstance(detail, dict):
        kinds = {_text(detail, "type")}
    authors = entry.get("authors")
    names = (
        [_text(one, "name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    )
    source = entry.get("source")
    languages = [_text(one, "language") for one in texts]
    return FeedEntry(
        identity=_text(entry, "id") or _text(entry, "link"),
        title=_text(entry, "title"),
        content=content,
        summary=summary,
        author=", ".join(dict.fromkeys(filter(None, names))) or _text(entry, "author"),
        source=(_text(source, "title") if isinstance(source, dict) else "") or _text(feed, "title"),
        published=_text(entry, "published") or _text(entry, "updated"),
        language=next(filter(None, languages), "") or _text(feed, "language"),
        url=_text(entry, "link"),
        is_html=kinds != {"text/plain"},
    )
