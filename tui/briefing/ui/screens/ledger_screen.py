"""The ledger: the figures of all sources that measure the same thing, a line each, with a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from briefing.model.ledger_line import LedgerEntry, LedgerLine
from briefing.session.requests.ledger_requests import QuotedLedger
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.ledger_rows import (
    DIFFER,
    LedgerCounts,
    LedgerFilter,
    columns_of,
    counts_of,
    shown_lines,
    topics_of,
    values_in,
    verdict_sign,
)
from briefing.ui.drawing.ledger_styler import VERDICT, LedgerColumns, LedgerStyler, fitted, nothing_there
from briefing.ui.drawing.row_filter import topics_around
from briefing.ui.key_table import LEDGER
from briefing.ui.screens.rows_screen import RowsScreen
from briefing.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from briefing.ui.controllers.correction_controller import CorrectionController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.ledger_controller import LedgerController


class LedgerScreen(RowsScreen[QuotedLedger, LedgerFilter, LedgerLine, LedgerEntry]):
    """Heads of columns, rows with a cell for each source, and the sentences of the row at hand."""

    DEFAULT_CSS = """
    LedgerScreen {
        #rows-above { height: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LEDGER)
    WORKING = "lining up the figures …"
    COUNTED = "figures"
    FILTER_HINT = "words, verdict: kind: topic: source:"
    HINTS = (
        ("rows.choose", "enter"),
        ("ledger.next", "differing(1)"),
        ("ledger.sentences", "sentences"),
        ("ledger.alone", "alone"),
        ("ledger.filter", "filter"),
        ("ledger.mark", "mark"),
        ("ledger.join", "join"),
        ("ledger.split", "split"),
        ("ledger.verdict", "verdict"),
        ("ledger.note", "note"),
        ("ledger.hide", "hide"),
        ("ledger.undo", "undo"),
        ("ledger.export", "export"),
        ("ledger.copy", "copy"),
        ("ledger.next_topic", "topic(1)"),
        ("ledger.form", "form"),
    )
    SHARE = 0.28
    LEAST_LINES = 3
    _controller: LedgerController

    def __init__(self, host: Host, controller: LedgerController, corrections: CorrectionController) -> None:
        super().__init__(host, controller, LedgerFilter())
        self._corrections = corrections
        self.article: str | None = None
        """The column of the cursor."""
        self._counts: LedgerCounts | None = None
        self._articles: list[str] = []
        self._first = 0
        self._clicked: LedgerEntry | None = None
        """The figure whose sentence was clicked, until the cursor moves."""
        self._stacked: bool | None = None
        """Whether values are to stand under each other; None for what is read best."""
        self._styler = LedgerStyler(host.styler, host.state.letter, host.state.index, self._source)
        self.above = self.heads = Lines(self._draw_heads, id="rows-above")

    def on_mount(self) -> None:
        """Be asked anew whenever something is corrected."""
        self._controller.enter(self.renew)

    # -- drawing -----------------------------------------------------------------------------

    def _date(self, article: str) -> str | None:
        lines = self.answer.lines if self.answer is not None else ()
        dates = (entry.published for line in lines for entry in line.entries if entry.article == article)
        return next(dates, None)

    @property
    def columns(self) -> LedgerColumns:
        """The columns as they fit at the moment."""
        return fitted(self._articles, self._first, max(self.list.size.width - 2, 1), self._stacked)

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        hidden = len(self.answer.hidden) if self.answer is not None else 0
        return [self._styler.title(self._counts, self.wanted, self._work, width, hidden)]

    def _draw_heads(self, width: int, _height: int) -> Sequence[Content]:
        # The rows have a sign of where the highlight is before them.
        return [self._host.styler.blank(1).append(line) for line in self._heads(width - 1)]

    def _heads(self, width: int) -> Sequence[Content]:
        return self._styler.heads(self.columns, self._date, width)

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        here = self.article if index == self.list.highlighted else None
        compared = self._counts.articles if self._counts is not None else len(self._articles)
        row = self.rows[index]
        return self._styler.row(row, self.columns, width - 1, here, compared) if row is not None else []

    def _nothing_listed(self, answer: QuotedLedger) -> str:
        return nothing_there(counts_of(answer.lines), self.wanted)

    def _draw_entries(
        self, row: LedgerLine, answer: QuotedLedger, width: int, height: int
    ) -> Sequence[Content]:
        return self._styler.sentences(row, answer.sentence, self.entry, width, height)

    def _show(self) -> None:
        self.heads.styles.display = "block" if self.columns.shown else "none"
        super()._show()

    def _redraw(self) -> None:
        # Columns may fit now that did not, or have another order.
        self._arrange(self.row)

    # -- the answer --------------------------------------------------------------------------

    def renew(self, at: LedgerEntry | None = None) -> None:
        """Ask again, for what was corrected has changed; the highlight goes to the row with a figure, or
        stays on the one it is on."""
        at = at or self.entry
        self._controller.ask_for(
            self.wanted,
            lambda ledger: self._take(ledger, _line_with(ledger, at) if at is not None else None),
            self.tell_progress,
            self._give_up,
        )
        self._show()

    def _take(
        self, answer: QuotedLedger, row: LedgerLine | None = None, entry: LedgerEntry | None = None
    ) -> None:
        if not self._controller.is_enough(answer):
            self.dismiss(None)
            return
        # A row that was hidden makes room for the next one.
        place = self.list.highlighted or 0 if self.answer is not None else 0
        self.answer = answer
        self._counts = counts_of(answer.lines)
        self._arrange(row, entry, place)
        self._corrections.tell_unfit(answer)

    def _arrange(
        self, row: LedgerLine | None = None, entry: LedgerEntry | None = None, place: int = 0
    ) -> None:
        """List what is asked for, with the highlight on a row, or else in a place; with the cursor in the
        column of an entry, or else where it was."""
        if self.answer is None:
            self._show()
            return
        rows = shown_lines(self.answer.lines, self.wanted, self._source)
        self._articles = columns_of(rows, self._host.state.index)
        if entry is not None:
            self.article = entry.article
        if self.article not in self._articles:
            self.article = None
        if row not in rows:
            row = rows[min(place, len(rows) - 1)] if rows else None
        self._set_rows([*rows], row, row_height=2 if self.columns.shown else 3)
        self._snap()
        self._show()

    # -- the cursor --------------------------------------------------------------------------

    @property
    def entry(self) -> LedgerEntry | None:
        """The figure under the cursor: the one whose sentence was clicked, else that of the column, else the
        first of the row."""
        row = self.row
        if row is None:
            return None
        if self._clicked in row.entries:
            return self._clicked
        here = values_in(row, self.article) if self.article is not None else []
        return here[0] if here else row.entries[0]

    def _snap(self) -> None:
        """Stand in a column that says something in this row."""
        row = self.row
        if row is None or (self.article is not None and values_in(row, self.article)):
            return
        speaking = [name for name in self._articles if values_in(row, name)]
        self.article = speaking[0] if speaking else None
        self._into_view()

    def _into_view(self) -> None:
        columns = self.columns
        if self.article is None or not columns.shown:
            return
        place = self._articles.index(self.article)
        if place < columns.first:
            self._first = place
        elif place >= columns.first + columns.shown:
            self._first = place - columns.shown + 1

    def _enter_row(self) -> None:
        if self.row is None or self._clicked not in self.row.entries:
            self._clicked = None
        self._snap()
        self.list.refresh_rows()

    def _point(self, index: int, x: int) -> None:
        columns, row = self.columns, self.rows[index]
        self._clicked = None
        place = (x - VERDICT - columns.label) // columns.cell if columns.shown else -1
        if row is not None and 0 <= place < columns.shown and values_in(row, columns.in_view[place]):
            self.article = columns.in_view[place]
        self._snap()
        self.list.refresh_rows()
        self._show()

    def action_entry(self, place: int) -> None:
        """To the figure of a sentence of the row."""
        if self.row is not None:
            self._clicked = self._styler.in_order(self.row)[place]
            self.article = self._clicked.article
            self._into_view()
            self.list.refresh_rows()
            self._show()

    def action_side(self, direction: int) -> None:
        """To the next source of the row that says something."""
        row = self.row
        if row is None:
            return
        speaking = [name for name in self._articles if values_in(row, name)]
        if self.article in speaking:
            self._clicked = None
            place = speaking.index(self.article) + direction
            self.article = speaking[min(max(place, 0), len(speaking) - 1)]
            self._into_view()
            self.list.refresh_rows()
            self._show()

    def action_differing(self, direction: int) -> None:
        """To the next row whose sources differ, round at the end."""
        here = self.list.highlighted or 0
        rows = self.listed
        order = [(here + direction * step) % len(rows) for step in range(1, len(rows) + 1)]
        found = next((place for place in order if verdict_sign(rows[place]) == DIFFER), None)
        if found is None:
            self.notify("no row has values that differ", timeout=3, markup=False)
        else:
            self.list.highlighted = found

    def action_alone(self) -> None:
        """List what only one source says too, or no more."""
        self.wanted = replace(self.wanted, alone=not self.wanted.alone)
        self._arrange(self.row)

    def action_form(self) -> None:
        """Change between columns and values under each other."""
        self._stacked = self.columns.shown > 0
        self._arrange(self.row)

    def action_topic(self, direction: int) -> None:
        """Only the lines of the next topic; behind the last one all of them."""
        if self.answer is None:
            return
        topics = topics_of(self.answer.lines)
        self.wanted = replace(self.wanted, topic=topics_around(topics, self.wanted.topic, direction))
        self._arrange()

    def _narrow(self) -> None:
        self._arrange()

    # -- what the keys do --------------------------------------------------------------------

    def action_join(self) -> None:
        """Ask for a row that measures the same."""
        if self.row is not None and self.answer is not None:
            self._corrections.join(self.row, self.answer, self.renew)

    async def action_split(self) -> None:
        """Split the figure under the cursor off its row."""
        if self.row is not None and self.entry is not None and self.answer is not None:
            await self._corrections.split(self.row, self.entry, self.answer, self.renew)

    def action_verdict(self) -> None:
        """Ask for the verdict of the row."""
        if self.row is not None and self.answer is not None:
            self._corrections.set_verdict(self.row, self.answer, self.renew)

    def action_note(self) -> None:
        """Ask for a note on the row."""
        if self.row is not None and self.answer is not None:
            self._corrections.note(self.row, self.answer, self.renew)

    async def action_hide(self) -> None:
        """Hide the row."""
        if self.row is not None and self.answer is not None:
            await self._corrections.hide(self.row, self.answer, self.renew)

    def action_corrections(self) -> None:
        """List what was corrected; what is chosen is taken back."""
        if self.answer is not None:
            self._corrections.list_all(self.answer, self.renew)

    def action_export(self) -> None:
        """Ask how and where to write the rows that are shown, or a briefing sheet."""
        if self.answer is None:
            return
        if self.rows or self.answer.sheet.of_topic(self.wanted.topic).ledger_lines:
            self._controller.export(self.answer, self.listed, self.wanted.topic)
        else:
            self.notify("nothing to export", timeout=3, markup=False)


def _line_with(ledger: QuotedLedger, figure: LedgerEntry) -> LedgerLine | None:
    """The line that has a figure; None where none has."""
    return next((line for line in ledger.lines for one in line.entries if _same_place(one, figure)), None)


def _same_place(one: LedgerEntry, other: LedgerEntry) -> bool:
    return (one.article, one.start) == (other.article, other.start)
