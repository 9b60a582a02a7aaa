"""Starts worker processes. Imports next to nothing, so that it can be the first thing done."""

from __future__ import annotations

import os
import signal
import sys
from typing import IO, TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence


class Child(Protocol):
    """What is needed of a process, as `subprocess.Popen` has it."""

    pid: int

    @property
    def stdin(self) -> IO[bytes] | None:
        """Where requests are written."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """Where replies are read."""

    def kill(self) -> None:
        """End it at once; harmless when it has ended."""

    def wait(self) -> int:
        """Wait for its end and return its exit code, negative for a signal."""


_early: list[Child] = []
_START = "from briefing.jobs.process import main; main(background={background}, preload={preload!r})"


def launch(*, background: bool = False) -> Child:
    """A worker process: the one started early if it is still free, else a new one.

    One for the `background` is always new: all other processes go before it.
    """
    return _early.pop() if _early and not background else _spawn(background=background)


def launch_early(*preload: str) -> None:
    """Start a process now for the first worker to come: it works while this one goes on importing.

    It imports the modules `preload`, where what will be asked of it lies, without waiting to be asked.
    On Linux it is a fork: it needs not start Python again, nor import what this one has. That is safe
    only here, before any thread runs. A process that nobody takes ends by itself when this one does.
    """
    if not _early:
        can_fork = sys.platform == "linux" and hasattr(os, "fork")
        _early.append(_Fork(preload) if can_fork else _spawn(preload=preload))


def start_python(code: str, *arguments: str, writes_bytecode: bool = True) -> subprocess.Popen[bytes]:
    """A process in which Python runs `code`, with pipes for its standard streams."""
    import subprocess

    # -P: a `json.py` in the user's folder must never be imported.
    options = ["-P"] if writes_bytecode else ["-P", "-B"]
    return subprocess.Popen(  # noqa: S603 - every word of it is ours
        [sys.executable, *options, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _spawn(*, background: bool = False, preload: Sequence[str] = ()) -> Child:
    from briefing.settings import given_options

    start = _START.format(background=background, preload=list(preload))
    return start_python(start, *given_options())


class _Fork:
    """A worker process forked from this one."""

    def __init__(self, preload: Sequence[str]) -> None:
        requests, replies = os.pipe(), os.pipe()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                # What is still buffered would be written twice.
                stream.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _serve_forked(requests, replies, preload)
        os.close(requests[0])
        os.close(replies[1])
        self.stdin: IO[bytes] | None = os.fdopen(requests[1], "wb")
        self.stdout: IO[bytes] | None = os.fdopen(replies[0], "rb")
        self._status: int | None = None

    def kill(self) -> None:
        """End it at once; harmless when it has ended."""
        if self._status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                return

    def wait(self) -> int:
        """Wait for its end and return its status, as `subprocess` gives it."""
        if self._status is None:
            try:
                self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:
                # Somebody else has waited for it; how it ended is not known.
                self._status = 0
        return self._status


def _serve_forked(requests: Sequence[int], replies: Sequence[int], preload: Sequence[str]) -> None:
    """What the forked process does; never returns."""
    status = 1
    try:
        # Nothing of the terminal may be read or written here.
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(requests[1])
        os.close(replies[0])
        for name in ("SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        from briefing.jobs.process import serve

        serve(os.fdopen(requests[0], "rb"), os.fdopen(replies[1], "wb"), preload)
        status = 0
    finally:
        # Not sys.exit: what the other process registered to do at its end is not this one's to do.
        os._exit(status)
