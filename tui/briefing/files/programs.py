"""Programs of the user's that open a file: the editor, and the one that the system has for its kind.

The file is a word of its own for them: no shell reads it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.errors import UsageError

_SECONDS = 3.0
"""After which a program that opens a file is taken to run."""
_TAKES_LINE = frozenset("vi vim nvim view gvim nano pico emacs emacsclient micro joe jed kak mg ne".split())
"""Editors that take `+LINE` before the file."""


def editor_command(file: str, line: int | None, environ: Mapping[str, str]) -> list[str]:
    """Return the command that opens `file`, an absolute path, in the user's editor, at a line where it takes
    one.

    UsageError where no editor is set, or there is none of that name.
    """
    name = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), "")
    if not name:
        raise UsageError("no editor is set", hint="EDITOR in the environment names it")
    try:
        words = shlex.split(environ[name], posix=os.name != "nt")
    except ValueError as error:
        raise UsageError(f"what {name} says is no command: {error}") from error
    program = shutil.which(words[0]) if words else None
    if program is None:
        raise UsageError(f"what {name} says is no program that is there")
    at = [f"+{line}"] if line is not None and Path(program).stem in _TAKES_LINE else []
    return [program, *words[1:], *at, file]


def run_in_terminal(command: Sequence[str], screen: int) -> int:
    """Run a command in the terminal of this process until it ends, and return its exit status.

    `screen` is the descriptor that is its standard error. What keys send to all who have the terminal is for
    the command: ctrl+c and ctrl+\\ for it alone, ctrl+z stops both. OSError where it cannot be started.
    """
    if sys.platform == "win32":
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own
    meanwhile = {
        signal.SIGINT: signal.SIG_IGN,
        signal.SIGQUIT: signal.SIG_IGN,
        signal.SIGTSTP: signal.SIG_DFL,
    }
    before = {number: signal.signal(number, action) for number, action in meanwhile.items()}
    try:
        process = os.posix_spawn(
            command[0],
            list(command),
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, screen, 2)],
            # What is ignored here would be ignored there, too.
            setsigdef=list(meanwhile),
        )
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def open_in_program(file: str) -> None:
    """Open `file`, an absolute path, in the program that the system has for its kind, and do not wait.

    UsageError where there is none, or it refuses.
    """
    if sys.platform == "win32":
        try:
            os.startfile(file)  # noqa: S606 - what the user asks for
        except OSError as error:
            raise UsageError(f"no program opens it: {error.strerror}") from error
        return
    name = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(name)
    if program is None:
        raise UsageError(f"what opens files in their programs is not installed: {name}")
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - the path is one word, and begins with a slash
        [program, file], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
    try:
        status = process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        # It stays as long as what it opened: only its end is waited for, by nobody who needs it.
        threading.Thread(target=process.wait, daemon=True).start()
        return
    if status:
        raise UsageError(f"{name} could not open it ({status})")
