"""Long jobs done in steps, each of which says how far it is: a worker answers in between, and can end
them.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator
from typing import TypeVar

from briefing.errors import BriefingError

Told = Callable[[int, int], None]

Result = TypeVar("Result")


class GivenUpError(BriefingError):
    """Nobody waits for the work any more."""


def finish(steps: Generator[object, None, Result]) -> Result:
    """Go through a long job to its end and return its answer."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            answer: Result = end.value
            return answer


def steps_of(work: Callable[[Told], None]) -> Generator[tuple[int, int], None, None]:
    """Do `work` on a thread, yielding what it tells: how much is done of how much.

    Raises what the work raises. When the iterator is given up, the work ends at its next sign of life.
    """
    told: queue.SimpleQueue[tuple[int, int] | BaseException | None] = queue.SimpleQueue()
    given_up = threading.Event()

    def tell(done: int, total: int) -> None:
        if given_up.is_set():
            raise GivenUpError("given up")
        told.put((done, total))

    def run() -> None:
        try:
            work(tell)
        except BaseException as error:  # noqa: BLE001 - raised anew where somebody waits
            told.put(error)
        else:
            told.put(None)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while (step := told.get()) is not None:
            if isinstance(step, BaseException):
                raise step
            yield step
    finally:
        given_up.set()
        thread.join()
