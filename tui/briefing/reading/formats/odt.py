"""OpenDocument texts (ODT, and flat FODT): XML read as one stream.

Read are body text, text boxes, sections, tables, footnotes and endnotes. Tracked changes are taken as
accepted; comments, headers and footers and hidden text are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefing.errors import ReadError
from briefing.model.article import Article
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock, article_of
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
from briefing.reading.formats.xml_events import (
    ElementCount,
    ElementTexts,
    XmlHandler,
    parse_part,
    parse_xml,
)
from briefing.reading.formats.zip_container import DamagedPartError, ZipContainer, media_type_in_head

EXTRACTOR = "odt/1"

_MEDIA_TYPE = "application/vnd.oasis.opendocument."
_TEXT_TYPE = f"{_MEDIA_TYPE}text"
_ZIP = b"PK\x03\x04"
_FLAT = re.compile(rb"<office:document\b[^>]{0,20000}?opendocument\.text", re.S)
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    **{f"{_OPEN_DOCUMENT}{name}:1.0": f"{name}:" for name in ("office", "text", "table", "style", "meta")},
    f"{_OPEN_DOCUMENT}drawing:1.0": "draw:",
    f"{_OPEN_DOCUMENT}svg-compatible:1.0": "svg:",
    f"{_OPEN_DOCUMENT}manifest:1.0": "manifest:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_BOXES = frozenset(
    f"draw:{name}"
    for name in (
        "text-box",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "line",
        "polygon",
        "polyline",
        "path",
    )
)
_INDEXES = frozenset(
    f"text:{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index")
) | {"text:alphabetical-index"}
_PASSED_OVER = frozenset(
    (
        *("office:annotation", "office:forms", "office:scripts", "office:master-styles", "office:meta"),
        *("text:tracked-changes", "text:note-citation", "text:ruby-text", "text:hidden-text"),
        *(
            "text:placeholder",
            "text:script",
            "text:bibliography-source",
            "draw:object",
            "svg:title",
            "svg:desc",
        ),
        *(f"{name}-source" for name in _INDEXES),
    )
)
"""Elements whose content is no text of the document as it stands."""
_OTHER_BODIES = {
    "office:spreadsheet": "a spreadsheet",
    "office:presentation": "a presentation",
    "office:drawing": "a drawing",
    "office:chart": "a chart",
}
_BLANKS = re.compile(r"[\t\r\n][ \t\r\n]*| [ \t\r\n]+")
"""Blank space that is not one space: in nearly every text there is none."""
_RAISED = re.compile(r"super|[1-9]\d*(?:\.\d+)?%")
_MOST_SPANNED = 63
_DEEPEST_HEADING = 10


def sniff(head: bytes) -> Evidence:
    """A zip file that says what it is in its first part, or the one XML file of a flat document."""
    if head.startswith(_ZIP):
        kind = media_type_in_head(head)
        if kind.startswith(_TEXT_TYPE):
            return Evidence.CERTAIN
        return Evidence.POSSIBLE if kind.startswith(_MEDIA_TYPE) else Evidence.NONE
    return Evidence.CERTAIN if _FLAT.search(head) else Evidence.NONE


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the one article."""
    for extracted in extract(data):
        yield article_of(extracted, context)


READER = FormatReader(sniff, read)


def extract(data: bytes) -> Iterator[ExtractedArticle]:
    """Yield the one article of an OpenDocument text; ReadError where it is none, encrypted or damaged."""
    styles = _OdtStyles()
    properties = ElementTexts()
    content: Iterable[bytes] = (data,)
    warnings: list[str] = []
    if data.startswith(_ZIP):
        container = ZipContainer(data)
        _refuse_encrypted(container)
        warnings += parse_part(container, "styles.xml", styles, _PREFIXES, "styles")
        warnings += parse_part(container, "meta.xml", properties, _PREFIXES, "properties")
        content = container.pieces("content.xml")
    else:
        parse_xml(content, properties, _PREFIXES)
    body = _OdtBody(styles)
    try:
        parse_xml(content, body, _PREFIXES)
    except DamagedPartError:
        if not body.blocks.has_any:
            raise
        warnings.append("damaged: only what stands before the damage could be read")
    body.finish()
    said = properties.found
    yield body.blocks.article(
        EXTRACTOR,
        title=said.get("dc:title"),
        author=said.get("meta:initial-creator") or said.get("dc:creator"),
        published=said.get("meta:creation-date") or said.get("dc:date"),
        warnings=(*warnings, *body.warnings),
    )


def _refuse_encrypted(container: ZipContainer) -> None:
    encrypted = ElementCount("manifest:encryption-data")
    parse_part(container, "META-INF/manifest.xml", encrypted, _PREFIXES)
    if encrypted.count:
        raise ReadError("encrypted: it can be read only with its password")


@dataclass(slots=True)
class _OdtStyleEntry:
    shown_name: str = ""
    parent: str | None = None
    outline: int = 0
    is_hidden: bool = False
    is_raised: bool = False


class _OdtStyles(XmlHandler):
    """The styles of a document by their names."""

    def __init__(self) -> None:
        self._entries: dict[str, _OdtStyleEntry] = {}
        self._entry: _OdtStyleEntry | None = None
        self._known: dict[str, Style | None] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:style":
            self._entry = self._entries[attributes.get("style:name", "")] = _OdtStyleEntry(
                attributes.get("style:display-name", ""),
                attributes.get("style:parent-style-name"),
                _number(attributes.get("style:default-outline-level", "")),
            )
        elif name == "style:text-properties" and self._entry is not None:
            self._entry.is_hidden = attributes.get("text:display") == "none"
            self._entry.is_raised = _RAISED.match(attributes.get("style:text-position", "")) is not None

    def end(self, name: str) -> None:
        if name == "style:style":
            self._entry = None

    def of(self, style: str) -> Style | None:
        """What the style of this name says of a paragraph."""
        if style not in self._known:
            self._known[style] = inherited_style(style, self._own, self._parent)
        return self._known[style]

    def is_hidden(self, style: str) -> bool:
        """Whether the style hides what is set in it."""
        entry = self._entries.get(style)
        return entry is not None and entry.is_hidden

    def is_raised(self, style: str) -> bool:
        """Whether the style raises what is set in it."""
        entry = self._entries.get(style)
        return entry is not None and entry.is_raised

    def _own(self, style: str) -> Style | None:
        entry = self._entries.get(style)
        if (named := style_named(entry.shown_name if entry and entry.shown_name else style)) is not None:
            return named
        return Style("heading", entry.outline) if entry is not None and entry.outline else None

    def _parent(self, style: str) -> str | None:
        entry = self._entries.get(style)
        return entry.parent if entry is not None else None


@dataclass(slots=True)
class _OdtParagraph:
    style: Style | None
    pieces: list[str] = field(default_factory=list)
    is_hidden: bool = False
    boxes: list[ExtractedBlock] = field(default_factory=list)
    """What stands in text boxes that are fastened to it."""


@dataclass(slots=True)
class _OdtRow:
    cells: list[list[ExtractedBlock]] = field(default_factory=list)
    repeated: int = 1
    """Columns that the cell that is open stands in."""


class _OdtBody(XmlHandler):
    """The text of a document as it is met."""

    def __init__(self, styles: _OdtStyles) -> None:
        self.blocks = DocumentBlocks()
        self._styles = styles
        self._passing = 0
        """Elements that are open within one that is passed over, itself included."""
        self._paragraphs: list[_OdtParagraph] = []
        self._rows: list[_OdtRow] = []
        self._items: list[bool] = []
        """For each list that is open, whether the item that is open has had its first paragraph."""
        self._notes: list[int] = []
        """Numbers of the notes that are open."""
        self._note_count = 0
        self._spans: list[bool] = []
        """For each stretch of text that is open, whether it is raised."""
        self._indexes = 0
        self._comments = self._inserted = self._deleted = 0

    @property
    def warnings(self) -> list[str]:
        """What was decided about the text."""
        return [*changes_warning(self._inserted, self._deleted), *comments_warning(self._comments)]

    def finish(self) -> None:
        """Take what is still open where the XML ended too early."""
        while self._paragraphs:
            self._end_paragraph()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._passing:
            self._passing += 1
            self._inserted += name == "text:insertion"
            self._deleted += name == "text:deletion"
        elif name in _PASSED_OVER:
            self._comments += name == "office:annotation"
            self._passing = 1
        elif name in _BOXES:
            self.blocks.open()
        elif name in _INDEXES:
            self._indexes += 1
        elif action := _STARTS.get(name):
            action(self, attributes)
        elif name in _OTHER_BODIES:
            raise ReadError(f"it is {_OTHER_BODIES[name]}, not a text")
        elif name.startswith("style:"):
            self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        if self._passing:
            self._passing -= 1
        elif name in _BOXES:
            self._end_box()
        elif name in _INDEXES:
            self._indexes -= 1
        elif action := _ENDS.get(name):
            action(self)
        elif name.startswith("style:"):
            self._styles.end(name)

    def text(self, text: str) -> None:
        if self._paragraphs and not self._passing:
            text = _BLANKS.sub(" ", text)
            self._paragraphs[-1].pieces.append(superscript(text) if any(self._spans) else text)

    # -- paragraphs

    def _start_paragraph(self, attributes: Mapping[str, str]) -> None:
        self._paragraphs.append(_OdtParagraph(self._style_of(attributes.get("text:style-name", ""), 0)))

    def _start_heading(self, attributes: Mapping[str, str]) -> None:
        level = _number(attributes.get("text:outline-level", "")) or 1
        style = self._style_of(attributes.get("text:style-name", ""), min(level, _DEEPEST_HEADING))
        self._paragraphs.append(_OdtParagraph(style))

    def _style_of(self, name: str, heading: int) -> Style | None:
        """What a paragraph is; `heading` is its level where it is one, else 0."""
        if self._indexes:
            return Style("boilerplate")
        style = self._styles.of(name) if name else None
        if heading:
            return style if style is not None and style.kind == "title" else Style("heading", heading)
        if self._items and (style is None or style.kind == "list item"):
            is_first, self._items[-1] = not self._items[-1], True
            # What follows in an item goes on in paragraphs of its own.
            return Style("list item", len(self._items)) if is_first else None
        return style

    def _end_paragraph(self) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs.pop()
            if not paragraph.is_hidden:
                self.blocks.add("".join(paragraph.pieces), paragraph.style)
            self.blocks.extend(paragraph.boxes)

    def _put(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].pieces.append(text)

    def _put_space(self, _: Mapping[str, str]) -> None:
        self._put(" ")

    def _put_tab(self, _: Mapping[str, str]) -> None:
        self._put("\t")

    def _put_line_end(self, _: Mapping[str, str]) -> None:
        self._put("\n")

    def _start_span(self, attributes: Mapping[str, str]) -> None:
        style = attributes.get("text:style-name", "")
        if self._styles.is_hidden(style):
            self._passing = 1
        else:
            self._spans.append(self._styles.is_raised(style))

    def _end_span(self) -> None:
        if self._spans:
            self._spans.pop()

    def _start_section(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("text:display") == "none":
            self._passing = 1

    def _start_hidden_paragraph(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].is_hidden = attributes.get("text:is-hidden") == "true"

    # -- what holds paragraphs

    def _end_box(self) -> None:
        blocks = self.blocks.close()
        if self._paragraphs:
            self._paragraphs[-1].boxes.extend(blocks)
        else:
            self.blocks.extend(blocks)

    def _start_list(self, _: Mapping[str, str]) -> None:
        self._items.append(False)

    def _end_list(self) -> None:
        if self._items:
            self._items.pop()

    def _start_item(self, _: Mapping[str, str]) -> None:
        if self._items:
            self._items[-1] = False

    def _start_list_header(self, _: Mapping[str, str]) -> None:
        if self._items:
            self._items[-1] = True

    def _start_note(self, _: Mapping[str, str]) -> None:
        self._note_count += 1
        self._notes.append(self._note_count)
        style = self._paragraphs[-1].style if self._paragraphs else None
        if style is None or style.kind not in ("title", "heading"):
            self._put(f"[{self._note_count}]")

    def _start_note_body(self, _: Mapping[str, str]) -> None:
        self.blocks.open()

    def _end_note_body(self) -> None:
        blocks = self.blocks.close()
        if self._notes:
            self.blocks.add_note(str(self._notes[-1]), blocks)

    def _end_note(self) -> None:
        if self._notes:
            self._notes.pop()

    def _start_row(self, _: Mapping[str, str]) -> None:
        self._rows.append(_OdtRow())

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self.blocks.open()
        if self._rows:
            repeated = _number(attributes.get("table:number-columns-repeated", ""))
            self._rows[-1].repeated = min(max(repeated, 1), _MOST_SPANNED)

    def _end_cell(self) -> None:
        blocks = self.blocks.close()
        if self._rows:
            self._rows[-1].cells += [blocks] * self._rows[-1].repeated

    def _end_row(self) -> None:
        if self._rows:
            cells = self._rows.pop().cells
            self.blocks.add_row(cells, is_table=len(cells) > 1)


_STARTS: dict[str, Callable[[_OdtBody, Mapping[str, str]], None]] = {
    "text:p": _OdtBody._start_paragraph,
    "text:h": _OdtBody._start_heading,
    "text:s": _OdtBody._put_space,
    "text:tab": _OdtBody._put_tab,
    "text:line-break": _OdtBody._put_line_end,
    "text:span": _OdtBody._start_span,
    "text:section": _OdtBody._start_section,
    "text:hidden-paragraph": _OdtBody._start_hidden_paragraph,
    "text:list": _OdtBody._start_list,
    "text:list-item": _OdtBody._start_item,
    "text:list-header": _OdtBody._start_list_header,
    "text:note": _OdtBody._start_note,
    "text:note-body": _OdtBody._start_note_body,
    "table:table-row": _OdtBody._start_row,
    "table:table-cell": _OdtBody._start_cell,
    "table:covered-table-cell": _OdtBody._start_cell,
}
_ENDS: dict[str, Callable[[_OdtBody], None]] = {
    "text:p": _OdtBody._end_paragraph,
    "text:h": _OdtBody._end_paragraph,
    "text:span": _OdtBody._end_span,
    "text:list": _OdtBody._end_list,
    "text:note": _OdtBody._end_note,
    "text:note-body": _OdtBody._end_note_body,
    "table:table-row": _OdtBody._end_row,
    "table:table-cell": _OdtBody._end_cell,
    "table:covered-table-cell": _OdtBody._end_cell,
}


def _number(value: str) -> int:
    return int(value) if len(value) < 6 and value.isdecimal() and value.isascii() else 0
