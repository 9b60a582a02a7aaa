"""Markdown into blocks: its own markup says what is a heading, a list, a quotation.

The reading text is what follows the front matter, kept as it is; only block syntax (the #'s of a
heading, a bullet, a quotation's >, the fences of code, the bars at the ends of a table row) lies
outside the blocks. Inline marks such as ** stay. The structure is markdown-it-py's, read off its
block tokens; inline parsing and link definitions are switched off, as nothing here needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from briefing.model.article import Article, PassageKind
from briefing.reading.article_builder import build_article
from briefing.reading.blocks import Block
from briefing.reading.decoding import decode_filled, decode_head
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.front_matter import split_front_matter
from briefing.reading.given_metadata import usable_metadata
from briefing.reading.line_spans import line_spans, trim
from briefing.reading.plain_blocks import plain_blocks
from briefing.text.clean import CleanText, clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CONTAINER = re.compile(r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]{0,300})\]\([^\n]{0,1000}\)")
_BOLD_LINE = re.compile(r"(?P<mark>\*\*|__)(?P<text>[^*_\n]{1,150})(?P=mark)(?P<colon>:?)")
_BOLD_LEVEL = 3
_TAG = re.compile(r"<[^<>\n]{0,1000}>|<!--")
_SYNTAX_ONLY = re.compile(r"[\s>|:=+*_`~\-]*")


def sniff(head: bytes) -> Evidence:
    """Only front matter tells Markdown from plain text, and a thematic break looks like its beginning."""
    return Evidence.LIKELY if decode_head(head).lstrip().startswith("---\n") else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the one article: the text behind the front matter, with what that says of it."""
    decoded = decode_filled(data, context.charset)
    whole = clean(decoded.text)
    matter = split_front_matter(whole)
    text = CleanText(whole[matter.body :])
    warnings = (*decoded.warnings, *matter.warnings)
    if len(text) > context.limits.markdown_characters:
        blocks = plain_blocks(text, context.limits.lines)
        warnings = (*warnings, "too long for its Markdown to be read; it is split as plain text")
    else:
        blocks = markdown_blocks(text)
    yield build_article(
        context.path,
        text,
        blocks=blocks,
        given=usable_metadata(matter.values, "front matter"),
        encoding=decoded.encoding,
        warnings=warnings,
        limits=context.limits,
    )


READER = FormatReader(sniff, read)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    parser.core.ruler.enableOnly(["block"])
    parser.block.ruler.disable("reference")
    return parser


class _Walk:
    """The way through the tokens: which containers are open, which lines are accounted for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(line_spans(text))
        self.covered = bytearray(len(self.lines))
        self.blocks: list[Block] = []
        self.containers: list[str] = []

    def add(self, start: int, end: int, kind: PassageKind | None, level: int = 0) -> None:
        """Add the trimmed block unless it is all blank."""
        start, end = trim(self.text, start, end)
        if start < end:
            self.blocks.append(Block(start, end, self.text[start:end], kind, level))

    def cover(self, token: Token) -> tuple[int, int]:
        """Account for the token's lines and return them as `(first, one past the last)`."""
        first, last = token.map or (0, 0)
        last = min(last, len(self.lines))
        self.covered[first:last] = b"\x01" * max(0, last - first)
        return first, last

    def leaf_kind(self) -> tuple[PassageKind | None, int]:
        """What a paragraph is, by the innermost container."""
        if not self.containers:
            return None, 0
        if self.containers[-1] == "blockquote":
            return "quote", 0
        return "list item", self.containers.count("list_item")


def markdown_blocks(text: str) -> list[Block]:
    """Return the blocks of Markdown `text` in reading order.

    Paragraphs are undecided, as in plain text; a quotation of several lines keeps the marks of
    its later lines. Text beyond the parser's depth of nesting comes out as undecided blocks, so
    that nothing is lost.
    """
    walk = _Walk(text)
    tokens = _parser().parse(text)
    for previous, token in zip([None, *tokens], tokens, strict=False):
        _visit(walk, token, previous)
    _add_gaps(walk)
    return [_refined(block) for block in sorted(walk.blocks, key=lambda block: block.start)]


def _visit(walk: _Walk, token: Token, previous: Token | None) -> None:
    """Take one token of the flat list; `previous` says what an inline token is the content of."""
    name, _, end = token.type.rpartition("_")
    if name in ("blockquote", "list_item"):
        if end == "open":
            walk.containers.append(name)
        else:
            walk.containers.pop()
    elif token.type == "inline" and previous is not None and previous.type == "heading_open":
        _add_leaf(walk, token, "heading", int(previous.tag[1]))
    elif token.type == "inline" and previous is not None and previous.type == "paragraph_open":
        _add_leaf(walk, token, *walk.leaf_kind())
    elif token.type == "tr_open":
        first, _last = walk.cover(token)
        start, stop = walk.lines[first]
        row = walk.text[start:stop]
        walk.add(start + len(row) - len(row.lstrip("| \t>")), start + len(row.rstrip("| \t")), "paragraph")
    elif token.type == "fence":
        first, last = walk.cover(token)
        closed = last - first > 1 and not walk.text[slice(*walk.lines[last - 1])].strip("`~ \t>")
        last -= closed
        if last > first + 1:
            walk.add(walk.lines[first + 1][0], walk.lines[last - 1][1], "paragraph")
    elif token.type in ("code_block", "html_block"):
        first, last = walk.cover(token)
        prose = token.type == "code_block" or (
            not token.content.lstrip().startswith("<!--") and _TAG.sub("", token.content).strip()
        )
        walk.add(walk.lines[first][0], walk.lines[last - 1][1], "paragraph" if prose else "boilerplate")
    elif token.type in ("hr", "table_open", "heading_open"):
        walk.cover(token)


def _add_leaf(walk: _Walk, token: Token, kind: PassageKind | None, level: int) -> None:
    """Add a paragraph or heading: from its content on its first line to the end of its last."""
    first, last = walk.cover(token)
    if not token.content:
        return
    start, stop = walk.lines[first]
    opening = token.content.split("\n", 1)[0].rstrip()
    at = walk.text.rfind(opening, start, stop)
    start = at if at >= 0 else start
    end = start + len(opening) if kind == "heading" and last - first == 1 else walk.lines[last - 1][1]
    walk.add(start, end, kind, level)


def _add_gaps(walk: _Walk) -> None:
    """Add the lines that no token accounts for, without their block syntax."""
    for covered, (start, end) in zip(walk.covered, walk.lines, strict=True):
        if not covered and not _SYNTAX_ONLY.fullmatch(walk.text, start, end):
            prefix = _CONTAINER.match(walk.text, start, end)
            walk.add(prefix.end() if prefix else start, end, None)


def _refined(block: Block) -> Block:
    """A paragraph that is only a picture becomes its caption, one that is only bold a heading."""
    if block.kind is not None or not block.is_line:
        return block
    if image := _IMAGE.fullmatch(block.text):
        start, end = image.span("alt")
        inner = Block(block.start + start, block.start + end, image["alt"])
        return inner.as_("caption") if inner.text.strip() == inner.text != "" else block.as_("boilerplate")
    bold = _BOLD_LINE.fullmatch(block.text)
    if bold and not bold["text"].rstrip().endswith((".", ",", ";")):
        start, end = bold.span("text")
        text = bold["text"]
        if text.strip() == text:
            return Block(block.start + start, block.start + end, text, "heading", _BOLD_LEVEL)
    return block
