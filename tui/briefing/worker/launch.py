"""Starts worker processes. Imports next to nothing, so that it can be the first thing done."""

from __future__ import annotations

import subprocess
import sys

_early: list[subprocess.Popen[bytes]] = []


def launch() -> subprocess.Popen[bytes]:
    """A worker process: the one started early if it is still free, else a new one."""
    return _early.pop() if _early else _start()


def launch_early() -> None:
    """Start a process now for the first worker to come: it boots while this one goes on importing.

    A process that nobody takes ends by itself when this one does.
    """
    if not _early:
        _early.append(_start())


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -P: a `json.py` in the user's folder must never be imported.
        [sys.executable, "-P", "-c", "from briefing.worker.process import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
