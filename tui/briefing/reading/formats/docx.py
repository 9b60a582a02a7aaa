"""Word documents (DOCX): a zip of XML parts, read as one stream.

Read are body text, text boxes, content controls, tables, footnotes and endnotes. Tracked changes are taken as
accepted; comments, headers and footers, hidden text and the prompts of empty controls are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

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
from briefing.reading.formats.office_package import OLE, main_part, parts_by_kind, refuse_ole, sniff_office
from briefing.reading.formats.press_databases import articles_in
from briefing.reading.formats.symbol_font import symbol
from briefing.reading.formats.xml_events import (
    ElementCount,
    ElementTexts,
    XmlHandler,
    parse_part,
    parse_xml,
)
from briefing.reading.formats.zip_container import DamagedPartError, ZipContainer

EXTRACTOR = "docx/1"

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    **{
        f"{base}wordprocessingml{tail}": "w:"
        for base, tail in ((_TRANSITIONAL, "/2006/main"), (_STRICT, "/main"))
    },
    **{
        f"{base}officeDocument{tail}": "r:"
        for base, tail in ((_TRANSITIONAL, "/2006/relationships"), (_STRICT, "/relationships"))
    },
    **{
        f"{base}officeDocument{tail}": "m:"
        for base, tail in ((_TRANSITIONAL, "/2006/math"), (_STRICT, "/math"))
    },
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
}
_PASSED_OVER = frozenset(
    (
        *("mc:Fallback", "w:del", "w:moveFrom", "w:rt", "w:sdtEndPr", "w:tblPrEx", "w:sectPr"),
        *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:sectPrChange"),
        *("w:numberingChange", "w:tblGridChange", "w:instrText", "w:delInstrText", "w:delText"),
    )
)
"""Elements whose content is no text of the document as it stands."""
_OFF = ("0", "false", "off", "none")
_BODY_TEXT = 9
"""The level of an outline that is none."""
_DEEPEST_LIST = 8
_MOST_SPANNED = 63
"""Columns that Word allows."""
_BREAKS = {"w:cr": "\n", "w:tab": "\t", "w:noBreakHyphen": "-", "w:ptab": "\t"}


def sniff(head: bytes) -> Evidence:
    """A zip file with a part in the folder `word`; an old or encrypted file of Office may be one."""
    return sniff_office(head, "word")


def read(data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
    """Yield the one article, or those of a bundle from a press database."""
    for extracted in extract(data):
        yield from articles_in(extracted, context)


READER = FormatReader(sniff, read)


def extract(data: bytes) -> Iterator[ExtractedArticle]:
    """Yield the one article of a Word document; ReadError where it is none, or is encrypted or damaged."""
    if data.startswith(OLE):
        raise refuse_ole(data, ".docx")
    container = ZipContainer(data)
    main = main_part(container, "word", "word/document.xml")
    related = parts_by_kind(container, main)
    styles = _DocxStyles()
    warnings = parse_part(container, related.get("styles", ""), styles, _PREFIXES, "styles")
    body = _DocxBody(styles)
    try:
        parse_xml(container.pieces(main), body, _PREFIXES)
    except DamagedPartError:
        if not body.blocks.has_any:
            raise
        warnings.append("damaged: only what stands before the damage could be read")
    body.finish()
    warnings += _add_notes(container, related, body)
    core = ElementTexts()
    part = parts_by_kind(container, "").get("core-properties", "docProps/core.xml")
    warnings += parse_part(container, part, core, _PREFIXES, "properties")
    comments = ElementCount("w:comment")
    parse_part(container, related.get("comments", ""), comments, _PREFIXES)
    warnings += body.warnings
    warnings += comments_warning(comments.count)
    yield body.blocks.article(
        EXTRACTOR,
        title=core.found.get("dc:title"),
        author=core.found.get("dc:creator"),
        published=core.found.get("dcterms:created") or core.found.get("dcterms:modified"),
        warnings=warnings,
    )


def _add_notes(container: ZipContainer, related: Mapping[str, str], body: _DocxBody) -> list[str]:
    """Put the notes behind the text, in the order in which it refers to them; returns what is to be told."""
    parts: dict[str, dict[str, list[ExtractedBlock]]] = {}
    warnings: list[str] = []
    for part in dict.fromkeys(reference.part for reference in body.references):
        notes = _DocxBody(body.styles)
        warnings += parse_part(container, related.get(part, ""), notes, _PREFIXES, part)
        parts[part] = notes.notes
    for number, reference in enumerate(body.references, 1):
        body.blocks.add_note(str(number), parts[reference.part].get(reference.id, ()))
    return warnings


# -- styles ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _DocxStyleEntry:
    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    listed: bool | None = None
    list_level: int = 0
    hidden: bool = False


class _DocxStyles(XmlHandler):
    """The styles of a document by their ids."""

    def __init__(self) -> None:
        self._entries: dict[str, _DocxStyleEntry] = {}
        self._entry: _DocxStyleEntry | None = None
        self._known: dict[str, Style | None] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("w:val", "")
        if name == "w:style":
            self._entry = self._entries.setdefault(attributes.get("w:styleId", ""), _DocxStyleEntry())
            return
        entry = self._entry
        if entry is None:
            return
        if name == "w:name":
            entry.name = value
        elif name == "w:basedOn":
            entry.based_on = value
        elif name == "w:outlineLvl":
            entry.outline = _number(attributes)
        elif name == "w:numId":
            entry.listed = value != "0"
        elif name == "w:ilvl":
            entry.list_level = min(_number(attributes), _DEEPEST_LIST)
        elif name == "w:vanish":
            entry.hidden = value not in _OFF

    def end(self, name: str) -> None:
        if name == "w:style":
            self._entry = None

    def of(self, style: str) -> Style | None:
        """What the style of this id says of a paragraph."""
        if style not in self._known:
            self._known[style] = inherited_style(style, self._own, self._parent)
        return self._known[style]

    def is_hidden(self, style: str) -> bool:
        entry = self._entries.get(style)
        return entry is not None and entry.hidden

    def _own(self, style: str) -> Style | None:
        entry = self._entries.get(style)
        named = style_named(entry.name if entry is not None and entry.name else style)
        if entry is None or named is not None:
            return named
        if entry.outline is not None and entry.outline < _BODY_TEXT:
            return Style("heading", entry.outline + 1)
        return Style("list item", entry.list_level + 1) if entry.listed else None

    def _parent(self, style: str) -> str | None:
        entry = self._entries.get(style)
        return entry.based_on if entry is not None else None


# -- text ------------------------------------------------------------------------------------


class NoteReference(NamedTuple):
    """Where the text refers to a note."""

    part: str
    """`footnotes` or `endnotes`."""
    id: str


@dataclass(slots=True)
class _DocxParagraph:
    pieces: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    joins_next: bool = False
    """Whether its end was deleted, or it is a large initial: what follows goes on in the same paragraph."""
    boxes: list[ExtractedBlock] = field(default_factory=list)
    """What stands in text boxes that are fastened to it."""


@dataclass(slots=True)
class _DocxRow:
    cells: list[list[ExtractedBlock]] = field(default_factory=list)
    span: int = 1
    """Columns of the cell that is open."""
    is_deleted: bool = False


class _DocxBody(XmlHandler):
    """The text of a document, or of its notes, as it is met."""

    def __init__(self, styles: _DocxStyles) -> None:
        self.blocks = DocumentBlocks()
        self.references: list[NoteReference] = []
        self.notes: dict[str, list[ExtractedBlock]] = {}
        self.styles = styles
        self._names: list[str] = []
        """Of the elements that are open."""
        self._passing = 0
        """Elements that are open within one that is passed over, itself included."""
        self._prompts: set[int] = set()
        """Depths of the controls that are open and show a prompt."""
        self._paragraphs: list[_DocxParagraph] = []
        self._rows: list[_DocxRow] = []
        self._carried = ""
        self._note = ""
        self._fields: list[bool] = []
        """For each field that is open, whether its result is being read."""
        self._is_text = False
        self._is_hidden = False
        self._is_raised = False
        self._deleted = self._inserted = self._embedded = 0

    @property
    def warnings(self) -> list[str]:
        """What was decided about the text."""
        found = changes_warning(self._inserted, self._deleted)
        if self._embedded:
            found.append("a document that is embedded in it is not read")
        return found

    def finish(self) -> None:
        """Take what is still open, where the XML ended too early or the last paragraph has lost its end."""
        while self._paragraphs:
            self._end_paragraph()
        self._add_carried()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._passing:
            self._passing += 1
            return
        self._names.append(name)
        if name in _TEXTS:
            self._is_text = self._is_read
        elif name in _PASSED_OVER:
            self._pass_over(name)
        elif name in _BREAKS:
            if self._parent() == "w:r":  # elsewhere a tab is a tabulator's stop
                self._put(_BREAKS[name])
        elif action := _STARTS.get(name):
            action(self, attributes)

    def end(self, name: str) -> None:
        if self._passing:
            self._passing -= 1
            if self._passing:
                return
        self._names.pop()
        if name in _TEXTS:
            self._is_text = False
        elif action := _ENDS.get(name):
            action(self)

    def text(self, text: str) -> None:
        if self._is_text and not self._passing:
            self._paragraphs[-1].pieces.append(superscript(text) if self._is_raised else text)

    @property
    def _is_read(self) -> bool:
        return bool(self._paragraphs) and not self._is_hidden and all(self._fields)

    def _put(self, text: str) -> None:
        if self._is_read:
            self._paragraphs[-1].pieces.append(text)

    def _parent(self, above: int = 1) -> str:
        return self._names[-1 - above] if len(self._names) > above else ""

    def _pass_over(self, name: str) -> None:
        self._passing = 1
        if name not in ("w:del", "w:moveFrom"):
            return
        self._deleted += 1
        if self._parent() == "w:rPr" and self._parent(2) == "w:pPr" and self._paragraphs:
            self._paragraphs[-1].joins_next = True  # what is deleted is the sign that ends the paragraph
        elif self._parent() == "w:trPr" and self._rows:
            self._rows[-1].is_deleted = True

    # -- paragraphs

    def _start_paragraph(self, _: Mapping[str, str]) -> None:
        paragraph = _DocxParagraph()
        if not self._paragraphs and self._carried:
            paragraph.pieces.append(self._carried)
            self._carried = ""
        self._paragraphs.append(paragraph)

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        # An instruction that goes on behind its paragraph would swallow the rest of the document.
        self._fields = [is_result for is_result in self._fields if is_result]
        text = "".join(paragraph.pieces)
        if paragraph.joins_next and not self._paragraphs:
            self._carried = text
        else:
            self.blocks.add(text, self._style_of(paragraph))
        self.blocks.extend(paragraph.boxes)

    def _add_carried(self) -> None:
        self.blocks.add(self._carried)
        self._carried = ""

    def _style_of(self, paragraph: _DocxParagraph) -> Style | None:
        style = self.styles.of(paragraph.style) if paragraph.style else None
        if paragraph.outline is not None and (style is None or style.kind == "heading"):
            style = Style("heading", paragraph.outline + 1) if paragraph.outline < _BODY_TEXT else None
        if style is None or style.kind == "list item":
            if paragraph.list_id == "0":
                return None  # taken out of the list that its style is of
            if paragraph.list_id is not None or paragraph.list_level is not None:
                level = (
                    paragraph.list_level
                    if paragraph.list_level is not None
                    else style.level - 1
                    if style
                    else 0
                )
                return Style("list item", level + 1)
        return style

    def _start_paragraph_style(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("w:val", "")

    def _start_outline(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].outline = _number(attributes)

    def _start_list_id(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_id = attributes.get("w:val", "")

    def _start_list_level(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_level = min(_number(attributes), _DEEPEST_LIST)

    def _start_frame(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs and attributes.get("w:dropCap", "none") != "none":
            self._paragraphs[-1].joins_next = True

    # -- runs

    def _end_run(self) -> None:
        self._is_hidden = self._is_raised = False

    def _start_raised(self, attributes: Mapping[str, str]) -> None:
        if self._parent(2) == "w:r":
            self._is_raised = attributes.get("w:val") == "superscript"

    def _start_hidden(self, attributes: Mapping[str, str]) -> None:
        if self._parent(2) == "w:r":
            self._is_hidden = attributes.get("w:val", "") not in _OFF

    def _start_run_style(self, attributes: Mapping[str, str]) -> None:
        if self._parent(2) == "w:r" and self.styles.is_hidden(attributes.get("w:val", "")):
            self._is_hidden = True

    def _start_break(self, attributes: Mapping[str, str]) -> None:
        self._put("\n" if attributes.get("w:type", "textWrapping") == "textWrapping" else "\n\n")

    def _start_symbol(self, attributes: Mapping[str, str]) -> None:
        try:
            code = int(attributes.get("w:char", ""), 16)
        except ValueError:
            return
        self._put(symbol(attributes.get("w:font", ""), code))

    def _start_field_sign(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _start_insertion(self, _: Mapping[str, str]) -> None:
        self._inserted += self._parent() not in ("w:rPr", "w:trPr")

    def _start_footnote_reference(self, attributes: Mapping[str, str]) -> None:
        self._refer("footnotes", attributes)

    def _start_endnote_reference(self, attributes: Mapping[str, str]) -> None:
        self._refer("endnotes", attributes)

    def _refer(self, part: str, attributes: Mapping[str, str]) -> None:
        if not self._is_read:
            return
        self.references.append(NoteReference(part, attributes.get("w:id", "")))
        style = self._style_of(self._paragraphs[-1])
        if style is None or style.kind not in ("title", "heading"):
            self._put(f"[{len(self.references)}]")

    # -- what holds paragraphs

    def _start_control_content(self, _: Mapping[str, str]) -> None:
        if len(self._names) - 1 in self._prompts:
            self._passing = 1

    def _end_control(self) -> None:
        self._prompts.discard(len(self._names) + 1)

    def _start_prompt(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("w:val", "") not in _OFF and self._parent() == "w:sdtPr":
            self._prompts.add(len(self._names) - 2)

    def _open(self, _: Mapping[str, str]) -> None:
        self.blocks.open()

    def _end_box(self) -> None:
        blocks = self.blocks.close()
        if self._paragraphs:
            self._paragraphs[-1].boxes.extend(blocks)
        else:
            self.blocks.extend(blocks)

    def _start_row(self, _: Mapping[str, str]) -> None:
        self._rows.append(_DocxRow())

    def _start_span(self, attributes: Mapping[str, str]) -> None:
        if self._rows:
            self._rows[-1].span = min(max(_number(attributes), 1), _MOST_SPANNED)

    def _end_cell(self) -> None:
        self._add_carried()
        blocks = self.blocks.close()
        if self._rows:
            row = self._rows[-1]
            row.cells += [blocks, *([] for _ in range(row.span - 1))]
            row.span = 1

    def _end_row(self) -> None:
        if self._rows:
            row = self._rows.pop()
            if not row.is_deleted:
                self.blocks.add_row(row.cells, is_table=len(row.cells) > 1)

    def _start_note(self, attributes: Mapping[str, str]) -> None:
        self._note = attributes.get("w:id", "")
        self.blocks.open()

    def _end_note(self) -> None:
        self._add_carried()
        self.notes[self._note] = self.blocks.close()

    def _start_embedded(self, _: Mapping[str, str]) -> None:
        self._embedded += 1


_TEXTS = frozenset(("w:t", "m:t"))
_STARTS: dict[str, Callable[[_DocxBody, Mapping[str, str]], None]] = {
    "w:p": _DocxBody._start_paragraph,
    "w:pStyle": _DocxBody._start_paragraph_style,
    "w:outlineLvl": _DocxBody._start_outline,
    "w:numId": _DocxBody._start_list_id,
    "w:ilvl": _DocxBody._start_list_level,
    "w:framePr": _DocxBody._start_frame,
    "w:vanish": _DocxBody._start_hidden,
    "w:vertAlign": _DocxBody._start_raised,
    "w:rStyle": _DocxBody._start_run_style,
    "w:br": _DocxBody._start_break,
    "w:sym": _DocxBody._start_symbol,
    "w:fldChar": _DocxBody._start_field_sign,
    "w:ins": _DocxBody._start_insertion,
    "w:moveTo": _DocxBody._start_insertion,
    "w:footnoteReference": _DocxBody._start_footnote_reference,
    "w:endnoteReference": _DocxBody._start_endnote_reference,
    "w:sdtContent": _DocxBody._start_control_content,
    "w:showingPlcHdr": _DocxBody._start_prompt,
    "w:txbxContent": _DocxBody._open,
    "w:tc": _DocxBody._open,
    "w:tr": _DocxBody._start_row,
    "w:gridSpan": _DocxBody._start_span,
    "w:footnote": _DocxBody._start_note,
    "w:endnote": _DocxBody._start_note,
    "w:altChunk": _DocxBody._start_embedded,
}
_ENDS: dict[str, Callable[[_DocxBody], None]] = {
    "w:p": _DocxBody._end_paragraph,
    "w:r": _DocxBody._end_run,
    "w:sdt": _DocxBody._end_control,
    "w:txbxContent": _DocxBody._end_box,
    "w:tc": _DocxBody._end_cell,
    "w:tr": _DocxBody._end_row,
    "w:footnote": _DocxBody._end_note,
    "w:endnote": _DocxBody._end_note,
}


def _number(attributes: Mapping[str, str]) -> int:
    """The number that an element gives as its value; 0 where it is none."""
    value = attributes.get("w:val", "")
    return int(value) if len(value) < 6 and value.isdecimal() else 0
