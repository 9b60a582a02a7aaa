"""Copying, in one place: by a program where one reaches the clipboard, else by asking the terminal.

The text goes to a program's standard input alone, never into its arguments, which others may read; and off
the event loop, so that a program that hangs holds up nothing.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefing.errors import UsageError
from briefing.text.clean import clean

PATIENCE_SECONDS = 2.0
"""How long a program may take, after which the next way is tried."""


class _Program(NamedTuple):
    """A program that puts what it reads on a clipboard."""

    command: tuple[str, ...]
    told: str
    """What is said when it has done so."""
    encoding: str = "utf-8"


async def copy(text: str, to_terminal: Callable[[str], None]) -> str:
    """Put `text` on the clipboard and return what to tell the user: by which way.

    A terminal may refuse without a word, so nothing more is claimed than that it was asked, which
    `to_terminal` does (OSC 52). The text is cleaned, so that what is pasted elsewhere is what was seen here.
    """
    cleaned = clean(text)
    told = await asyncio.to_thread(_by_program, cleaned)
    if told is not None:
        return told
    to_terminal(cleaned)
    return "sent to the terminal's clipboard"


def _by_program(text: str) -> str | None:
    return next((one.told for one in _programs() if _takes(one, text)), None)


def _programs() -> Iterator[_Program]:
    """Those that are there and reach the clipboard of whoever sits before the screen, the likeliest first."""
    if os.environ.get("TMUX") and shutil.which("tmux"):
        # Set to `on`, tmux hands on what the terminal is asked for; else that arrives nowhere.
        passes_on = _answer("tmux", "show-options", "-sv", "set-clipboard")
        if passes_on != "on":
            if passes_on != "off":
                both = "copied into tmux, which was asked to send it to the terminal's clipboard"
                yield _Program(("tmux", "load-buffer", "-w", "-"), both)
            # Versions before 3.2 know no -w.
            yield _Program(("tmux", "load-buffer", "-"), "copied into tmux")
    for needs, command, encoding in (
        ("WAYLAND_DISPLAY", ("wl-copy",), "utf-8"),
        ("DISPLAY", ("xclip", "-selection", "clipboard"), "utf-8"),
    ):
        if os.environ.get(needs) and shutil.which(command[0]):
            yield _Program(command, f"copied to the clipboard by {command[0]}", encoding)
    if os.environ.get("SSH_CONNECTION"):
        # The others know the clipboard of the machine they run on alone, where nobody sits.
        return
    for name, encoding in (("pbcopy", "utf-8"), ("clip.exe", "utf-16-le")):
        if shutil.which(name):
            yield _Program((name,), f"copied to the clipboard by {name}", encoding)


def pasted() -> str:
    """Return the text on the clipboard of whoever sits before the screen; UsageError where no program gives
    it, or it holds none.

    Nothing asks the terminal: most answer that question only where they are told to.
    """
    for needs, command in _PASTING:
        if (not needs or os.environ.get(needs)) and shutil.which(command[0]):
            text = _answer(*command)
            if text:
                return text
    raise UsageError("there is no text on the clipboard", hint="… | briefing add takes it from a pipe")


_PASTING = (
    ("WAYLAND_DISPLAY", ("wl-paste", "--no-newline")),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-o")),
    ("", ("pbpaste",)),
    ("", ("powershell.exe", "-NoProfile", "-Command", "Get-Clipboard -Raw")),
)
"""What gives the text of a clipboard, each with the variable without which it would reach none."""


def _takes(program: _Program, text: str) -> bool:
    """Hand a text to a program; whether it took it."""
    try:
        done = subprocess.run(  # noqa: S603 - a command of ours, in which nothing of the text stands
            program.command,
            input=text.encode(program.encoding, "replace"),
            # Some stay behind to serve the clipboard: they must hold nothing of ours, and outlive us.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        # The next way is tried, and the user is told which one it was.
        return False
    return done.returncode == 0


def _answer(*command: str) -> str:
    """What a program answers, in a word; empty where it does not."""
    try:
        done = subprocess.run(  # noqa: S603 - as above
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace").strip()
