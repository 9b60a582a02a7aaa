"""Screens of rows that are asked of the engine, with the sentences that prove the row at hand below them.

They stand at once and fill when the worker answers. They give back the entry to go to, or None.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Generic

from textual import on
from textual.widgets import Input

from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.controllers.rows_controller import Answer, Entry, Row, Wanted
from briefing.ui.drawing.key_hints import KeyHints, keys_line
from briefing.ui.drawing.row_filter import topics_around
from briefing.ui.keys import by_key
from briefing.ui.modals.answering_screen import AnsweringScreen
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.jobs.requests import Progress
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.rows_controller import RowsController


WHOLE_SHARE = 0.6
"""Share of the screen that the sentences of a row take where more room was asked for."""


class PointedRows(RowList):
    """Rows that a click only steps to, as to a cell of the synopsis; twice it opens."""

    def __init__(self, point: Callable[[int, int], object], *, id: str) -> None:  # noqa: A002 - Textual's own name
        """`point` is called with the row and the cell of its line, counted from behind the marker."""
        super().__init__(id=id)
        self._point = point

    def click_row(self, index: int, x: int, times: int) -> None:
        """Step to a row and what stands there in it; twice opens it."""
        self.highlighted = index
        self._point(index, x - 1)
        if times > 1:
            self.action_choose()


class RowsScreen(AnsweringScreen[Entry | None], Generic[Answer, Wanted, Row, Entry]):
    """Title, filter, rows, the sentences of the row at hand, and the keys."""

    DEFAULT_CSS = """
    RowsScreen {
        layout: vertical;
        background: $background;
        #rows-title { background: $panel; height: 1; }
        #rows-filter { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
        #rows-filter.-open { display: block; }
        #rows-above { background: $surface; height: 1; }
        #rows-list { height: 1fr; background: $background; }
        #rows-rule { height: 1; color: $border-blurred; }
        #rows-sentences { background: $surface; }
        #rows-keys { background: $panel; height: 1; }
    }
    """
    AUTO_FOCUS = "#rows-list"
    BLANK = True
    WORKING: ClassVar[str]
    """Said until it is known how far the work is."""
    COUNTED: ClassVar[str] = "articles"
    """What is counted while it is worked on."""
    FILTER_HINT: ClassVar[str]
    """Stands in the filter before something is typed."""
    HINTS: ClassVar[KeyHints]
    """Which keys act, as many as fit."""
    SHARE: ClassVar[float] = 0.3
    """Share of the screen that the sentences of a row take."""
    LEAST_LINES: ClassVar[int] = 4
    """Lines that they take at least."""

    def __init__(
        self, host: Host, controller: RowsController[Answer, Wanted, Row, Entry], wanted: Wanted
    ) -> None:
        super().__init__()
        self._host = host
        self._controller = controller
        self.answer: Answer | None = None
        self.wanted = wanted
        self.rows: list[Row | None] = []
        """What stands in the list, in order; None for a heading."""
        self._work = self.WORKING
        self._whole = False
        self.title_line = Lines(self._draw_title, id="rows-title")
        self.above: Lines | None = None
        """What a screen has between filter and rows."""
        self.list = PointedRows(self._point, id="rows-list")
        self.rule = Lines(self._draw_rule, id="rows-rule")
        self.sentences = Lines(self._draw_sentences, id="rows-sentences")
        self.keys = Lines(self._draw_keys, id="rows-keys")

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.title_line
        yield Input(id="rows-filter", placeholder=self.FILTER_HINT, compact=True)
        if self.above is not None:
            yield self.above
        yield self.list
        yield self.rule
        yield self.sentences
        yield self.keys

    def on_mount(self) -> None:
        """Show what is known, or ask."""
        left = self._controller.left()
        if left is not None:
            self.wanted = left.wanted
            self._take(left.answer, left.row, left.entry)
        elif (known := self._controller.known()) is not None:
            self._take(known)
        else:
            self._ask()

    # -- drawing -----------------------------------------------------------------------------

    def _source(self, article: str) -> str:
        from briefing.model.article_names import short_name

        articles = self._host.state.articles
        head = articles.find_head(article) if article in articles else None
        return short_name(head) if head is not None else article

    @property
    def listed(self) -> list[Row]:
        """The rows that are listed, without headings."""
        return [row for row in self.rows if row is not None]

    @abstractmethod
    def _draw_title(self, width: int, _height: int) -> Sequence[Content]: ...

    def _draw_rule(self, width: int, _height: int) -> Sequence[Content]:
        return [self._host.styler.text("─" * width, "muted")]

    @abstractmethod
    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        """A row or a heading."""

    def _draw_sentences(self, width: int, height: int) -> Sequence[Content]:
        if self.row is None or self.answer is None:
            told = self._work if self.answer is None else self._nothing_listed(self.answer)
            return [self._host.styler.text(f" {told}", "work")]
        return self._draw_entries(self.row, self.answer, width, height)

    @abstractmethod
    def _nothing_listed(self, answer: Answer) -> str:
        """Why there is no row of an answer that is there."""

    @abstractmethod
    def _draw_entries(self, row: Row, answer: Answer, width: int, height: int) -> Sequence[Content]:
        """What the articles say in the row at hand."""

    def _draw_keys(self, width: int, _height: int) -> Sequence[Content]:
        product = self._controller.PRODUCT
        always = (f"{product}.help", "help"), (f"{product}.leave", "leave")
        return [keys_line(self._host.styler, self.HINTS, always, width)]

    def _show(self) -> None:
        share = WHOLE_SHARE if self._whole else self.SHARE
        self.sentences.styles.height = max(int(self.app.size.height * share), self.LEAST_LINES)
        for lines in (self.title_line, self.above, self.rule, self.sentences, self.keys):
            if lines is not None:
                lines.show()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit everything to the new size."""
        self.call_after_refresh(self._redraw)

    @on(ArticlesChanged)
    def _articles_changed(self) -> None:
        # Their letters may be others now.
        self._redraw()

    def _redraw(self) -> None:
        """Draw everything anew, with the cursor where it is."""
        self.list.refresh_rows()
        self._show()

    # -- the answer --------------------------------------------------------------------------

    def _ask(self) -> None:
        self.answer = None
        self._work = self.WORKING
        self._controller.ask_for(self.wanted, self._take, self.tell_progress, self._give_up)
        self._arrange()

    def _give_up(self, why: str) -> None:
        self._work = why
        self._show()

    def tell_progress(self, step: Progress) -> None:
        """Say how far the work is, until the answer is there."""
        if self.answer is None:
            cancels = by_key(f"{self._controller.PRODUCT}.cancel", "cancels", " ")
            self._work = f"{self.COUNTED} {step.done:,}/{step.total:,}{cancels}"
            self.title_line.show()

    def _take(self, answer: Answer, row: Row | None = None, entry: Entry | None = None) -> None:
        self.answer = answer
        self._arrange(row, entry)

    @abstractmethod
    def _arrange(self, row: Row | None = None, entry: Entry | None = None) -> None:
        """List what is asked for, with the highlight on a row, or else where one begins to read; with the
        cursor on an entry of the row, or else on its first one."""

    def _set_rows(self, rows: list[Row | None], at: Row | None, row_height: int = 1) -> None:
        """List rows, with the highlight on one of them."""
        self.rows = rows
        self.list.set_rows(
            len(rows),
            self._draw_row,
            row_height=row_height,
            selectable=lambda index: self.rows[index] is not None,
            highlighted=rows.index(at) if at is not None else None,
            choose=lambda _: self.action_enter(),
        )

    # -- the cursor --------------------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        place = self.list.highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    @property
    @abstractmethod
    def entry(self) -> Entry | None:
        """The entry of the row that the cursor is on."""

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._enter_row()
        self._show()

    def _point(self, index: int, x: int) -> None:
        """Put the cursor on what of a row stands at a cell of its line."""

    @abstractmethod
    def action_entry(self, place: int) -> None:
        """Put the cursor on an entry of the row, by its place among its sentences."""

    @abstractmethod
    def _enter_row(self) -> None:
        """Put the cursor on an entry of the row that it has come to."""

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        await self.run_action(message.action)

    def action_sentences(self) -> None:
        """Give the sentences of the row more room, or less."""
        self._whole = not self._whole
        self._show()

    def action_filter(self) -> None:
        """Narrow the rows by what is typed."""
        box = self.query_one("#rows-filter", Input)
        box.add_class("-open")
        box.value = self.wanted.words
        box.focus()

    @on(Input.Changed, "#rows-filter")
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, words=event.value)
        self._narrow()

    def _narrow(self) -> None:
        """List what fits the words that are typed now; the cursor stays on its entry while that fits."""
        self._arrange(self.row, self.entry)

    @on(Input.Submitted, "#rows-filter")
    def _filtered(self) -> None:
        self.list.focus()
        if not self.wanted.words.strip():
            self.query_one("#rows-filter").remove_class("-open")

    # -- what the keys do --------------------------------------------------------------------

    def _leave(self, entry: Entry | None) -> None:
        self._controller.leave(self.answer, self.wanted, self.row, self.entry)
        self.dismiss(entry)

    def action_enter(self) -> None:
        """Open the article of the entry under the cursor there."""
        if self.entry is not None:
            self._leave(self.entry)

    def action_leave(self) -> None:
        """Back to the rows from the filter, and from the rows to the text."""
        box = self.query_one("#rows-filter", Input)
        if box.has_focus:
            box.value = ""
            box.remove_class("-open")
            self.list.focus()
        else:
            self._leave(None)

    async def action_mark(self) -> None:
        """Mark what the articles say in the row."""
        if self.row is not None and self.answer is not None:
            await self._controller.mark(self.row, self.answer)

    def action_copy(self) -> None:
        """Copy what is under the cursor with its source."""
        if self.row is not None and self.entry is not None and self.answer is not None:
            self._controller.copy(self.row, self.entry, self.answer)

    async def action_undo(self) -> None:
        """Take back the last change to marks or corrections."""
        await self._controller.undo()

    def action_export(self) -> None:
        """Ask how and where to write the rows that are shown."""
        if self.answer is not None and self.listed:
            self._controller.export(self.answer, self.listed, self.wanted.topic)
        else:
            self.notify("nothing to export", timeout=3, markup=False)

    def action_cancel(self) -> None:
        """End the work that is running."""
        self._controller.cancel()

    def action_help(self) -> None:
        """The keys of the screen, then all others."""
        from briefing.ui.modals.help_sections import help_screen

        self._host.dialog(help_screen(self._controller.PRODUCT))


class TopicRowsScreen(RowsScreen[Answer, Wanted, Row, Entry]):
    """Rows that are asked for anew for each topic, with a cursor that goes through the entries of a row."""

    place = 0
    """Which entry of the row the cursor is on."""

    @abstractmethod
    def _chosen_rows(self) -> list[Row | None]:
        """Of the answer, what is asked for; None for a heading."""

    @abstractmethod
    def _first_row(self) -> Row | None:
        """Of the rows that are listed, the one where one begins to read."""

    @abstractmethod
    def _entries(self, row: Row) -> Sequence[Entry]:
        """What the articles say in a row."""

    def _arrange(self, row: Row | None = None, entry: Entry | None = None) -> None:
        self.rows = self._chosen_rows()
        if row not in self.rows:
            row = None
        entries = self._entries(row) if row is not None else ()
        self.place = entries.index(entry) if entry is not None and entry in entries else 0
        self._set_rows(self.rows, row if row is not None else self._first_row())
        self._show()

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        if self.row is None:
            return None
        entries = self._entries(self.row)
        return entries[min(self.place, len(entries) - 1)]

    def _enter_row(self) -> None:
        self.place = 0

    def action_entry(self, place: int) -> None:
        """To an entry of the row."""
        if self.row is not None:
            self.place = min(place, len(self._entries(self.row)) - 1)
            self._show()

    def action_side(self, direction: int) -> None:
        """To the next entry of the row."""
        if self.row is not None:
            self.place = min(max(self.place + direction, 0), len(self._entries(self.row)) - 1)
            self._show()

    def action_topic(self, direction: int) -> None:
        """Only what the passages of the next topic say; behind the last one everything."""
        labels = [topic.label for topic in self._host.state.topics.items]
        self.wanted = replace(self.wanted, topic=topics_around(labels, self.wanted.topic, direction))
        self._ask()
