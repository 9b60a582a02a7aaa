"""What every controller has: the screen it works for, and questions of which stale answers are dropped.

A controller owns one part of the state and the tasks that fill it. It changes the state, tells others
by messages, and never draws: the screen draws whatever changed once an action or an answer is done.
"""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import BriefingError
from briefing.jobs.requests import Request
from briefing.ui.keys import cancels

if TYPE_CHECKING:
    from briefing.session.worker_session import SessionHost
    from briefing.ui.controllers.host import Host

T = TypeVar("T")
P = TypeVar("P")

_MOST_UNTOLD = 40
"""Articles up to which work is done before one could read how far it is."""


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
        self._engine = host.services.engine
        self._asked: dict[Hashable, int] = {}
        """The number of the last question by its key; answers to earlier ones are stale."""
        self._under_way: set[Hashable] = set()
        self._missing: set[tuple[str, str]] = set()
        """What could not be found, as was told."""
        self._next: dict[Hashable, Callable[[], None]] = {}
        """Questions that wait until the one of the same key that is under way has its answer."""

    def ask(
        self,
        key: Hashable | None,
        question: Request[SessionHost, T] | Callable[[], Awaitable[T]],
        on_answer: Callable[[T], object],
        *,
        in_turn: bool = False,
        on_cancelled: Callable[[], object] | None = None,
        on_refused: Callable[[BriefingError], object] | None = None,
        painted_first: bool = False,
    ) -> None:
        """Ask in a task of its own, and take the answer unless it is stale by then.

        A question is a request to the engine, or a function for one that takes several steps.

        The question asked last by a `key` is the one that counts: an earlier one is ended, or with
        `in_turn` let to its end, and of those that came meanwhile only the last is asked then. Of
        questions without a key every one counts.
        Where the question is cancelled or refused, the callbacks are told; a refusal nobody takes is
        reported, and so is every fault.
        With `painted_first` what `on_answer` shows is on the screen before the rest is drawn.
        """
        if key is None:
            key = object()
        self._asked[key] = number = self._asked.get(key, 0) + 1
        group = f"{type(self).__name__} {key}"

        async def answer() -> None:
            await self._answer(
                key, number, question, on_answer, on_cancelled, on_refused, painted_first=painted_first
            )

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
        question: Request[SessionHost, T] | Callable[[], Awaitable[T]],
        on_answer: Callable[[T], object],
        on_cancelled: Callable[[], object] | None,
        on_refused: Callable[[BriefingError], object] | None,
        *,
        painted_first: bool,
    ) -> None:
        try:
            answering = self._engine.ask(question) if isinstance(question, Request) else question()
            answer = await cancellable(answering)
        except QuestionCancelledError:
            if self._is_last(key, number) and on_cancelled is not None:
                on_cancelled()
            self.host.draw()
        except BriefingError as error:
            if on_refused is None or is_fault(error):
                self.host.services.report(error)
            elif self._is_last(key, number):
                on_refused(error)
            self.host.draw()
        else:
            if self._is_last(key, number) and painted_first:
                on_answer(answer)
                self.host.call_after_refresh(self.host.draw)
            elif self._is_last(key, number):
                with self.host.drawn_once():
                    on_answer(answer)
        finally:
            self._is_last(key, number)
            follow = self._next.pop(key, None)
            if follow is not None:
                follow()

    def _is_last(self, key: Hashable, number: int) -> bool:
        """Whether no later question was asked by this key: then none of it is under way any more."""
        if self._asked.get(key) != number:
            return False
        self._under_way.discard(key)
        return True

    def tell_missing(self, what: str) -> Callable[[BriefingError], None]:
        """What takes the refusal of a question that no key asked: it tells what is missing, once a reason.

        Nothing is told where an article went this moment: it is asked anew when that is known.
        """

        def tell(error: BriefingError) -> None:
            reason = (what, error.message)
            if not error.passing and reason not in self._missing:
                self._missing.add(reason)
                self.host.warn(f"{what} could not be found: {error.message}", timeout=8)

        return tell

    def say_progress(self, progress: str, articles: int) -> None:
        """Say how far work on so many articles is, and how to cancel it, where there is time to read it."""
        if articles > _MOST_UNTOLD:
            self.host.say_work(f"{progress}{cancels()}")

    def say_gone(self) -> None:
        """Tell that an article has gone, of which the list does not know yet."""
        self.host.say("this article is gone", severity="warning", timeout=4)

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
