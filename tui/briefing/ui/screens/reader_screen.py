"""The reader: articles side by side, drawn from one state.

Owns no rule of reading or moving: keys run actions of the controllers, which change the state, and
`draw` shows what has changed. What one controller tells by a message is handed to those it concerns.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen, Screen, ScreenResultCallbackType
from textual.worker import Worker, WorkerState

from briefing.errors import BriefingError
from briefing.model.article import Ref
from briefing.ui.bindings import bindings_of
from briefing.ui.controllers.base import is_fault
from briefing.ui.controllers.messages import (
    AnalysisEnded,
    ArticlesChanged,
    CorrectionsChanged,
    DetailsChanged,
    LedgerWanted,
    MarksChanged,
    QuotesWanted,
    ReadingEnded,
    SynopsisWanted,
    TimelineWanted,
)
from briefing.ui.controllers.registry import Controllers
from briefing.ui.drawing import headers
from briefing.ui.drawing.lens_lines import lens_lines
from briefing.ui.drawing.overlays import Overlays
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.state.reader_state import ReaderState
from briefing.ui.state.walk_targets import WALK_TARGETS
from briefing.ui.widgets.article_view import ArticleView
from briefing.ui.widgets.columns import ONE_AT_A_TIME, Column, Columns
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.row_list import RowList
from briefing.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.notifications import SeverityLevel

    from briefing.model.article import Article
    from briefing.ui.controllers.host import Services
    from briefing.ui.controllers.rows_controller import Answer, Entry, Row, RowsController, Wanted
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.screens.rows_screen import RowsScreen
    from briefing.ui.widgets.filter_box import FilterBox
    from briefing.ui.widgets.search_pane import SearchPane

T = TypeVar("T")

SOON = 0.04
"""Seconds within which a burst of answers is drawn once."""
NARROW = ONE_AT_A_TIME
"""On a screen narrower than this the lists lie over the text, and only while they are used."""
LEAST_TEXT = 34
"""Cells that lists and search leave to the text."""
LEAST_LIST = 20
SEARCH_WIDTH = 46
"""Cells of the search beside the text; where no text would be left beside it, it takes the whole screen."""
TALL = 30
"""From this height on heads and list rows take another line."""


class Middle(Horizontal):
    """Lists and columns side by side; nothing of it is seen between them."""

    BLANK = True
    DEFAULT_CSS = """
    Middle { layers: text lists; }
    Middle > * { layer: text; }
    Middle > Sidebar.-over { layer: lists; dock: left; }
    """


class ReaderScreen(Screen[None]):
    """Articles side by side, lists on the left, the lens below."""

    DEFAULT_CSS = """
    ReaderScreen {
        layout: vertical;
        background: $background;
        #header { background: $panel; height: 1; }
        #middle { height: 1fr; }
        #lens { height: 7; background: $surface; padding: 0 1; }
        #footer { height: 1; background: $panel; }
    }
    """
    AUTO_FOCUS = ""
    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("")

    def __init__(self, services: Services, opened: str) -> None:
        """`opened` says in the header what is being read."""
        super().__init__(id="reader")
        self.services = services
        self.state = ReaderState()
        self.state.drafts = {about: dict(typed) for about, typed in services.saved.drafts.items()}
        self.controllers = Controllers(self)
        self._upkeep: Upkeep | None = None
        """What keeps up with the articles, once all are there: nothing is loaded for it before."""
        self.styler = TextStyler(services.palette)
        self._opened = opened
        self._overlays = Overlays(self.state)
        self.side = Sidebar(self.state)
        self.columns = Columns(id="columns")
        self.header = Lines(self._draw_header, id="header")
        self.lens_strip = Lines(self._draw_lens, id="lens")
        self.footer = Lines(self._draw_footer, id="footer")
        self.search: SearchPane | None = None
        self._footer_drawn: tuple[object, Content] = (None, Content(""))
        """What the footer last said, and what that depends on."""
        self._draw_pending = False
        self._acting: set[asyncio.Task[object] | None] = set()
        """Tasks that draw what is around the text when they are done."""
        self._shown_columns: tuple[tuple[str, ...], int, int, bool] = ((), 0, 0, False)
        self._fitted: tuple[int, int] = (0, 0)

    @property
    def width(self) -> int:
        """Cells of the terminal from left to right."""
        return self.app.size.width

    def compose(self) -> ComposeResult:
        """Header, lists and columns, lens, footer, with what has been read by now."""
        self.controllers.opening.take_early()
        yield self.header
        with Middle(id="middle"):
            yield self.side
            yield self.columns
        yield self.lens_strip
        yield self.footer

    def on_mount(self) -> None:
        """Go on with what has not been read yet, once what has been is painted."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        # Keys act without a focus too; giving it would style everything anew before it is seen.
        if self.focused is None:
            self.focus_text()
        self.controllers.opening.start()

    # -- drawing -----------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw what has changed in the state; each widget compares what it shows with what it should."""
        if not (self.is_mounted and self.columns.is_attached):
            # On the way in or out: an answer may still come when the columns are not there.
            return
        acting = asyncio.current_task() in self._acting
        self._arrange_columns()
        if not acting:
            self._set_classes()
            if self.state.search.results is not None:
                self.controllers.search.ask_found()
            if WALK_TARGETS[self.state.walk].analysis:
                self.controllers.movement.find_walked()
        for column in self.columns.open:
            name = column.article_id
            if name in self.state.columns:
                self._show_version(column)
                column.view.overlay = self._overlays.of(name)
                if not acting:
                    column.refresh_head()
        if not acting:
            self.side.draw(self.styler, self._row_height)
            self.header.show()
            self.lens_strip.show()
            self.footer.show()

    @contextmanager
    def drawn_once(self) -> Iterator[None]:
        """What this task draws inside goes into the text at once, and into all around it at the end.

        One key moves the cursor, clears the lens and asks anew: each of these draws, and heads, lists and
        strips cost more than the text does.
        """
        task = asyncio.current_task()
        outermost = task not in self._acting
        self._acting.add(task)
        try:
            yield
        finally:
            if outermost:
                self._acting.discard(task)
                self.draw()

    def _show_version(self, column: Column) -> None:
        """Show the article as the state has it, so that text and what is drawn over it are of one version."""
        article, view = self.state.articles[column.article_id], column.view
        if article is view.article:
            return
        row = view.row_in_view(view.overlay.cursor)
        moved = article.text != view.article.text
        view.set_article(article)
        if moved:
            view.reveal(self.state.cursors[article.id].passage, at=row)

    def draw_soon(self) -> None:
        """Draw what has changed a moment from now, once, however often this is asked until then."""
        if not self._draw_pending:
            self._draw_pending = True
            self.set_timer(SOON, self._draw_now)

    def _draw_now(self) -> None:
        self._draw_pending = False
        self.draw()

    def _arrange_columns(self) -> None:
        state = self.state
        width = self.columns.size.width
        key = (tuple(state.columns), state.active, width, state.panes.zen)
        if not state.columns or key == self._shown_columns:
            return
        self._shown_columns = key
        state.in_view = (
            [state.columns[state.active]]
            if state.panes.zen
            else Columns.fitting(state.columns, state.active, width, self.app.size.width)
        )
        state.articles.hold(state.columns)
        new = {
            name: self._new_column(state.articles[name])
            for name in state.columns
            if self.columns.column(name) is None
        }
        # Asked now: when a column goes, its focus goes to whatever comes next.
        in_text = self.focused is None or isinstance(self.focused, ArticleView)
        self.columns.lay_out(state.columns, state.active, state.in_view, new)
        for name, column in new.items():
            cursor = state.cursors[name]
            column.view.overlay = self._overlays.of(name)
            column.view.reveal(cursor.passage)
        if in_text:
            self.focus_text()
        if self._upkeep is not None:
            self._upkeep.columns_changed()

    def begin_columns(self) -> None:
        """Fill the screen before it stands: what is known at once is painted at once."""
        size = self.app.size
        self._fitted = (size.width, size.height)
        self.set_panes()
        state = self.state
        state.articles.hold(state.columns)
        self.columns.begin([self._new_column(state.articles[name]) for name in state.columns])
        for column in self.columns.begun:
            column.view.overlay = self._overlays.of(column.article_id)
            column.view.reveal(state.cursors[column.article_id].passage)
            column.set_class(size.height >= TALL, "-tall")
            column.set_class(state.lock and len(state.columns) > 1, "-locked")
        side = 0 if size.width < NARROW else self._side_width
        state.in_view = Columns.fitting(state.columns, state.active, size.width - side, size.width)
        self.columns.show_some(state.columns, state.active, state.in_view)
        self._shown_columns = (tuple(state.columns), state.active, -1, False)
        self.side.draw(self.styler, self._row_height)

    @property
    def _side_width(self) -> int:
        """The width of the lists that is set, as far as it leaves room for the text."""
        return min(self.services.settings.list.width, max(self.app.size.width - LEAST_TEXT, LEAST_LIST))

    @property
    def _row_height(self) -> int:
        if self.services.settings.list.form == "compact":
            return 1
        return 3 if self.app.size.height >= TALL + 10 else 2

    def _new_column(self, article: Article) -> Column:
        name = article.id

        def head(width: int, height: int) -> Sequence[Content]:
            return headers.column_head(self.state, self.styler, name, (width, height))

        return Column(article, self.services.palette, head, self.services.settings.text)

    def _set_classes(self) -> None:
        """Make room in the heads of columns for a title and for what the lock says."""
        locked = self.state.lock and len(self.state.columns) > 1
        for column in self.columns.open:
            column.set_class(locked, "-locked")
            column.set_class(self.size.height >= TALL, "-tall")
            column.set_class(self.state.panes.zen, "-zen")

    def _draw_header(self, width: int, _height: int) -> Sequence[Content]:
        return [headers.header(self.state, self.styler, self._opened, width)]

    def _draw_lens(self, width: int, height: int) -> Sequence[Content]:
        looked_at = self.state.search.preview
        if looked_at is not None and self.search is not None and self.search.has_focus_within:
            from briefing.ui.drawing.preview_lines import preview_lines

            if self.search.hit == looked_at[0]:
                return preview_lines(self.state, self.styler, *looked_at, (width, height))
        return lens_lines(self.state, self.styler, self.state.lens.answer, (width, height))

    def _draw_footer(self, width: int, _height: int) -> Sequence[Content]:
        if self.search is not None and self.search.has_focus_within:
            return [headers.search_footer(self.styler, width)]
        if self.side.filter is not None and self.side.filter.has_focus_within:
            return [headers.filter_footer(self.styler, width)]
        focus = (
            "topics"
            if self.focused is self.side.topics
            else "list"
            if isinstance(self.focused, RowList)
            else "text"
        )
        key = (self.styler, tuple(headers.hints(self.state, focus)), width, self.state.walk)
        if key != self._footer_drawn[0]:
            self._footer_drawn = (key, headers.footer(*key))
        return [self._footer_drawn[1]]

    def show_palette(self) -> None:
        """Draw everything in another theme."""
        self.styler = TextStyler(self.services.palette)
        for column in self.columns.open:
            column.view.set_palette(self.services.palette)
        self.draw()

    def show_settings(self) -> None:
        """Draw everything as the settings are now that keys change."""
        for column in self.columns.open:
            column.view.set_text(self.services.settings.text)
        self.set_panes()
        self.draw()

    # -- where the reader is -----------------------------------------------------------------

    @property
    def view(self) -> ArticleView | None:
        """The text of the active column."""
        if not self.state.columns:
            return None
        column = self.columns.column(self.state.columns[self.state.active])
        return column.view if column else None

    def moved(self, *, reveal: bool = True) -> None:
        """The cursor moved: draw it, bring it into view unless it is, and let the lens follow."""
        self.draw()
        view, cursor = self.view, self.state.cursor
        if reveal and view is not None:
            view.reveal(cursor.passage, cursor.span.start if cursor.span else None)
        self.controllers.lens.follow()
        if view is not None and view.max_scroll_y == 0 and self.state.at_end:
            # All of it is seen: where it was read to is told by the cursor.
            self.controllers.reading.came_to_end()

    def focus_text(self) -> None:
        """Give the keys to the active column."""
        view = self.view
        if view is None:
            return
        if view.is_mounted:
            # At once: the next key may be waiting already.
            self.set_focus(view, scroll_visible=False)
        else:
            # A column just opened is on no screen yet; it takes the keys as soon as it is.
            view.call_later(self.focus_text)

    # -- parts of the screen -----------------------------------------------------------------

    def set_panes(self) -> None:
        """Show and hide the parts of the screen as wanted, and as there is room for."""
        size, panes = self.app.size, self.state.panes
        narrow = size.width < NARROW or panes.zen
        self.side.styles.width = self._side_width
        self.side.set_class(narrow, "-over")
        in_lists = self.side.has_focus_within
        room = (not narrow or in_lists) and self.search is None
        self.side.show_panes(articles=panes.articles and room, topics=panes.topics and room)
        height = size.height
        self.side.set_class(height < TALL, "-short")
        self.lens_strip.styles.height = 7 if height >= 36 else 5 if height >= 22 else 3
        self.lens_strip.display = panes.lens and height >= 10 and not panes.zen
        self.header.display = self.footer.display = not panes.zen

    def show_lists(self) -> None:
        """Show the lists that are not hidden, in place of the search."""
        if self.search is not None:
            self.controllers.search.close(keep=True)
        self.side.show_panes(articles=self.state.panes.articles, topics=self.state.panes.topics)
        self.draw()

    async def open_search(self, query: str) -> SearchPane:
        """Put the search beside the text; when this returns it has the keys."""
        from briefing.ui.widgets.search_pane import SearchPane

        self.search = SearchPane(self.state, self.styler, query)
        self.set_panes()
        await self.query_one("#middle").mount(self.search, before=0)
        self.fit_search()
        self.set_focus(self.search.box, scroll_visible=False)
        return self.search

    def close_search(self) -> None:
        """Take the search away, if it is open; the text has the keys then."""
        if self.search is not None:
            pane, self.search = self.search, None
            self.focus_text()
            pane.remove()

    def fit_search(self) -> None:
        """Give the search what it needs: a third or more of a wide screen, all of a narrow one."""
        if self.search is not None:
            width = self.size.width
            # Lines aligned on the match need room on both sides of it.
            in_context = self.state.search.view == "context"
            wide = min(width * 60 // 100, width - LEAST_TEXT) if in_context else 0
            beside = max(SEARCH_WIDTH, width * 36 // 100, wide)
            self.search.styles.width = "100%" if width < SEARCH_WIDTH + LEAST_TEXT else beside

    # -- keys and the mouse ------------------------------------------------------------------

    async def action_run(self, action_id: str) -> None:
        """Run one of the actions of `ui.key_table`; keys typed behind the one that leaves do nothing."""
        if not self.services.leaving:
            with self.drawn_once():
                await self.controllers.run(action_id)

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        await self.action_run(message.action)

    def on_paste(self, event: events.Paste) -> None:
        """Files that are dragged into the terminal come as their paths; a box takes what is pasted itself."""
        event.stop()
        if not self.services.leaving:
            self.controllers.adding.offer(event.text)

    @on(Lines.Pointed)
    def _pointed(self, message: Lines.Pointed) -> None:
        article, passage, offset = message.place
        if not self.services.leaving and self.state.can_open(article):
            self.controllers.movement.jump_to(Ref(article, passage), offset)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts to the new size."""
        if (event.size.width, event.size.height) == self._fitted:
            return
        self._fitted = (event.size.width, event.size.height)
        self.set_panes()
        self.fit_search()
        self.call_after_refresh(self.draw)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The footer and, where it is narrow, the lists depend on what has the keys."""
        self.set_panes()
        self.footer.show()

    @on(ArticleView.Clicked)
    async def _clicked(self, message: ArticleView.Clicked) -> None:
        article = message.view.article
        word = self.controllers.movement.click(
            article, message.passage, message.offset, double=message.double
        )
        if word:
            await self.controllers.search.look_for(word)

    @on(ArticleView.Ended)
    def _ended(self, message: ArticleView.Ended) -> None:
        # Under the lock other columns are scrolled, too, without being read.
        if message.view is self.view:
            self.controllers.reading.came_to_end()
            self.draw()

    @on(ArticleView.Selected)
    def _selected(self, message: ArticleView.Selected) -> None:
        self.controllers.movement.select_dragged(message.view.article, message.span)

    @on(RowList.Chosen, "#articles")
    def _article_chosen(self, _message: RowList.Chosen) -> None:
        self.controllers.columns.open_chosen()

    @on(RowList.Chosen, "#topics")
    def _topic_chosen(self, _message: RowList.Chosen) -> None:
        topic = self.side.topics.chosen
        if topic is not None:
            self.controllers.topics.choose(topic.label)

    def on_filter_box_filter_typed(self, message: FilterBox.FilterTyped) -> None:
        """Narrow the list of articles down to what is typed."""
        self.controllers.filter.ask_for(message.query)

    def on_filter_box_asked(self, message: FilterBox.Asked) -> None:
        """Do in the list what a key in its box asks for."""
        self.controllers.filter.act(message.what)

    def on_search_pane_query_typed(self, message: SearchPane.QueryTyped) -> None:
        """Ask the engine what was typed."""
        self.controllers.search.ask_for(message.query)

    def on_search_pane_hit_chosen(self, message: SearchPane.HitChosen) -> None:
        """Open a result in its column."""
        self.controllers.search.choose(message.hit)

    def on_search_pane_wanted(self, message: SearchPane.Wanted) -> None:
        """Fetch a hit that came into view."""
        self.controllers.search.fetch_seen(message.index)

    def on_search_pane_shown(self, message: SearchPane.Shown) -> None:
        """Preview a result below, and where its article is in a column there, too."""
        self.controllers.search.preview(message.hit)
        column = self.columns.column(message.hit.article)
        if column is not None and message.hit.spans:
            column.view.reveal(message.hit.passage, message.hit.spans[0].start)

    def on_search_pane_save_asked(self, message: SearchPane.SaveAsked) -> None:
        """Save a search, or save it no longer."""
        self.controllers.search.save(message.query)

    def on_search_pane_together_asked(self, message: SearchPane.TogetherAsked) -> None:
        """Mark or export several results."""
        results = self.controllers.results
        (results.mark if message.what == "mark" else results.export)()

    def on_search_pane_left(self) -> None:
        """Close the search and forget its matches."""
        self.controllers.search.close(keep=False)
        self.moved()

    # -- what controllers tell ---------------------------------------------------------------

    @on(ReadingEnded)
    def _reading_ended(self) -> None:
        # From now on, so that no change falls between reading and what is worked out.
        self.controllers.changes.watch()
        self.controllers.reading.begin()
        self._upkeep = self.controllers.upkeep
        self._upkeep.start()

    @on(AnalysisEnded)
    def _analysis_ended(self) -> None:
        self.controllers.changes.start()
        self._begin_comparing()

    @on(ArticlesChanged)
    def _articles_changed(self) -> None:
        for screen in self.app.screen_stack:
            if screen is not self:
                screen.post_message(ArticlesChanged())
        self._begin_comparing()
        self.controllers.marks.place()
        self.controllers.reading.renew()
        self.controllers.lens.renew()
        self.controllers.filter.renew()
        self.controllers.search.renew()

    def _begin_comparing(self) -> None:
        """What is said of sources without being asked."""
        self.controllers.ledger.begin()
        self.controllers.sources.begin()

    @on(DetailsChanged)
    def _details_changed(self, message: DetailsChanged) -> None:
        self.controllers.upkeep.renew_details(message.article)
        self.controllers.filter.renew()

    @on(MarksChanged)
    def _marks_changed(self) -> None:
        self.controllers.filter.renew()

    @on(CorrectionsChanged)
    def _corrections_changed(self, message: CorrectionsChanged) -> None:
        controllers = self.controllers
        if not message.in_ledger:
            controllers.quotes.renew()
            controllers.timeline.forget_left()
            controllers.lens.renew()
        if message.of_speakers:
            return
        controllers.synopsis.forget_left()
        if not message.in_ledger or not controllers.ledger.is_shown:
            controllers.ledger.renew()

    @on(SynopsisWanted)
    def _synopsis_wanted(self, message: SynopsisWanted) -> None:
        from briefing.ui.screens.synopsis_screen import SynopsisScreen

        if isinstance(self.app.screen, SynopsisScreen):
            # Its key was typed twice before it was there.
            return

        def left(ref: Ref | None) -> None:
            if ref is not None and ref.article in self.state.articles:
                self.controllers.movement.jump_to(ref)
            else:
                self.draw()

        self.app.clear_notifications()
        self.app.push_screen(SynopsisScreen(self, self.controllers.synopsis, message.topic), left)

    @on(LedgerWanted)
    def _ledger_wanted(self) -> None:
        from briefing.ui.screens.ledger_screen import LedgerScreen

        controller = self.controllers.ledger
        self._open_rows(LedgerScreen(self, controller, self.controllers.corrections), controller)

    @on(TimelineWanted)
    def _timeline_wanted(self) -> None:
        from briefing.ui.screens.timeline_screen import TimelineScreen

        controller = self.controllers.timeline
        self._open_rows(TimelineScreen(self, controller), controller)

    @on(QuotesWanted)
    def _quotes_wanted(self) -> None:
        from briefing.ui.screens.quotes_screen import QuotesScreen

        controller = self.controllers.quotes
        self._open_rows(QuotesScreen(self, controller, self.controllers.speakers), controller)

    def _open_rows(
        self,
        screen: RowsScreen[Answer, Wanted, Row, Entry],
        controller: RowsController[Answer, Wanted, Row, Entry],
    ) -> None:
        """Show a screen of rows, and go to what was chosen there."""
        if isinstance(self.app.screen, type(screen)):
            # Its key was typed twice before it was there.
            return

        def left(entry: Entry | None) -> None:
            if entry is not None and screen.answer is not None:
                controller.go_to(entry, screen.answer)
            else:
                self.draw()

        self.app.clear_notifications()
        self.app.push_screen(screen, left)

    # -- tasks and telling -------------------------------------------------------------------

    def run(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> None:
        """Run a task until it ends or the screen does."""
        _worker: Worker[None] = self.run_worker(work, group=group, exit_on_error=False)

    def end(self, group: str) -> None:
        """End the tasks of a group."""
        self.workers.cancel_group(self, group)

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.services.report(event.worker.error)
            # It does not go on, whatever the header said of it last.
            self.say_work("")
            if isinstance(event.worker.error, BriefingError) and not is_fault(event.worker.error):
                # Work at the start may have ended before it came to the marks, which need no worker.
                self.controllers.marks.begin()

    def say(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float = 4,
    ) -> None:
        """Tell the reader something; the last thing said gives way."""
        self.app.clear_notifications()
        self.notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def warn(self, message: str, *, title: str = "", timeout: float = 12) -> None:
        """Tell the reader of something wrong beside what was said before."""
        self.notify(message, title=title, severity="warning", timeout=timeout, markup=False)

    def say_work(self, work: str) -> None:
        """Say in the header what is being done; an empty text when nothing is."""
        self.state.work = work
        self.header.show()

    def dialog(self, screen: ModalScreen[T], done: ScreenResultCallbackType[T] | None = None) -> None:
        """Open a dialog with what was typed into it before; what was said last makes room for it."""
        from briefing.ui.modals.dialog import Dialog

        self.app.clear_notifications()
        if isinstance(screen, Dialog):
            screen.drafts = self.state.drafts
        self.app.push_screen(screen, done)
