"""A synopsis drawn line by line: what is on the screen costs, not how long the table is.

Owns the cursor (a row and a column), scrolling both ways, the form and what is shown in full. It
decides nothing about what is done with a passage: it tells its owner by messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.merged_columns import merged
from briefing.ui.drawing.synopsis_rows import (
    Statement,
    SynopsisLayout,
    fitting_columns,
    is_better_stacked,
)
from briefing.ui.drawing.synopsis_styler import CellCursor, SynopsisStyler
from briefing.ui.key_table import TABLE
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from briefing.model.article import Ref, Span
    from briefing.model.topic_synopsis import Cell, Synopsis


class SynopsisTable(ScrollView, can_focus=True):
    """The table; before there is one, a line that says how far it is."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TABLE)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "synopsis-table--row",
        "synopsis-table--cell",
        "synopsis-table--rule",
    }
    DEFAULT_CSS = """
    SynopsisTable {
        height: 1fr;
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        & > .synopsis-table--row { background: $surface; }
        & > .synopsis-table--cell { background: $block-cursor-background; }
        & > .synopsis-table--rule { color: $border-blurred; }
    }
    """

    class Opened(Message):
        """A passage was chosen, by enter or a double click."""

        def __init__(self, cell: Cell) -> None:
            super().__init__()
            self.cell = cell

    @dataclass
    class Moved(Message):
        """The cursor, the form or the columns in view changed."""

    def __init__(self, styler: SynopsisStyler, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.styler = styler
        self.notice = ""
        """Stands there while there is no table."""
        self.whole_table: Synopsis | None = None
        """Every row there is."""
        self.synopsis: Synopsis | None = None
        """What of it is shown, in the columns it is shown in."""
        self._view: Synopsis | None = None
        """The same with a column for each article."""
        self._merged: Synopsis | None = None
        """The same with columns for sources or months, where there are many articles."""
        self.row = 0
        self.column = 0
        self.first_column = 0
        self._at: tuple[Ref, Span] | None = None
        """The statement of the cell that was gone to; else it is the one that tells most."""
        self._whole: set[int] = set()
        self._stacked: bool | None = None
        self._layout: SynopsisLayout | None = None
        self._strips: LRUCache[tuple[int, bool, int], Strip] = LRUCache(1024)

    # -- what is shown -----------------------------------------------------------------------

    def show(self, synopsis: Synopsis, row: int = 0, column: int | None = None) -> None:
        """Show a table with the cursor in a row and column, by default on the first passage."""
        self.whole_table = synopsis
        brief = synopsis.brief()
        wanted = synopsis.rows[min(max(row, 0), len(synopsis.rows) - 1)] if synopsis.rows else None
        # A row that was left is come back to, also where it is none of the best.
        view = brief if wanted in brief.rows or not row else synopsis
        self._take_view(view)
        self._at = None
        self.first_column = 0
        self.row = view.rows.index(wanted) if wanted in view.rows else 0
        self._fit_columns(synopsis.columns[column].article if column is not None else None)
        self.lay_out()
        self._column_into_view()
        self.reveal()

    def _take_view(self, view: Synopsis) -> None:
        self._view, self._merged = view, merged(view)
        self._whole.clear()

    def _fit_columns(self, article: str | None) -> None:
        """Show the columns of the form, with the cursor in that of an article, or where it is not known in
        the first that speaks."""
        if self._view is None or self._merged is None:
            return
        self.synopsis = self._view if self.stacked else self._merged
        columns = [column.article for column in self.synopsis.columns]
        row = self.synopsis.rows[self.row] if self.synopsis.rows else None
        if article in columns:
            self.column = columns.index(article)
        elif row is not None:
            holding = (n for n in row.speaking if any(one.article == article for one in row.cells[n]))
            self.column = next(holding, row.speaking[0])
        else:
            self.column = 0

    @property
    def article(self) -> str | None:
        """The article under the cursor: of the sentence, or of the column where it is silent."""
        if self.statement is not None:
            return self.statement.one.article
        if self.synopsis is None or not self.synopsis.columns:
            return None
        return self.synopsis.columns[self.column].article or None

    def clear(self, notice: str) -> None:
        """Forget the table; a line says what is to come."""
        self.synopsis = self.whole_table = self._view = self._merged = self._layout = None
        self.virtual_size = Size(0, 0)
        self.say(notice)

    def say(self, notice: str) -> None:
        """Show a line where there is no table."""
        self.notice = notice
        self.refresh()

    @property
    def stacked(self) -> bool:
        """Whether the sources of a row stand under each other."""
        if self._stacked is not None:
            return self._stacked
        columns = len(self._merged.columns) if self._merged is not None else 0
        return is_better_stacked(self.size.width, columns)

    @property
    def layout_lines(self) -> SynopsisLayout | None:
        """The lines at the present width, once there is a table."""
        return self._layout

    @property
    def cell(self) -> Cell:
        """What stands under the cursor; empty where the source is silent, or without a table."""
        if self.synopsis is None or not self.synopsis.rows:
            return ()
        return self.synopsis.rows[self.row].cells[self.column]

    @property
    def statement(self) -> Statement | None:
        """The sentence under the cursor: the one gone to, else the one with the value that differs, else
        the key one of the first passage."""
        statements = self._statements()
        at = next((one for one in statements if (one.one.ref, one.span) == self._at), None)
        return at or next((one for one in statements if one.differs), None) or _key_statement(statements)

    def _statements(self) -> list[Statement]:
        if self._layout is None or not self.cell:
            return []
        return self._layout.statements(self.row, self.column)

    @property
    def place(self) -> int:
        """The number of the row under the cursor among all there are."""
        if self._view is None or self.whole_table is None or not self._view.rows:
            return 0
        return self.whole_table.rows.index(self._view.rows[self.row])

    @property
    def article_place(self) -> int | None:
        """The number of the article under the cursor among all columns there are."""
        names = [column.article for column in self.whole_table.columns] if self.whole_table else []
        article = self.article
        return names.index(article) if article in names else None

    @property
    def left_out(self) -> tuple[int, int]:
        """How many rows of several sources, and of one alone, are not shown."""
        if self._view is None or self.whole_table is None:
            return 0, 0
        shared = self.whole_table.shared - self._view.shared
        return shared, len(self.whole_table.rows) - len(self._view.rows) - shared

    def _more(self) -> str:
        shared, alone = self.left_out
        return (
            f"+ {shared:,} shared, + {alone:,} alone{by_key('table.more', 'opens', ': ')}"
            if shared or alone
            else ""
        )

    def lay_out(self) -> None:
        """Break everything into lines for the present width and form."""
        if self.synopsis is None or not self.size.width:
            return
        width = self.scrollable_content_region.width or self.size.width
        self._layout = SynopsisLayout(
            self.synopsis,
            width,
            self.styler.letter,
            stacked=self.stacked,
            whole=frozenset(self._whole),
            first_column=self._fitted(self.first_column, width),
            more=self._more(),
            height=self.size.height,
        )
        self._strips.clear()
        self.virtual_size = Size(width, len(self._layout.lines))
        self.refresh()

    def _fitted(self, first: int, width: int) -> int:
        columns = len(self.synopsis.columns) if self.synopsis is not None else 0
        self.first_column = min(max(first, 0), max(columns - fitting_columns(width, columns), 0))
        return self.first_column

    def redraw(self) -> None:
        """Draw what is there anew: marks changed, or the theme."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget finished lines when styles change."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self) -> None:
        """Break the lines anew, keeping the row in view."""
        self._fit_columns(self.article)
        self.lay_out()
        self._column_into_view()
        self.reveal()
        self.post_message(self.Moved())

    # -- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width = self.size.width
        base = self.rich_style
        if self._layout is None:
            words = self.notice if y == 1 else ""
            return self.styler.notice(words, base).adjust_cell_length(width, base)
        index = y + self.scroll_offset.y
        if index >= len(self._layout.lines):
            return Strip.blank(width, base)
        line = self._layout.lines[index]
        here = line.row == self.row and line.kind not in ("rule", "blank", "heading", "more")
        key = (index, here, self.column if here else -1)
        strip = self._strips.get(key)
        if strip is None:
            styles = {
                name: self.get_component_rich_style(f"synopsis-table--{name}") for name in ("row", "cell")
            }
            rule = self.get_component_rich_style("synopsis-table--rule", partial=True)
            cursor = (
                CellCursor(self.column, styles["row"], styles["cell"], self._drawn_statement())
                if here
                else None
            )
            strip = self.styler.line(self._layout, line, base, rule, cursor).adjust_cell_length(width, base)
            self._strips[key] = strip
        return strip

    def _drawn_statement(self) -> Statement | None:
        """The sentence under the cursor, where there are several to choose from."""
        return self.statement if len(self._statements()) > 1 else None

    # -- moving ------------------------------------------------------------------------------

    def reveal(self) -> None:
        """Bring the row of the cursor into view, its beginning first."""
        if self._layout is None or not self._layout.lines or not self.size.height:
            return
        first, last = self._layout.rows_of(self.row)
        top, height = self.scroll_offset.y, self.size.height
        if self.row == 0 or (first > 0 and self._layout.lines[first - 1].kind == "heading"):
            first = max(first - 1, 0)
        if self.row == self._layout.last_row:
            # What is said below it belongs to it.
            last = len(self._layout.lines)
        if first < top or last - first >= height:
            top = first
        elif last > top + height:
            top = last - height
        self.scroll_to(y=top, animate=False, immediate=True)

    def _go(self, row: int) -> None:
        if self.synopsis is None or not self.synopsis.rows:
            return
        self.row = min(max(row, 0), len(self.synopsis.rows) - 1)
        self._at = None
        self._snap()
        self.reveal()
        self.redraw()
        self.post_message(self.Moved())

    def _snap(self) -> None:
        """Where silent cells are not drawn, step to the nearest source that speaks."""
        if self.synopsis is None:
            return
        row = self.synopsis.rows[self.row]
        if (self.stacked or row.alone) and self.column not in row.speaking:
            self.column = min(row.speaking, key=lambda number: (abs(number - self.column), number))

    def action_step(self, direction: int) -> None:
        """To the next row; in one longer than the view, on through it first."""
        if self._layout is None:
            return
        first, last = self._layout.rows_of(self.row) if self._layout.lines else (0, 0)
        top, height = self.scroll_offset.y, self.size.height
        hidden = last - 1 > top + height if direction > 0 else first < top
        if hidden and last - first > height:
            self.scroll_to(y=top + direction * max(height - 2, 1), animate=False, immediate=True)
        else:
            self._go(self.row + direction)

    def action_side(self, direction: int) -> None:
        """To the next source; stacked, to the next one that speaks."""
        if self.synopsis is None or not self.synopsis.rows:
            return
        row = self.synopsis.rows[self.row]
        stops = row.speaking if self.stacked or row.alone else tuple(range(len(row.cells)))
        ahead = [n for n in stops if (n - self.column) * direction > 0]
        if ahead:
            self.column = min(ahead, key=lambda number: abs(number - self.column))
            self._at = None
            self._column_into_view()
            self.redraw()
            self.post_message(self.Moved())

    def _column_into_view(self) -> None:
        if self._layout is None or self.stacked or not self._layout.shown_columns:
            return
        shown = self._layout.shown_columns
        if self.column < shown.start:
            self.first_column = self.column
        elif self.column >= shown.stop:
            self.first_column = self.column - len(shown) + 1
        else:
            return
        self.lay_out()
        self.reveal()

    def action_page(self, direction: int) -> None:
        """By a page, to the row that stands there."""
        if self._layout is None or not self._layout.lines:
            return
        height = max(self.size.height - 2, 1)
        first, _ = self._layout.rows_of(self.row)
        row = self._layout.row_at(min(max(first + direction * height, 0), len(self._layout.lines) - 1))
        self._go(row if row != self.row else self.row + direction)

    def action_edge(self, direction: int) -> None:
        """To the first or last row."""
        self._go(0 if direction < 0 or self.synopsis is None else len(self.synopsis.rows) - 1)

    def action_differing(self, direction: int) -> None:
        """To the next row in which sources give different values, round at the end."""
        rows = self.synopsis.rows if self.synopsis is not None else ()
        order = [(self.row + direction * step) % len(rows) for step in range(1, len(rows) + 1)]
        found = next((number for number in order if rows[number].differs), None)
        if found is None:
            self.notify("no row has values that differ", timeout=3, markup=False)
            return
        values = (
            n for n in rows[found].speaking if any(f.differs for o in rows[found].cells[n] for f in o.figures)
        )
        self.column = next(values, self.column)
        self._column_into_view()
        self._go(found)

    def action_statement(self, direction: int) -> None:
        """To the next sentence of the cell; behind its last one to the next source that speaks."""
        if self.synopsis is None or not self.synopsis.rows:
            return
        here, statements = self.statement, self._statements()
        places = [(one.one.ref, one.span) for one in statements]
        index = places.index((here.one.ref, here.span)) + direction if here is not None else -1
        if not 0 <= index < len(statements):
            if not self._to_next_cell(direction):
                return
            statements = self._statements()
            index = 0 if direction > 0 else len(statements) - 1
        self._at = (statements[index].one.ref, statements[index].span)
        if not statements[index].shown:
            self._whole.add(self.row)
            self.lay_out()
        self._reveal_statement()
        self.redraw()
        self.post_message(self.Moved())

    def _to_next_cell(self, direction: int) -> bool:
        """Go to the next cell that says something, in this row or the one behind it; False at the end."""
        assert self.synopsis is not None, "asked only where there is a table"
        rows, row = self.synopsis.rows, self.row
        ahead = [n for n in rows[row].speaking if (n - self.column) * direction > 0]
        if not ahead:
            row += direction
            if not 0 <= row < len(rows):
                return False
            ahead = list(rows[row].speaking)
        self.row, self.column = row, ahead[0 if direction > 0 else -1]
        self._column_into_view()
        self.reveal()
        return True

    def _reveal_statement(self) -> None:
        """Bring the line on which the sentence under the cursor begins into view."""
        at = self.statement
        if self._layout is None or at is None:
            return
        first, last = self._layout.rows_of(self.row)
        for number in range(first, last):
            for column, line in self._layout.lines[number].cells:
                begins = line is not None and line.one.ref == at.one.ref and not line.words
                if begins and line is not None and column == self.column:
                    if line.end + at.one.start <= at.span.start:
                        continue
                    top, height = self.scroll_offset.y, self.size.height
                    if not top <= number < top + height:
                        self.scroll_to(y=max(number - height // 3, 0), animate=False, immediate=True)
                    return

    def action_more(self) -> None:
        """Show every row, or the best ones alone."""
        if self._view is None or self.whole_table is None or not self._view.rows:
            return
        row, article = self._view.rows[self.row], self.article
        view = self.whole_table if any(self.left_out) else self.whole_table.brief()
        self._take_view(view)
        self.row = view.rows.index(row) if row in view.rows else 0
        self._fit_columns(article)
        self._snap()
        self.lay_out()
        self.reveal()
        self.post_message(self.Moved())

    def action_whole(self) -> None:
        """Show the passages of the row in full, or their key sentences."""
        self._whole ^= {self.row}
        self.lay_out()
        self.reveal()

    def action_form(self) -> None:
        """Change between columns and one under the other."""
        article = self.article
        self._stacked = not self.stacked
        self._fit_columns(article)
        self._snap()
        self.lay_out()
        self._column_into_view()
        self.reveal()
        self.post_message(self.Moved())

    def action_open(self) -> None:
        """Ask for the place of the passage under the cursor."""
        self.post_message(self.Opened(self.cell))

    # -- the mouse ---------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Step to the cell under the mouse; a double click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or self._layout is None or not self._layout.lines:
            return
        event.stop()
        line = offset.y + self.scroll_offset.y
        column = self._layout.column_at(line, offset.x)
        if line >= len(self._layout.lines):
            return
        if self._layout.lines[line].kind == "more":
            self.action_more()
            return
        self.row = self._layout.lines[line].row
        if column is not None:
            self.column = column
        self._at = None
        self._snap()
        self.redraw()
        self.post_message(self.Moved())
        if event.chain >= 2:
            self.action_open()


def _key_statement(statements: Sequence[Statement]) -> Statement | None:
    """The first that is the key sentence of its passage, or else the first."""
    keys = (one for one in statements if one.span.start <= one.one.key_sentence.start < one.span.end)
    return next(keys, statements[0] if statements else None)
