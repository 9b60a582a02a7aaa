"""Makes Python on Linux lack what other systems lack. It runs first in every process that has this folder in
`PYTHONPATH`, also in those that the program starts.

`BRIEFING_TEST_SYSTEM` says which: `windows` has no fork, no `fcntl`, `termios` or `resource`, none of the
signals and calls of Unix, and locks files as Windows does; `macos` calls itself by that name and so starts
processes anew. What the standard library needs by itself on Linux stays.
"""

from __future__ import annotations

# They look at what the system has when they are imported, and must find Linux.
import asyncio  # noqa: F401
import os
import selectors  # noqa: F401
import signal
import subprocess  # noqa: F401
import sys
import types

SYSTEM = os.environ.get("BRIEFING_TEST_SYSTEM", "")
MODULES = ("fcntl", "grp", "pty", "pwd", "readline", "resource", "termios", "tty")
CALLS = (
    *(
        "chown",
        "fchmod",
        "fchown",
        "fork",
        "forkpty",
        "getegid",
        "getgid",
        "getloadavg",
        "getpgid",
    ),
    *("getpgrp", "getuid", "killpg", "mkfifo", "nice", "openpty", "posix_fallocate", "posix_fadvise"),
    *("pread", "pwrite", "sched_getaffinity", "sched_setaffinity", "setpgid", "setsid", "statvfs", "sysconf"),
    *("tcgetpgrp", "tcsetpgrp", "ttyname"),
    *("O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC"),
)
"""Not `geteuid` and `uname`: libraries that we use ask them of every Linux."""
SIGNALS = (
    *("SIGALRM", "SIGCHLD", "SIGCONT", "SIGHUP", "SIGIO", "SIGPIPE", "SIGPROF", "SIGPWR", "SIGQUIT"),
    *("SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2", "SIGVTALRM", "SIGWINCH", "SIGXCPU"),
)
"""Not KILL: `subprocess` ends its processes by it."""


def _as_windows() -> None:
    taken_lock = os.lockf

    def locking(handle: int, mode: int, size: int) -> None:
        """As Windows has it: OSError where another process holds it."""
        if mode == msvcrt.LK_NBLCK:
            taken_lock(handle, os.F_TLOCK, size)
        else:
            taken_lock(handle, os.F_ULOCK, size)

    msvcrt = types.ModuleType("msvcrt")
    msvcrt.LK_UNLCK, msvcrt.LK_NBLCK = 0, 2  # type: ignore[attr-defined]
    msvcrt.locking = locking  # type: ignore[attr-defined]
    sys.modules["msvcrt"] = msvcrt
    for name in MODULES:
        # An import of it fails now.
        sys.modules[name] = None  # type: ignore[assignment]
    for name in (*CALLS, "lockf"):
        if hasattr(os, name):
            delattr(os, name)
    for name in SIGNALS:
        if hasattr(signal, name):
            delattr(signal, name)


if SYSTEM == "windows":
    _as_windows()
elif SYSTEM == "macos":
    sys.platform = "darwin"
