"""Gives the terminal back when the program that took it is killed or crashes, and can do so no more.

A process of its own waits for the end of the program: what a signal such as KILL or SEGV ends runs no
handler of Python's any more. It does nothing at all where the program gave the terminal back itself.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
from pathlib import Path
from typing import BinaryIO

try:
    import termios
except ImportError:
    # There is no such terminal on Windows, nor a fork.
    _HAS_TERMINALS = False
else:
    _HAS_TERMINALS = True

RESET = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
    b"\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Undoes what Textual switches: the keyboard's protocol before the screen it was asked for on."""
_NOTICE = "\r\nbriefing: the reader was killed or crashed; what was marked is saved{report}\r\n"
_MOST_DESCRIPTORS = 256

Attributes = list[int | list[bytes | int]]
"""What `termios.tcgetattr` gives."""
_Taken = tuple[Attributes | None, Attributes | None, str]
"""The attributes of the terminal before it was taken and since, None where they are not known, and the file
of reports, if there is one."""


class _Watch:
    """What this process says to the one that watches."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._report = ""

    def name_report(self, path: str) -> None:
        self._report = path

    def tell(self, before: Attributes | None, since: Attributes | None) -> None:
        self._send((before, since, self._report))

    def tell_given_back(self) -> None:
        self._send(None)

    def _send(self, taken: _Taken | None) -> None:
        with contextlib.suppress(OSError):
            # Somebody has ended the process that watches: the reader goes on without it.
            os.write(self._handle, marshal.dumps(taken))


_watch: _Watch | None = None


def start_terminal_watch() -> None:
    """Start the process that watches the terminal on standard error; harmless where none can be.

    Safe only before any thread runs. It ends when this process does.
    """
    global _watch  # noqa: PLW0603 - the one of this process
    if _watch is not None or not _HAS_TERMINALS:
        return
    requests, told = os.pipe()
    if os.fork() == 0:
        _serve(requests)
    os.close(requests)
    _watch = _Watch(told)


def name_report(path: str) -> None:
    """Say where messages go that would have disturbed the screen: where it stays empty, it is removed."""
    if _watch is not None:
        _watch.name_report(path)


def attributes_of(terminal: int) -> Attributes | None:
    """The attributes of a terminal; None where they cannot be known."""
    try:
        return termios.tcgetattr(terminal)
    except (OSError, termios.error):
        return None


def terminal_taken(before: Attributes | None, since: Attributes | None = None) -> None:
    """Say that the terminal is taken, and which attributes it had `before` and has `since`."""
    if _watch is not None:
        _watch.tell(before, since)


def terminal_given_back() -> None:
    """Say that the terminal was given back."""
    if _watch is not None:
        _watch.tell_given_back()


def _serve(requests: int) -> None:
    """What the process that watches does; never returns."""
    try:
        # What ends the program's group, or stops it, must not end or stop this one.
        os.setpgid(0, 0)
        for name in ("SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGTSTP", "SIGTTOU", "SIGTTIN"):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1):
            os.dup2(null, standard)
        os.closerange(3, requests)
        # Among them the end of the pipe that is written to: it must be closed when the program has ended.
        os.closerange(requests + 1, _MOST_DESCRIPTORS)
        with os.fdopen(requests, "rb") as told:
            taken = _last(told)
        if taken is not None:
            _give_back(2, taken)
    finally:
        os._exit(0)


def _last(told: BinaryIO) -> _Taken | None:
    """What was said last before the program ended."""
    taken: _Taken | None = None
    while True:
        try:
            taken = marshal.load(told)  # noqa: S302 - from this very program, over a pipe of its own
        except (EOFError, ValueError, TypeError):
            return taken


def _give_back(terminal: int, taken: _Taken) -> None:
    before, since, report = taken
    os.write(terminal, RESET)
    # A shell may have set it already, and for its own line: only what the reader set is taken back.
    if before is not None and (since is None or attributes_of(terminal) == since):
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    told = ""
    if report and Path(report).stat().st_size:
        told = f"; a report is in {report}"
    elif report:
        Path(report).unlink()
    os.write(terminal, os.fsencode(_NOTICE.format(report=told)))
