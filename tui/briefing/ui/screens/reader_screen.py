"""The reader: the wiring between the state, the engine, the keeper and what is on the screen.

Owns no rule of reading or moving: keys run actions (`ui.controllers.actions`), actions change the state, and
`show()` draws it. Answers of the engine arrive as messages and are dropped when the question has
changed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultCallbackType
from textual.worker import Worker, WorkerState

from briefing.settings import ListSettings
from briefing.ui.controllers import flow
from briefing.ui.controllers.actions import run_action
from briefing.ui.controllers.keeping import Keeping
from briefing.ui.drawing import headers as heads
from briefing.ui.drawing.lens_lines import lens_lines
from briefing.ui.drawing.overlays import Overlays
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.keys import ACTIONS
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.reader_state import ReaderState
from briefing.ui.widgets.article_view import ArticleView
from briefing.ui.widgets.column import Column
from briefing.ui.widgets.columns import MIN_WIDTH, Columns
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.row_list import RowList
from briefing.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.notifications import SeverityLevel

    from briefing.model.article import Article, Failure, Span
    from briefing.model.lens import Lens
    from briefing.ui.app import BriefingApp
    from briefing.ui.screens.synopsis_screen import KeptSynopsis
    from briefing.ui.widgets.filter_box import FilterBox
    from briefing.ui.widgets.search_pane import SearchPane

T = TypeVar("T")

SOON = 0.04
"""Seconds within which a burst of answers is drawn once."""
NARROW = 76
"""Below this width the lists show only while they are used."""
TALL = 30
"""From this height on heads and list rows take another line."""


@dataclass(slots=True)
class Panes:
    """Which parts of the screen the reader wants to see."""

    articles: bool = True
    topics: bool = True
    lens: bool = True


class Middle(Horizontal):
    """Lists and columns side by side; nothing of it is seen between them."""

    BLANK = True


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
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(a.keys), f"run('{a.id}')", a.title, id=a.id, show=False, tooltip=a.title)
        for a in ACTIONS
        if a.keys and not a.where
    ]

    @dataclass
    class Arrived(Message):
        """Something came from the engine: a list of articles and failures, or figures."""

        what: str
        value: Any

    def __init__(self, opened: str) -> None:
        super().__init__(id="reader")
        self.state = ReaderState()
        self.opened = opened
        self.panes = Panes()
        self.work = ""
        self.lens: Lens | None = None
        self.lens_asked: object = None
        self.lens_busy = False
        self._show_pending = False
        self.unsaved = 0
        """Changes to marks that wait for the disk."""
        self.failures: list[Failure] = []
        self.restored = False
        self.selecting = False
        self.overlays = Overlays(self.state)
        self.side = Sidebar(self.state)
        self.columns = Columns(id="columns")
        self.header = Lines(self._draw_header, id="header")
        self.lens_strip = Lines(self._draw_lens, id="lens")
        self.footer = Lines(self._draw_footer, id="footer")
        self.search: SearchPane | None = None
        self.synopsis: KeptSynopsis | None = None
        """The synopsis left last."""
        self.unbuilt = False
        self.topic_runs = 0
        """How often the topics of a library were asked to be worked out; the last time counts."""
        self.topics_again = False
        """Whether articles changed while topics were worked out."""
        """Whether the building of the library was cancelled."""
        self.found_asked: tuple[object, ...] = ()
        """For which results, and in which articles, every match was asked for."""
        self.steps: deque[int] = deque()
        """Steps from match to match that wait for hits to be fetched."""
        self.looked_through: set[str] = set()
        """Articles of a library in which it is known what stands there alone."""
        self.built = False
        """Whether the library is up to date, so that what stands alone can be told."""
        self.walking = False
        """Whether the next statement that stands alone is being looked for."""
        self.keeping = Keeping()
        """How far a small set is kept for the next time."""
        self.hits_asked: set[int] = set()
        """From where on hits are being fetched."""
        self._shown_columns: tuple[tuple[str, ...], int, int] = ((), 0, 0)
        self._fitted: tuple[int, int] = (0, 0)

    @property
    def briefing(self) -> BriefingApp:
        """The app, with its engine and keeper."""
        from briefing.ui.app import BriefingApp

        app = self.app
        assert isinstance(app, BriefingApp)
        return app

    @property
    def styler(self) -> TextStyler:
        """Draws text in the theme of the moment."""
        return TextStyler(self.briefing.palette)

    def compose(self) -> ComposeResult:
        """Header, lists and columns, lens, footer, with what has been read by now."""
        flow.take_early(self)
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
        flow.start(self)

    # -- drawing -----------------------------------------------------------------------------

    def show(self, *, lists: bool = False) -> None:
        """Draw the state as it is now; `lists` also when counts or topics changed."""
        if not (self.is_mounted and self.columns.is_attached):
            # On the way in or out: an answer may still come when the columns are not there.
            return
        self._arrange_columns()
        flow.ask_found(self)
        for name in self.state.columns:
            column = self.columns.column(name)
            if column is not None:
                self._show_version(column)
                column.view.overlay = self.overlays.of(name, self.lens)
                column.refresh_head()
        if lists:
            self.side.show(self.styler, self._row_height)
        self.header.show()
        self.lens_strip.show()
        self.footer.show()

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

    def show_soon(self) -> None:
        """Draw everything a moment from now, once, however often this is asked until then."""
        if not self._show_pending:
            self._show_pending = True
            self.set_timer(SOON, self._show_now)

    def _show_now(self) -> None:
        self._show_pending = False
        self.show(lists=True)

    def _arrange_columns(self) -> None:
        state = self.state
        key = (tuple(state.columns), state.active, self.columns.size.width)
        if not state.columns or key == self._shown_columns:
            return
        self._shown_columns = key
        state.articles.hold(state.columns)
        new = {
            name: self._new_column(state.articles[name])
            for name in state.columns
            if self.columns.column(name) is None
        }
        # Asked now: when a column goes, its focus goes to whatever comes next.
        in_text = self.focused is None or isinstance(self.focused, ArticleView)
        self.columns.lay_out(state.columns, state.active, new)
        self._set_classes()
        for name, column in new.items():
            cursor = state.cursors[name]
            column.view.overlay = self.overlays.of(name, self.lens)
            column.view.reveal(cursor.passage)
        self.side.show(self.styler, self._row_height)
        if in_text:
            self.focus_text()
        if state.articles.large:
            flow.look_through(self)

    def compose_columns(self) -> None:
        """Fill the screen before it stands: what is known at once is painted at once."""
        size = self.app.size
        self._fitted = (size.width, size.height)
        self.set_panes()
        state = self.state
        state.articles.hold(state.columns)
        self.columns.begin([self._new_column(state.articles[name]) for name in state.columns])
        for column in self.columns.begun:
            column.view.overlay = self.overlays.of(column.article_id, None)
            column.view.reveal(state.cursors[column.article_id].passage)
            column.set_class(size.height >= TALL, "-tall")
            column.set_class(state.lock and len(state.columns) > 1, "-locked")
        side = 0 if size.width < NARROW else self._side_width
        self.columns.show_some(state.columns, state.active, size.width - side)
        self._shown_columns = (tuple(state.columns), state.active, -1)
        self.side.show(self.styler, self._row_height)

    @property
    def _side_width(self) -> int:
        """The width of the lists that is set, as far as it leaves room for a column."""
        usual = ListSettings().width
        return min(self.briefing.settings.list.width, max(self.app.size.width - MIN_WIDTH, usual))

    @property
    def _row_height(self) -> int:
        return 3 if self.app.size.height >= TALL + 10 else 2

    def _new_column(self, article: Article) -> Column:
        name = article.id

        def head(width: int, height: int) -> Sequence[Content]:
            found = self.lens.counterparts.get(name) if self.lens else None
            waiting = self.lens is None or name not in self.lens.counterparts
            return heads.column_head(self.state, self.styler, name, found, waiting, (width, height))

        return Column(article, self.briefing.palette, head, self.briefing.settings.text)

    def _set_classes(self) -> None:
        locked = self.state.lock and len(self.state.columns) > 1
        for column in self.columns.query_children(Column):
            column.set_class(locked, "-locked")
            column.set_class(self.size.height >= TALL, "-tall")

    def show_lock(self) -> None:
        """Make room in the heads of columns for what the lock says, or take it back."""
        self._set_classes()
        self.show()

    def _draw_header(self, width: int, _height: int) -> Sequence[Content]:
        return [heads.header(self.state, self.styler, self.opened, self.work, width, self.unsaved)]

    def _draw_lens(self, width: int, height: int) -> Sequence[Content]:
        return lens_lines(self.state, self.styler, self.lens, (width, height))

    def _draw_footer(self, width: int, _height: int) -> Sequence[Content]:
        if self.search is not None and self.search.has_focus_within:
            return [heads.search_footer(self.styler, width)]
        if self.side.filter is not None and self.side.filter.has_focus_within:
            return [heads.filter_footer(self.styler, width)]
        focus = (
            "topics"
            if self.focused is self.side.topics
            else "list"
            if isinstance(self.focused, RowList)
            else "text"
        )
        return [heads.footer(self.styler, heads.hints(self.state, focus), width)]

    def show_palette(self) -> None:
        """Draw everything in another theme."""
        for column in self.columns.query_children(Column):
            column.view.set_palette(self.briefing.palette)
        self.show(lists=True)

    def known_articles(self) -> list[Article]:
        """The articles that only this process may still know; those of a set on disk can be read anew."""
        shelf = self.state.articles
        return [] if shelf.large else [shelf[name] for name in shelf]

    # -- where the reader is -----------------------------------------------------------------

    @property
    def view(self) -> ArticleView | None:
        """The text of the active column."""
        if not self.state.columns:
            return None
        column = self.columns.column(self.state.columns[self.state.active])
        return column.view if column else None

    def moved(self) -> None:
        """The cursor moved: draw, bring it into view, and ask what the lens should say."""
        self.show()
        view, cursor = self.view, self.state.cursor
        if view is not None:
            view.reveal(cursor.passage, cursor.span.start if cursor.span else None)
        flow.ask_lens(self)

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

    def set_panes(self) -> None:
        """Show and hide the parts of the screen as wanted, and as there is room for."""
        size = self.app.size
        narrow = size.width < NARROW
        self.side.styles.width = self._side_width
        in_lists = self.side.has_focus_within
        room = (not narrow or in_lists) and self.search is None
        self.side.show_panes(articles=self.panes.articles and room, topics=self.panes.topics and room)
        height = size.height
        self.side.set_class(height < TALL, "-short")
        self.lens_strip.styles.height = 7 if height >= 36 else 5 if height >= 22 else 3
        self.lens_strip.display = self.panes.lens and height >= 10

    def fit_search(self) -> None:
        """Give the search what it needs: a third or more of a wide screen, all of a narrow one."""
        if self.search is not None:
            width = self.size.width
            # Lines aligned on the match need room on both sides of it.
            wide = min(width * 60 // 100, width - MIN_WIDTH) if self.state.search.view == "context" else 0
            self.search.styles.width = "100%" if width < NARROW else max(46, width * 36 // 100, wide)

    # -- events ------------------------------------------------------------------------------

    async def action_run(self, action_id: str) -> None:
        """Run one of the actions of `ui.keys`; keys typed behind the one that leaves do nothing."""
        if not self.briefing.leaving:
            await run_action(self, action_id)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the parts to the new size."""
        if (event.size.width, event.size.height) == self._fitted:
            return
        self._fitted = (event.size.width, event.size.height)
        self.set_panes()
        self.fit_search()
        self._set_classes()
        self.call_after_refresh(self.show, lists=True)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """The footer and, where it is narrow, the lists depend on what has the keys."""
        self.set_panes()
        self.footer.show()

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        await run_action(self, message.action)

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        flow.take(self, message.what, message.value)

    @on(ArticleView.Clicked)
    def _clicked(self, message: ArticleView.Clicked) -> None:
        article = message.view.article
        span = flow.figure_span(self, article.id, message.offset)
        self.state.go(article.id, Cursor(message.passage, span, "figure" if span else None))
        self.selecting = False
        if message.double and message.offset is not None:
            self.state.selection = flow.word_span(article, message.offset)
        self.moved()
        self.focus_text()

    @on(ArticleView.Selected)
    def _selected(self, message: ArticleView.Selected) -> None:
        self.state.bring(message.view.article.id)
        self.state.selection = message.span
        self.show()

    @on(RowList.Chosen, "#articles")
    def _article_chosen(self, _message: RowList.Chosen) -> None:
        name = self.side.articles.chosen
        if name is not None:
            self.side.articles.stand_here()
            self.state.bring(name)
            self.moved()
            self.focus_text()

    def on_filter_box_typed(self, message: FilterBox.Typed) -> None:
        """Narrow the list of articles down to what is typed."""
        from briefing.ui.controllers import narrowing

        narrowing.ask(self, message.query)

    def on_filter_box_asked(self, message: FilterBox.Asked) -> None:
        """Do in the list what a key in its box asks for."""
        from briefing.ui.controllers import narrowing

        narrowing.act(self, message.what)

    @on(RowList.Chosen, "#topics")
    async def _topic_chosen(self, _message: RowList.Chosen) -> None:
        topic = self.side.topics.chosen
        if topic is not None:
            from briefing.ui.controllers.actions.topics import choose

            choose(self, topic.label)

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.briefing.report(event.worker.error)

    def on_search_pane_typed(self, message: SearchPane.Typed) -> None:
        """Ask the engine what was typed."""
        flow.ask_search(self, message.query)

    async def on_search_pane_chosen(self, message: SearchPane.Chosen) -> None:
        """Open a result in its column."""
        from briefing.ui.controllers.actions.find import close

        if message.hit.article not in self.state.articles:
            self.say("this article is gone", severity="warning", timeout=4)
            return
        close(self, keep=True)
        self.state.focus_match(message.hit)
        self.moved()

    def on_search_pane_wanted(self, message: SearchPane.Wanted) -> None:
        """Fetch a hit that came into view."""
        flow.ask_hits(self, message.index)

    def on_search_pane_shown(self, message: SearchPane.Shown) -> None:
        """Preview a result where its article is in a column."""
        column = self.columns.column(message.hit.article)
        if column is not None and message.hit.spans:
            column.view.reveal(message.hit.passage, message.hit.spans[0].start)

    async def on_search_pane_left(self) -> None:
        """Close the search and forget its matches."""
        from briefing.ui.controllers.actions.find import close

        close(self, keep=False)
        self.moved()

    def save_waiting(self) -> None:
        """Try again to save what the disk refused; costs nothing when nothing waits."""
        if self.unsaved:
            self.run_worker(flow.save_waiting(self), group="store", exit_on_error=False)

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

    def dialog(self, screen: ModalScreen[T], done: ScreenResultCallbackType[T] | None = None) -> None:
        """Open a dialog; what was said last makes room for it."""
        self.app.clear_notifications()
        self.app.push_screen(screen, done)

    def select(self, span: Span | None) -> None:
        """Select a span of the active column."""
        self.state.selection = span
        view = self.view
        self.show()
        if view is not None and span is not None:
            view.reveal(self.state.cursor.passage, max(span.end - 1, span.start))
