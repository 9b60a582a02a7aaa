"""The rows of an article at a width: which line of which passage stands where.

Pure: knows articles and widths, no widget. A gap row separates passages; a fold row stands for
passages left out when only some are shown.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.ui.drawing.wrap import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Collection

    from briefing.model.article import Article, Passage

RowKind = Literal["text", "leading", "gap", "place", "fold"]
"""A row of leading is blank space between two lines of one passage; a place is a gap that says where in the
original the passage below it begins."""

_INDENT = {"list item": 2, "quote": 2}
"""Cells taken by the sign in front of each line of these passages."""


class TextRow(NamedTuple):
    """One row: a span of the text, or nothing but space."""

    kind: RowKind
    passage: int
    start: int
    end: int
    first: bool
    """True on the first line of a passage."""
    tabs: tuple[int, ...] = ()
    """Cells that each of its tabs takes, in a row of a table that stands in columns; empty elsewhere."""


def indent_of(passage: Passage) -> int:
    """Cells by which the lines of a passage are indented."""
    indent = _INDENT.get(passage.kind, 0)
    return indent * max(passage.level, 1) if passage.kind == "list item" else indent


class Layout:
    """All rows of one article at one width."""

    def __init__(
        self, article: Article, width: int, only: Collection[int] | None = None, *, spacing: int = 1
    ) -> None:
        """`only` leaves out every other passage, with a fold row for each run left out.

        `spacing` is the number of rows from one line to the next.
        """
        self._leading = spacing - 1
        self.rows: list[TextRow] = []
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        folded = False
        before: Passage | None = None
        tables = _aligned(article, width, only)
        for passage in article.passages:
            if only is not None and passage.number not in only:
                if not folded:
                    self.rows.append(TextRow("fold", passage.number, passage.start, passage.start, False))
                folded = True
                continue
            folded = False
            if before is not None:
                gap = TextRow("gap", passage.number, passage.start, passage.start, False)
                is_elsewhere = passage.place not in ("", before.place)
                self.rows += [gap] * (self._leading + (is_elsewhere or not _close(before, passage)))
                if is_elsewhere:
                    self.rows[-1] = gap._replace(kind="place")
            self._add(article.text, passage, width, tables.get(passage.number))
            before = passage
        self._shown = sorted(self._first)

    def _add(self, text: str, passage: Passage, width: int, tabs: tuple[int, ...] | None) -> None:
        room = max(width - indent_of(passage), 1)
        self._first[passage.number] = len(self.rows)
        if tabs is not None:
            self.rows.append(TextRow("text", passage.number, passage.start, passage.end, True, tabs))
            self._last[passage.number] = len(self.rows) - 1
            return
        for index, (start, end) in enumerate(wrap(text, passage.start, passage.end, room)):
            if index:
                before = self.rows[-1].end
                self.rows += [TextRow("leading", passage.number, before, before, False)] * self._leading
            self.rows.append(TextRow("text", passage.number, start, end, index == 0))
        self._last[passage.number] = len(self.rows) - 1

    @property
    def shown(self) -> list[int]:
        """Numbers of the passages that have rows, in order."""
        return self._shown

    def rows_of(self, passage: int) -> tuple[int, int] | None:
        """First and last row of a passage, or None when it is folded away."""
        if passage not in self._first:
            return None
        return self._first[passage], self._last[passage]

    def row_at(self, passage: int, offset: int) -> int | None:
        """The row of a passage that holds `offset` of the text, or None when it is folded away."""
        place = self.rows_of(passage)
        if place is None:
            return None
        first, last = place
        return min(bisect_left(self.rows, offset + 1, first, last + 1, key=lambda row: row.end), last)

    def passage_near(self, row: int) -> int | None:
        """The passage at `row`, or the nearest one below or above it; None without passages."""
        if not self._shown:
            return None
        row = min(max(row, 0), len(self.rows) - 1)
        for index in range(row, len(self.rows)):
            if self.rows[index].kind == "text":
                return self.rows[index].passage
        return self._shown[-1]


_BETWEEN = 2
"""Cells between two columns of a table."""


def _aligned(article: Article, width: int, only: Collection[int] | None) -> dict[int, tuple[int, ...]]:
    """The widths of the tabs of each row of those tables that fit into `width` with their columns aligned.

    Rows that stand together are a table; in one that does not fit, tabs are as wide as elsewhere.
    """
    found: dict[int, tuple[int, ...]] = {}
    table: list[Passage] = []
    for passage in (*article.passages, None):
        is_shown = passage is not None and (only is None or passage.number in only)
        if passage is not None and passage.kind == "row" and is_shown:
            table.append(passage)
        elif table:
            found.update(_columns(article.text, table, width))
            table = []
    return found


def _columns(text: str, table: list[Passage], width: int) -> dict[int, tuple[int, ...]]:
    """The widths of the tabs of each row of a table; nothing where it does not fit."""
    rows = [[cells(cell) for cell in text[row.start : row.end].split("\t")] for row in table]
    columns = [max(row[at] for row in rows if at < len(row)) for at in range(max(map(len, rows)))]
    if sum(columns) + _BETWEEN * (len(columns) - 1) > width:
        return {}
    return {
        passage.number: tuple(columns[at] - size + _BETWEEN for at, size in enumerate(row[:-1]))
        for passage, row in zip(table, rows, strict=True)
    }


def _close(before: Passage, after: Passage) -> bool:
    """Whether two passages stand together without a gap: items of a list, rows, lines of litter."""
    return before.kind == after.kind and after.kind in ("list item", "row", "boilerplate")
