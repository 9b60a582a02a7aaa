"""The forms in which a product reaches the writers: a document to be read, or records to be worked with.

A product (excerpts, a synopsis) is turned into a `Document` once, and every readable format has one
writer for all documents. Strings hold text as it came from outside, also hostile text: the model
says what a thing is, and cleaning, escaping and looks are each writer's own.

What is long is an iterable and is taken once, so that no part of the way holds a document whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

DIFFERS = "≠"
"""Stands where two sources give different values."""
CHANGED = "→"
"""Stands where the values are those of different days."""


# -- inside a line -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text. Blanks at its ends are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class WorkTitle:
    """The title of an article or another work."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What the program says in the midst of the words of others."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureInText:
    """A figure in the midst of its sentence."""

    text: str
    normal: str = ""
    """Its normal form, to be shown where it differs."""
    differs: bool = False
    """True where another source gives another value."""
    changed: bool = False
    """True where it was another value on another day."""

    @property
    def sign(self) -> str:
        """What stands before its normal form; empty where that is not shown."""
        return DIFFERS if self.differs else CHANGED if self.changed else ""


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure by itself, with its normal form if it has one."""

    text: str
    normal: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is found; it may be followed where it is an address on the web, else it is a path."""

    address: str
    web: bool


@dataclass(frozen=True, slots=True)
class PartLink:
    """A way to a part of the document: the `anchor` of its heading."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Who says something, with the footnote that tells more of it."""

    text: str
    footnote: int


@dataclass(frozen=True, slots=True)
class Shortened:
    """A part of a passage, and all of it for formats in which the rest can be unfolded."""

    shown: Inlines
    whole: Inlines


@dataclass(frozen=True, slots=True)
class Deleted:
    """Words that a source had and has no longer."""

    text: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """Words that a source has in their place."""

    text: str


PlainInline: TypeAlias = Text | WorkTitle | Remark | Deleted | Inserted
Inline: TypeAlias = PlainInline | FigureInText | FigureValue | Link | PartLink | Reference | Shortened
Inlines: TypeAlias = tuple[Inline, ...]
"""What stands in a line, one behind the other."""


# -- blocks ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part; the document's own title, of level 1, is no block."""

    text: str
    level: int = 2
    anchor: str = ""
    """What a `PartLink` calls it: its words in lower case, joined by hyphens, as readers of Markdown make
    it; empty where no link leads to it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source; its line ends are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text in which every blank counts."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader noted; its line ends are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags a reader gave, each on one line and none of them empty."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Captioned:
    """Blocks with what is said below them. Print calls that a figure; here a figure is a number."""

    blocks: tuple[Quote | Code, ...]
    source: Reference
    caption: Inlines = ()
    """What there is to see."""
    notes: tuple[Note | Paragraph | Tags, ...] = ()
    colour: str = ""
    """The colour of the mark; not every text that stands here is one of `MARK_COLOURS`."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its label, and in each cell some paragraphs, none where there is nothing to say."""

    label: str
    cells: tuple[tuple[Inlines, ...], ...]
    differs: bool = False
    """True where its sources give different values."""
    changed: bool = False
    """True where they give those of different days."""

    @property
    def sign(self) -> str:
        """What stands behind its label."""
        return DIFFERS if self.differs else CHANGED if self.changed else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Its first column holds the labels of the rows and has no heading."""

    head: tuple[Inlines, ...]
    """Headings of the other columns."""
    rows: Iterable[TableRow]


@dataclass(frozen=True, slots=True)
class ListItem:
    """An entry of a list: what it is about, what is said of it, and by whom."""

    label: str
    """Empty where the content needs none."""
    content: Inlines
    source: Reference


@dataclass(frozen=True, slots=True)
class BulletList:
    """Entries in no order that means anything."""

    items: Iterable[ListItem]


@dataclass(frozen=True, slots=True)
class DensityChart:
    """How much is told of the days from one to another, in stretches of equal length."""

    heights: tuple[int, ...]
    """How much of each stretch, from 0."""
    first: str
    last: str
    """The first and the last day, as they are shown."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar that stands for one source."""

    footnote: int
    """That tells of the source."""
    share: float
    """How long it is, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class DayBlock:
    """A day, or a stretch of days, on the line of a timeline."""

    days: str
    """As they are shown: `2026-02-04`, `2026 Q1`."""
    label: str
    """What happened."""
    bar: tuple[BarPart, ...]
    """As long as the day matters, at most 1 together."""
    facts: str
    """Who tells of it, in a few words."""
    items: Iterable[ListItem]


@dataclass(frozen=True, slots=True)
class Footnote:
    """What a `Reference` refers to. Footnotes are the last blocks of a document, from 1 without a gap."""

    number: int
    content: Inlines


PlainBlock: TypeAlias = (
    Heading | Paragraph | Quote | Code | Note | Tags | Table | BulletList | DensityChart | DayBlock | Footnote
)
Block: TypeAlias = PlainBlock | Captioned


# -- what a writer takes -----------------------------------------------------------------------------

Layout: TypeAlias = Literal["prose", "lists", "tables", "days"]
"""What a document consists of; tables want the whole width of a page, days stand on a line down the page."""


@dataclass(frozen=True, slots=True)
class Document:
    """A product as it is read."""

    title: str
    """Empty where it was given none."""
    kind: str
    """What it is in a word; stands for the title where a format cannot do without."""
    blocks: Iterable[Block]
    layout: Layout = "prose"


@dataclass(frozen=True, slots=True)
class Records:
    """A product as data: rows for tables, which are objects for formats that know such."""

    columns: tuple[str, ...]
    """Keys of the rows in the order in which a table has them."""
    rows: Iterable[dict[str, object]]
    """Values are text, numbers, lists of text, or None; each row has every column."""
