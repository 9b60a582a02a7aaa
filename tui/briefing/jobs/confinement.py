"""What a confined process does: it answers questions with little memory, for a short time, and without a
network, files to write or other programs.

`briefing.jobs.confined_process` starts it and asks it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from briefing.jobs.frames import read_frame, write_frame

MEMORY = 1 << 30
"""Bytes that such a process may ask of the system."""
CPU_SECONDS = 10
"""Of processor, for one question."""
OUT_OF_MEMORY = 71
"""Exit code of a process that had no memory left for a question, or for its answer."""
_FILES = 64
"""Descriptors that may be open at once."""
_RETIRED_AT = 600 << 20
"""Bytes from which on it should be replaced by a new one."""
_WATCHED_EVERY = 0.1
"""Seconds between two looks at the memory, where the system sets no limit to it."""
_REFUSED = (
    # Networks and other programs.
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty."),
    *("os.kill", "signal.pthread_kill", "os.startfile", "_winapi.CreateProcess"),
    # Files: "open" is looked at by itself.
    *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.utime"),
    *("os.ch", "os.lchown", "os.setxattr", "os.removexattr", "os.lockf", "shutil.", "tempfile.", "sqlite3."),
    *("winreg.CreateKey", "winreg.SetValue", "winreg.DeleteKey", "winreg.DeleteValue", "winreg.SaveKey"),
)
"""Beginnings of what it has no business with, as the interpreter names it for an audit hook: "os.ch" are
`chmod`, `chown`, `chdir` and `chflags`. What raises no event, as a named pipe, is not noticed."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def serve_confined(answer: Callable[[bytes], tuple[bytes, bool]], who: str) -> None:
    """Answer questions until nobody asks any more, or until one was answered as the last.

    `answer` gives what to write, and whether the process ends then. `who` is told of in what is refused.
    """
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    # Libraries print: nothing of it may come between the answers.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    _confine(who)
    try:
        while (question := read_frame(questions)) is not None:
            _allow_seconds()
            told, is_last = answer(question)
            write_frame(answers, told)
            if is_last:
                return
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def is_spent() -> bool:
    """Whether this process holds so much memory that another should answer from now on."""
    return _memory() > _RETIRED_AT


def _confine(who: str) -> None:
    """Set the limits that hold for all questions.

    Where the system limits no memory the process watches its own; where it does not even say what that is,
    as Windows does not, only the clock of the one who asks is left.
    """
    try:
        import resource
    except ImportError:
        resource = None  # type: ignore[assignment]
    is_limited = False
    if resource is not None:
        _lower(resource.RLIMIT_NOFILE, _FILES)
        _lower(resource.RLIMIT_CORE, 0)
        is_limited = sys.platform == "linux" and _lower(resource.RLIMIT_AS, MEMORY)
    if not is_limited and _memory():
        threading.Thread(target=_watch_memory, daemon=True).start()

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"{who} may not: {event}")
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
            raise PermissionError(f"{who} may not write")

    sys.addaudithook(refuse)


def _lower(limit: int, value: int) -> bool:
    import resource

    _, hard = resource.getrlimit(limit)
    lowered = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(limit, (lowered, hard))
    except (OSError, ValueError):
        return False
    return True


def _allow_seconds() -> None:
    """Let the question that comes take its time on the processor, and no more."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + 1 + CPU_SECONDS)


def _memory() -> int:
    """Bytes held at most so far; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        # What `resource` tells goes on from what the process held that started this one.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(status.partition("VmHWM:")[2].split(maxsplit=1)[0]) << 10
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


def _watch_memory() -> None:
    while _memory() <= MEMORY:
        time.sleep(_WATCHED_EVERY)
    os._exit(OUT_OF_MEMORY)
