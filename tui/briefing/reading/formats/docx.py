"""Word documents (DOCX): a zip of XML parts, read as one stream.

Read are body text, text boxes, content controls, tables, footnotes and endnotes. Tracked changes are taken as
accepted; comments, headers and footers, hidden text and the prompts of empty controls are left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

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
from briefing.reading.formats.symbol_font import symbol
from briefing.reading.formats.xml_events import (
    ElementCount,
    ElementTexts,
    XmlDamagedError,
    XmlHandler,
    parse_xml,
)
from briefing.reading.formats.zip_container import ZipContainer, names_in_head

EXTRACTOR = "docx/1"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office before 2007 begin with, and encrypted ones of today."""
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
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
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
    if head.startswith(_OLE):
        return Evidence.POSSIBLE
    names = names_in_head(head) if head.startswith(b"PK\x03\x04") else []
    if any(name.startswith("word/") for name in names):
        return Evidence.CERTAIN
    return (
        Evidence.POSSIBLE if names and names[0] in ("[Content_Types].xml", "_rels/.rels") else Evidence.NONE
    )


def read(data: bytes, context: ReadContext) -> Iterator[Article]:
    """Yield the one article."""
    for extracted in extract(data):
        yield article_of(extracted, context)


READER = FormatReader(sniff, read)


def extract(data: bytes) -> Iterator[ExtractedArticle]:
    """Yield the one article of a Word document; ReadError where it is none, or is encrypted or damaged."""
    if data.startswith(_OLE):
        raise ReadError(_why_not_ole(data))
    container = ZipContainer(data)
    main = _main_part(container)
    related = _relationships(container, main)
    styles = _DocxStyles()
    if part := related.get("styles"):
        parse_xml(container.pieces(part), styles, _PREFIXES)
    body = _DocxBody(styles)
    warnings: list[str] = []
    try:
        parse_xml(container.pieces(main), body, _PREFIXES)
    except XmlDamagedError:
        if not body.blocks.has_any:
            raise
        warnings.append("damaged: only what stands before the damage could be read")
    body.finish()
    _add_notes(container, related, body)
    core = _properties(container)
    warnings += body.warnings
    if part := related.get("comments"):
        warnings += comments_warning(_comments(container, part))
    yield body.blocks.article(
        EXTRACTOR,
        title=core.get("dc:title"),
        author=core.get("dc:creator"),
        published=core.get("dcterms:created") or core.get("dcterms:modified"),
        warnings=warnings,
    )


def _add_notes(container: ZipContainer, related: Mapping[str, str], body: _DocxBody) -> None:
    """Put the notes behind the text, in the order in which it refers to them."""
    parts = {}
    for part in {reference.part for reference in body.references} & related.keys():
        notes = _DocxBody(body.styles)
        parse_xml(container.pieces(related[part]), notes, _PREFIXES)
        parts[part] = notes.notes
    for number, reference in enumerate(body.references, 1):
        body.blocks.add_note(str(number), parts.get(reference.part, {}).get(reference.id, ()))


def _why_not_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted: it can be read only with its password"
    return "a file of Office before 2007: save it as .docx, then it is read"


# -- parts -----------------------------------------------------------------------------------


def _main_part(container: ZipContainer) -> str:
    found = _relationships(container, "").get("officeDocument", "word/document.xml")
    if found not in container:
        raise ReadError("it holds no Word document")
    if not found.startswith("word/") and "word/document.xml" not in container:
        what = {"xl": "a workbook", "ppt": "a presentation"}.get(found.partition("/")[0])
        if what:
            raise ReadError(f"it is {what}, not a Word document")
    return found


def _relationships(container: ZipContainer, part: str) -> dict[str, str]:
    """The parts that `part` refers to, by the last word of what they are; the first of a kind."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    if listed not in container:
        return {}
    handler = _DocxRelationships(folder)
    parse_xml(container.pieces(listed), handler, _PREFIXES)
    return {kind: target for kind, target in handler.found.items() if target in container}


class _DocxRelationships(XmlHandler):
    def __init__(self, folder: str) -> None:
        self.found: dict[str, str] = {}
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rel:Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            # A name inside the zip file: it may be absolute there, and leads nowhere else.
            joined = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.setdefault(kind, posixpath.normpath(joined))


def _comments(container: ZipContainer, part: str) -> int:
    counter = ElementCount("w:comment")
    with suppress(XmlDamagedError):  # they are left out anyway
        parse_xml(container.pieces(part), counter, _PREFIXES)
    return counter.count


def _properties(container: ZipContainer) -> dict[str, str]:
    part = _relationships(container, "").get("core-properties", "docProps/core.xml")
    if part not in container:
        return {}
    texts = ElementTexts()
    try:
        parse_xml(container.pieces(part), texts, _PREFIXES)
    except XmlDamagedError:
        return {}
    return texts.found


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
