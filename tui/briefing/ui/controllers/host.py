"""What controllers ask of the screen they work for and of the app. Types alone: nothing of it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from contextlib import AbstractContextManager

    from textual.message import Message
    from textual.notifications import SeverityLevel
    from textual.screen import ModalScreen, ScreenResultCallbackType
    from textual.widget import Widget

    from briefing.model.article import Failure
    from briefing.model.saved_state import SavedState
    from briefing.session import Session
    from briefing.session.opening import Opening
    from briefing.settings import Settings
    from briefing.ui.controllers.user_data_writer import UserDataWriter
    from briefing.ui.drawing.palette import Palette
    from briefing.ui.drawing.styled_text import TextStyler
    from briefing.ui.engine import Engine
    from briefing.ui.state.reader_state import ReaderState
    from briefing.ui.widgets.article_view import ArticleView
    from briefing.ui.widgets.columns import Columns
    from briefing.ui.widgets.search_pane import SearchPane
    from briefing.ui.widgets.sidebar import Sidebar

T = TypeVar("T")


class Services(Protocol):
    """What the app has for every screen: the engine, the user's data, themes, and the way out."""

    @property
    def engine(self) -> Engine: ...
    @property
    def writer(self) -> UserDataWriter: ...
    @property
    def session(self) -> Session: ...
    @property
    def opening(self) -> Opening: ...
    @property
    def paths(self) -> tuple[str, ...]:
        """What was named on the command line; none for the articles that come along."""
        ...

    @property
    def saved(self) -> SavedState:
        """How the reader was left the last time."""
        ...

    @property
    def settings(self) -> Settings:
        """What a user has set."""
        ...

    @property
    def palette(self) -> Palette: ...
    @property
    def theme_name(self) -> str:
        """The theme that everything is shown in."""
        ...

    @property
    def theme_names(self) -> Sequence[str]:
        """Every theme that is loaded."""
        ...

    @property
    def leaving(self) -> bool:
        """Whether the reader is being left: nothing more is done then."""
        ...

    def load_all_themes(self) -> None:
        """Load every theme that can be chosen, where that has not been done."""

    def use_theme(self, name: str) -> None:
        """Show everything in the theme called `name`."""

    def choose_setting(self, key: str, value: str) -> None:
        """Have another value of one of `BY_KEY_PRESS` from now on, also the next time."""

    def started(self) -> None:
        """The screen stands and works: do what could wait until then."""

    def nothing_to_read(self, failures: Sequence[Failure]) -> None:
        """Say why there is nothing on the screen."""

    async def copy(self, text: str) -> str:
        """Put `text` on the clipboard; what to tell of it."""
        ...

    def lend_terminal(self, command: Sequence[str]) -> int:
        """Let a program have the terminal until it ends, and return its exit status; UsageError where none
        can.
        """
        ...

    def report(self, error: BaseException) -> None:
        """Tell of an error; one that is not the reader's ends the app with a report."""

    def open_anew(self, paths: Sequence[str]) -> None:
        """Leave, and begin anew with other paths and the columns of now."""

    def leave(self, status: int = 0) -> None:
        """Remember where the reader was and end with an exit status."""


class Host(Protocol):
    """The screen that controllers work for, with its widgets."""

    @property
    def state(self) -> ReaderState: ...
    @property
    def services(self) -> Services: ...
    @property
    def width(self) -> int:
        """Cells of the terminal from left to right."""
        ...

    @property
    def side(self) -> Sidebar: ...
    @property
    def columns(self) -> Columns: ...
    @property
    def search(self) -> SearchPane | None: ...
    @property
    def view(self) -> ArticleView | None:
        """The text of the active column."""
        ...

    @property
    def focused(self) -> Widget | None:
        """What has the keys."""
        ...

    @property
    def styler(self) -> TextStyler: ...

    def run(self, work: Callable[[], Coroutine[None, None, None]], group: str) -> None:
        """Run a task (an `async def`, called once it starts) until it ends or the screen does."""

    def end(self, group: str) -> None:
        """End the tasks of a group."""

    def post_message(self, message: Message) -> bool:
        """Tell the screen, once what it is about now is done."""
        ...

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call once everything is laid out and painted."""
        ...

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> object:
        """Call again and again, every so many seconds."""
        ...

    def draw(self) -> None:
        """Draw what has changed; costs little where nothing has."""

    def drawn_once(self) -> AbstractContextManager[None]:
        """What this task draws inside goes into the columns at once, and into lists and strips at the end."""
        ...

    def draw_soon(self) -> None:
        """Draw what has changed a moment from now, once, however often this is asked until then."""

    def moved(self, *, reveal: bool = True) -> None:
        """The cursor moved: draw it, bring it into view unless it is, and let the lens follow."""

    def focus_text(self) -> None:
        """Give the keys to the active column."""

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True) -> None:
        """Give a widget the keys."""

    def set_panes(self) -> None:
        """Show and hide the parts of the screen as the state wants it, and as there is room for."""

    def begin_columns(self) -> None:
        """Fill the screen before it stands: what is known at once is painted at once."""

    def show_lists(self) -> None:
        """Show the lists that are not hidden, in place of the search."""

    async def open_search(self, query: str) -> SearchPane:
        """Put the search beside the text; when this returns it has the keys."""
        ...

    def close_search(self) -> None:
        """Take the search away, if it is open; the text has the keys then."""

    def fit_search(self) -> None:
        """Give the search the width that its view needs."""

    def say(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information", timeout: float = 4
    ) -> None:
        """Tell the reader something; the last thing said gives way."""

    def warn(self, message: str, *, title: str = "", timeout: float = 12) -> None:
        """Tell the reader of something wrong beside what was said before."""

    def say_work(self, work: str) -> None:
        """Say in the header what is being done; an empty text when nothing is."""

    def dialog(self, screen: ModalScreen[T], done: ScreenResultCallbackType[T] | None = None) -> None:
        """Open a dialog; what was said last makes room for it."""
