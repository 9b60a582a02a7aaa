"""Articles in a file that a press database gives: Nexis Uni, LexisNexis and Factiva.

Such a file is a Word document, Rich Text Format, plain text or a web page; what makes it a bundle stands in
its words. The readers of those formats give blocks, and here they are split into articles. Covers, lists of
documents and summaries of the search are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.model.article import Article, Failure
from briefing.reading.decoding import Decoded
from briefing.reading.document_dates import stated_day
from briefing.reading.extracted_article import (
    ExtractedArticle,
    ExtractedBlock,
    ExtractedFile,
    article_of,
    articles_of,
)
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.plain_blocks import unwrapped_paragraphs
from briefing.settings import read_limits

NEXIS_UNI, LEXISNEXIS, FACTIVA = "nexis-uni/1", "lexisnexis/1", "factiva/1"

MOST_DOCUMENTS = 2_000
"""Of one file: databases give a few hundred at once, and each file has little time."""
NO_BUNDLE = ExtractedFile(())

_BLANKS = re.compile(r"\s+")
_HYPHEN_AT_END = re.compile(r"[^\W\d_]-$")
_BLANK_LINES = re.compile(r"\n(?:[ \t\f]*\n)+")
_NEXIS_END = "End of Document"
_OF_DOCUMENTS = re.compile(
    r"(?:\d{1,6} (?:of|von|de|di|van) \d{1,6} DOCUMENTS?|Dokument \d{1,6} von \d{1,6})"
)
_OF_DOCUMENTS_LINE = re.compile(rf"^[ \t\f]{{0,200}}{_OF_DOCUMENTS.pattern}[ \t]{{0,200}}\r?$", re.M)
_NEXIS_END_BYTES = _NEXIS_END.encode()
_OF_DOCUMENTS_BYTES = re.compile(
    _OF_DOCUMENTS_LINE.pattern.encode().replace(b"^", rb"^[\xef\xbb\xbf\xff\xfe]{0,4}", 1), re.M
)
"""The same in bytes, which may begin with the mark of their encoding."""
_FACTIVA_END = re.compile(r"Document (?P<number>[A-Za-z]{3,10}\d{3,}[A-Za-z0-9]{6,24})")
_FACTIVA_END_LINE = re.compile(
    r"^[ \t]{0,40}(?:AN[ \t]{1,40})?Document [A-Za-z]{3,10}\d{3,}[A-Za-z0-9]{6,24}[ \t]{0,200}\r?$", re.M
)
_FACTIVA_END_BYTES = re.compile(_FACTIVA_END_LINE.pattern.encode(), re.M)
_WORDS = r"(?P<count>\d{1,3}(?:[.,]\d{3})+|\d{1,7}) (?:words?|Wörter|mots|palabras|parole|palavras|woorden)"
_LENGTH = re.compile(_WORDS, re.I)
_LABEL = re.compile(r"(?P<name>[A-Za-z][A-Za-z -]{1,24}):\s*(?P<value>.*)", re.S)
_ABOVE = frozenset("section length byline dateline headline highlight series column url body".split())
"""Labels between the name of an article and its text."""
_BELOW = frozenset(
    """load-date language publication-type subject organization company person city state country geographic
    industry ticker journal-code doc-type document-type pub-type distribution url isin""".split()
)
"""Labels behind the text."""
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright\b|all rights reserved\b)", re.I)
_BY = re.compile(r"(?:by|von|par|por|di|door)\s+(?P<names>\S.*)", re.I | re.S)
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b.{0,20}")
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,10}")
_LONGEST_DATE_LINE = 80
_LONGEST_HEADER = 14
"""Lines between the length of an article and its text in a file of Factiva's."""
_FACTIVA_CODES = frozenset(
    """SE HD CR BY WC PD ET SN SC ED PG VOL LA CY CX LP TD CT RF CO IN NS RE IPC IPD PUB AN ART CLM DL
    RIC""".split()
)
_FACTIVA_BODY = ("LP", "TD")
_BEHIND_CODE = re.compile(r"(?P<code>[A-Z]{2,3})(?:\t|[ \t]{2,})(?P<rest>\S.*)", re.S)
"""A code with what stands behind it on its line, as where a table was made plain text."""
_LANGUAGES = {
    "english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "swedish": "sv", "danish": "da", "norwegian": "no", "finnish": "fi", "polish": "pl",
    "russian": "ru", "turkish": "tr", "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar",
}  # fmt: skip
_SAMPLE = 1_024
"""Bytes of a text that show how wide its characters are."""
_WITHOUT_BLANKS = ("zh", "ja", "ko")
"""Languages whose words no blank parts: their number cannot be compared."""
_LEAST_MISSING, _SHARE_MISSING = 5, 0.1
"""Words by which a text may differ from the length that is stated, at least, and as a part of it."""
_CELL_TAG = re.compile(r"<(/?)(?:table|tbody|tr|td)\b[^<>]{0,2000}>", re.I)
_FACTIVA_PAGE = re.compile(r"<b>\s{0,4}HD\s{0,4}</b>", re.I)


@dataclass(slots=True)
class _PressArticle:
    """What is found of one article of a bundle."""

    title: str = ""
    source: str = ""
    published: str = ""
    labelled: dict[str, str] = field(default_factory=dict)
    body: list[ExtractedBlock] = field(default_factory=list)
    identity: str | None = None
    is_cut: bool = False


def articles_in(whole: ExtractedArticle, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the articles of a document that is a bundle of a press database, else the document as one."""
    found = split_press_database(whole)
    if found.articles:
        yield from articles_of(found.articles, context, found.warnings)
    else:
        yield article_of(whole, context)


def split_press_database(whole: ExtractedArticle) -> ExtractedFile:
    """Return the articles of a bundle; none where the document is no bundle of a press database."""
    blocks = _coded_blocks(whole.blocks)
    lines = [_line(one) for one in blocks]
    labels = {_label(line) for line in lines}
    if _NEXIS_END in lines and "Body" in lines and labels & {"length", "load-date"}:
        return _finish(_nexis_articles(blocks, lines), whole, NEXIS_UNI)
    if any(_OF_DOCUMENTS.fullmatch(line) for line in lines) and "length" in labels:
        return _finish(_lexis_articles(blocks, lines), whole, LEXISNEXIS)
    if "HD" in lines and any(code in lines for code in _FACTIVA_BODY):
        return _finish(_coded_articles(blocks, lines), whole, FACTIVA)
    if any(_FACTIVA_END.fullmatch(line) for line in lines) and any(_LENGTH.fullmatch(line) for line in lines):
        return _finish(_factiva_articles(blocks, lines), whole, FACTIVA)
    return NO_BUNDLE


def may_be_press_text(data: bytes) -> bool:
    """Tell whether the bytes of a plain text hold what stands in bundles and in few other texts."""
    if b"\0" in data[:_SAMPLE]:
        # UTF-16 and UTF-32, in which Windows programs write: so its letters of ASCII stand side by side.
        data = data.replace(b"\0", b"")
    if _NEXIS_END_BYTES in data:
        return True
    # Looked for first, as it is found many times faster, and every text is asked.
    may_count = b"DOCUMENT" in data or b"Dokument " in data
    if may_count and _OF_DOCUMENTS_BYTES.search(data) is not None:
        return True
    return b"Document " in data and _FACTIVA_END_BYTES.search(data) is not None


def split_press_text(decoded: Decoded) -> ExtractedFile:
    """Return the articles of a plain text that is a bundle; none where it is not."""
    text = decoded.text
    # Told by words that stand in every bundle and in few texts: nearly all files stop here.
    if ("DOCUMENT" in text or "Dokument " in text) and _OF_DOCUMENTS_LINE.search(text) is not None:
        pieces = [line for piece in _BLANK_LINES.split(text.replace("\r", "")) for line in _unwrapped(piece)]
    elif _NEXIS_END in text or ("Document " in text and _FACTIVA_END_LINE.search(text) is not None):
        paragraphs = unwrapped_paragraphs(text.replace("\r", ""), read_limits().lines)
        # What parts a code from what stands behind it is blank space.
        pieces = [line for one in paragraphs for line in (_unwrapped(one) if "\n" in one else [one])]
    else:
        return NO_BUNDLE
    blocks = tuple(ExtractedBlock("paragraph", piece.strip()) for piece in pieces if piece.strip())
    return split_press_database(
        ExtractedArticle(blocks, warnings=decoded.warnings, encoding=decoded.encoding, extractor="text")
    )


def split_press_page(decoded: Decoded) -> ExtractedFile:
    """Return the articles of a web page that Factiva gives; none where it is another page."""
    if _FACTIVA_PAGE.search(decoded.text) is None:
        return NO_BUNDLE
    from briefing.reading.html.html_blocks import page_blocks
    from briefing.reading.html.html_tree import MOST_CHARACTERS, plain_tree, without_data

    text = without_data(decoded.text).replace("\0", "")
    if len(text) > MOST_CHARACTERS:
        return NO_BUNDLE
    # The paragraphs of a cell are kept apart only where it is no cell.
    page = page_blocks(plain_tree(_CELL_TAG.sub(r"<\1div>", text)))
    blocks = tuple(ExtractedBlock(one.kind, one.text, one.level) for one in page.blocks)
    return split_press_database(
        ExtractedArticle(blocks, warnings=decoded.warnings, encoding=decoded.encoding, extractor="html")
    )


def _finish(found: Sequence[_PressArticle], whole: ExtractedArticle, name: str) -> ExtractedFile:
    warnings = list(whole.warnings)
    if len(found) > MOST_DOCUMENTS:
        warnings.append(f"only the first {MOST_DOCUMENTS:,} of {len(found):,} documents are read")
    articles = [
        _extracted(one, whole, name, f"document {number} of {len(found)}")
        for number, one in enumerate(found[:MOST_DOCUMENTS], 1)
    ]
    return ExtractedFile(articles, tuple(warnings))


def _extracted(one: _PressArticle, whole: ExtractedArticle, name: str, origin: str) -> ExtractedArticle:
    said = one.labelled
    title = one.title or said.get("headline", "")
    byline = said.get("byline", "")
    by = _BY.fullmatch(byline)
    language = _LANGUAGES.get(said.get("language", "").split(";")[0].strip().casefold())
    body = list(one.body)
    if highlight := said.get("highlight"):
        body.insert(0, ExtractedBlock("paragraph", highlight))
    warnings = _length_warning(said.get("length", ""), one.body, f"{title} {byline}", language)
    if one.is_cut:
        warnings.append("cut off: the end of the document is missing")
    top = [ExtractedBlock("title", title)] if title else []
    return ExtractedArticle(
        (*top, *body),
        title=title or None,
        author=(by["names"] if by else byline) or None,
        source=one.source or None,
        published=stated_day(one.published[:_LONGEST_DATE_LINE]),
        language=language,
        url=said.get("url") or None,
        identity=one.identity,
        origin=origin,
        extractor=f"{whole.extractor} {name}",
        warnings=tuple(warnings),
        encoding=whole.encoding,
    )


def _length_warning(
    stated: str, body: Sequence[ExtractedBlock], header: str, language: str | None
) -> list[str]:
    """What is told where the text has another number of words than its line of length says."""
    match = _LENGTH.match(stated)
    if match is None or language in _WITHOUT_BLANKS:
        return []
    count = int(re.sub(r"[.,]", "", match["count"]))
    words = sum(len(one.text.split()) for one in body)
    slack = max(_LEAST_MISSING, count * _SHARE_MISSING)
    # Databases differ in whether they count the headline and the byline.
    if words - slack <= count <= words + len(header.split()) + slack:
        return []
    return [f"its length is given as {count:,} words, but there are {words:,}"]


# -- Nexis Uni -----------------------------------------------------------------------------------------


def _nexis_articles(blocks: Sequence[ExtractedBlock], lines: Sequence[str]) -> list[_PressArticle]:
    found: list[_PressArticle] = []
    start = 0
    ends = [at for at, line in enumerate(lines) if line == _NEXIS_END]
    for end in (*ends, len(lines)):
        is_cut = end == len(lines)
        body = next((at for at in range(start, end) if lines[at] == "Body"), -1)
        if body >= 0:
            one = _nexis_article(blocks, lines, start, body, end)
            one.is_cut = is_cut
            found.append(one)
        elif start < end and not is_cut:
            # A document without the line above its text is still one.
            found.append(_PressArticle(lines[start], body=list(blocks[start + 1 : end])))
        start = end + 1
    return found


def _nexis_article(
    blocks: Sequence[ExtractedBlock], lines: Sequence[str], start: int, body: int, end: int
) -> _PressArticle:
    one = _PressArticle()
    top = next((at for at in range(start, body) if _is_above(lines[at])), body)
    day = next((at for at in range(top - 1, max(start, top - 5) - 1, -1) if _is_day(lines[at])), top - 1)
    if start <= day < top:
        one.published = lines[day]
    if day - 1 >= start:
        one.source = lines[day - 1]
    if day - 2 >= start:
        # In front of the first document stand the cover and the list of all.
        one.title = lines[day - 2] if start == 0 else " ".join(lines[start : day - 1])
    for at in range(top, body):
        _take_label(one, lines[at])
    one.body = _without_tail(one, blocks[body + 1 : end])
    return one


# -- LexisNexis ----------------------------------------------------------------------------------------


def _lexis_articles(blocks: Sequence[ExtractedBlock], lines: Sequence[str]) -> list[_PressArticle]:
    starts = [at for at, line in enumerate(lines) if _OF_DOCUMENTS.fullmatch(line)]
    return [
        _lexis_article(blocks[start + 1 : end], lines[start + 1 : end])
        for start, end in zip(starts, (*starts[1:], len(lines)), strict=True)
    ]


def _lexis_article(blocks: Sequence[ExtractedBlock], lines: Sequence[str]) -> _PressArticle:
    one = _PressArticle()
    top = next((at for at, line in enumerate(lines) if _label(line) in _ABOVE), len(lines))
    day = next((at for at in range(top) if _is_day(lines[at])), -1)
    if day >= 0:
        one.published = lines[day]
        above = [line for line in lines[:day] if not _COPYRIGHT.match(line)]
        one.source = above[-1] if above else ""
        one.title = " ".join(line for line in lines[day + 1 : top] if not _COPYRIGHT.match(line))
    at = top
    while at < len(lines) and (label := _label(lines[at])) in _ABOVE:
        at += 1
        if label != "body":
            _take_label(one, lines[at - 1])
            continue
        match = _LABEL.match(lines[at - 1])
        if match is not None and match["value"]:
            one.body.append(ExtractedBlock("paragraph", match["value"]))
        break
    one.body += _without_tail(one, blocks[at:])
    return one


# -- Factiva -------------------------------------------------------------------------------------------


def _factiva_articles(blocks: Sequence[ExtractedBlock], lines: Sequence[str]) -> list[_PressArticle]:
    found: list[_PressArticle] = []
    start = 0
    for at, line in enumerate((*lines, "")):
        match = _FACTIVA_END.fullmatch(line)
        if match is None and at < len(lines):
            continue
        length = next((i for i in range(start, at) if _LENGTH.fullmatch(lines[i])), -1)
        if length >= 0:
            one = _factiva_article(blocks, lines, start, length, at)
            one.identity = match["number"] if match else None
            one.is_cut = match is None
            found.append(one)
        elif match is not None and start < at:
            body = list(blocks[start + 1 : at])
            found.append(_PressArticle(lines[start], body=body, identity=match["number"]))
        start = at + 1
    return found


def _factiva_article(
    blocks: Sequence[ExtractedBlock], lines: Sequence[str], start: int, length: int, end: int
) -> _PressArticle:
    one = _PressArticle()
    one.labelled["length"] = lines[length]
    title = length - 1
    if title > start and _is_byline(lines[title], lines[title - 1]):
        one.labelled["byline"] = lines[title]
        title -= 1
    if title >= start:
        one.title = lines[title]
    most = min(end, length + _LONGEST_HEADER)
    day = next((at for at in range(length + 1, most) if _is_day(lines[at])), length)
    if day > length:
        one.published = lines[day]
    source = day + 1
    while source < most and _TIME.fullmatch(lines[source]):
        source += 1
    one.source = lines[source] if source < most else ""
    body = source + 1
    if body < most and _SOURCE_CODE.fullmatch(lines[body]):
        body += 1
    for at in range(body, most):
        if lines[at].casefold() in _LANGUAGES:
            one.labelled["language"] = lines[at]
            body = at + 1
        elif _COPYRIGHT.match(lines[at]):
            body = at + 1
            break
    one.body = list(blocks[body:end])
    return one


def _coded_blocks(blocks: Sequence[ExtractedBlock]) -> list[ExtractedBlock]:
    """The same blocks, rows and lines that begin with one of Factiva's codes taken apart."""
    found: list[ExtractedBlock] = []
    for one in blocks:
        match = _BEHIND_CODE.fullmatch(one.text.strip()) if one.kind in ("row", "paragraph") else None
        if match is not None and match["code"] in _FACTIVA_CODES:
            found += [ExtractedBlock("paragraph", match["code"]), ExtractedBlock("paragraph", match["rest"])]
        else:
            found.append(one)
    return found


def _coded_articles(blocks: Sequence[ExtractedBlock], lines: Sequence[str]) -> list[_PressArticle]:
    """The articles whose parts stand behind codes of two letters; a code that comes again begins the next."""
    found: list[_PressArticle] = []
    fields: dict[str, list[ExtractedBlock]] = {}
    code = ""
    for block, line in zip(blocks, lines, strict=True):
        if line in _FACTIVA_CODES:
            if line in fields or "AN" in fields:
                found.append(_coded_article(fields))
                fields = {}
            code = line
            fields[code] = []
        elif code:
            fields[code].append(block)
            if code == "AN":
                code = ""
    if "HD" in fields:
        found.append(_coded_article(fields))
    return [one for one in found if one.title or one.body]


def _coded_article(fields: dict[str, list[ExtractedBlock]]) -> _PressArticle:
    said = {code: " ".join(filter(None, map(_line, blocks))) for code, blocks in fields.items()}
    one = _PressArticle(said.get("HD", ""), said.get("SN", ""), said.get("PD", ""))
    for label, code in (("byline", "BY"), ("length", "WC"), ("language", "LA")):
        if said.get(code):
            one.labelled[label] = said[code]
    one.body = [block for code in _FACTIVA_BODY for block in fields.get(code, ()) if block.text.strip()]
    if match := _FACTIVA_END.fullmatch(said.get("AN", "")):
        one.identity = match["number"]
    one.is_cut = "AN" not in said
    return one


# -- lines ---------------------------------------------------------------------------------------------


def _line(block: ExtractedBlock) -> str:
    return _BLANKS.sub(" ", block.text).strip()


def _unwrapped(piece: str) -> list[str]:
    """The lines of a paragraph as one: a hyphen at the end of one belongs to its word.

    Under a line of copyright may stand the name of the paper: these stay lines.
    """
    lines = [line for line in (_BLANKS.sub(" ", line).strip() for line in piece.split("\n")) if line]
    if lines and _COPYRIGHT.match(lines[0]):
        return lines
    return ["".join(line if _HYPHEN_AT_END.search(line) else f"{line} " for line in lines).rstrip()]


def _label(line: str) -> str:
    match = _LABEL.match(line)
    return match["name"].strip().casefold() if match else ""


def _is_above(line: str) -> bool:
    return _label(line) in _ABOVE or _COPYRIGHT.match(line) is not None


def _take_label(one: _PressArticle, line: str) -> None:
    match = _LABEL.match(line)
    if match is not None:
        one.labelled.setdefault(match["name"].strip().casefold(), match["value"].strip())


def _without_tail(one: _PressArticle, blocks: Sequence[ExtractedBlock]) -> list[ExtractedBlock]:
    """The text without what the database says behind it, which is taken; a picture's words are a caption."""
    kept = list(blocks)
    while kept:
        line = _line(kept[-1])
        label = _label(line)
        if label not in _BELOW and line != "Classification" and not _COPYRIGHT.match(line):
            if label == "graphic":
                kept[-1] = replace(kept[-1], kind="caption", text=line.partition(":")[2].strip())
            break
        if label:
            _take_label(one, line)
        kept.pop()
    at = next((at for at, block in enumerate(kept) if _line(block) == "Graphic"), len(kept))
    return [*kept[:at], *(replace(block, kind="caption") for block in kept[at + 1 :])]


def _is_day(line: str) -> bool:
    return len(line) <= _LONGEST_DATE_LINE and stated_day(line) is not None


def _is_byline(line: str, before: str) -> bool:
    """Whether a line under the headline `before` names people."""
    if _BY.fullmatch(line):
        return True
    words = line.replace(" and ", " ").split()
    return 1 < len(words) <= 5 and len(line) < len(before) and all(word[0].isupper() for word in words)
