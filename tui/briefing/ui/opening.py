"""What the worker reads while the app is still starting: kept until the reader takes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from briefing.ui.engine import Engine


class Opening:
    """A reading under way. Its parts come on another thread and none is lost or told twice."""

    def __init__(self, engine: Engine, paths: Sequence[str], stdin: bytes | None) -> None:
        self._lock = threading.Lock()
        self._early: list[Any] = []
        self._later: Callable[[Any], object] | None = None
        self.call = engine.open(paths, stdin, self._deliver)

    def _deliver(self, value: Any) -> None:
        with self._lock:
            if self._later is None:
                self._early.append(value)
            else:
                self._later(value)

    def take_over(self, later: Callable[[Any], object]) -> list[Any]:
        """What has come so far; everything after it goes to `later`, on another thread."""
        with self._lock:
            self._later = later
            early, self._early = self._early, []
        return early
