"""Blocks of a word processor's document: what its readers share, whatever the format of its file.

A reader of a format says what it meets (a paragraph of a style, a table's cell, a note); here it is decided
what kind of passage that is, and the blocks are put in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.model.article import PassageKind
from briefing.reading.extracted_article import ExtractedArticle, ExtractedBlock

_LAYOUT_CELL = 300
"""Characters from which a cell of several paragraphs is a part of a page's layout, not of a table."""
_TITLE_AMONG = 6
"""Blocks from the top among which the one topmost heading stands that is the title."""
_BULLET = re.compile(r"[•▪▫◦‣●○■□➢➤►✓✔\uf0a7\uf0b7\uf0d8]\s+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_POWER = re.compile(r"[-−+]?[0-9]{1,4}")
_BLANKS = re.compile(r"\s+")
_NUMBERED = re.compile(r"(?P<name>.*?) ?(?P<level>[1-9])")
_HEADINGS = ("heading", "überschrift", "titre", "título", "titolo", "kop", "rubrik", "nagłówek")
_OF_STYLE: dict[str, PassageKind] = {
    **dict.fromkeys(("title", "titel", "document title"), "title"),
    **dict.fromkeys(
        (
            "quote",
            "intense quote",
            "quotations",
            "block text",
            "block quote",
            "blockquote",
            "block quotation",
        ),
        "quote",
    ),
    **dict.fromkeys(
        ("caption", "illustration", "figure", "drawing", "image caption", "table caption", "figure caption"),
        "caption",
    ),
    **dict.fromkeys(("list bullet", "list number", "list"), "list item"),
    **dict.fromkeys(("html preformatted", "preformatted text", "source code", "macro text"), "code"),
    **dict.fromkeys(
        (
            *("toc", "contents", "toc heading", "contents heading", "index", "index heading"),
            *("table of figures", "table of authorities", "header", "footer", "header and footer"),
        ),
        "boilerplate",
    ),
}
_NO_TITLE = re.compile(
    r"microsoft word\b.*|untitled.*|unbenannt.*|ohne titel.*|sans titre.*|title|"
    r"(?:document|dokument|doc) ?\d*|(?:press release |blank |word )?template|"
    r".*\.(?:docx?|rtf|odt|dotx?|indd|pdf|qxd|tmp|txt)",
    re.I | re.S,
)
"""What programs write where nobody gave a title."""
_NOBODY = frozenset(
    (
        *("unknown", "unbekannt", "administrator", "admin", "user", "author", "owner", "default user"),
        *("microsoft office user", "windows user", "python-docx", "apache poi", "un-named", "pc", "-"),
    )
)
"""What programs write where nobody said who writes."""
_NO_DAY = frozenset({"1601-01-01", "1899-12-30", "1904-01-01", "1970-01-01", "1980-01-01", "2013-12-23"})
"""Where clocks begin, and the day that a library gives to whatever it makes."""


class Style(NamedTuple):
    """What a style of paragraphs says of them."""

    kind: PassageKind
    level: int = 0


def style_named(name: str) -> Style | None:
    """Return what a style of this name says; None where that is nothing.

    Names are those that programs give to their own styles: they are the same in every language for most.
    """
    plain = _BLANKS.sub(" ", name.replace("_20_", " ").replace("_", " ")).strip().casefold()
    level = 0
    if match := _NUMBERED.fullmatch(plain):
        plain, level = match["name"], int(match["level"])
        if plain in _HEADINGS:
            return Style("heading", level)
    if plain == "heading":
        return Style("heading", 1)
    kind = _OF_STYLE.get(plain)
    if kind is None:
        return None
    return Style(kind, (level or 1) if kind == "list item" else 0)


def inherited_style(
    name: str, own: Callable[[str], Style | None], parent_of: Callable[[str], str | None]
) -> Style | None:
    """Return what the style `name` says, or else the nearest of those that it is based on.

    `own` says it of one style alone; a circle of styles ends.
    """
    seen: set[str] = set()
    at: str | None = name
    while at and at not in seen:
        seen.add(at)
        if (found := own(at)) is not None:
            return found
        at = parent_of(at)
    return None


class DocumentBlocks:
    """Blocks in reading order, with the tables, text boxes and notes among them."""

    def __init__(self) -> None:
        self._lists: list[list[ExtractedBlock]] = [[]]
        self._notes: list[ExtractedBlock] = []

    @property
    def has_any(self) -> bool:
        """Whether there is any block yet."""
        return any(self._lists)

    def add(self, text: str, style: Style | None = None) -> None:
        """Add a paragraph at the place that is open; nothing where it is blank.

        What somebody has parted by blank lines or begun with a typed bullet is what it looks like.
        """
        if not text.strip():
            return
        blocks = self._lists[-1]
        if style is not None:
            if style.kind == "code" and blocks and blocks[-1].kind == "code":
                blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text}\n{text}")
            else:
                blocks.append(ExtractedBlock(style.kind, text, style.level))
            return
        for part in _BLANK_LINE.split(text):
            words = part.strip()
            if bullet := _BULLET.match(words):
                blocks.append(ExtractedBlock("list item", words[bullet.end() :], 1))
            elif words:
                # An address by itself is furniture on a web page; in a document somebody wrote it down.
                is_certain = _ADDRESS.fullmatch(words) is not None
                blocks.append(ExtractedBlock("paragraph", part, is_certain=is_certain))

    def extend(self, blocks: Iterable[ExtractedBlock]) -> None:
        """Add blocks at the place that is open."""
        self._lists[-1].extend(blocks)

    def open(self) -> None:
        """Begin what is set apart: a cell, a text box, a note."""
        self._lists.append([])

    def close(self) -> list[ExtractedBlock]:
        """End what was begun last; returns what it holds."""
        return self._lists.pop() if len(self._lists) > 1 else []

    def finish(self) -> list[ExtractedBlock]:
        """End all that is open; returns the blocks of the text, without its notes."""
        while len(self._lists) > 1:
            self.extend(self.close())
        return self._lists[0]

    def add_row(self, cells: Sequence[Sequence[ExtractedBlock]], *, is_table: bool) -> None:
        """Add a table's row. Columns that only lay out a page, and boxes, are given as what stands in them.

        `is_table` is false where it is the only cell of a table of one column.
        """
        if not is_table or any(_is_layout(cell) for cell in cells):
            for cell in cells:
                self.extend(cell)
            return
        row = "\t".join(line_of(cell) for cell in cells)
        if row.strip():
            self._lists[-1].append(ExtractedBlock("row", row))

    def add_note(self, label: str, blocks: Sequence[ExtractedBlock]) -> None:
        """Add a note, which stands behind the text; `label` is what refers to it there."""
        text = "\n".join(one.text.strip() for one in blocks if one.text.strip())
        if text:
            self._notes.append(ExtractedBlock("footnote", f"[{label}] {text}"))

    def article(
        self,
        extractor: str,
        *,
        title: str | None = None,
        author: str | None = None,
        published: str | None = None,
        language: str | None = None,
        warnings: Sequence[str] = (),
        encoding: str = "utf-8",
    ) -> ExtractedArticle:
        """Return the article; what is said of it are the properties of its file, of any quality."""
        blocks = _with_title(self.finish())
        stated = next((_BLANKS.sub(" ", one.text).strip() for one in blocks if one.kind == "title"), None)
        return ExtractedArticle(
            (*blocks, *self._notes),
            title=stated or given_title(title),
            author=given_author(author),
            published=given_day(published),
            language=language,
            extractor=extractor,
            warnings=tuple(warnings),
            encoding=encoding,
        )


def superscript(text: str) -> str:
    """Return raised digits as signs of their own: "10" with a raised "3" is no 103. Other text stays."""
    return text.translate(_RAISED) if _POWER.fullmatch(text.strip()) else text


def line_of(blocks: Iterable[ExtractedBlock]) -> str:
    """Return what stands in a cell as one line without a tab."""
    return " ".join(filter(None, (_BLANKS.sub(" ", one.text).strip() for one in blocks)))


def _is_layout(cell: Sequence[ExtractedBlock]) -> bool:
    return any(one.kind in ("heading", "title") for one in cell) or (
        len(cell) > 1 and sum(len(one.text) for one in cell) > _LAYOUT_CELL
    )


def _with_title(blocks: list[ExtractedBlock]) -> list[ExtractedBlock]:
    """The title as one block: what is styled so at the top, else the one heading that stands above all."""
    first = next((at for at, one in enumerate(blocks) if one.kind == "title"), None)
    if first is None:
        top = next((at for at, one in enumerate(blocks[:_TITLE_AMONG]) if one.kind == "heading"), None)
        if top is None or any(one.kind == "paragraph" for one in blocks[:top]):
            return blocks
        level = blocks[top].level
        if any(one.kind == "heading" and one.level <= level for one in blocks[top + 1 :]):
            return blocks
        return [*blocks[:top], replace(blocks[top], kind="title", level=0), *blocks[top + 1 :]]
    last = first
    while last + 1 < len(blocks) and blocks[last + 1].kind == "title":
        last += 1
    title = replace(blocks[first], text="\n".join(one.text.strip() for one in blocks[first : last + 1]))
    behind = (
        replace(one, kind="heading", level=1) if one.kind == "title" else one for one in blocks[last + 1 :]
    )
    return [*blocks[:first], title, *behind]


def changes_warning(inserted: int, deleted: int) -> list[str]:
    """Return what the reader is told of tracked changes: nothing where there are none."""
    if not inserted and not deleted:
        return []
    changes = f"{_counted(inserted, 'insertion')}, {_counted(deleted, 'deletion')}"
    return [f"its tracked changes are taken as accepted: {changes}"]


def comments_warning(count: int) -> list[str]:
    """Return what the reader is told of comments: nothing where there are none."""
    return [f"{_counted(count, 'comment')} left out"] if count else []


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def given_title(title: str | None) -> str | None:
    """Return the title that a file's properties give; None for what a program wrote there."""
    title = _BLANKS.sub(" ", title or "").strip()
    return None if not title or _NO_TITLE.fullmatch(title) else title


def given_author(author: str | None) -> str | None:
    """Return the author that a file's properties give; None for what a program wrote there."""
    author = _BLANKS.sub(" ", author or "").strip().strip(";,")
    return None if not author or author.casefold() in _NOBODY else author


def given_day(moment: str | None) -> str | None:
    """Return the day of an ISO date and time; None for the days on which clocks begin."""
    day = (moment or "").strip()[:10]
    return day if re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", day) and day not in _NO_DAY else None
