"""How far long work is, on standard error: one line that is written over, or a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Generator, Iterable
from types import TracebackType
from typing import TypeVar

from briefing.cli.cells import cut, shown
from briefing.cli.diagnostics import say
from briefing.model.build_progress import BuildProgress

_OFTEN = 0.1
"""Seconds between two reports on a terminal."""
_SELDOM = 10.0
"""Seconds between two lines where standard error is a file."""
_WIDTH = 78

Result = TypeVar("Result")


class ProgressLine:
    """The line of progress; leaving the block takes it off the terminal."""

    def __init__(self, *, shown: bool = True) -> None:
        """Without `shown` nothing is ever reported."""
        self._shown = shown
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        # What is over at once needs no report.
        self._last = time.monotonic() - (_OFTEN if self._terminal else 0)
        self._dirty = False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def show(self, text: str) -> None:
        """Report `text`, unless another was reported a moment ago."""
        now = time.monotonic()
        if not self._shown or now - self._last < (_OFTEN if self._terminal else _SELDOM):
            return
        self._last = now
        if self._terminal:
            sys.stderr.write(f"\r\x1b[K{cut(shown(text), _WIDTH)}")
            sys.stderr.flush()
            self._dirty = True
        else:
            say(text)

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._dirty:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._dirty = False


def followed(steps: Generator[tuple[int, int], None, Result], what: str, least: int = 0) -> Result:
    """Go through a long job, reporting how much of it is done where it has at least so many parts; return
    what it returns."""
    with ProgressLine() as line:
        try:
            while True:
                done, total = next(steps)
                if total > least:
                    line.show(f"{what}: {done * 100 // total} %")
        except StopIteration as end:
            result: Result = end.value
            return result


def follow(steps: Iterable[BuildProgress]) -> BuildProgress | None:
    """Go through a build, reporting how far it is; return its last report."""
    last: BuildProgress | None = None
    with ProgressLine() as line:
        for step in steps:
            if step.note:
                line.clear()
                say(step.note)
            line.show(f"building the library: {step.line()}")
            last = step
    return last
