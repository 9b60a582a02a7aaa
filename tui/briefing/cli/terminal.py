"""The terminal the reader needs: whether there is one, and getting its keyboard back.

With articles on standard input the keyboard is elsewhere: the controlling terminal is opened in
its place, as `less` does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from briefing.errors import ReadError, UsageError

_HINT = (
    "briefing list, show, figures, names, topics, related, synopsis and search print what the reader shows"
)


def check_terminal(environ: Mapping[str, str]) -> None:
    """Raise UsageError where the reader could only draw into nothing."""
    if environ.get("TERM") == "dumb":
        raise UsageError("the reader cannot draw on a dumb terminal", hint=_HINT)
    for name, stream in (("output", sys.stdout), ("error", sys.stderr)):
        if not is_terminal(stream):
            raise UsageError(f"the reader needs a terminal, and standard {name} is not one", hint=_HINT)


def piped_input(*, named: bool) -> bytes | None:
    """Return what is piped into standard input, or None where nothing is meant to be read from it.

    With `named` (a `-` among the paths) it is read whatever it is; otherwise only a pipe, a socket or
    a file is, and only when something comes. ReadError when it cannot be read or is too long.
    """
    if sys.stdin is None or (not named and not _carries_data(sys.stdin)):
        return None
    from briefing.reading.input_bytes import read_stream

    try:
        data = read_stream(sys.stdin.buffer)
    except ReadError as error:
        raise ReadError(f"standard input: {error.message}") from error
    return data if data or named else None


def take_keyboard() -> None:
    """Make standard input the terminal's keyboard where it is something else.

    UsageError where the process has no terminal.
    """
    if is_terminal(sys.stdin):
        return
    try:
        keyboard = os.open("CONIN$" if os.name == "nt" else "/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError("there is no terminal to read keys from", hint=_HINT) from error
    if keyboard != 0:
        os.dup2(keyboard, 0)
        os.close(keyboard)
    # What reads keys asks this object for its descriptor; the old one may be closed or missing.
    sys.stdin = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.__stdin__ = sys.stdin  # type: ignore[misc]


def is_terminal(stream: TextIO | None) -> bool:
    """True for a stream that somebody looks at; False also for one that is closed."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        # Closed.
        return False


def _carries_data(stream: TextIO) -> bool:
    import stat

    try:
        mode = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISREG(mode)
