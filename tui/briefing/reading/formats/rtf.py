"""Rich Text Format (RTF): control words and groups, read one after the other.

Read are body text, text boxes, tables, footnotes and endnotes. Tracked changes are taken as accepted;
comments, headers and footers, hidden text and whatever else has a destination of its own are left out. Bytes
are decoded by the code page of the font in which they are set.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.errors import ReadError
from briefing.model.article import Article, Failure
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock
from briefing.reading.formats.document_blocks import (
    DocumentBlocks,
    Style,
    changes_warning,
    comments_warning,
    inherited_style,
    style_named,
    superscript,
)
from briefing.reading.formats.format_reader import Evidence, FormatReader, ReadContext
from briefing.reading.formats.press_databases import articles_in
from briefing.reading.formats.symbol_font import symbol

EXTRACTOR = "rtf/1"

_BEGINNING = b"{\\rtf"
_DEEPEST = 250
"""Groups within each other."""
_MOST_TOKENS = 4_000_000
"""Some seconds of work; a document of a thousand pages has a tenth of it."""
_MOST_COLUMNS = 63
_DEEPEST_TABLE = 15
_DEEPEST_LIST = 8
_BODY_TEXT = 9
"""The level of an outline that is none."""
_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z']))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n\0]+)",
    re.S,
)
_BRACE = re.compile(r"\\bin(\d{1,10}) ?|\\[\\{}]|([{}])")
"""All that counts in a group that is passed over."""
_CODE_PAGES = dict(
    [
        *((77, "mac_roman"), (128, "cp932"), (129, "cp949"), (130, "johab"), (134, "gbk"), (136, "cp950")),
        *((161, "cp1253"), (162, "cp1254"), (163, "cp1258"), (177, "cp1255"), (178, "cp1256")),
        *((186, "cp1257"), (204, "cp1251"), (222, "cp874"), (238, "cp1250"), (254, "cp437"), (255, "cp850")),
    ]
)
"""By the number of a font's set of characters. 0 and 1 are the document's own."""
_SYMBOL_SET = 2
_SIGNS = dict(
    [
        *(("tab", "\t"), ("line", "\n"), ("lbr", "\n"), ("softline", "\n"), ("emdash", "—"), ("endash", "–")),
        *(("bullet", "•"), ("lquote", "‘"), ("rquote", "’"), ("ldblquote", "“"), ("rdblquote", "”")),
        *(("emspace", "\u2003"), ("enspace", "\u2002"), ("qmspace", "\u2005")),
        *(("zwj", "\u200d"), ("zwnj", "\u200c")),
    ]
)
_CONTROL_SIGNS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
_PASSED_OVER = frozenset(
    """header headerl headerr headerf footer footerl footerr footerf colortbl filetbl pict nonshppict sp
    shprslt ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn fldinst objdata objclass objname xe tc tcn rxe txe
    private nonesttables datafield template password annotation atnid atnauthor listtext pntext mmathPict
    bkmkstart bkmkend fontemb fontfile""".split()
)
"""Destinations that hold no text of the document."""
_STARRED = frozenset(
    "shpinst footnote ud nesttableprops do dptxbxtext moMath moMathPara shptxt fldrslt".split()
)
"""Destinations that hold text, or lead to it, though programs that do not know them may pass over them."""
_INFO = {"title": "title", "author": "author", "creatim": "created", "revtim": "revised"}


class _RtfFormat(NamedTuple):
    """What is said of a paragraph."""

    style: int = 0
    is_listed: bool = False
    list_level: int = 0
    outline: int = _BODY_TEXT
    table: int = 0
    """Tables that it stands in."""


_PLAIN = _RtfFormat()


@dataclass(slots=True)
class _RtfGroup:
    """What holds until a group ends."""

    destination: str = "text"
    format: _RtfFormat = _PLAIN
    font: int = -1
    unicode_skip: int = 1
    """Characters behind one in Unicode that stand for it in programs that know no Unicode."""
    is_left_out: bool = False
    """Whether its text is hidden or deleted."""
    is_raised: bool = False
    ends: str = ""
    """What ends with it: `note`, `box`, `font`, `style`."""
    resumes: str = "text"
    """The destination of what is said in Unicode, within one that says it twice."""

    def inner(self) -> _RtfGroup:
        """Return a group within this one."""
        return _RtfGroup(
            self.destination,
            self.format,
            self.font,
            self.unicode_skip,
            self.is_left_out,
            self.is_raised,
            resumes=self.resumes,
        )


@dataclass(slots=True)
class _RtfFont:
    name: str = ""
    code_page: str | None = None
    is_symbol: bool = False


@dataclass(slots=True)
class _RtfStyleEntry:
    name: str = ""
    based_on: int = 222
    """Which means none."""


@dataclass(slots=True)
class _RtfFlow:
    """Text that runs by itself: that of the document, of a note, of a text box."""

    pieces: list[str] = field(default_factory=list)
    format: _RtfFormat | None = None
    """Of the paragraph that is open, once it has text."""
    boxes: list[ExtractedBlock] = field(default_factory=list)
    cell: dict[int, list[ExtractedBlock]] = field(default_factory=dict)
    """By the depth of the table: what stands in the cell that is open."""
    row: dict[int, list[list[ExtractedBlock]]] = field(default_factory=dict)
    """By the depth of the table: the cells of the row that is open."""


def sniff(head: bytes) -> Evidence:
    """The control word that every file begins with."""
    return Evidence.CERTAIN if head.lstrip().startswith(_BEGINNING) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the one article, or those of a bundle from a press database."""
    for extracted in extract(data):
        yield from articles_in(extracted, context)


READER = FormatReader(sniff, read)


def extract(data: bytes) -> Iterator[ExtractedArticle]:
    """Yield the one article of an RTF file; ReadError where it is none, or is nested too deeply."""
    if not data.lstrip().startswith(_BEGINNING):
        raise ReadError("it is not RTF")
    yield _RtfReader().read(data.decode("latin-1"))


class _RtfReader:
    """The way through a file, token by token."""

    def __init__(self) -> None:
        self._blocks = DocumentBlocks()
        self._groups = [_RtfGroup()]
        self._group = self._groups[0]
        self._flows = [_RtfFlow()]
        self._bytes = bytearray()
        """What is set in one font and waits to be decoded: characters may be of several bytes."""
        self._skip = 0
        """Characters that are still to be passed over behind one in Unicode."""
        self._surrogate = 0
        self._begins = False
        """Whether a group has begun and nothing stood in it yet but a star."""
        self._is_starred = False
        self._count = 0
        self._code_page = "cp1252"
        self._default_font = -1
        self._fonts: dict[int, _RtfFont] = {}
        self._styles: dict[int, _RtfStyleEntry] = {}
        self._known: dict[int, Style | None] = {}
        self._font = _RtfFont()
        self._style = _RtfStyleEntry()
        self._info: dict[str, str] = {}
        self._note_count = 0
        self._comments = self._inserted = self._deleted = 0
        self._warnings: list[str] = []

    def read(self, text: str) -> ExtractedArticle:
        """Return the article that `text`, the bytes of a file as Latin 1, holds."""
        at = 0
        while at < len(text) and self._groups:
            at = self._read_from(text, at)
        self._flush()
        if self._count > _MOST_TOKENS:
            self._warnings.append(f"too long: only its first {_MOST_TOKENS:,} signs of markup are read")
        elif self._groups:
            self._warnings.append("cut off: its end is missing")
        while len(self._flows) > 1:
            self._end_flow("note")
        self._end_paragraph()
        self._end_tables()
        return self._blocks.article(
            EXTRACTOR,
            title=self._info.get("title"),
            author=self._info.get("author"),
            published=self._day("created") or self._day("revised"),
            warnings=(
                *self._warnings,
                *changes_warning(self._inserted, self._deleted),
                *comments_warning(self._comments),
            ),
            encoding=self._code_page,
        )

    def _day(self, what: str) -> str | None:
        year, month, day = (self._info.get(f"{what} {part}", "") for part in ("yr", "mo", "dy"))
        return f"{year:0>4}-{month:0>2}-{day:0>2}" if year and month and day else None

    def _read_from(self, text: str, start: int) -> int:
        """Take tokens from `start` on; returns where to go on."""
        for token in _TOKEN.finditer(text, start):
            self._count += 1
            if self._count > _MOST_TOKENS:
                return len(text)
            kind = token.lastgroup
            if kind == "text":
                self._take_text(token["text"])
            elif kind == "byte":
                self._take_byte(int(token["byte"], 16))
            elif kind == "brace":
                self._flush()
                if token["brace"] == "{":
                    self._open_group()
                elif not self._close_group():
                    return len(text)
            elif kind == "sign":
                self._flush()
                self._take_sign(token["sign"])
            elif self._begins or token["word"] in _MEANT:
                self._flush()
                number = token["number"]
                if self._take_word(token["word"], None if number is None else int(number)):
                    continue
                if token["word"] == "bin":
                    return token.end() + max(int(number or 0), 0)
                self._begins = self._is_starred = False
                return _end_of_group(text, token.end())
            else:
                self._skip = 0
        return len(text)

    # -- text

    def _take_text(self, text: str) -> None:
        self._begins = self._is_starred = False
        if self._skip:
            cut = min(self._skip, len(text))
            self._skip -= cut
            text = text[cut:]
        self._bytes += text.encode("latin-1")

    def _take_byte(self, byte: int) -> None:
        self._begins = self._is_starred = False
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(byte)

    def _take_sign(self, sign: str) -> None:
        if sign == "*":
            self._is_starred = True
            return
        self._begins = self._is_starred = False
        if self._skip:
            self._skip -= 1
        elif sign in "\r\n":
            self._end_paragraph()
        elif sign in _CONTROL_SIGNS:
            self._put(_CONTROL_SIGNS[sign])

    def _flush(self) -> None:
        """Decode the bytes that wait."""
        if not self._bytes:
            return
        font = self._fonts.get(self._group.font if self._group.font >= 0 else self._default_font)
        if font is not None and font.is_symbol and self._group.destination == "text":
            text = "".join(symbol(font.name, byte) for byte in self._bytes)
        else:
            code_page = (font.code_page if font is not None else None) or self._code_page
            text = self._bytes.decode(code_page, "replace")
        self._bytes.clear()
        self._put(text)

    def _put(self, text: str) -> None:
        """Take decoded text for what the open group is about."""
        group = self._group
        if group.destination == "text":
            if not group.is_left_out and text:
                flow = self._flows[-1]
                flow.pieces.append(superscript(text) if group.is_raised else text)
                if flow.format is None and not text.isspace():
                    flow.format = group.format
        elif group.destination == "fonttbl":
            self._font.name += text.rstrip(";")
        elif group.destination == "stylesheet":
            self._style.name += text.rstrip(";")
        elif group.destination in ("title", "author"):
            self._info[group.destination] = self._info.get(group.destination, "") + text

    # -- groups

    def _open_group(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise ReadError(f"its groups are nested more than {_DEEPEST} deep")
        self._skip = 0
        self._group = self._group.inner()
        self._groups.append(self._group)
        self._begins, self._is_starred = True, False
        if self._group.destination == "stylesheet":
            self._style = _RtfStyleEntry()

    def _close_group(self) -> bool:
        """End the group that is open; false where it was that of the document."""
        self._skip = 0
        self._begins = self._is_starred = False
        ended = self._groups.pop()
        if ended.ends:
            self._end_flow(ended.ends)
        if len(self._groups) <= 1:
            self._groups.clear()
            return False
        self._group = self._groups[-1]
        return True

    def _open_flow(self, ends: str) -> None:
        self._flows.append(_RtfFlow())
        self._blocks.open()
        self._group.ends = ends
        self._group.destination = "text"
        self._group.format = _PLAIN

    def _end_flow(self, kind: str) -> None:
        self._end_paragraph()
        self._end_tables()
        self._flows.pop()
        blocks = self._blocks.close()
        if kind == "note":
            self._note_count += 1
            self._blocks.add_note(str(self._note_count), blocks)
        else:
            self._flows[-1].boxes.extend(blocks)

    # -- words

    def _take_word(self, word: str, number: int | None) -> bool:
        """Do what a control word says; false where the rest of its group is passed over."""
        begins, is_starred = self._begins, self._is_starred
        self._begins = self._is_starred = False
        self._skip = 0
        if word == "bin":
            return False
        if begins:
            if word in _PASSED_OVER:
                self._pass_over(word)
                return False
            if is_starred and word not in _STARRED:
                self._pass_over(word)
                return False
            if self._group.destination == "info":
                self._group.destination = _INFO.get(word, "")
                return bool(self._group.destination)
            if word in ("fonttbl", "stylesheet", "info"):
                self._group.destination = word
                return True
            if word.startswith("m") and word.endswith("Pr"):
                return False  # the properties of a formula
        if word in _SIGNS:
            self._put(_SIGNS[word])
        elif action := _WORDS.get(word):
            action(self, number)
            return not (word in _FLOWS and self._group.is_left_out)
        elif self._group.destination in ("created", "revised") and word in ("yr", "mo", "dy"):
            self._info[f"{self._group.destination} {word}"] = str(number or 0)
        return True

    def _pass_over(self, word: str) -> None:
        self._comments += word == "annotation"
        if word in ("listtext", "pntext", "pn"):
            # Its words are the bullet or the number.
            self._groups[-2].format = self._groups[-2].format._replace(is_listed=True)

    def _unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000 if (number or 0) < 0x10000 else number or 0
        self._skip = self._group.unicode_skip
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return
        if 0xDC00 <= code < 0xE000 and self._surrogate:
            code = 0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00
        self._surrogate = 0
        font = self._fonts.get(self._group.font)
        self._put(symbol(font.name if font is not None and font.is_symbol else "", code))

    def _unicode_skip(self, number: int | None) -> None:
        self._group.unicode_skip = min(max(number or 0, 0), 100)

    def _ansi_code_page(self, number: int | None) -> None:
        self._code_page = _known_code_page(f"cp{number}", self._code_page)

    def _mac(self, _: int | None) -> None:
        self._code_page = "mac_roman"

    def _pc(self, _: int | None) -> None:
        self._code_page = "cp437"

    def _pca(self, _: int | None) -> None:
        self._code_page = "cp850"

    def _set_default_font(self, number: int | None) -> None:
        self._default_font = number or 0

    def _set_font(self, number: int | None) -> None:
        if self._group.destination == "fonttbl":
            self._font = self._fonts[number or 0] = _RtfFont()
        else:
            self._group.font = number or 0

    def _font_set(self, number: int | None) -> None:
        if self._group.destination == "fonttbl":
            self._font.is_symbol = number == _SYMBOL_SET
            self._font.code_page = _CODE_PAGES.get(number or 0)

    def _font_code_page(self, number: int | None) -> None:
        if self._group.destination == "fonttbl" and number:
            self._font.code_page = _known_code_page(f"cp{number}", self._font.code_page or self._code_page)

    def _set_style(self, number: int | None) -> None:
        if self._group.destination == "stylesheet":
            self._style = self._styles[number or 0] = _RtfStyleEntry()
        else:
            self._group.format = self._group.format._replace(style=number or 0)

    def _style_based_on(self, number: int | None) -> None:
        self._style.based_on = number or 0

    def _plain(self, _: int | None) -> None:
        self._group.is_left_out = self._group.is_raised = False
        self._group.font = -1

    def _raise(self, number: int | None) -> None:
        self._group.is_raised = number != 0

    def _lower(self, _: int | None) -> None:
        self._group.is_raised = False

    def _hide(self, number: int | None) -> None:
        self._group.is_left_out = number != 0

    def _delete(self, number: int | None) -> None:
        self._group.is_left_out = number != 0
        self._deleted += number != 0

    def _insert(self, number: int | None) -> None:
        self._inserted += number != 0

    def _say_twice(self, _: int | None) -> None:
        self._group.resumes, self._group.destination = self._group.destination, ""

    def _say_in_unicode(self, _: int | None) -> None:
        self._group.destination = self._group.resumes

    def _note(self, _: int | None) -> None:
        if self._group.is_left_out or self._group.destination != "text":
            return
        flow = self._flows[-1]
        style = self._style_of(flow.format or self._group.format)
        number = self._note_count + 1 + sum(group.ends == "note" for group in self._groups)
        if style is None or style.kind not in ("title", "heading"):
            self._put(f"[{number}]")
        self._open_flow("note")

    def _box(self, _: int | None) -> None:
        if not self._group.is_left_out and self._group.destination == "text":
            self._open_flow("box")

    # -- paragraphs

    def _new_paragraph(self, _: int | None) -> None:
        self._group.format = _PLAIN

    def _list(self, number: int | None) -> None:
        self._group.format = self._group.format._replace(is_listed=bool(number))

    def _list_level(self, number: int | None) -> None:
        self._group.format = self._group.format._replace(list_level=min(max(number or 0, 0), _DEEPEST_LIST))

    def _outline(self, number: int | None) -> None:
        self._group.format = self._group.format._replace(
            outline=_BODY_TEXT if number is None else min(max(number, 0), _BODY_TEXT)
        )

    def _in_table(self, _: int | None) -> None:
        self._group.format = self._group.format._replace(table=max(self._group.format.table, 1))

    def _table_depth(self, number: int | None) -> None:
        self._group.format = self._group.format._replace(table=min(max(number or 0, 0), _DEEPEST_TABLE))

    def _style_of(self, said: _RtfFormat) -> Style | None:
        if said.style not in self._known:
            found = inherited_style(str(said.style), self._own_style, self._parent_style)
            self._known[said.style] = found
        style = self._known[said.style]
        if said.outline < _BODY_TEXT and style is None:
            return Style("heading", said.outline + 1)
        if said.is_listed and (style is None or style.kind == "list item"):
            return Style("list item", said.list_level + 1)
        return style

    def _own_style(self, style: str) -> Style | None:
        entry = self._styles.get(int(style))
        return style_named(entry.name.partition(",")[0]) if entry is not None else None

    def _parent_style(self, style: str) -> str | None:
        entry = self._styles.get(int(style))
        return str(entry.based_on) if entry is not None else None

    def _paragraph(self, _: int | None) -> None:
        if self._group.destination == "text":
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        flow = self._flows[-1]
        said = flow.format or self._group.format
        text, boxes = "".join(flow.pieces), flow.boxes
        flow.pieces, flow.boxes, flow.format = [], [], None
        if not said.table:
            self._end_tables()
            self._blocks.add(text, self._style_of(said))
            self._blocks.extend(boxes)
            return
        self._blocks.open()
        self._blocks.add(text, self._style_of(said))
        flow.cell.setdefault(said.table, []).extend([*self._blocks.close(), *boxes])

    # -- tables

    def _cell(self, _: int | None) -> None:
        self._end_cell(1)

    def _nested_cell(self, _: int | None) -> None:
        self._end_cell(max(self._group.format.table, 2))

    def _end_cell(self, depth: int) -> None:
        if self._group.destination != "text":
            return
        flow = self._flows[-1]
        flow.format = (flow.format or self._group.format)._replace(table=depth)
        self._end_paragraph()
        row = flow.row.setdefault(depth, [])
        blocks = flow.cell.pop(depth, [])
        if len(row) < _MOST_COLUMNS:
            row.append(blocks)
        else:
            row[-1].extend(blocks)

    def _row(self, _: int | None) -> None:
        self._end_row(1)

    def _nested_row(self, _: int | None) -> None:
        self._end_row(max((depth for depth in self._flows[-1].row), default=1))

    def _end_row(self, depth: int) -> None:
        flow = self._flows[-1]
        cells = flow.row.pop(depth, [])
        if rest := flow.cell.pop(depth, []):
            cells.append(rest)
        if depth == 1:
            self._blocks.add_row(cells, is_table=len(cells) > 1)
        else:
            self._blocks.open()
            self._blocks.add_row(cells, is_table=len(cells) > 1)
            flow.cell.setdefault(depth - 1, []).extend(self._blocks.close())

    def _end_tables(self) -> None:
        """Take rows that have lost their ends."""
        flow = self._flows[-1]
        while flow.row or flow.cell:
            self._end_row(max((*flow.row, *flow.cell)))


_FLOWS = frozenset(("footnote", "shptxt", "dptxbxtext"))
_WORDS: dict[str, Callable[[_RtfReader, int | None], None]] = {
    "u": _RtfReader._unicode,
    "uc": _RtfReader._unicode_skip,
    "ansicpg": _RtfReader._ansi_code_page,
    "mac": _RtfReader._mac,
    "pc": _RtfReader._pc,
    "pca": _RtfReader._pca,
    "deff": _RtfReader._set_default_font,
    "f": _RtfReader._set_font,
    "fcharset": _RtfReader._font_set,
    "cpg": _RtfReader._font_code_page,
    "s": _RtfReader._set_style,
    "sbasedon": _RtfReader._style_based_on,
    "plain": _RtfReader._plain,
    "super": _RtfReader._raise,
    "nosupersub": _RtfReader._lower,
    "sub": _RtfReader._lower,
    "v": _RtfReader._hide,
    "deleted": _RtfReader._delete,
    "revised": _RtfReader._insert,
    "upr": _RtfReader._say_twice,
    "ud": _RtfReader._say_in_unicode,
    "footnote": _RtfReader._note,
    "shptxt": _RtfReader._box,
    "dptxbxtext": _RtfReader._box,
    "pard": _RtfReader._new_paragraph,
    "ls": _RtfReader._list,
    "ilvl": _RtfReader._list_level,
    "outlinelevel": _RtfReader._outline,
    "intbl": _RtfReader._in_table,
    "itap": _RtfReader._table_depth,
    "cell": _RtfReader._cell,
    "nestcell": _RtfReader._nested_cell,
    "row": _RtfReader._row,
    "nestrow": _RtfReader._nested_row,
    **dict.fromkeys(("par", "sect", "page", "column"), _RtfReader._paragraph),
}
_MEANT = _WORDS.keys() | _SIGNS.keys() | {"bin", "yr", "mo", "dy"}
"""Words that mean something wherever they stand; what else is said of the look of a text does not."""


def _end_of_group(text: str, start: int) -> int:
    """Where the brace stands that ends the group open at `start`; the end of the text where there is none."""
    depth, at = 1, start
    while at < len(text):
        for match in _BRACE.finditer(text, at):
            if match[1]:
                at = match.end() + int(match[1])
                break
            if match[2] == "{":
                depth += 1
            elif match[2] == "}":
                depth -= 1
                if not depth:
                    return match.start()
        else:
            break
    return len(text)


def _known_code_page(name: str, otherwise: str) -> str:
    """`name` where there is an encoding of that name."""
    name = {"cp65001": "utf-8", "cp10000": "mac_roman", "cp1200": otherwise, "cp0": otherwise}.get(name, name)
    try:
        codecs.lookup(name)
    except LookupError:
        return otherwise
    return name
