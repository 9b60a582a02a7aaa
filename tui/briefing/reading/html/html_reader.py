"""A web page into an article: decoding, the tree, the choice of blocks, what the page says of itself.

`extract_page` is a pure function from bytes to values; what reads the body of a mail or a record of an
archive asks it as well.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from briefing.reading.decoding import Decoded, decode_as, decode_filled
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock
from briefing.reading.html.entry_times import entry_times
from briefing.reading.html.html_article import (
    KeptWords,
    body_start,
    choose_blocks,
    drop_header,
    main_part,
    set_bold_headings,
)
from briefing.reading.html.html_blocks import (
    PageBlock,
    PageBlocks,
    PageElement,
    Zone,
    page_blocks,
    squash,
)
from briefing.reading.html.html_metadata import PageMetadata, page_metadata, saved_at, saved_from
from briefing.reading.html.html_tree import (
    MOST_CHARACTERS,
    MOST_DEPTH,
    is_small,
    lxml_tree,
    measure,
    plain_tree,
    with_templates,
    without_cdata,
    without_data,
)
from briefing.reading.html.page_words import any_of

if TYPE_CHECKING:
    from trafilatura.settings import Extractor

_VERSION = 4
"""Of this reader: raised with every change to what it takes out of a page."""
PACKAGE, EXTRA = "trafilatura", "html"
_DECLARED = re.compile(
    rb"(?:charset\s{0,4}=\s{0,4}|encoding\s{0,4}=\s{0,4})[\"']?([A-Za-z0-9_.:-]{2,40})", re.I
)
_DECLARED_WITHIN = 4_096
_RUNNING = 60
"""Letters of a line of running text."""
_STUB = 1_500
"""Characters that a walled page shows at most where it shows only the beginning."""


def extract_page(data: bytes, *, url: str = "", encoding: str | None = None) -> ExtractedArticle:
    """Return the article of a web page.

    `url` is where it was taken from, `encoding` what the transport said of it. ReadError where it is no text.
    """
    decoded = decode_page(data, encoding)
    return extract_text(decoded, url=url)


def extract_text(decoded: Decoded, *, url: str = "") -> ExtractedArticle:
    """Return the article of a page that is decoded."""
    warnings = list(decoded.warnings)
    text = without_cdata(without_data(decoded.text).replace("\0", ""))
    address = url or saved_from(text)
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        most = MOST_CHARACTERS // 1_000_000
        warnings.append(f"the page is too large: only its first {most} million characters are read")
    found: _PageParts | None = None
    extractor = f"html/{_VERSION} plain"
    lines: list[str] = []
    if not is_installed():
        warnings.append(
            f"read by the plain reader; pip install 'briefing-reader[{EXTRA}]' brings a better one"
        )
    else:
        measured = None if is_small(text) else measure(text)
        if measured is None or measured.are_ordinary:
            found = _lxml_page(text)
        if found is None and not (measured := measured or measure(text)).are_ordinary:
            warnings.append(
                f"read by the plain reader: the page has {measured.tags:,} tags, {measured.depth:,} deep, "
                f"and {measured.attributes:,} attributes in one"
            )
    if found is not None:
        lines = kept_lines(found.root)
        filled = with_templates(text)
        if filled != text and not _is_shown(found.blocks, lines):
            # What it shows is put in place by a script.
            found = _lxml_page(filled)
            lines = kept_lines(found.root) if found is not None else []
        extractor = f"html/{_VERSION} trafilatura {_trafilatura_version()}"
    root, page = found or _plain_page(text)
    keep = choose_blocks(page, KeptWords(lines)) if lines else main_part(page)
    if not any(keep):
        keep = [not block.zone & Zone.HIDDEN for block in page.blocks]
    start = body_start(page, keep)
    said = page_metadata(root, page, url=address, first_body=start)
    times = entry_times(page, keep)
    drop_header(page, keep, said, start)
    for index, told in times.items():
        block = page.blocks[index]
        keep[index], block.text, block.is_entry_time = True, told, True
    set_bold_headings(page, keep)
    chosen = [block for block, is_kept in zip(page.blocks, keep, strict=True) if is_kept]
    if is_stub(said, chosen):
        warnings.append("a stub: the page shows only the beginning, the rest is for subscribers")
    return ExtractedArticle(
        blocks=tuple(_extracted(said, chosen)),
        title=said.title,
        author=said.author,
        source=said.source,
        published=said.published,
        language=said.language,
        url=said.url,
        extractor=extractor,
        fetched=saved_at(text),
        warnings=tuple(warnings),
        encoding=decoded.encoding,
    )


class _PageParts(NamedTuple):
    """A page as a tree and as its blocks."""

    root: PageElement
    blocks: PageBlocks


def _lxml_page(text: str) -> _PageParts | None:
    """The page by lxml; None where nothing comes of it, or it is too deep for what is asked of it then."""
    root = lxml_tree(text)
    if root is None:
        return None
    blocks = page_blocks(root)
    return _PageParts(root, blocks) if blocks.depth <= MOST_DEPTH else None


def _plain_page(text: str) -> _PageParts:
    root = plain_tree(text)
    return _PageParts(root, page_blocks(root))


def _is_shown(page: PageBlocks, lines: Sequence[str]) -> bool:
    """Whether the longest line of an article is running text, and stands in the elements of its page."""
    longest = squash(max(lines, key=len, default=""))
    return len(longest) >= _RUNNING and any(longest in block.squashed for block in page.blocks)


def _extracted(said: PageMetadata, chosen: Sequence[PageBlock]) -> list[ExtractedBlock]:
    # A time of day is too short to be known for what it is by its words.
    blocks = [
        ExtractedBlock(block.kind, block.text, block.level, is_certain=block.is_entry_time)
        for block in chosen
    ]
    return [ExtractedBlock("title", said.title), *blocks] if said.title and blocks else blocks


def is_stub(said: PageMetadata, chosen: Sequence[PageBlock]) -> bool:
    """Whether a page shows only the beginning of its article."""
    size = sum(len(block.text) for block in chosen)
    if size > _STUB:
        return False
    cut = bool(chosen) and chosen[-1].text.rstrip().endswith(("…", "..."))
    return (
        said.is_walled
        or (cut and size > 0)
        or any(any_of("lines", "wall").search(block.text) for block in chosen[-3:])
    )


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a page: by its mark, as UTF-8 where it is that, as is said of it, or by a guess.

    `encoding` is what its transport says. ReadError where it is no text, or when there is nothing in it.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode_filled(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return decode_filled(data) if "\0" in text or not text.strip() else Decoded(text, "utf-8")
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    for name in (encoding or "", match[1].decode("ascii") if match else ""):
        if (decoded := decode_as(data, name)) is not None:
            return decoded
    return decode_filled(data)


# -- trafilatura ---------------------------------------------------------------------------------------


@cache
def is_installed() -> bool:
    """Whether web pages are read by trafilatura."""
    return find_spec(PACKAGE) is not None


@cache
def _trafilatura_version() -> str:
    import trafilatura

    return str(trafilatura.__version__)


@cache
def _options() -> Extractor:
    """The options of its default precision, without comments; what it logs is not for readers."""
    from trafilatura.settings import Extractor

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return Extractor(comments=False, tables=True)


_LINE_TAGS = frozenset(
    "p head item quote cell code list table row div section li td th tr figure body h1 h2 h3 ul ol".split()
)


def kept_lines(root: PageElement) -> list[str]:
    """Return what trafilatura takes for the article of a page, line by line; nothing where it finds none."""
    from trafilatura.core import bare_extraction

    try:
        found = bare_extraction(root, options=_options())
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        # It is written for pages as they should be. The reader has a way of its own for the others.
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    lines: list[str] = []
    line: list[str] = []
    stack = [(body, iter(body))]
    line.append(body.text or "")
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if element.tag in _LINE_TAGS:
                lines.append("".join(line))
                line = []
            line.append(element.tail or "")
            continue
        if not isinstance(child.tag, str):
            line.append(child.tail or "")
            continue
        if child.tag in _LINE_TAGS:
            lines.append("".join(line))
            line = []
        line.append(child.text or "")
        stack.append((child, iter(child)))
    lines.append("".join(line))
    return [one for one in lines if one.strip()]
