"""A reading under way while the app is still starting: its parts are kept until they are taken.

Started before the app's own imports, so that articles are read while Textual loads.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.jobs.client import Worker


class Opening:
    """The `open` call of a worker. Its parts come on another thread; none is lost or told twice."""

    def __init__(self, worker: Worker, paths: Sequence[str], stdin: bytes | None = None) -> None:
        self.worker = worker
        self.paths = tuple(paths)
        self._lock = threading.Lock()
        self._early: list[Any] = []
        self._later: Callable[[Any], object] | None = None
        self._some = threading.Event()
        self._ended = threading.Event()
        self.call = worker.call("open", self.paths, stdin, on_part=self._deliver)
        self.call.future.add_done_callback(lambda _future: self._end())

    def _deliver(self, part: Any) -> None:
        with self._lock:
            if self._later is not None:
                self._later(part)
                return
            self._early.append(part)
        self._some.set()

    def _end(self) -> None:
        self._ended.set()
        self._some.set()

    def first(self, seconds: float) -> Any:
        """The first part, waited for at most so long; None when it has not come. It is not taken."""
        self._some.wait(seconds)
        with self._lock:
            return self._early[0] if self._early else None

    def wait(self, seconds: float) -> None:
        """Wait until everything has been read, at most so long."""
        self._ended.wait(seconds)

    def take(self) -> list[Any]:
        """The parts that have come and were not taken yet."""
        with self._lock:
            early, self._early = self._early, []
        return early

    def follow(self, later: Callable[[Any], object]) -> list[Any]:
        """What `take` would give; everything after it goes to `later`, on another thread."""
        with self._lock:
            self._later = later
            early, self._early = self._early, []
        return early
