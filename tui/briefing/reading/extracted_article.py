"""What a reader of documents takes out of a file, and the one place that makes articles of it.

A document (a web page, a PDF, a Word file) has no text of its own that could be cited: its reader gives
blocks, and the text is put together here, the same way for every format, so that offsets into it last. The
readers' own part is a pure function from bytes to these values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.errors import ReadError
from briefing.model.article import Article, Failure, PassageKind
from briefing.reading.article_builder import build_article
from briefing.reading.blocks import Block
from briefing.reading.document_dates import stated_day
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.given_metadata import usable_metadata
from briefing.text.clean import CleanText, clean, clean_line

_LONGEST_ID = 200
_BLANKS = re.compile(r"[ \t]+")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n\s*")
_CELL_BREAK = re.compile(r"(?<!\s)\s*\n\s*")
_AROUND_TAB = re.compile(r"(?:(?<! ) *)?\t *")
"""All begin where blanks begin: looked for from each of many blanks on, they would take the square of their
number."""
_TOGETHER = ("row", "list item")
"""Blocks of these kinds that follow each other are one table or one list: a line break parts them."""


@dataclass(frozen=True, slots=True)
class ExtractedBlock:
    """One block of a document, in reading order."""

    kind: PassageKind
    """A paragraph may still turn out to be a byline, a caption or boilerplate by its words; what the
    markup of the document says to be something else stays that."""
    text: str
    """As it stands in the document, line breaks inside it included; a tab parts the cells of a row."""
    level: int = 0
    """Depth of a heading or of a list item, from 1; 0 for every other kind."""
    page: int | None = None
    """The page on which it begins, from 1."""
    time: float | None = None
    """Seconds from the beginning of a recording."""
    is_certain: bool = False
    """Whether a paragraph is one, whatever its words look like."""


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """One article of a document, and what the document says of it; None where it says nothing."""

    blocks: tuple[ExtractedBlock, ...]
    title: str | None = None
    """Also the first block, of kind `title`, where it is part of the text."""
    author: str | None = None
    source: str | None = None
    published: str | None = None
    """A date as documents write it; ISO is best."""
    language: str | None = None
    url: str | None = None
    identity: str | None = None
    """Its id among the articles of its file; None where the file is one article."""
    origin: str | None = None
    """Where in the file it stands: "page 4", "part 2", "spine item 3", "record at byte 1234"."""
    extractor: str = ""
    """The reader with its version and options: "docx/1"."""
    fetched: str | None = None
    """When it was loaded from its address, in UTC: ISO 8601 to the second."""
    warnings: tuple[str, ...] = ()
    encoding: str = "utf-8"
    """What the bytes were decoded as."""


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """The articles of a file of several."""

    articles: Sequence[ExtractedArticle]
    warnings: tuple[str, ...] = ()
    """What is told of the file as a whole."""


def article_of(extracted: ExtractedArticle, context: ReadContext, *, name: str = "") -> Article:
    """Return the article: a text in which a blank line parts the blocks, its passages, its metadata.

    `name` is its id where that is not `PATH#IDENTITY`. ReadError where there are no words in it.
    """
    text, blocks = _joined(extracted.blocks, context.limits.lines)
    if not blocks:
        raise ReadError("there is no text in it")
    given = {
        "title": extracted.title,
        "source": extracted.source,
        "author": extracted.author,
        "published": extracted.published,
        "url": extracted.url,
        "language": extracted.language,
    }
    identity = clean_line(extracted.identity[:_LONGEST_ID]) if extracted.identity else ""
    return build_article(
        name or (f"{context.path}#{identity}" if identity else context.path),
        text,
        blocks=blocks,
        given=usable_metadata(given, "metadata", stated_day),
        encoding=extracted.encoding,
        warnings=extracted.warnings,
        limits=context.limits,
        origin=extracted.origin,
        extractor=extracted.extractor or None,
        fetched=extracted.fetched,
        is_untitled=extracted.title is None and _has_no_title(blocks),
    )


def _has_no_title(blocks: Sequence[Block]) -> bool:
    """Whether a recording is what stands on top, or a heading that has its equals: that of a part."""
    top = blocks[0]
    if top.kind != "heading":
        return top.time is not None
    return any(one.kind == "heading" and one.level <= top.level for one in blocks[1:])


def articles_of(
    extracted: Iterable[ExtractedArticle],
    context: ReadContext,
    warnings: Sequence[str] = (),
    *,
    taken: set[str] | None = None,
    before: int = 0,
) -> Iterator[Article | Failure]:
    """Yield the articles of a file of several, called `PATH#ID`, or `PATH#NUMBER` where one has no id.

    The second of one id is told apart as `PATH#ID~2`. One without text is a failure of its own.
    `warnings` are about the file as a whole. There may be some `before`, with the ids that are `taken`.
    """
    found = _each_of(extracted, context, set() if taken is None else taken, before)
    yield from told_once(found, warnings, context)


def told_once(
    found: Iterable[Article | Failure], warnings: Sequence[str], context: ReadContext
) -> Iterator[Article | Failure]:
    """Yield what was found in a file, with what is told of the file as a whole.

    That is told with the first of its articles; as a failure of the file where there is none.
    """
    left = tuple(dict.fromkeys(warnings))
    for item in found:
        if left and isinstance(item, Article):
            yield replace(item, warnings=(*left, *item.warnings))
            left = ()
        else:
            yield item
    if left:
        yield Failure(context.path, "; ".join(left))


def _each_of(
    extracted: Iterable[ExtractedArticle], context: ReadContext, taken: set[str], before: int
) -> Iterator[Article | Failure]:
    for number, one in enumerate(extracted, before + 1):
        identity = unique_identity(one.identity or "", number, taken)
        name = f"{context.path}#{identity}"
        try:
            yield article_of(one, context, name=name)
        except ReadError as error:
            yield Failure(name, ": ".join((error.message, *one.warnings)))


def unique_identity(stated: str, number: int, taken: set[str]) -> str:
    """Return the id of the article `number` (from 1) of a file, which says that it is `stated`, and add it to
    those that are `taken`.
    """
    label = clean_line(stated[:_LONGEST_ID]) or str(number)
    unique, copy = label, 1
    while unique in taken:
        copy += 1
        unique = f"{label}~{copy}"
    taken.add(unique)
    return unique


def _joined(extracted: Sequence[ExtractedBlock], most: int) -> tuple[CleanText, list[Block]]:
    """The text of all blocks, and where they stand in it; those behind the first `most` are one."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0
    before: ExtractedBlock | None = None
    for one in extracted:
        text = _cleaned(one)
        if not text.strip():
            continue
        if before is not None:
            gap = "\n" if before.kind == one.kind and one.kind in _TOGETHER else "\n\n"
            pieces.append(gap)
            length += len(gap)
        pieces.append(text)
        if len(blocks) <= most:
            # What is said in a recording has none of the lines that rules know in a text.
            is_certain = one.is_certain or one.time is not None
            kind = None if one.kind == "paragraph" and not is_certain else one.kind
            blocks.append(Block(length, length + len(text), text, kind, one.level, one.page, one.time))
        length += len(text)
        before = one
    # Pieces are clean each by itself, and a line break composes with nothing.
    whole = CleanText("".join(pieces))
    if len(blocks) > most:
        rest = blocks[most]
        blocks[most] = Block(rest.start, length, whole[rest.start :], None, 0, rest.page, rest.time)
    return whole, blocks


def _cleaned(block: ExtractedBlock) -> str:
    """The text of one block without the blank space that documents are full of."""
    text = clean(block.text)
    if block.kind == "code":
        return text.strip("\n").rstrip()
    if block.kind == "row":
        # An empty cell at either end is a column all the same.
        return _AROUND_TAB.sub("\t", _CELL_BREAK.sub(" ", text.strip(" \n"))).strip(" ")
    return _LINE_END.sub("\n", _BLANKS.sub(" ", text)).strip()
