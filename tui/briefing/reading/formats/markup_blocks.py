"""Blocks of clean markup (XHTML as e-books hold it): every element is what it says, and nothing is guessed.

Web pages need more than that: there most of a page is not the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from briefing.errors import ReadError
from briefing.reading.decoding import decode
from briefing.reading.extracted_article import ExtractedBlock
from briefing.reading.formats.document_blocks import DocumentBlocks, Style, superscript
from briefing.reading.formats.xml_events import XmlHandler, parse_xml
from briefing.reading.html.html_tree import plain_tree

_PREFIXES = {
    "http://www.w3.org/1999/xhtml": "",
    "http://www.idpf.org/2007/ops": "epub:",
    "http://www.w3.org/2000/svg": "svg:",
}
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td tfoot th thead tr
    ul""".split()
)
_PASSED_OVER = frozenset(
    """script style noscript template nav button select textarea iframe object audio video canvas rt rp
    svg:svg""".split()
)
_HEADING = re.compile(r"h([1-6])")
_MARKS = {"blockquote": "quote", "figcaption": "caption", "caption": "caption", "pre": "code"}
_NOTES = frozenset("footnote endnote rearnote doc-footnote doc-endnote".split())
_REFERENCES = frozenset("noteref doc-noteref".split())
_FURNITURE = frozenset(
    "toc cover titlepage halftitlepage copyright-page landmarks loi lot index imprint".split()
)
_AUTHORS = frozenset("author byline by-line creator".split())
_LONGEST_AUTHOR = 120
_BY = re.compile(r"(?:by|von|par|por|di|door)\s+", re.I)
_BLANKS = re.compile(r"[ \t\r\n]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_SPAN = re.compile("[0-9]{1,4}")
_MOST_SPANNED = 63


class _OpenElement(NamedTuple):
    name: str
    mark: str
    """What it makes of the text in it; empty for nothing."""
    leads_within: bool
    """Whether it is a link to another place of the same documents."""


class MarkupBlocks(XmlHandler):
    """What stands in one document of markup."""

    def __init__(self) -> None:
        self.title = ""
        """What the document says that it is called."""
        self.author = ""
        """Who is named in an element that is there for it."""
        self._blocks = DocumentBlocks()
        self._notes: list[ExtractedBlock] = []
        self._open: list[_OpenElement] = []
        self._marks: Counter[str] = Counter()
        self._passing = 0
        """Elements that are open within one that is passed over, itself included."""
        self._pieces: list[str] = []
        self._heading = 0
        self._items: list[bool] = []
        """For each list that is open, whether the item that is open has had its first paragraph."""
        self._rows: list[list[list[ExtractedBlock]]] = []
        self._spans: list[int] = []
        self._references: list[int] = []
        """Where in the pieces the references to notes and raised signs begin that are open."""

    def finish(self) -> list[ExtractedBlock]:
        """Return the blocks in reading order, notes last."""
        self._flush()
        return [*self._blocks.finish(), *self._notes]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a block, or what is made of the text in the element."""
        if self._passing:
            self._passing += 1
            return
        if name in _PASSED_OVER or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            self._passing = 1
            return
        if name in _BLOCKS:
            self._flush()
        mark = self._mark_of(name, attributes)
        self._open.append(_OpenElement(name, mark, "#" in attributes.get("href", "")))
        self._marks[mark] += 1
        if name == "br":
            self._pieces.append("\n")
        elif mark in ("reference", "raised"):
            self._references.append(len(self._pieces))
        elif mark == "note":
            self._blocks.open()
        elif heading := _HEADING.fullmatch(name):
            self._heading = int(heading[1])
        elif name in ("ul", "ol"):
            self._items.append(False)
        elif name == "li" and self._items:
            self._items[-1] = False
        elif name == "tr":
            self._rows.append([])
        elif name in ("td", "th") and self._rows:
            self._blocks.open()
            span = attributes.get("colspan", "")
            self._spans.append(min(max(int(span), 1), _MOST_SPANNED) if _SPAN.fullmatch(span) else 1)

    def end(self, name: str) -> None:
        """End what began with the element."""
        if self._passing:
            self._passing -= 1
            return
        if name in _BLOCKS:
            self._flush()
        mark = self._open.pop().mark if self._open else ""
        self._marks[mark] -= 1
        if mark in ("reference", "raised"):
            self._end_raised(mark)
        elif mark == "note":
            text = "\n".join(one.text.strip() for one in self._blocks.close())
            self._notes.append(ExtractedBlock("footnote", text))
        elif name == "title":
            self.title = self.title or _BLANKS.sub(" ", "".join(self._pieces)).strip()
            self._pieces.clear()
        elif _HEADING.fullmatch(name):
            self._heading = 0
        elif name in ("ul", "ol") and self._items:
            self._items.pop()
        elif name == "tr" and self._rows:
            cells = self._rows.pop()
            self._blocks.add_row(cells, is_table=len(cells) > 1)
        elif name in ("td", "th") and self._rows and self._spans:
            self._rows[-1] += [self._blocks.close(), *([] for _ in range(self._spans.pop() - 1))]

    def text(self, text: str) -> None:
        if not self._passing:
            self._pieces.append(text if self._marks["code"] else _BLANKS.sub(" ", text))

    def _mark_of(self, name: str, attributes: Mapping[str, str]) -> str:
        if name in _MARKS:
            return _MARKS[name]
        said = f"{attributes.get('epub:type', '')} {attributes.get('role', '')}".casefold().split()
        if not _NOTES.isdisjoint(said) and name in _BLOCKS:
            return "note"
        if not _FURNITURE.isdisjoint(said):
            return "boilerplate"
        parent = self._open[-1] if self._open else _OpenElement("", "", False)
        leads_within = "#" in attributes.get("href", "")
        if name == "a" and (not _REFERENCES.isdisjoint(said) or (leads_within and parent.name == "sup")):
            return "reference"
        if name == "sup" and not self._marks["reference"]:
            return "reference" if parent.leads_within else "raised"
        named = f"{attributes.get('class', '')} {attributes.get('itemprop', '')} {attributes.get('rel', '')}"
        return "author" if not _AUTHORS.isdisjoint(named.casefold().split()) else ""

    def _end_raised(self, mark: str) -> None:
        start = self._references.pop() if self._references else len(self._pieces)
        text = "".join(self._pieces[start:])
        del self._pieces[start:]
        if mark == "reference":
            text = text.strip(" []()")
            self._pieces.append(f"[{text}]" if text else "")
        else:
            self._pieces.append(text if text.startswith("[") else superscript(text))

    def _flush(self) -> None:
        """End the block whose text waits."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._references.clear()
        words = text.strip()
        if not words:
            return
        if self._marks["author"] and len(words) <= _LONGEST_AUTHOR:
            self.author = self.author or _BY.sub("", words, count=1)
            self._blocks.add(words, Style("boilerplate"))
            return
        self._blocks.add(text, self._style())

    def _style(self) -> Style | None:
        if self._marks["boilerplate"]:
            return Style("boilerplate")
        if self._heading:
            return Style("heading", self._heading)
        if self._marks["code"]:
            return Style("code")
        if self._marks["caption"]:
            return Style("caption")
        if self._items and not self._items[-1]:
            self._items[-1] = True
            return Style("list item", len(self._items))
        return Style("quote") if self._marks["quote"] else None


def _hand_over(root: Element, handler: MarkupBlocks) -> None:
    """Tell `handler` what stands in a tree, in the order of the document."""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, is_done = waiting.pop()
        name = str(element.tag)
        if is_done:
            handler.end(name)
            handler.text(element.tail or "")
            continue
        handler.start(name, element.attrib)
        handler.text(element.text or "")
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))


def read_markup(pieces: Iterable[bytes]) -> MarkupBlocks:
    """Return what stands in a document of markup.

    What is not well-formed, or declares entities, is read as a web page is, by rules that forgive.
    ReadError where it is no text.
    """
    data = b"".join(pieces)
    found = MarkupBlocks()
    try:
        parse_xml((data,), found, _PREFIXES, text_of_entity=_text_of_entity)
    except ReadError:
        found = MarkupBlocks()
        _hand_over(plain_tree(decode(data).text), found)
    return found


def _text_of_entity(name: str) -> str:
    return unescape(f"&{name};")
