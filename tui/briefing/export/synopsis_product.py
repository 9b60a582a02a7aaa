"""Synopses as a product: what a document shows of them, and their records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from briefing.export.citations import Sources, credit
from briefing.export.document import (
    Block,
    BulletList,
    Document,
    FigureInText,
    Heading,
    Inline,
    Inlines,
    ListItem,
    Paragraph,
    PartLink,
    Records,
    Remark,
    Shortened,
    Table,
    TableRow,
    Text,
)
from briefing.export.export_formats import ProductName
from briefing.model.article import Span
from briefing.model.excerpt import Citation
from briefing.model.topic_synopsis import Synopsis, SynopsisFigure, SynopsisPassage, SynopsisRow
from briefing.text.clean import clean_line

SHORT = 240
"""A passage of so many characters is shown whole, of a longer one the key sentence."""


@dataclass(frozen=True, slots=True)
class SynopsisProduct:
    """Tables of topics."""

    name: ClassVar[ProductName] = "synopsis"

    synopses: Sequence[Synopsis]
    title: str = ""

    def document(self) -> Document:
        """A table for each topic, then a list of what one source alone says; a footnote for each article.

        Before several topics stands a way to each of them.
        """
        return Document(self.title, "Synopsis", self._blocks(Sources()), layout="tables")

    def records(self) -> Records:
        """A row for each row of a table, a column for each source, as a spreadsheet wants it.

        The cells hold whole passages; those of one source are separated by an empty line.
        """
        columns = _columns(self.synopses)
        heads = tuple(f"{credit(citation)} [{article}]" for article, citation in columns.items())
        return Records(
            ("topic", "row", "differs", *heads), self._rows(dict(zip(columns, heads, strict=True)))
        )

    def _blocks(self, sources: Sources) -> Iterator[Block]:
        anchors = _anchors([synopsis.title for synopsis in self.synopses])
        if len(self.synopses) > 1:
            ways = zip(self.synopses, anchors, strict=True)
            links = [inline for one, anchor in ways for inline in (Text(" · "), _way(one.title, anchor))]
            yield Paragraph(tuple(links[1:]))
        for synopsis, anchor in zip(self.synopses, anchors, strict=True):
            yield from _topic(synopsis, sources, anchor)
        yield from sources.footnotes()

    def _rows(self, heads: Mapping[str, str]) -> Iterator[dict[str, object]]:
        for synopsis in self.synopses:
            for row in synopsis.rows:
                said = {
                    heads[column.article]: "\n\n".join(one.text for one in cell)
                    for column, cell in zip(synopsis.columns, row.cells, strict=True)
                }
                yield {
                    "topic": synopsis.title,
                    "row": row.label,
                    "differs": "yes" if row.differs else "changed" if row.changed else "",
                    **dict.fromkeys(heads.values(), ""),
                    **said,
                }


def _columns(synopses: Sequence[Synopsis]) -> dict[str, Citation]:
    """The citation of every article, in the order of the columns of all tables."""
    found: dict[str, Citation] = {}
    for synopsis in synopses:
        for column in synopsis.columns:
            found.setdefault(column.article, column)
    return found


def _anchors(titles: Sequence[str]) -> list[str]:
    """What links call headings, as readers of Markdown make it: of those that come out alike each but the
    first with a number; empty where nothing is left of a title."""
    found: list[str] = []
    for title in titles:
        kept = re.sub(r"[^\w\- ]", "", clean_line(title).lower()).replace(" ", "-")
        anchor, number = kept, 0
        while anchor and anchor in found:
            number += 1
            anchor = f"{kept}-{number}"
        found.append(anchor)
    return found


def _way(title: str, anchor: str) -> Inline:
    return PartLink(title, anchor) if anchor else Text(title)


def _topic(synopsis: Synopsis, sources: Sources, anchor: str) -> Iterator[Block]:
    # Numbered in the order of the columns, also where the first of them stands in no row here.
    references = {column.article: sources.reference(column) for column in synopsis.columns}
    yield Heading(synopsis.title, 2, anchor)
    rows, alone = synopsis.rows[: synopsis.shared], synopsis.rows[synopsis.shared :]
    if rows:
        head = tuple((references[column.article],) for column in synopsis.columns)
        yield Table(head, map(_table_row, rows))
    if alone:
        yield Heading("One source alone", 3)
        passages = ((row, [one for cell in row.cells for one in cell]) for row in alone)
        yield BulletList(
            ListItem(row.label, _said(said), references[said[0].article]) for row, said in passages
        )
    if synopsis.left_out:
        told = f"{synopsis.left_out:,} less telling passages of this topic are left out."
        yield Paragraph((Text(told),))


def _table_row(row: SynopsisRow) -> TableRow:
    cells = tuple(tuple(map(_passage, cell)) for cell in row.cells)
    return TableRow(row.label, cells, row.differs, row.changed)


def _said(passages: Sequence[SynopsisPassage]) -> Inlines:
    """Passages one behind the other."""
    first, *others = map(_passage, passages)
    return first + tuple(inline for one in others for inline in (Text(" "), *one))


def _passage(one: SynopsisPassage) -> Inlines:
    span, whole = shown_part(one), Span(one.start, one.end)
    found = _runs(one, span)
    if span != whole:
        found = (Shortened(found, _runs(one, whole)),)
    return found if one.same_as is None else (*found, Text(" "), Remark(f"({one.copy_of})"))


def _runs(one: SynopsisPassage, span: Span) -> Inlines:
    return tuple(
        Text(text)
        if figure is None
        else FigureInText(text, clean_line(figure.normal), figure.differs, figure.changed)
        for text, figure in passage_pieces(one, span)
    )


# -- what is shown of a passage, in the terminal too ---------------------------------------------------


class PassagePiece(NamedTuple):
    """A stretch of a passage: plain text, or one of its figures."""

    text: str
    figure: SynopsisFigure | None = None


def shown_part(one: SynopsisPassage) -> Span:
    """Return the part of a passage that a table shows, as offsets into the article's text."""
    return Span(one.start, one.end) if len(one.text) <= SHORT else one.key_sentence


def passage_pieces(one: SynopsisPassage, span: Span) -> Iterator[PassagePiece]:
    """Yield `span` of a passage cut at its figures, with an ellipsis where the passage goes on."""
    if span.start > one.start:
        yield PassagePiece("… ")
    at = span.start
    for figure in one.figures:
        if at <= figure.start and figure.end <= span.end:
            yield PassagePiece(one.text[at - one.start : figure.start - one.start])
            yield PassagePiece(figure.text, figure)
            at = figure.end
    yield PassagePiece(one.text[at - one.start : span.end - one.start])
    if span.end < one.end:
        yield PassagePiece(" …")
