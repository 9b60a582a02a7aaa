"""A stream asked for before anybody can take its parts: they are kept until then."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.jobs.client import Call, Worker
    from briefing.jobs.requests import HostT, StreamRequest

Part = TypeVar("Part")


class EarlyStream(Generic[Part]):
    """A stream under way. Its parts come on another thread; none is lost or told twice."""

    def __init__(self, worker: Worker, request: StreamRequest[HostT, Part, None]) -> None:
        self._lock = threading.Lock()
        self._early: list[Part] = []
        self._later: Callable[[Part], object] | None = None
        self._some = threading.Event()
        self._ended = threading.Event()
        self.call: Call[None] = worker.stream(request, self._deliver)
        self.call.future.add_done_callback(lambda _future: self._end())

    def _deliver(self, part: Part) -> None:
        with self._lock:
            if self._later is not None:
                self._later(part)
                return
            self._early.append(part)
        self._some.set()

    def _end(self) -> None:
        self._ended.set()
        self._some.set()

    def first(self, seconds: float) -> Part | None:
        """The first part, waited for at most so long; None when it has not come. It is not taken."""
        self._some.wait(seconds)
        with self._lock:
            return self._early[0] if self._early else None

    def wait(self, seconds: float) -> None:
        """Wait until everything has come, at most so long."""
        self._ended.wait(seconds)

    def take(self) -> list[Part]:
        """The parts that have come and were not taken yet."""
        with self._lock:
            early, self._early = self._early, []
        return early

    def follow(self, later: Callable[[Part], object]) -> list[Part]:
        """What `take` would give; everything after it goes to `later`, on another thread."""
        with self._lock:
            self._later = later
            early, self._early = self._early, []
        return early
