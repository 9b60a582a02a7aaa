"""The lines of a synopsis at a width: which part of which passage stands on which line.

Pure: knows synopses and widths, no widget. In a table each source has its column; stacked, the
sources of a row stand under each other, which is what a narrow screen has room for.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.model.article import Span
from briefing.text.sentences import sentence_spans
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.merged_columns import SEVERAL
from briefing.ui.drawing.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from briefing.model.article import Ref
    from briefing.model.topic_synopsis import Cell, Synopsis, SynopsisPassage, SynopsisRow

DIFFERS = "≠"
CHANGED = "→"
LABEL = 20
"""Cells of the first column of a table."""
LETTERS = 5
"""Cells before the text on a narrow screen, where sources stand under each other."""
LEAST_COLUMN = 27
"""Cells of a source's column at least; with more sources than fit, the table scrolls sideways."""
FRAME = 3
"""Cells of a column that are not text: its edge, the sign of what was cut, and room to the next."""
LINES = 6
"""Lines of a cell with one passage, unless all is shown."""
LINES_OF_TWO = 3
"""Lines of each passage where a cell has several."""
LINES_ALONE = 2
"""Lines of a passage of one source alone, which has the whole width."""
LINES_STACKED = 3
"""Lines of a cell when stacked."""
MOST_PASSAGES = 2
"""Passages of a cell that are shown unless all is."""
MOST_VALUES = 3
"""Differing values written out below a passage."""
FEW_SILENT = 6
"""Of more silent sources than this the number says more than the letters."""
UNDATED = "9999"
"""Articles without a date come after those that have one."""
STACKED_BELOW = 100
"""Below this width the sources of a row stand under each other."""
ALONE = "One source alone"

LineKind = Literal["cells", "alone", "label", "silent", "heading", "rule", "blank", "more"]

Sign = Literal["", "speakers", "differs", "changed"]


class CellLine(NamedTuple):
    """One line of a cell: a part of a passage, or words of ours about it."""

    one: SynopsisPassage
    start: int
    """Offsets into the passage's text; equal where the line has words of ours."""
    end: int
    cut_before: bool = False
    """The passage begins earlier than what is shown."""
    cut_after: bool = False
    words: str = ""
    value: bool = False
    """The words are a value that differs."""
    bullet: bool = False
    """The first line of one of several passages."""


class Statement(NamedTuple):
    """A sentence of a passage in a cell."""

    one: SynopsisPassage
    span: Span
    """Offsets into the article's text."""
    shown: bool
    """Whether any of its passage is shown."""

    @property
    def differs(self) -> bool:
        """Whether it holds a value that another source contradicts."""
        return any(f.differs and self.span.start <= f.start < self.span.end for f in self.one.figures)


class TableLine(NamedTuple):
    """One line of the whole."""

    kind: LineKind
    row: int
    """Number of the row it belongs to; of a heading, the row below."""
    first: bool = False
    """The first line of its row, or, stacked, of a source."""
    label: str = ""
    """What stands in the first column."""
    sign: Sign = ""
    """Instead of a label: who speaks, or that values differ."""
    cells: tuple[tuple[int, CellLine | None], ...] = ()
    """Numbers of the columns shown, with what they hold on this line."""


def arranged(synopsis: Synopsis, place: Callable[[str], int]) -> Synopsis:
    """Return the synopsis with its columns in the order of their dates, those of one day, and those without
    a date, in the order that `place` gives to articles."""

    def day(number: int) -> tuple[str, int]:
        column = synopsis.columns[number]
        return column.published or UNDATED, place(column.article)

    order = sorted(range(len(synopsis.columns)), key=day)
    return replace(
        synopsis,
        columns=tuple(synopsis.columns[n] for n in order),
        rows=tuple(replace(row, cells=tuple(row.cells[n] for n in order)) for row in synopsis.rows),
    )


def fitting_columns(width: int, columns: int) -> int:
    """Return how many columns of sources a table of `width` cells shows at once."""
    return max(min((width - LABEL) // LEAST_COLUMN, columns), 1)


def is_better_stacked(width: int, columns: int) -> bool:
    """Whether a table would show too little at once: on a narrow screen, or of very many sources."""
    return width < STACKED_BELOW or columns > 2 * fitting_columns(width, columns)


def passage_lines(one: SynopsisPassage, width: int, most: int, *, whole: bool) -> list[CellLine]:
    """Return the lines of a passage: all of it where it is short, else its key sentence."""
    lines = wrap(one.text, 0, len(one.text), width)
    shown_end = len(one.text)
    if not whole and len(lines) > most:
        start, shown_end = one.key_sentence.start - one.start, one.key_sentence.end - one.start
        lines = wrap(one.text, start, shown_end, width)
        shown_end = shown_end if len(lines) <= most else lines[most - 1][1]
        lines = lines[:most]
    if not lines:
        return [CellLine(one, 0, 0, words="…")]
    last = len(lines) - 1
    found = [
        CellLine(
            one,
            *span,
            cut_before=number == 0 and bool(one.text[: span[0]].strip()),
            cut_after=number == last and bool(one.text[span[1] :].strip()),
        )
        for number, span in enumerate(lines)
    ]
    values = [f for f in one.figures if (f.differs or f.changed) and f.start - one.start < shown_end]
    first = lines[0][0] + one.start
    told = dict.fromkeys(
        f"{DIFFERS if f.differs else CHANGED} {f.normal}" for f in values if f.start >= first
    )
    return found + [CellLine(one, 0, 0, words=words, value=True) for words in list(told)[:MOST_VALUES]]


def cell_lines(
    cell: Cell,
    width: int,
    most: int,
    letter: Callable[[str], str],
    *,
    whole: bool,
    passages: int = MOST_PASSAGES,
    several: bool = False,
    allotted: Sequence[int] = (),
) -> list[CellLine]:
    """Return the lines of a cell; copies are named instead of being printed again.

    Of a cell that is not shown whole there are at most so many `passages`, of `most` lines each, or of as
    many as each is `allotted`. In the cell of `several` articles the letter of each stands above what it
    says.
    """
    shown = cell if whole else cell[:passages]
    usual = most if len(shown) < 2 else min(LINES_OF_TWO, most)
    lines: list[CellLine] = []
    article = ""
    for number, one in enumerate(shown):
        if several and one.article != article:
            article = one.article
            lines.append(CellLine(one, 0, 0, words=letter(article)))
        if one.same_as is not None:
            lines.append(CellLine(one, 0, 0, words=f"{one.copy_of} as {letter(one.same_as)}"))
            if not whole:
                continue
        each = allotted[number] if number < len(allotted) else usual
        first, *others = passage_lines(one, max(width, 1), each, whole=whole)
        lines += [first._replace(bullet=len(cell) > 1), *others]
    if len(cell) > len(shown):
        lines.append(CellLine(cell[-1], 0, 0, words=f"+ {len(cell) - len(shown)} more"))
    return lines


def grown(
    cell: Cell,
    lines: list[CellLine],
    room: tuple[int, int],
    letter: Callable[[str], str],
    *,
    several: bool = False,
) -> list[CellLine]:
    """Return the lines of a cell that others of its row leave more of: `room` is width and height."""
    width, height = room
    if len(lines) >= height or not (len(cell) > MOST_PASSAGES or any(line.cut_after for line in lines)):
        return lines
    whole = cell_lines(cell, width, height, letter, whole=True, several=several)
    if len(whole) <= height:
        return whole
    passages = min(len(cell), MOST_PASSAGES)
    for most in range(len(cell), MOST_PASSAGES, -1):
        more = cell_lines(cell, width, LINES_OF_TWO, letter, whole=False, passages=most, several=several)
        if len(more) <= height:
            passages, lines = most, more
            break
    return _fuller(cell, lines, passages, room, letter, several=several)


def _fuller(
    cell: Cell,
    lines: list[CellLine],
    passages: int,
    room: tuple[int, int],
    letter: Callable[[str], str],
    *,
    several: bool,
) -> list[CellLine]:
    """Return the lines of a cell of which the passages that are cut have what is left of `room`: an even
    share each, then what others did not need."""
    width, height = room
    allotted = [LINES if passages < 2 else LINES_OF_TWO] * passages
    refs = {line.one.ref for line in lines if line.cut_after}
    cut = [number for number, one in enumerate(cell[:passages]) if one.ref in refs]
    for sharers in (len(cut), 1):
        for number in cut:
            usual = allotted[number]
            share = (height - len(lines)) // sharers
            for most in range(usual + share, usual, -1):
                allotted[number] = most
                more = cell_lines(
                    cell,
                    width,
                    LINES,
                    letter,
                    whole=False,
                    passages=passages,
                    several=several,
                    allotted=allotted,
                )
                if len(lines) < len(more) <= height:
                    lines = more
                    break
                allotted[number] = usual
    return lines


class SynopsisLayout:
    """Every line of a synopsis at one width."""

    def __init__(
        self,
        synopsis: Synopsis,
        width: int,
        letter: Callable[[str], str],
        *,
        stacked: bool,
        whole: Collection[int] = (),
        first_column: int = 0,
        more: str = "",
        height: int = 0,
    ) -> None:
        """`whole` are the rows shown in full, `first_column` the leftmost source of a table, `more` says
        below the last row what is left out. Rows with more passages than are shown grow while all lines
        together fit into `height`, then those with passages that are cut."""
        self.synopsis = synopsis
        self.width = width
        self.stacked = stacked
        self._letter = letter
        self._whole = set(whole)
        fitting = fitting_columns(width, len(synopsis.columns))
        self.shown_columns = range(first_column, min(first_column + fitting, len(synopsis.columns)))
        self.column_width = max((width - LABEL) // max(len(self.shown_columns), 1), FRAME + 1)
        self.head_width = LETTERS if stacked and width < STACKED_BELOW else LABEL
        """Cells before the text where that has the whole width: a letter, or with a name."""
        self.lines: list[TableLine] = []
        self._first: list[int] = []
        # Asked once: each time costs a look at every cell.
        self._shared_rows = synopsis.shared
        self._grown: set[int] = set()
        """Rows of which every passage is shown."""
        for number, lines in enumerate(self._fill(height - bool(more))):
            if number == self._shared_rows:
                self.lines.append(TableLine("heading", number, label=self._heading()))
            self._first.append(len(self.lines))
            self.lines += lines
        self._end = len(self.lines)
        if more and synopsis.rows:
            self.lines.append(TableLine("more", len(synopsis.rows) - 1, label=more))

    def _fill(self, height: int) -> list[list[TableLine]]:
        """The lines of each row; those that could show more use what is empty below the last one."""
        rows = [self._lines_of(number) for number in range(len(self.synopsis.rows))]
        left = height - sum(map(len, rows)) - (self._shared_rows < len(rows))
        # First every passage, then all of their words.
        for grown in (self._grown, self._whole):
            for number, lines in enumerate(rows):
                if left <= 0:
                    return rows
                if number in self._whole or not self._could_grow(number, lines, grown is self._whole):
                    continue
                grown.add(number)
                more = self._lines_of(number)
                needed = len(more) - len(lines)
                if needed <= left:
                    rows[number], left = more, left - needed
                else:
                    grown.discard(number)
        return rows

    def _could_grow(self, number: int, lines: Sequence[TableLine], to_whole: bool) -> bool:
        if to_whole:
            return any(cell is not None and cell.cut_after for line in lines for _, cell in line.cells)
        return any(len(cell) > MOST_PASSAGES for cell in self.synopsis.rows[number].cells)

    def _lines_of(self, number: int) -> list[TableLine]:
        row = self.synopsis.rows[number]
        return self._alone(number, row) if number >= self._shared_rows else self._shared(number, row)

    def _cell_lines(
        self, number: int, cell: Cell, width: int, most: int, *, several: bool = False
    ) -> list[CellLine]:
        passages = len(cell) if number in self._grown else MOST_PASSAGES
        whole = number in self._whole
        return cell_lines(cell, width, most, self._letter, whole=whole, passages=passages, several=several)

    def _heading(self) -> str:
        rows = len(self.synopsis.rows) - self._shared_rows
        return f"{ALONE} ({count(rows, 'passage')})"

    def _shared(self, number: int, row: SynopsisRow) -> list[TableLine]:
        return self._stack(number, row) if self.stacked else self._table(number, row)

    def _table(self, number: int, row: SynopsisRow) -> list[TableLine]:
        label = [row.label[slice(*span)] for span in wrap(row.label, 0, len(row.label), LABEL - 2)]
        text = self.column_width - FRAME
        whole = number in self._whole
        several = [self.synopsis.columns[column].article == SEVERAL for column in self.shown_columns]
        cells = [
            self._cell_lines(number, row.cells[column], text, LINES, several=many)
            for column, many in zip(self.shown_columns, several, strict=True)
        ]
        signs: list[Sign] = ["speakers"]
        if row.differs or row.changed:
            signs.append("differs" if row.differs else "changed")
        height = max(len(label) + len(signs), *map(len, cells)) if cells else len(label)
        if not whole:
            cells = [
                grown(row.cells[column], cell, (text, height), self._letter, several=many)
                for column, cell, many in zip(self.shown_columns, cells, several, strict=True)
            ]
        lines = []
        for index in range(height):
            sign = index - len(label)
            parts = tuple(
                (column, cell[index] if index < len(cell) else None)
                for column, cell in zip(self.shown_columns, cells, strict=True)
            )
            lines.append(
                TableLine(
                    "cells",
                    number,
                    first=index == 0,
                    label=label[index] if index < len(label) else "",
                    sign=signs[sign] if 0 <= sign < len(signs) else "",
                    cells=parts,
                )
            )
        return [*lines, TableLine("rule", number)]

    def _stack(self, number: int, row: SynopsisRow) -> list[TableLine]:
        lines = [TableLine("label", number, first=True, label=row.label)]
        speaking = row.speaking
        for column in speaking:
            lines += self._hanging("cells", number, column, row.cells[column], LINES_STACKED)
        silent = [n for n in range(len(row.cells)) if n not in speaking]
        if silent:
            lines.append(TableLine("silent", number, label=self._silent(silent)))
        return [*lines, TableLine("blank", number)]

    def _silent(self, columns: Sequence[int]) -> str:
        if len(columns) > FEW_SILENT:
            return f"{len(columns)} of {len(self.synopsis.columns)} silent"
        return f"silent: {' '.join(self._letter(self.synopsis.columns[n].article) for n in columns)}"

    def _alone(self, number: int, row: SynopsisRow) -> list[TableLine]:
        column = row.speaking[0]
        return self._hanging("alone", number, column, row.cells[column], LINES_ALONE)

    def _hanging(self, kind: LineKind, number: int, column: int, cell: Cell, most: int) -> list[TableLine]:
        """Lines of a cell across the whole width, behind the letter of its source."""
        room = self.width - FRAME - self.head_width
        lines = self._cell_lines(number, cell, room, most)
        return [
            TableLine(kind, number, first=index == 0, cells=((column, line),))
            for index, line in enumerate(lines)
        ]

    @property
    def last_row(self) -> int:
        """The number of the last row."""
        return len(self._first) - 1

    def rows_of(self, row: int) -> tuple[int, int]:
        """Return the first line of a row and the line behind its last."""
        following = self._first[row + 1] if row + 1 < len(self._first) else self._end
        if row + 1 == self._shared_rows and following < self._end:
            following -= 1  # the heading belongs to what follows
        return self._first[row], following

    def row_at(self, line: int) -> int:
        """Return the row that holds a line, or the nearest one."""
        return max(bisect_right(self._first, line) - 1, 0)

    def statements(self, row: int, column: int) -> list[Statement]:
        """Return what can be marked in a cell: every sentence that is shown, and of a passage that is not,
        the key one."""
        first, last = self.rows_of(row)
        shown: dict[Ref, list[CellLine]] = {}
        for line in self.lines[first:last]:
            for number, cell in line.cells:
                if number == column and cell is not None and not cell.words:
                    shown.setdefault(cell.one.ref, []).append(cell)
        found: list[Statement] = []
        for one in self.synopsis.rows[row].cells[column]:
            lines = shown.get(one.ref)
            if lines is None:
                found.append(Statement(one, one.key_sentence, shown=False))
                continue
            start, end = lines[0].start + one.start, lines[-1].end + one.start
            sentences = (
                Span(a + one.start, b + one.start) for a, b in sentence_spans(one.text, 0, len(one.text))
            )
            inside = [span for span in sentences if span.start < end and start < span.end]
            found += [Statement(one, span, shown=True) for span in inside or [one.key_sentence]]
        return found

    def column_at(self, line: int, x: int) -> int | None:
        """Return the column at cell `x` of a line; None where the line has none."""
        if not 0 <= line < len(self.lines):
            return None
        cells = self.lines[line].cells
        if len(cells) < 2 or self.stacked or self.lines[line].kind == "alone":
            return cells[0][0] if cells else None
        if x < LABEL:
            return None
        return cells[min((x - LABEL) // self.column_width, len(cells) - 1)][0]
