"""Web archives (WARC, WACZ), by fastwarc: one article an HTML page that was answered with status 200.

A page is called by the time at which it was archived and its address, as web archives call it. A revisit,
which only says that a page was the same as another time, is the article of that other time. A WACZ lists its
pages: what else was answered as HTML are frames in them.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.errors import ReadError
from briefing.files.clock import iso
from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import ExtractedArticle, articles_of, unique_identity
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.formats.zip_container import ZipContainer, names_in_head

if TYPE_CHECKING:
    from datetime import datetime

    from fastwarc.warc import WarcRecord

EXTRACTOR = "web archive/1"

MOST_PAGES = 5_000
"""Pages of one file."""
_LARGEST_PAGE = 16_000_000
"""Bytes of a page that are looked at; its reader looks at fewer still."""
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_SIGNATURE = b"WARC/"
_PIECE = 1 << 20
_PAGES = ("text/html", "application/xhtml+xml")
_ARCHIVE = re.compile(r"archive/[^/]{1,200}\.warc(?:\.gz)?", re.I)
_PAGE_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_CUT = "damaged: the archive breaks off, what stands before that is read"


def sniff(head: bytes) -> Evidence:
    """The signature of the first record, or the part of a WACZ that holds one."""
    if head.startswith(_GZIP):
        with suppress(zlib.error):
            start = zlib.decompressobj(31).decompress(head, len(_SIGNATURE))
            return Evidence.CERTAIN if start == _SIGNATURE else Evidence.POSSIBLE
        return Evidence.NONE
    if head.startswith(_ZIP):
        is_archive = any(_ARCHIVE.fullmatch(name) for name in names_in_head(head))
        return Evidence.CERTAIN if is_archive else Evidence.NONE
    return Evidence.CERTAIN if head.lstrip().startswith(_SIGNATURE) else Evidence.NONE


@dataclass(slots=True)
class _ArchiveState:
    """What is told of a whole archive, and what was seen of it."""

    pages: int = 0
    listed: frozenset[str] = frozenset()
    """Addresses of the pages, where the archive lists them."""
    unlisted: int = 0
    warnings: list[str] = field(default_factory=list)
    by_digest: dict[str, _Content] = field(default_factory=dict)
    by_address: dict[str, _Content] = field(default_factory=dict)


# By identity: what is the same content is the same value.
@dataclass(frozen=True, slots=True, eq=False)
class _Content:
    """What a server answered, before its article is taken out of it."""

    packed: bytes
    """Compressed, for all of an archive are held."""
    address: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of an archive, under the time and the address of its record."""

    content: _Content
    identity: str
    origin: str
    fetched: str | None


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield an article for each page, called `PATH#TIME/ADDRESS`; ReadError where there is no page in it.

    The first `context.done` pages are passed over.
    """
    state = _ArchiveState()
    found = list(_found(data, state))
    if state.pages > MOST_PAGES:
        state.warnings.append(f"only the first {MOST_PAGES:,} of {state.pages:,} pages are read")
    if state.unlisted:
        state.warnings.append(
            f"frames that the archive does not list as pages are left out: {state.unlisted:,}"
        )
    if not found:
        raise ReadError(state.warnings[0] if state.warnings else "there is no web page in it")
    taken: set[str] = set()
    for number, one in enumerate(found[: context.done], 1):
        unique_identity(one.identity, number, taken)
    extracted = (_article(one) for one in found[context.done :])
    warnings = () if context.done else state.warnings
    yield from articles_of(extracted, context, warnings, taken=taken, before=context.done)


READER = FormatReader(sniff, read)


def _article(page: _Page) -> ExtractedArticle:
    return replace(_extracted(page.content), identity=page.identity, origin=page.origin, fetched=page.fetched)


@lru_cache(maxsize=32)
def _extracted(content: _Content) -> ExtractedArticle:
    """The article of a page, which may be revisited at once."""
    from briefing.reading.html.html_reader import extract_page

    body = zlib.decompress(content.packed)
    try:
        article = extract_page(body, url=content.address, encoding=content.charset)
    except ReadError as error:
        # Its failure is told under its name.
        article = ExtractedArticle((), warnings=(error.message,))
    return replace(
        article, url=article.url or content.address or None, extractor=f"{EXTRACTOR} {article.extractor}"
    )


def _found(data: bytes, state: _ArchiveState) -> Iterator[_Page]:
    if not data.startswith(_ZIP):
        yield from _pages(data, state)
        return
    container = ZipContainer(data)
    names = [name for name in container.names if _ARCHIVE.fullmatch(name)]
    if not names:
        raise ReadError("there is no web archive in it")
    state.listed = _listed(container)
    for name in names:
        for one in _pages(container.read(name), state):
            yield replace(one, origin=f"{name.rpartition('/')[2]}, {one.origin}")


def _listed(container: ZipContainer) -> frozenset[str]:
    """The addresses that the lists of pages in a WACZ give; none where there is no list that can be read."""
    addresses: set[str] = set()
    for name in _PAGE_LISTS:
        if name not in container:
            continue
        for line in container.read(name).splitlines():
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                addresses.add(page["url"].partition("#")[0])
    return frozenset(addresses)


def _is_listed(address: str, state: _ArchiveState) -> bool:
    """Whether a page is one that the archive lists, or it lists none; counted where it is not."""
    if not state.listed or address.partition("#")[0] in state.listed:
        return True
    state.unlisted += 1
    return False


def _pages(data: bytes, state: _ArchiveState) -> Iterator[_Page]:
    """Yield the pages of one WARC file."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    last = 0
    try:
        for record in ArchiveIterator(
            io.BytesIO(data),
            record_types=WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.resource,
            auto_decode="all",
        ):
            last = record.stream_pos
            found = (
                _revisited(record, state)
                if record.record_type == WarcRecordType.revisit
                else _page(record, state)
            )
            if found is not None:
                yield found
    except OSError:
        state.warnings.append(_CUT)
        return
    if not _is_whole(data, last):
        state.warnings.append(_CUT)


def _page(record: WarcRecord, state: _ArchiveState) -> _Page | None:
    """The page of a record that holds HTML of status 200; None for any other."""
    headers = record.headers
    if record.is_http:
        if record.http_headers is None or record.http_headers.status_code != 200:
            return None
        kind = record.http_content_type or ""
    else:
        kind = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    address = headers.get("WARC-Target-URI") or ""
    if kind not in _PAGES or not _is_listed(address, state):
        return None
    state.pages += 1
    if state.pages > MOST_PAGES:
        return None
    packed = zlib.compress(record.reader.read(_LARGEST_PAGE), 1)
    content = _Content(packed, address, record.http_charset if record.is_http else None)
    if digest := headers.get("WARC-Payload-Digest"):
        state.by_digest.setdefault(digest, content)
    state.by_address[address] = content
    return _placed(content, record, address)


def _revisited(record: WarcRecord, state: _ArchiveState) -> _Page | None:
    """The page that a record says was the same; None where it is no page."""
    headers = record.headers
    address = headers.get("WARC-Target-URI") or ""
    digest = headers.get("WARC-Payload-Digest")
    # Without the digest, what it refers to is the last page of that address.
    found = (
        state.by_digest.get(digest)
        if digest
        else state.by_address.get(headers.get("WARC-Refers-To-Target-URI") or address)
    )
    if found is None:
        if (record.http_content_type if record.is_http else None) in _PAGES:
            state.warnings.append("a revisit in it is of a page that is not in the file")
        return None
    if not _is_listed(address, state):
        return None
    state.pages += 1
    return _placed(found, record, address) if state.pages <= MOST_PAGES else None


def _placed(content: _Content, record: WarcRecord, address: str) -> _Page:
    date = record.record_date
    stamp = f"{date:%Y%m%d%H%M%S}/" if date is not None else ""
    origin = f"record at byte {record.stream_pos:,}"
    return _Page(content, f"{stamp}{address}", origin, _in_utc(date))


def _in_utc(date: datetime | None) -> str | None:
    if date is None:
        return None
    return iso(date.astimezone(UTC) if date.tzinfo is not None else date)


def _is_whole(data: bytes, last: int) -> bool:
    """Whether an archive ends as archives do, judged from its last record on."""
    if not data.startswith(_GZIP):
        return data.rstrip(b"\0").endswith(b"\r\n\r\n")
    rest = data[last:]
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(31)
        try:
            while rest and not member.eof:
                member.decompress(rest, _PIECE)
                rest = member.unused_data if member.eof else member.unconsumed_tail
        except zlib.error:
            return False
        if not member.eof:
            return False
    return not rest.strip(b"\0")
