"""Pages of the web, each saved whole in a folder with a record of where it lay and when."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from briefing import __version__
from briefing.errors import ReadError
from briefing.fetch.page_fetcher import FetchedPage, PageFetcher
from briefing.files.atomic import write_atomic
from briefing.files.clock import iso
from briefing.files.fetch_record import FetchRecord, read_record, record_path
from briefing.files.plain_file import read_plain
from briefing.model.article import Failure
from briefing.reading.formats.format_reader import HEAD, Evidence
from briefing.reading.formats.format_registry import REGISTRY
from briefing.reading.sources import suffix_of

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/vtt": ".vtt",
    "text/rtf": ".rtf",
    "application/rtf": ".rtf",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "multipart/related": ".mhtml",
    "application/warc": ".warc",
}
_GENERAL = {
    "text/plain": ".txt",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/json": ".json",
}
"""What servers say of nearly everything: the name in the address says more."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_PART = 48
_DIGITS = 8
"""Of a hash of the address, which tell apart two of one name."""


class SavedPage(NamedTuple):
    """A page that lies in a folder now."""

    asked: str
    """The address as somebody wrote it."""
    page: FetchedPage
    file: Path
    format: str
    """In words."""
    is_new: bool
    """False where a file with the same content lay there from before."""


def fetch_pages(urls: Sequence[str], folder: Path) -> Iterator[SavedPage | Failure]:
    """Load pages one after the other and save each in `folder`, which must be there.

    ExportError where it cannot be written to.
    """
    fetcher = PageFetcher()
    for url in urls:
        try:
            yield save_page(url, fetcher.fetch(url), folder)
        except ReadError as error:
            yield Failure(url, error.message)


def save_page(asked: str, page: FetchedPage, folder: Path) -> SavedPage:
    """Save a page under a name made of its address; one of another content from before stays beside it.

    ReadError where it is nothing that is read, ExportError where it cannot be written.
    """
    suffix, name_of_format = _kind(page)
    stem = page_name(page.url)
    for copy in count(1):
        path = folder / f"{stem}{f'-{copy}' if copy > 1 else ''}{suffix}"
        if not os.path.lexists(path):
            break
        if _holds(path, page.content):
            if read_record(os.fspath(path)) is None:
                _write_record(path, page)
            return SavedPage(asked, page, path, name_of_format, is_new=False)
    # First, so that no page is ever there without it.
    _write_record(path, page)
    write_atomic(path, page.content, overwrite=False)
    return SavedPage(asked, page, path, name_of_format, is_new=True)


def _write_record(path: Path, page: FetchedPage) -> None:
    record = FetchRecord(
        url=page.url,
        requested=page.requested,
        redirects=page.redirects,
        fetched=iso(page.fetched),
        media_type=page.media_type,
        charset=page.charset,
        sha256=hashlib.sha256(page.content).hexdigest(),
        program=f"briefing {__version__}",
    )
    write_atomic(Path(record_path(os.fspath(path))), record.packed(), overwrite=True)


def page_name(url: str) -> str:
    """Return the name, without its suffix, of the file of a page: it is the same for an address every time.

    Of small letters, digits and hyphens, at most 106 characters: it is no path and no name that a system
    keeps for itself.
    """
    parts = urlsplit(url)
    host = _plain((parts.hostname or "").removeprefix("www."))
    last = next((part for part in reversed(unquote(parts.path).split("/")) if _plain(part)), "")
    digest = hashlib.sha256(url.encode()).hexdigest()[:_DIGITS]
    return "-".join(filter(None, (host, _plain(last.partition(".")[0] or last), digest)))


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text[:500]).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_NAMES.sub("-", ascii_only).strip("-")[:_LONGEST_PART].strip("-")


def _kind(page: FetchedPage) -> tuple[str, str]:
    """The suffix and the name of the format of a page; ReadError where it is none that is read."""
    suffix = _SUFFIXES.get(page.media_type, "")
    if not suffix:
        named = suffix_of(urlsplit(page.url).path).lower()
        suffix = named if REGISTRY.of_suffix(named) else _GENERAL.get(page.media_type, "")
    head = page.content[:HEAD]
    chosen = REGISTRY.choose(suffix, head)
    if not chosen.in_folders:
        # Under a suffix that says little: wherever the file goes, it should be read there too.
        chosen = REGISTRY.recognise(head) or chosen
    if chosen.reader.sniff(head) is Evidence.NONE:
        raise ReadError(f"it is {page.media_type or 'of a kind'}, which is not read")
    return suffix if suffix in chosen.suffixes else chosen.suffixes[0], chosen.name


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_plain(path, len(content) + 1) == content
    except OSError:
        return False
