"""The tree of a page into blocks: text with its kind, and where in the page it stands.

The same for the tree of lxml and for that of the standard library (`briefing.reading.html.html_tree`): asked
of an element is only what both have. No recursion, as pages nest as deep as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from briefing.reading.html.page_words import any_of_small

if TYPE_CHECKING:
    from briefing.model.article import PassageKind


class PageElement(Protocol):
    """What is asked of an element of a page, of lxml's and of the standard library's."""

    @property
    def tag(self) -> object:
        """Its name; no string where it is a comment or an instruction."""

    @property
    def text(self) -> str | None:
        """What stands in it before its first child."""

    @property
    def tail(self) -> str | None:
        """What stands behind it, up to what follows."""

    def get(self, name: str, /) -> str | None:
        """The value of an attribute; None where it has none."""

    def items(self) -> Iterable[tuple[str, str]]:
        """Names and values of its attributes."""

    def __iter__(self) -> Iterator[PageElement]: ...
    def __len__(self) -> int: ...


class Zone:
    """What the names an author gave to the parts of a page say of them, and of all inside: bits of a number.

    Plain numbers, as they are asked for at every element, and a flag of the enum module takes its time.
    """

    NONE = 0
    FURNITURE = 1
    """Navigation, sharing, advertisements, subscription prompts, cookie notices."""
    RELATED = 2
    """Links to other articles."""
    COMMENTS = 4
    """What readers wrote."""
    BYLINE = 8
    """Names who wrote the article."""
    DATE = 16
    """Says when it was published."""
    ASIDE = 32
    """Beside the article: a box, a sidebar."""
    HIDDEN = 64
    HEADER = 128
    """The head of the article or of the page."""
    FIGURE = 256
    FOOTER = 512
    """The end of the page, or of the article."""
    WALL = 1024
    """What asks for money or an account before the rest can be read."""


LITTER = Zone.FURNITURE | Zone.RELATED | Zone.COMMENTS | Zone.HIDDEN


@dataclass(slots=True)
class PageBlock:
    """One block of a page."""

    kind: PassageKind
    text: str
    level: int
    linked: int
    """Characters of it that are inside links."""
    zone: int
    container: int
    """The number of the element it stands in, see `PageBlocks.parents`."""
    squashed: str = ""
    """Its letters and digits alone, in small letters."""
    is_bold: bool = False
    """Whether all of it is set in bold."""
    is_entry_time: bool = False
    """Whether it says when an entry of the article was written."""

    @property
    def link_density(self) -> float:
        """Share of its characters that are inside links."""
        return self.linked / max(len(self.text), 1)


@dataclass(slots=True)
class PageBlocks:
    """All blocks of a page in order."""

    blocks: list[PageBlock] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    """The number of the element around each element; 0 is the root."""
    zones: list[int] = field(default_factory=lambda: [Zone.NONE])
    """What the names of each element itself say."""
    shapes: list[int] = field(default_factory=lambda: [0])
    """Equal for elements that have the same names and tags all the way up."""
    authors: list[tuple[int, str]] = field(default_factory=list)
    """What stands in elements that are called the author: the block that it is in, and its text."""
    dates: list[tuple[int, str]] = field(default_factory=list)
    """The same of dates."""
    depth: int = 0
    """How many elements are inside each other, at the deepest place."""

    def ancestors(self, container: int) -> Iterator[int]:
        """Yield the numbers of an element and of those around it, without the root."""
        while container:
            yield container
            container = self.parents[container]


_SKIPPED = frozenset(
    "script style noscript template svg iframe object embed button input select option textarea canvas audio "
    "video head title dialog map datalist meter progress frameset noframes applet".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "form header hgroup hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr "
    "ul menu dir caption h1 h2 h3 h4 h5 h6 search".split()
)
_ZONE_TAGS = {
    "nav": Zone.FURNITURE,
    "footer": Zone.FOOTER,
    "aside": Zone.ASIDE,
    "header": Zone.HEADER,
    "figure": Zone.FIGURE,
    "figcaption": Zone.FIGURE,
    "time": Zone.DATE,
    "dialog": Zone.FURNITURE,
}
_NAMED = (
    (Zone.COMMENTS, "comments"),
    (Zone.RELATED, "related"),
    (Zone.FURNITURE, "furniture"),
    (Zone.WALL, "wall"),
    (Zone.BYLINE, "byline"),
    (Zone.DATE, "date"),
    (Zone.ASIDE, "aside"),
    (Zone.FIGURE, "figure"),
)
"""Zones by their names in `page_words`."""
_BLANK = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
"""Blank space that is no single blank: nearly all is one already."""
_NOT_SQUASHED = re.compile(r"[\W_]+")
_NAMING = frozenset(("class", "id", "itemprop", "rel"))
_ROOTS = frozenset(("body", "html"))
_NO_ATTRIBUTES: Mapping[str, str] = {}
_LONGEST_NAMES = 300
_LONGEST_NOTE = 150


@lru_cache(maxsize=20_000)
def _zone_of_name(name: str) -> int:
    """What one name says; names come again and again, in one page and in all of one site."""
    zone = Zone.NONE
    small = name.lower()
    for one, words in _NAMED:
        if any_of_small("zones", words).search(small):
            zone |= one
    return zone


@lru_cache(maxsize=20_000)
def _zone_of_names(names: str) -> int:
    """What all names of one attribute say, which come as often together."""
    zone = Zone.NONE
    for name in names.split():
        zone |= _zone_of_name(name)
    return zone


_INLINE = Zone.BYLINE | Zone.DATE | LITTER
"""What the names of an element inside a line say of the line."""


def _zone_of(tag: str, attributes: Mapping[str, str]) -> int:
    """What the attributes of an element say of it."""
    zone = Zone.NONE
    for name, value in attributes.items():
        if name in _NAMING:
            if tag not in _ROOTS:
                zone |= _zone_of_names(value[:_LONGEST_NAMES])
        elif name == "href":
            if tag == "a" and "/author/" in value:
                zone |= Zone.BYLINE
        elif name == "hidden" or (name == "style" and "display:none" in value.replace(" ", "")):
            zone |= Zone.HIDDEN
    return zone


def squash(text: str) -> str:
    """Return the letters and digits of `text`, in small letters: in them two ways to take a text agree."""
    return _NOT_SQUASHED.sub("", text).casefold()


def page_blocks(root: PageElement) -> PageBlocks:
    """Return the blocks of a page in the order of its source."""
    walk = _PageWalk()
    walk.run(root)
    return walk.found


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    element: PageElement
    children: Iterator[PageElement]
    tag: str
    is_block: bool
    before: tuple[int, str, int, int, int, int]
    """State around it: container, kind, level, zone, depth of links and of bold type."""
    own: int
    """What its own names say."""
    first: tuple[int, int]
    """The block and the piece of its text with which it begins."""


class _PageWalk:
    """The way through the tree: what is open, and the text of the block that is being made."""

    def __init__(self) -> None:
        self.found = PageBlocks()
        self.text: list[str] = []
        self.linked = 0
        self.container = 0
        self.kind: str = "paragraph"
        self.level = 0
        self.zone = Zone.NONE
        self.in_link = 0
        self.in_bold = 0
        self.has_plain = False
        """Whether words of the block that is being made are not bold."""
        self.lists = 0
        self.row: list[str] | None = None
        self.row_linked = 0
        self.preformatted = 0

    def run(self, root: PageElement) -> None:
        stack: list[_Open] = []
        self._enter(root, str(root.tag), stack)
        while stack:
            top = stack[-1]
            child = next(top.children, None)
            if child is None:
                stack.pop()
                self._leave(top)
                continue
            tag = child.tag
            if not isinstance(tag, str) or (
                self._is_tool(child, tag) if self.kind == "heading" else tag in _SKIPPED
            ):
                self._add(child.tail)
            elif tag == "br":
                self.text.append("\n")
                self._add(child.tail)
            else:
                self._enter(child, tag, stack)

    def _leads(self, attributes: Mapping[str, str]) -> bool:
        """Whether an anchor leads elsewhere: that of a heading may lead to itself."""
        address = attributes.get("href")
        return address is not None and not (self.kind == "heading" and address.startswith("#"))

    def _is_tool(self, element: PageElement, tag: str) -> bool:
        """Whether an element in a heading is no words of it: a sign that links to it, a link to change what
        it heads. What opens a part that is folded up is its heading."""
        if tag in _SKIPPED:
            return tag != "button"
        if tag == "a" and not len(element):
            return squash(element.text or "") == ""
        names = element.get("class")
        return names is not None and any_of_small("headings", "tools").search(names.lower()) is not None

    def _enter(self, element: PageElement, tag: str, stack: list[_Open]) -> None:
        is_block = tag in _BLOCKS
        zone = _ZONE_TAGS.get(tag, Zone.NONE)
        items = element.items()
        attributes = _NO_ATTRIBUTES
        if items:
            attributes = dict(items)
            zone |= _zone_of(tag, attributes)
        if not is_block and not zone and not len(element):
            # Most elements: a few words in a line.
            if tag == "a" and self._leads(attributes):
                self.in_link += 1
                self._add(element.text)
                self.in_link -= 1
            elif tag in _BOLD:
                self.in_bold += 1
                self._add(element.text)
                self.in_bold -= 1
            else:
                self._add(element.text)
            self._add(element.tail)
            return
        before = (self.container, self.kind, self.level, self.zone, self.in_link, self.in_bold)
        if is_block:
            self.flush()
            found = self.found
            found.parents.append(self.container)
            self.container = len(found.parents) - 1
            self.zone |= zone
            found.zones.append(zone)
            found.shapes.append(hash((found.shapes[before[0]], tag, attributes.get("class"))))
            self._open_block(element, tag, attributes)
        else:
            self.zone |= zone & _INLINE
            if tag == "a" and self._leads(attributes):
                self.in_link += 1
            self.in_bold += tag in _BOLD
        first = (len(self.found.blocks), len(self.text))
        stack.append(_Open(element, iter(element), tag, is_block, before, zone, first))
        self.found.depth = max(self.found.depth, len(stack))
        self._add(element.text)

    def _open_block(self, element: PageElement, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _HEADINGS:
            self.kind, self.level = "heading", _HEADINGS[tag]
        elif attributes.get("role") == "heading":
            self.kind, self.level = "heading", _HEADINGS.get(f"h{attributes.get('aria-level')}", 2)
        elif tag in _LISTS:
            self.lists += 1
        elif tag in ("li", "dd", "dt"):
            self.kind, self.level = "list item", max(self.lists, 1)
        elif tag == "blockquote":
            self.kind, self.level = "quote", 0
        elif tag in ("figcaption", "caption") or (
            tag in ("p", "div") and self.kind == "paragraph" and _is_caption(attributes)
        ):
            self.kind, self.level = "caption", 0
        elif tag == "pre":
            self.kind, self.level = "code", 0
            self.preformatted += 1
        elif tag == "tr" and self.row is None and _is_data_row(element):
            self.row, self.row_linked = [], 0

    def _leave(self, top: _Open) -> None:
        tag = top.tag
        if top.own & (Zone.BYLINE | Zone.DATE):
            self._note(top)
        if top.is_block:
            if self.row is not None and tag in ("td", "th"):
                self._end_cell()
            elif self.row is not None and tag == "tr":
                self._end_row()
            else:
                self.flush()
            if tag in _LISTS:
                self.lists -= 1
            elif tag == "pre":
                self.preformatted -= 1
        self.container, self.kind, self.level, self.zone, self.in_link, self.in_bold = top.before
        self._add(top.element.tail)

    def _note(self, top: _Open) -> None:
        """Keep what stands in an element that is called author or date, where that is a line."""
        block, piece = top.first
        if block != len(self.found.blocks):
            return
        text = "".join(self.text[piece:]).strip()
        if 0 < len(text) <= _LONGEST_NOTE:
            kept = self.found.authors if top.own & Zone.BYLINE else self.found.dates
            kept.append((block, text))

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self.preformatted:
            if text.isspace() and text.isascii():
                if not self.text:
                    return
                text = " "
            elif "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
                text = _BLANK.sub(" ", text)
        self.text.append(text)
        if self.in_link:
            self.linked += len(text)
        if not self.in_bold and not self.has_plain:
            self.has_plain = not text.isspace()

    def flush(self) -> None:
        """End the block that is being made."""
        if not self.text:
            return
        if self.row is not None:
            self.text.append(" ")
            return
        whole = "".join(self.text)
        linked, self.linked = self.linked, 0
        is_bold, self.has_plain = not self.has_plain, False
        self.text = []
        if self.preformatted:
            self._put(whole.strip("\n"), linked)
            return
        # Two line breaks in a row are what older pages have for a paragraph.
        parts = re.split(r"\n\s*\n", whole) if "\n" in whole else [whole]
        for part in parts:
            share = linked if len(parts) == 1 else linked * len(part) // max(len(whole), 1)
            self._put(part.strip(), share, is_bold=is_bold)

    def _put(self, text: str, linked: int, *, is_bold: bool = False) -> None:
        squashed = squash(text)
        if squashed:
            self.found.blocks.append(
                PageBlock(
                    self.kind,  # type: ignore[arg-type]
                    text,
                    self.level,
                    linked,
                    self.zone,
                    self.container,
                    squashed,
                    is_bold,
                )
            )

    def _end_cell(self) -> None:
        assert self.row is not None
        self.row.append(_BLANK.sub(" ", "".join(self.text)).strip())
        self.row_linked += self.linked
        self.text, self.linked, self.has_plain = [], 0, False

    def _end_row(self) -> None:
        row, self.row = self.row or [], None
        self.text = []
        kind, self.kind = self.kind, "row"
        self._put("\t".join(row), self.row_linked)
        self.kind = kind
        self.linked, self.has_plain = 0, False


def _is_caption(attributes: Mapping[str, str]) -> bool:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return len(names) > 1 and any_of_small("captions", "names").search(names.lower()) is not None


_CELL_BLOCKS = frozenset("table ul ol h1 h2 h3 h4 section article figure form blockquote pre".split())
_LONGEST_CELL = 600
_MOST_PARAGRAPHS = 2


def _is_data_row(row: PageElement) -> bool:
    """Whether the cells of a row are values, and not what a page is laid out with."""
    cells = 0
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        cells += 1
        length = paragraphs = 0
        waiting = [cell]
        while waiting:
            one = waiting.pop()
            if one.tag in _CELL_BLOCKS:
                return False
            if one.tag in _SKIPPED:
                continue
            paragraphs += one.tag in ("p", "div")
            length += len(one.text or "") + len(one.tail or "")
            if length > _LONGEST_CELL or paragraphs > _MOST_PARAGRAPHS:
                return False
            waiting.extend(one)
    return cells > 1
