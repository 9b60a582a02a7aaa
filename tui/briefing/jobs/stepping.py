"""Work that tells how far it is, as a long job of steps: so that a worker can answer in between, and
end it.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator

from briefing.errors import BriefingError

Told = Callable[[int, int], None]


class GivenUpError(BriefingError):
    """Nobody waits for the work any more."""


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
