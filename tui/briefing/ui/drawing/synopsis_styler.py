"""Draws the lines of a synopsis as strips: sources in their colours, figures as in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from briefing.model.figure_level import lights
from briefing.text.clean import clean_line, visible
from briefing.ui.drawing.merged_columns import SEVERAL
from briefing.ui.drawing.overlays import Layer, Paint, runs
from briefing.ui.drawing.synopsis_rows import (
    CHANGED,
    DIFFERS,
    LABEL,
    LETTERS,
    CellLine,
    Statement,
    SynopsisLayout,
    TableLine,
)
from briefing.ui.drawing.wrap import TAB

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.model.topic_synopsis import SynopsisPassage
    from briefing.ui.drawing.palette import Palette


class CellCursor(NamedTuple):
    """Where the cursor is in its row, and how that is drawn."""

    column: int
    row: Style
    cell: Style
    statement: Statement | None
    """The one of several in the cell that the keys act on."""


SILENT = "∅"
SPEAKS = "●"
"""For a column of several articles, which has no letter."""


class SynopsisStyler:
    """Draws one line at a time; knows the theme, the letters of articles and their marks."""

    def __init__(
        self,
        palette: Callable[[], Palette],
        letter: Callable[[str], str],
        index: Callable[[str], int],
        marks: Callable[[str], list[Paint]],
        name: Callable[[str], str],
        level: Callable[[], str],
    ) -> None:
        """`letter` and `index` tell articles apart, `name` is what the source of one is called, `marks`
        are the marked spans of one in order and apart; `level` says which figures are lit."""
        self._palette = palette
        self.letter = letter
        self._index = index
        self._marks = marks
        self._name = name
        self._level = level

    def _style(self, name: str) -> Style:
        return self._palette().style(name) if name else Style.null()

    def notice(self, words: str, base: Style) -> Strip:
        """A line of ours in place of the table."""
        return Strip([Segment(f"  {words}", base + self._style("work"))])

    def line(
        self, layout: SynopsisLayout, line: TableLine, base: Style, rule: Style, cursor: CellCursor | None
    ) -> Strip:
        """One line; `cursor` where it belongs to the row of the cursor."""
        if line.kind == "rule":
            return self._rule(layout, base + rule)
        if line.kind == "blank":
            return Strip([])
        if line.kind == "more":
            return Strip([Segment(f" {line.label}", base + self._style("work"))])
        if line.kind == "heading":
            text = f" {line.label} "
            return Strip(
                [Segment(text, base + self._style("warning")), Segment("─" * layout.width, base + rule)]
            ).crop(0, layout.width)
        ground = base + cursor.row if cursor is not None else base
        if line.kind in ("label", "silent"):
            return self._words(layout, line, ground, cursor is not None)
        if layout.stacked or line.kind == "alone":
            return self._hanging(layout, line, ground, cursor)
        segments = self._label(layout, line, ground, cursor is not None)
        for column, cell in line.cells:
            at = cursor is not None and cursor.column == column
            cell_ground = base + cursor.cell if cursor is not None and at else ground
            edge = Segment("▌", cell_ground + self._style("cursor")) if at else Segment("│", ground + rule)
            segments += [
                edge,
                *self._cell(cell, layout.column_width - 1, cell_ground, cursor if at else None),
            ]
            if cell is None and line.first and not layout.synopsis.rows[line.row].cells[column]:
                sign = set_cell_size(f" {SILENT}", layout.column_width - 1)
                segments[-1] = Segment(sign, cell_ground + self._style("dim"))
        return Strip(segments).adjust_cell_length(layout.width, ground)

    def _rule(self, layout: SynopsisLayout, style: Style) -> Strip:
        columns = "".join("┼" + "─" * (layout.column_width - 1) for _ in layout.shown_columns)
        return Strip([Segment(("─" * LABEL + columns).ljust(layout.width, "─")[: layout.width], style)])

    def _words(self, layout: SynopsisLayout, line: TableLine, ground: Style, here: bool) -> Strip:
        """The label above the sources of a row, and the silent ones below, when stacked."""
        bar = Segment("▏" if here else " ", ground + self._style("cursor"))
        if line.kind == "silent":
            words = Segment(f" {SILENT} {line.label}", ground + self._style("dim"))
            return Strip([bar, words]).adjust_cell_length(layout.width, ground)
        row = layout.synopsis.rows[line.row]
        differs = []
        if row.differs:
            differs = [Segment(f"  {DIFFERS} values differ", ground + self._style("warning"))]
        elif row.changed:
            differs = [Segment(f"  {CHANGED} over time", ground + self._style("work"))]
        title = Segment(visible(clean_line(line.label)), ground + self._style("bold"))
        return Strip([bar, title, *differs]).adjust_cell_length(layout.width, ground)

    def _label(self, layout: SynopsisLayout, line: TableLine, ground: Style, here: bool) -> list[Segment]:
        bar = Segment("▏" if here else " ", ground + self._style("cursor"))
        if line.sign == "speakers":
            inside = self._speakers(layout, line.row, ground)
        elif line.sign == "differs":
            inside = [Segment(f"{DIFFERS} values differ", ground + self._style("warning"))]
        elif line.sign == "changed":
            inside = [Segment(f"{CHANGED} over time", ground + self._style("work"))]
        else:
            inside = [Segment(visible(line.label), ground + self._style("bold"))]
        return [bar, *_sized(inside, LABEL - 1, ground)]

    def _speakers(self, layout: SynopsisLayout, number: int, ground: Style) -> list[Segment]:
        """The letters of the sources that speak, a dot for each silent one."""
        row, columns = layout.synopsis.rows[number], layout.synopsis.columns
        letters = [SPEAKS if c.article == SEVERAL else self.letter(c.article) for c in columns]
        if sum(map(len, letters)) + len(letters) > LABEL - 1:
            return [Segment(f"{len(row.speaking)} of {len(columns)} speak", ground + self._style("dim"))]
        segments = []
        for column, letter, cell in zip(columns, letters, row.cells, strict=True):
            source = self._palette().source(self._index(column.article))
            sign = Segment(letter, ground + source) if cell else Segment("·", ground + self._style("dim"))
            segments += [sign, Segment(" ", ground)]
        return segments

    def _hanging(
        self, layout: SynopsisLayout, line: TableLine, ground: Style, cursor: CellCursor | None
    ) -> Strip:
        """A line of a cell across the whole width, behind the letter of its source."""
        column, cell = line.cells[0]
        article = layout.synopsis.columns[column].article if cell is None else cell.one.article
        at = cursor is not None and cursor.column == column
        if cursor is not None and at:
            ground += Style(bgcolor=cursor.cell.bgcolor)
        room = layout.head_width
        bar = Segment("▌" if at else "▏" if cursor else " ", ground + self._style("cursor"))
        inside: list[Segment] = []
        if line.first:
            inside.append(
                Segment(self.letter(article), ground + self._palette().source(self._index(article)))
            )
            if room > LETTERS:
                name = _cut(visible(clean_line(self._name(article))), room - 3 - len(self.letter(article)))
                inside.append(Segment(f" {name}", ground + self._style("dim")))
        head = [bar, *_sized(inside, room - 1, ground)]
        return Strip([*head, *self._cell(cell, layout.width - room, ground, cursor if at else None)])

    def _cell(
        self, line: CellLine | None, width: int, ground: Style, cursor: CellCursor | None
    ) -> list[Segment]:
        """`width` cells: the sign of what was cut, the text, and room to the next column."""
        if line is None:
            return [Segment(" " * width, ground)]
        dim = ground + self._style("dim")
        if line.words:
            style = ground + self._style("warning") if line.value else dim
            return _sized([Segment(f" {visible(clean_line(line.words))}", style)], width, ground)
        sign = "…" if line.cut_before else "•" if line.bullet else " "
        segments = [Segment(sign, dim), *self._text(line, ground, cursor)]
        if line.cut_after:
            segments.append(Segment("…", dim))
        return _sized(segments, width, ground)

    def _text(self, line: CellLine, ground: Style, cursor: CellCursor | None) -> list[Segment]:
        one = line.one
        segments = []
        for run in runs(one.start + line.start, one.start + line.end, self._layers(one, cursor)):
            style = ground
            for name in run.styles:
                style += self._style(name)
            words = visible(one.text[run.start - one.start : run.end - one.start]).replace("\t", " " * TAB)
            segments.append(Segment(words, style))
        return segments

    def _layers(self, one: SynopsisPassage, cursor: CellCursor | None) -> list[Layer]:
        level = self._level()
        lit = [f for f in one.figures if lights(level, f.kind, key=f.key)]
        figures = Layer(Paint(f.start, f.end, f"figure-{f.kind}") for f in lit)
        differing = Layer(Paint(f.start, f.end, "differs") for f in one.figures if f.differs)
        at = cursor.statement if cursor is not None else None
        here = at is not None and at.one.ref == one.ref
        target = Layer([Paint(at.span.start, at.span.end, "target")] if at is not None and here else ())
        return [target, figures, Layer(self._marks(one.article)), differing]


def _cut(text: str, width: int) -> str:
    """Text in at most `width` cells; where it goes on, it says so."""
    return text if cell_len(text) <= width else set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def _sized(segments: list[Segment], width: int, ground: Style) -> list[Segment]:
    """Segments cut or filled to `width` cells."""
    used = sum(cell_len(segment.text) for segment in segments)
    if used <= width:
        return [*segments, Segment(" " * (width - used), ground)]
    return list(Strip(segments).crop(0, width))
