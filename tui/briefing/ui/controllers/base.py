"""What every controller has: the screen it works for, and questions of which stale answers are dropped.

A controller owns one part of the state and the tasks that fill it. It changes the state, tells others
by messages, and never draws: the screen draws whatever changed once an action or an answer is done.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from briefing.errors import BriefingError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.message import Message
    from textual.notifications import SeverityLevel
    from textual.screen import ModalScreen, ScreenResultCallbackType
    from textual.widget import Widget

    from briefing.jobs.opening import Opening
    from briefing.model.article import Failure
    from briefing.model.saved_state import SavedState
    from briefing.session import Session
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
P = TypeVar("P")


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
        """Every theme that can be chosen."""
        ...

    @property
    def leaving(self) -> bool:
        """Whether the reader is being left: nothing more is done then."""
        ...

    def use_theme(self, name: str) -> None:
        """Show everything in the theme called `name`."""

    def started(self) -> None:
        """The screen stands and works: do what could wait until then."""

    def nothing_to_read(self, failures: Sequence[Failure]) -> None:
        """Say why there is nothing on the screen."""

    def report(self, error: BaseException) -> None:
        """Tell of an error; one that is not the reader's ends the app with a report."""

    def leave(self, status: int = 0) -> None:
        """Remember where the reader was and end with an exit status."""


class Host(Protocol):
    """The screen that controllers work for, with its widgets."""

    @property
    def state(self) -> ReaderState: ...
    @property
    def services(self) -> Services: ...
    @property
    def app(self) -> App[Any]: ...
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


class QuestionCancelledError(Exception):
    """The work asked for was cancelled, while whoever asked goes on."""


async def cancellable(question: Awaitable[T]) -> T:
    """The answer to a question that can be cancelled.

    Raises QuestionCancelledError where only the question was; CancelledError where the task itself ends.
    """
    try:
        return await question
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise QuestionCancelledError from None


def on_loop(take: Callable[[P], object]) -> Callable[[P], None]:
    """`take`, as it may be called from another thread: it runs on the event loop of the moment, in order."""
    loop, context = asyncio.get_running_loop(), contextvars.copy_context()

    def hand_over(value: P) -> None:
        loop.call_soon_threadsafe(take, value, context=context)

    return hand_over


class Controller:
    """Part of what the reader does: its state, its questions, its actions."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.state = host.state
        self._asked: dict[Hashable, int] = {}
        """The number of the last question by its key; answers to earlier ones are stale."""
        self._under_way: set[Hashable] = set()
        self._next: dict[Hashable, Callable[[], None]] = {}
        """Questions that wait until the one of the same key that is under way has its answer."""

    def ask(
        self,
        key: Hashable | None,
        question: Callable[[], Awaitable[T]],
        on_answer: Callable[[T], object],
        *,
        in_turn: bool = False,
        on_cancelled: Callable[[], object] | None = None,
        on_refused: Callable[[BriefingError], object] | None = None,
    ) -> None:
        """Ask in a task of its own, and take the answer unless it is stale by then.

        The question asked last by a `key` is the one that counts: an earlier one is ended, or with
        `in_turn` let to its end, and of those that came meanwhile only the last is asked then. Of
        questions without a key every one counts.
        Where the question is cancelled or refused, the callbacks are told; a refusal nobody takes is
        reported, and so is every fault.
        """
        if key is None:
            key = object()
        self._asked[key] = number = self._asked.get(key, 0) + 1
        group = f"{type(self).__name__} {key}"

        async def answer() -> None:
            await self._answer(key, number, question, on_answer, on_cancelled, on_refused)

        def begin() -> None:
            self._under_way.add(key)
            self.host.run(answer, group)

        if not in_turn:
            self.host.end(group)
            begin()
        elif key in self._under_way:
            self._next[key] = begin
        else:
            begin()

    async def _answer(
        self,
        key: Hashable,
        number: int,
        question: Callable[[], Awaitable[T]],
        on_answer: Callable[[T], object],
        on_cancelled: Callable[[], object] | None,
        on_refused: Callable[[BriefingError], object] | None,
    ) -> None:
        try:
            answer = await cancellable(question())
        except QuestionCancelledError:
            if self._is_last(key, number) and on_cancelled is not None:
                on_cancelled()
        except BriefingError as error:
            if on_refused is None or is_fault(error):
                self.host.services.report(error)
            elif self._is_last(key, number):
                on_refused(error)
        else:
            if self._is_last(key, number):
                on_answer(answer)
        finally:
            self._is_last(key, number)
            follow = self._next.pop(key, None)
            if follow is not None:
                follow()
        self.host.draw()

    def _is_last(self, key: Hashable, number: int) -> bool:
        """Whether no later question was asked by this key: then none of it is under way any more."""
        if self._asked.get(key) != number:
            return False
        self._under_way.discard(key)
        return True

    def is_asking(self, key: Hashable) -> bool:
        """Whether a question by this key waits for its answer."""
        return key in self._under_way

    def drop(self, key: Hashable) -> None:
        """Take no answer any more to what was asked by this key, and end the question."""
        if key in self._asked:
            self._asked[key] += 1
        self._next.pop(key, None)
        self._under_way.discard(key)
        self.host.end(f"{type(self).__name__} {key}")


def is_fault(error: BaseException) -> bool:
    """Whether an error is a fault of the program, with a report, and not something a person can mend."""
    from briefing.jobs.client import WorkerError

    return isinstance(error, WorkerError) and bool(error.report)
