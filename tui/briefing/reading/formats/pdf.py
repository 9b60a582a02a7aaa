"""PDF files, their characters by PDFium, put in order by our own layout."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.document_dates import date_in_address
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
from briefing.reading.formats.document_blocks import given_author, given_title
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.formats.line_hyphens import BREAK
from briefing.reading.formats.pdf_layout import (
    Box,
    Glyph,
    PdfPage,
    blocks_of_pages,
    edge_lines,
    with_drawn_bullets,
)
from briefing.reading.formats.printed_page import PRINTERS, printed_address, with_litter_marked

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2_000
_SIGNATURE = b"%PDF-"
_LATEST_SIGNATURE = 1_024
"""Bytes before the signature that readers of PDF put up with."""
_MOST_OBJECTS = 20_000
_UNKNOWN = 0xFFFD
_MOST_UNKNOWN = 0.5
"""Part of a text that may be letters of which only the shape is known."""
_BOLD = 600
_UPRIGHT = 0.2
"""Radians by which a character may be turned; what is turned more is a watermark or the label of an axis."""
_SITE = re.compile(r"[|–—·-]\s*(\S.{1,50})")
"""What stands behind a page's own title."""


def sniff(head: bytes) -> Evidence:
    """The signature within the first 1,024 bytes."""
    return Evidence.CERTAIN if _SIGNATURE in head[:_LATEST_SIGNATURE] else Evidence.NONE


def extract(data: bytes) -> ExtractedArticle:
    """Return what stands in a PDF; ReadError where it is locked, damaged or has no text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD or "assword" in str(
            error
        )
        raise ReadError(
            "it is locked with a password" if locked else "it is damaged: no PDF that can be opened"
        ) from error
    try:
        return _extracted(document, version("pypdfium2"))
    finally:
        document.close()


def _extracted(document: PdfDocument, engine: str) -> ExtractedArticle:
    warnings: list[str] = []
    count = len(document)
    if count > MOST_PAGES:
        warnings.append(f"only the first {MOST_PAGES:,} of {count:,} pages are read")
    unreadable: list[int] = []
    told = document.get_metadata_dict(skip_empty=True)
    is_printed = PRINTERS.search(f"{told.get('Creator', '')} {told.get('Producer', '')}") is not None
    pages = _pages(document, min(count, MOST_PAGES), unreadable, is_printed=is_printed)
    first = list(islice(pages, 1))
    blocks = blocks_of_pages(chain(first, pages))
    if not blocks:
        raise ReadError("it has no text, only pictures of pages: a scan that needs text recognition first")
    if unreadable:
        named = ", ".join(map(str, unreadable[:5])) + (" …" if len(unreadable) > 5 else "")
        warnings.append(f"damaged and left out: page {named}")
    if unknown := sum(block.text.count(chr(_UNKNOWN)) for block in blocks):
        if unknown > _MOST_UNKNOWN * sum(len(block.text) for block in blocks):
            raise ReadError("its fonts do not say which letters they draw: it needs text recognition first")
        warnings.append(f"letters that the file does not name stand as {chr(_UNKNOWN)}: {unknown:,}")
    address: str | None = None
    if is_printed:
        blocks = with_litter_marked(blocks)
        address = printed_address(line for page in first for line in edge_lines(page))
    title, source = _title(given_title(told.get("Title")), blocks)
    return ExtractedArticle(
        tuple(blocks),
        title=title,
        author=given_author(told.get("Author")),
        source=source,
        published=date_in_address(urlsplit(address).path) or None if address else None,
        url=address,
        extractor=f"pdf/2, pypdfium2 {engine}",
        warnings=tuple(warnings),
    )


def _title(told: str | None, blocks: list[ExtractedBlock]) -> tuple[str | None, str | None]:
    """The title, as the file says it or else as it stands on top, and the site that a page's title ends with.

    When the file was made is no day of publication: a page is printed, a report is saved again.
    """
    on_top = next((block.text for block in blocks if block.kind == "title"), None)
    if told is None:
        return on_top, None
    for heading in (block.text for block in blocks[:8] if block.kind in ("title", "heading")):
        tail = told.removeprefix(heading).strip()
        if tail != told and (found := _SITE.fullmatch(tail)):
            return heading, found[1]
    return told, None


def _pages(
    document: PdfDocument, count: int, unreadable: list[int], *, is_printed: bool
) -> Iterator[PdfPage]:
    """The pages one by one; one that is damaged is empty and named.

    `is_printed` says that a browser made them: it draws the signs of items. A page of charts has many shapes.
    """
    import pypdfium2

    for number in range(count):
        try:
            page = document[number]
            try:
                yield _page(page, _shapes(page) if is_printed else [])
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            unreadable.append(number + 1)
            yield PdfPage(1.0, 1.0, ())


def _page(page: Any, shapes: list[Box]) -> PdfPage:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    text = page.get_textpage()
    handle = text.raw
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    reference, turned = ctypes.byref(box), ctypes.byref(matrix)
    glyphs: list[Glyph] = []
    try:
        pending = 0
        for at in range(text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(handle, at)
            if 0xD800 <= code < 0xDC00:
                pending = code
                continue
            if 0xDC00 <= code < 0xE000 and pending:
                code = 0x10000 + ((pending - 0xD800) << 10) + code - 0xDC00
            pending = 0
            if 0xD800 <= code < 0xE000 or not pdfium.FPDFText_GetLooseCharBox(handle, at, reference):
                continue
            if code == 0 or pdfium.FPDFText_HasUnicodeMapError(handle, at) == 1:
                # Drawn in a font that does not say what letter it is: what is given is the number of a shape.
                code = _UNKNOWN
            angle = pdfium.FPDFText_GetCharAngle(handle, at)
            if _UPRIGHT < angle < math.tau - _UPRIGHT:
                continue
            pdfium.FPDFText_GetMatrix(handle, at, turned)
            size = pdfium.FPDFText_GetFontSize(handle, at) * math.hypot(matrix.b, matrix.d)
            bold = pdfium.FPDFText_GetFontWeight(handle, at) >= _BOLD
            character = BREAK if code in (0x02, 0xFFFE) else chr(code)
            glyphs.append(Glyph(character, box.left, box.bottom, box.right, box.top, size, bold))
    finally:
        text.close()
    return PdfPage(width, height, with_drawn_bullets(glyphs, shapes))


def _shapes(page: Any) -> list[Box]:
    """The boxes of what is drawn on a page, as far as it may be a sign; none of a page that is a drawing."""
    import pypdfium2.raw as pdfium

    handle = page.raw
    count = pdfium.FPDFPage_CountObjects(handle)
    if count > _MOST_OBJECTS:
        return []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    references = [ctypes.byref(one) for one in (left, bottom, right, top)]
    found: list[Box] = []
    for number in range(count):
        one = pdfium.FPDFPage_GetObject(handle, number)
        if pdfium.FPDFPageObj_GetType(one) == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPageObj_GetBounds(
            one, *references
        ):
            found.append((left.value, bottom.value, right.value, top.value))
    return found


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the article of the file."""
    yield article_of(extract(data), context)


READER = FormatReader(sniff, read)
