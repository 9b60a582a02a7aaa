"""Documents are read in a child process: one that hangs, grows or crashes costs its file and nothing else.

Each process that reads has one child, which answers one file after the other, is replaced when it ends, and
ends with the process that asks it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

from briefing.errors import NoArticlesError, ReadError
from briefing.model.article import Article, Failure
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.reader_child import CPU_SECONDS, LENGTH, DocumentAnswer, DocumentQuestion, unpacked

SECONDS = 12
"""That a child may take for one file, by the clock."""
_MOST_BUSY = 4
"""How many times as long it may take at most where others keep it from the processor."""
_LARGEST = 1 << 30
"""Bytes of an answer."""
_START = "from briefing.reading.reader_child import main; main()"


class ReaderChild:
    """A process that reads documents."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(  # noqa: S603 - every word of it is ours
            # -P: no module of the user's folder is imported; -B: nothing is written.
            [sys.executable, "-P", "-B", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._is_late = False

    def ask(self, question: DocumentQuestion, seconds: float) -> DocumentAnswer:
        """Return what stands in a file; ReadError where the child ended over it, with the reason."""
        watch = threading.Timer(seconds, self._end_late)
        watch.daemon = True
        watch.start()
        try:
            data = self._exchanged(pickle.dumps(tuple(question), protocol=pickle.HIGHEST_PROTOCOL))
        finally:
            watch.cancel()
        if data is None:
            raise ReadError(self._reason())
        try:
            return unpacked(data)
        except (pickle.UnpicklingError, ValueError, TypeError, EOFError, AttributeError, IndexError) as error:
            self.end()
            raise ReadError("the process that read it gave no answer that can be understood") from error

    def _exchanged(self, question: bytes) -> bytes | None:
        """The bytes of the answer; None where the child ended."""
        sent, received = self._process.stdin, self._process.stdout
        assert sent is not None
        assert received is not None
        try:
            sent.write(LENGTH.pack(len(question)))
            sent.write(question)
            sent.flush()
            head = received.read(LENGTH.size)
            if len(head) < LENGTH.size:
                return None
            (size,) = LENGTH.unpack(head)
            data = received.read(size) if size <= _LARGEST else b""
        except (OSError, ValueError):
            return None
        return data if len(data) == size else None

    def _end_late(self) -> None:
        self._is_late = True
        self._process.kill()

    def _reason(self) -> str:
        """Why the child ended, in words."""
        self._process.kill()
        status = self.end()
        if self._is_late:
            return "reading it takes too long"
        if sys.platform != "win32" and status in (-signal.SIGXCPU, -signal.SIGKILL):
            return (
                f"reading it takes more than {CPU_SECONDS} s of the processor, or more memory than there is"
            )
        return "the process that read it ended over it: it is damaged, or made to do harm"

    def end(self) -> int:
        """End it, and return its exit code."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            return self._process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _busyness() -> float:
    """How many times as long work takes on a machine as busy as this one is now."""
    try:
        waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return 1.0
    return min(max(waiting, 1.0), _MOST_BUSY)


class ReaderChildren:
    """The child of this process, started when the first document is met."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._lock = threading.Lock()
        self._child: ReaderChild | None = None

    def read(self, chosen: Format, data: bytes, context: ReadContext) -> Iterator[Article | Failure]:
        """Yield what stands in a document; ReadError as its reader raises it, or where the child ended."""
        if chosen.missing is not None:
            yield from chosen.read(data, context)
            return
        with self._lock:
            answer = self._answer(DocumentQuestion(chosen, data, context))
        yield from answer.found
        if answer.refused is not None:
            raise (NoArticlesError if answer.has_no_articles else ReadError)(answer.refused)

    def _answer(self, question: DocumentQuestion) -> DocumentAnswer:
        if self._child is None:
            self._child = ReaderChild()
        try:
            answer = self._child.ask(question, SECONDS * _busyness())
        except BaseException:
            # Whatever came between: the next file must not be given the answer to this one.
            self.end()
            raise
        if answer.is_last:
            self.end()
        return answer

    def end(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None


CHILDREN = ReaderChildren()
atexit.register(CHILDREN.end)
