"""A note as it is read: its text without the signs of Markdown, and where each character stands in the file.

The structure is markdown-it-py's. Its inline tokens tell no places, so they are walked along the source
once more: each says how much of that it used. Nothing of a note is ever run, opened or followed here:
raw HTML is left out, and a link is a name for a source.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.verify.footnote_rules import DEFINITION, INLINE_NOTE, REFERENCE, use_footnotes

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "list item", "cell", "footnote", "code"]

_MOST_PARSED = 500_000
"""Characters that are parsed at once; a longer note is cut at empty lines."""
_MOST_INLINE = 50_000
"""Characters of one block in which inline markup is looked for; a longer one is taken as it is."""
_NESTING = 40
_CUT = re.compile(r"\n[ \t]*\n")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Pointer(NamedTuple):
    """A place of a block that points to a source."""

    start: int
    end: int
    """Offsets into the block's text; a footnote's sign takes no room in it."""
    form: Literal["footnote", "link", "words"]
    target: str
    """The label of the footnote, the address of the link, or the words that name a source."""


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A paragraph, heading, cell or the like."""

    kind: BlockKind
    text: str
    places: Sequence[int]
    """Where each character stands in the file, and, last, where the block ends there."""
    pointers: tuple[Pointer, ...] = ()
    """In the order of the text."""
    strong: tuple[tuple[int, int], ...] = ()
    """What is set in bold."""
    quote: int | None = None
    """Which of the note's block quotes it stands in."""
    listing: int | None = None
    """Which of its lists."""
    label: str = ""
    """Of a footnote."""
    head: int | None = None
    """Of a cell, the number of the block that heads its column."""
    column: int = 0
    """Of a cell, from 0."""


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A note, taken apart."""

    text: str
    """The file, as it is."""
    blocks: tuple[NoteBlock, ...]
    """In the order of the text."""
    lines: Sequence[int]
    """Where each line of the file begins."""

    def line_column(self, place: int) -> tuple[int, int]:
        """Line and column, from 1, of a place in the file."""
        line = bisect_right(self.lines, place)
        return line, place - self.lines[line - 1] + 1


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])
    use_footnotes(parser)
    # Inline text is parsed one block at a time, and not joined: a joined token does not tell its source.
    parser.core.ruler.enableOnly(["block"])
    return parser


def read_note(text: str, body: int = 0) -> ParsedNote:
    """Return the note whose file holds `text`, clean and with `\\n` between lines; it begins at `body`,
    behind its front matter."""
    reader = _NoteReader(text)
    for start, end in _parts(text, body):
        reader.read(start, end)
    return ParsedNote(text, tuple(reader.blocks), _line_starts(text))


def _parts(text: str, body: int) -> Iterator[tuple[int, int]]:
    start = body
    while len(text) - start > _MOST_PARSED:
        cut = _CUT.search(text, start + _MOST_PARSED)
        if cut is None:
            break
        yield start, cut.end()
        start = cut.end()
    yield start, len(text)


@dataclass(slots=True)
class _Table:
    heads: list[int] = field(default_factory=list)
    column: int = -1
    at: int = 0
    """Where the next cell of the row begins in the file."""
    line: int = -1


class _NoteReader:
    def __init__(self, text: str) -> None:
        self._text = text
        self.blocks: list[NoteBlock] = []
        self._quotes: list[int] = []
        self._lists: list[int] = []
        self._numbers = 0
        self._heading = False
        self._label = ""
        self._table: _Table | None = None
        self._lines: Sequence[int] = ()

    def read(self, start: int, end: int) -> None:
        """Take in a part of the file."""
        source = self._text[start:end]
        env: dict[str, object] = {}
        self._lines = [start + at for at in _line_starts(source)] + [end]
        for token in _parser().parse(source, env):
            self._visit(token, env)

    def _visit(self, token: Token, env: dict[str, object]) -> None:
        kind = token.type
        if kind == "inline":
            self._add(token, env)
        elif kind in ("blockquote_open", "bullet_list_open", "ordered_list_open"):
            self._numbers += 1
            (self._quotes if kind == "blockquote_open" else self._lists).append(self._numbers)
        elif kind == "blockquote_close":
            self._quotes.pop()
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind in ("heading_open", "heading_close"):
            self._heading = kind == "heading_open"
        elif kind in (DEFINITION, f"{DEFINITION}_close"):
            self._label = str(token.meta["label"]) if kind == DEFINITION else ""
        elif kind in ("fence", "code_block", "html_block", "hr"):
            self.blocks.append(NoteBlock("code", "", array("q", [0])))
        else:
            self._visit_table(token)

    def _visit_table(self, token: Token) -> None:
        if token.type in ("table_open", "table_close"):
            self._table = _Table() if token.type == "table_open" else None
        elif self._table is not None and token.type == "tr_open":
            line = (token.map or [0])[0]
            self._table.column, self._table.line, self._table.at = -1, line, self._lines[line]
        elif self._table is not None and token.type in ("th_open", "td_open"):
            self._table.column += 1
            if token.type == "th_open":
                self._table.heads.append(len(self.blocks))

    def _add(self, token: Token, env: dict[str, object]) -> None:
        table = self._table
        places = self._cell_places(token.content, table) if table is not None else self._places(token)
        found = _Inline(token.content, places, env)
        head = None
        if table is not None and table.column < len(table.heads):
            head = table.heads[table.column]
        kind: BlockKind = "paragraph"
        if self._heading:
            kind = "heading"
        elif self._label:
            kind = "footnote"
        elif table is not None:
            kind = "cell"
        elif self._lists:
            kind = "list item"
        self.blocks.append(
            NoteBlock(
                kind,
                "".join(found.text),
                found.places,
                tuple(found.pointers),
                tuple(found.strong),
                self._quotes[0] if self._quotes else None,
                self._lists[0] if self._lists else None,
                self._label,
                head if head != len(self.blocks) else None,
                table.column if table is not None else 0,
            )
        )

    def _places(self, token: Token) -> array[int]:
        """Where each character of a token's content stands in the file, and where that ends."""
        places = array("q")
        first, last = token.map or [0, 1]
        for number, line in enumerate(token.content.split("\n")):
            row = min(first + number, last - 1, len(self._lines) - 2)
            start, stop = self._lines[row], self._lines[row + 1]
            words = line.strip()
            at = self._text.rfind(words, start, stop)
            begin = max(at, start) - (len(line) - len(line.lstrip()))
            places.extend(range(begin, begin + len(line)))
            places.append(min(begin + len(line), len(self._text)))
        return places

    def _cell_places(self, content: str, table: _Table) -> array[int]:
        """The same of a cell, in which a bar has a backslash before it that the content has not."""
        places = array("q")
        at, stop = table.at, self._lines[table.line + 1]
        for number, character in enumerate(content):
            if number == 0:
                found = self._text.find(character, at, stop)
                at = found if found >= 0 else at
            at += self._text.startswith("\\|", at) and character == "|"
            places.append(at)
            at += 1
        bar = self._text.find("|", at, stop)
        places.append(min(at, stop))
        table.at = bar + 1 if bar >= 0 else at
        return places


class _Inline:
    """The text of a block's content, with the place of each character in the file."""

    def __init__(self, content: str, places: Sequence[int], env: dict[str, object]) -> None:
        self._content = content
        self._where = places
        self._env = env
        self._at = 0
        self._link: tuple[int, str] | None = None
        self._bold: list[int] = []
        self._struck = 0
        self.text: list[str] = []
        self.places = array("q")
        self.pointers: list[Pointer] = []
        self.strong: list[tuple[int, int]] = []
        if len(content) > _MOST_INLINE:
            self._write(content, 0)
        else:
            children: list[Token] = []
            _parser().inline.parse(content, _parser(), env, children)
            for token in children:
                self._take(token)
        self.places.append(self._where[-1] if self._where else 0)

    @property
    def _length(self) -> int:
        return len(self.places)

    def _write(self, text: str, at: int) -> None:
        """Add characters that stand in the content from `at` on."""
        if self._struck:
            return
        self.text.append(text)
        self.places.extend(self._where[at : at + len(text)])

    def _write_for(self, text: str, at: int) -> None:
        """Add characters that something else stands for in the content."""
        if not self._struck:
            self.text.append(text)
            self.places.extend([self._where[min(at, len(self._where) - 1)]] * len(text))

    def _take(self, token: Token) -> None:
        kind, at = token.type, self._at
        if kind == "text":
            self._take_text(token.content)
        elif kind in ("softbreak", "hardbreak"):
            end = self._content.find("\n", at)
            if end >= 0:
                self._write("\n", end)
                self._at = end + 1
                while self._content[self._at : self._at + 1] in (" ", "\t"):
                    self._at += 1
        elif kind == "text_special":
            self._write_for(token.content, at)
            self._at += len(token.markup)
        elif kind == "code_inline":
            self._take_code(token)
        elif kind in ("link_open", "link_close"):
            self._take_link(token)
        elif kind == "image":
            self._at = self._behind_link(at + 2 + len(token.content))
        elif kind == "html_inline":
            if _BREAK.fullmatch(token.content):
                self._write_for("\n", at)
            self._at += len(token.content)
        elif kind in (REFERENCE, INLINE_NOTE):
            self._take_note(token)
        else:
            self._take_emphasis(token)

    def _take_text(self, content: str) -> None:
        if not content:
            return
        found = self._content.find(content, self._at)
        if found < 0:
            # An address is shown decoded.
            self._write_for(content, self._at)
            return
        self._write(content, found)
        self._at = found + len(content)

    def _take_code(self, token: Token) -> None:
        start = self._content.find(token.markup, self._at) + len(token.markup)
        inside = self._content[start : start + len(token.content)].replace("\n", " ")
        trimmed = inside != token.content
        self._write(token.content, start + trimmed)
        self._at = start + len(token.content) + 2 * trimmed + len(token.markup)

    def _take_link(self, token: Token) -> None:
        if token.type == "link_open":
            self._link = self._length, str(token.attrs.get("href", ""))
            self._at += 1
            return
        if self._link is not None:
            start, address = self._link
            # A part of the note itself is no source.
            if not address.startswith("#"):
                self.pointers.append(Pointer(start, self._length, "link", address))
            self._link = None
        if token.info == "auto":
            self._at = self._content.find(">", self._at) + 1
        else:
            self._at = self._behind_link(self._at)

    def _take_note(self, token: Token) -> None:
        self._at += len(token.markup)
        here = self._length
        if token.type == REFERENCE:
            self.pointers.append(Pointer(here, here, "footnote", str(token.meta["label"])))
        else:
            self.pointers.append(Pointer(here, here, "words", token.content))

    def _take_emphasis(self, token: Token) -> None:
        if token.type == "strong_open":
            self._bold.append(self._length)
        elif token.type == "strong_close" and self._bold:
            self.strong.append((self._bold.pop(), self._length))
        elif token.type in ("s_open", "s_close"):
            self._struck += token.nesting
        self._at += len(token.markup)

    def _behind_link(self, at: int) -> int:
        """Where a link ends whose text ends with the bracket at `at`."""
        content, stop = self._content, len(self._content)
        helpers = _parser().helpers
        if content.startswith("](", at):
            at = self._behind_blanks(at + 2)
            target = helpers.parseLinkDestination(content, at, stop)
            at = self._behind_blanks(target.pos if target.ok else at)
            title = helpers.parseLinkTitle(content, at, stop)
            at = self._behind_blanks(title.pos) if title.ok else at
            return at + 1
        if content.startswith("][", at):
            from markdown_it.common.utils import normalizeReference

            end = content.find("]", at + 2)
            label = content[at + 2 : end]
            known = self._env.get("references")
            if end >= 0 and (not label or (isinstance(known, dict) and normalizeReference(label) in known)):
                return end + 1
        return at + 1

    def _behind_blanks(self, at: int) -> int:
        while self._content[at : at + 1] in (" ", "\t", "\n"):
            at += 1
        return at


def _line_starts(text: str) -> Sequence[int]:
    starts = array("q", [0])
    starts.extend(match.end() for match in re.finditer("\n", text))
    return starts
