"""MHTML: a web page with its pictures in one file, as browsers of the Chromium family save it.

Only the page itself is read: the first part that is HTML, at the address the file was saved from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.decoding import decode_head
from briefing.reading.document_dates import moment_of_mail
from briefing.reading.extracted_article import ExtractedArticle, article_of
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext

_MOST_PARTS = 500
_DEEPEST = 50
_FIELD = re.compile(r"\s*[A-Za-z-]{2,40}:")


def sniff(head: bytes) -> Evidence:
    """The header of a mail whose parts are related, or which says where the page was saved from."""
    text = decode_head(head)
    top = text[:4000].partition("\n\n")[0].replace("\r", "")
    if not _FIELD.match(top):
        return Evidence.NONE
    if re.search(r"^snapshot-content-location:", top, re.I | re.M):
        return Evidence.CERTAIN
    is_related = re.search(r"^content-type:\s{0,4}multipart/related", top, re.I | re.M) is not None
    from_browser = re.search(r"^from:\s{0,4}<?saved by", top, re.I | re.M) is not None
    return (
        Evidence.CERTAIN if is_related and from_browser else Evidence.LIKELY if is_related else Evidence.NONE
    )


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the article of the page; ReadError where there is no page in it."""
    yield article_of(extract_snapshot(data), context)


def extract_snapshot(data: bytes) -> ExtractedArticle:
    """Return the article of the page that a file of MHTML holds; ReadError where it holds none."""
    from briefing.reading.html.html_reader import extract_page

    message = message_from_bytes(data, policy=policy.compat32)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    page: Message | None = None
    for part in _parts(message):
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        location = str(part.get("Content-Location") or "").strip()
        if page is None or (address and location == address):
            page = part
        if not address or location == address:
            break
    if page is None:
        raise ReadError("there is no web page in it")
    address = address or str(page.get("Content-Location") or "").strip()
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise ReadError("the web page in it cannot be decoded")
    charset = page.get_content_charset()
    url = address if address.startswith(("http://", "https://")) else ""
    article = extract_page(content, url=url, encoding=charset)
    return replace(article, fetched=moment_of_mail(str(message.get("Date") or "")))


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; ReadError beyond what a page has."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop()
        seen += 1
        if depth > _DEEPEST:
            raise ReadError(f"its parts are nested more than {_DEEPEST} deep")
        if seen > _MOST_PARTS:
            return
        inner = part.get_payload()
        if part.is_multipart() and isinstance(inner, list):
            waiting.extend((one, depth + 1) for one in reversed(inner) if isinstance(one, Message))
        else:
            yield part


READER = FormatReader(sniff, read)
