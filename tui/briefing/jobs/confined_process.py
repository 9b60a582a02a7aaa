"""A process for what may do harm: one that hangs, grows, crashes or lies costs its question and nothing else.

It is no `Worker`: those are this program at both ends, and what they send is unpickled as it comes. What a
confined process sends may be written by whoever took it over, so it is bytes here, and whoever asks makes
of them only what it expects. The child's side is `briefing.jobs.confinement`.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import threading
from contextlib import suppress
from typing import Literal

from briefing.jobs.confinement import OUT_OF_MEMORY
from briefing.jobs.frames import FrameTooLargeError, read_frame, write_frame
from briefing.jobs.launch import start_python

_MOST_LOAD = 4
"""How many times as long an answer may take at most where others keep the process from the processor."""
_MOST_BYTES = 1 << 30
"""Of a question, and of an answer."""
_ENDS_WITHIN = 5
"""Seconds that a process has to end in once it has closed its pipe."""

Cause = Literal["late", "limit", "large", "fault"]
"""It took too long; it met a limit of the processor, or there was no memory left; question or answer are
larger than may be; it ended by itself."""


class ConfinedEndedError(Exception):
    """The process ended over a question, or cannot be asked it."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(f"a confined process ended: {cause}")
        self.cause = cause


class ConfinedProcess:
    """One process at a time, started when something is asked, replaced when it has ended, and ended with
    the process that asks.

    For one thread at a time.
    """

    def __init__(self, code: str) -> None:
        """`code` is what Python runs in it, in the end a call of `serve_confined`. Nothing is started yet."""
        self._code = code
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def ask(self, question: bytes, seconds: float) -> bytes:
        """Return the answer to a question, for which it has so many seconds on a machine that is not loaded.

        ConfinedEndedError where the process ended over it. Whatever is raised, the next question is for a
        process that knows nothing of this one, and whose answers are its own.
        """
        if len(question) > _MOST_BYTES:
            raise ConfinedEndedError("large")
        if self._process is not None and self._process.poll() is not None:
            # Ended while nothing was asked: no question is to blame.
            self.end()
        process = self._process or self._start()
        late = threading.Event()

        def end_late() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(seconds * _load(), end_late)
        watch.daemon = True
        watch.start()
        try:
            answer = self._exchanged(process, question)
            status = _exit_code(process) if answer is None else None
        except FrameTooLargeError as error:
            process.kill()
            self.end()
            raise ConfinedEndedError("large") from error
        except BaseException:
            self.end()
            raise
        finally:
            watch.cancel()
        if answer is None:
            self.end()
            raise ConfinedEndedError("late" if late.is_set() else _cause(status))
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = start_python(self._code, writes_bytecode=False)
        atexit.register(self.end)
        return self._process

    @staticmethod
    def _exchanged(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
        """The answer; None where the process ended."""
        sent, received = process.stdin, process.stdout
        assert sent is not None
        assert received is not None
        try:
            write_frame(sent, question)
            return read_frame(received, _MOST_BYTES)
        except FrameTooLargeError:
            raise
        except (OSError, ValueError):
            return None

    def end(self) -> None:
        """End the process; harmless where there is none."""
        process, self._process = self._process, None
        if process is None:
            return
        atexit.unregister(self.end)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _exit_code(process: subprocess.Popen[bytes]) -> int | None:
    """With what a process ends that has closed its pipe; None where it goes on.

    The pipe is closed a moment before the end: killed at once, it would not say why.
    """
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_ENDS_WITHIN)
    return process.returncode


def _cause(status: int | None) -> Cause:
    """Why a process ended with an exit code; None where it did not end."""
    # Where a system has no such limits, it has no such signals.
    limits = [-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)]
    return "limit" if status in (*limits, OUT_OF_MEMORY) else "fault"


def _load() -> float:
    """How many times as long work takes on a machine as loaded as this one is now."""
    try:
        waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return 1.0
    return min(max(waiting, 1.0), _MOST_LOAD)
