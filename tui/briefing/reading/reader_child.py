"""What runs in a process of its own, and reads there what may do harm: documents are parsed with little
memory, for a short time, without a network.

Here lies what the child does; `briefing.reading.read_apart` starts it and asks it.
"""

from __future__ import annotations

import io
import os
import pickle
import struct
import sys
import threading
import time
from typing import IO, Any, NamedTuple

from briefing.errors import NoArticlesError, ReadError
from briefing.model.article import Article, Failure
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import ReadContext

MEMORY = 1 << 30
"""Bytes that a child may ask of the system."""
CPU_SECONDS = 10
"""Of processor, for one file."""
_FILES = 64
"""Descriptors that may be open at once."""
_RETIRED_AT = 600 << 20
"""Bytes from which on a child is replaced by a new one after its answer."""
_WATCHED_EVERY = 0.1
"""Seconds between two looks at the memory, where the system sets no limit to it."""
_LONGEST_FAULT = 300
LENGTH = struct.Struct(">Q")
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "pty.")
"""Beginnings of what a parser has no business with, as the interpreter names it for an audit hook."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ANSWERED_WITH = frozenset(
    {("briefing.model.article", name) for name in ("Article", "AsRead", "Failure", "Passage")}
)


class DocumentQuestion(NamedTuple):
    """One file to be read."""

    format: Format
    data: bytes
    context: ReadContext


class DocumentAnswer(NamedTuple):
    """What stands in a file."""

    found: tuple[Article | Failure, ...]
    refused: str | None
    """Why there is nothing more."""
    has_no_articles: bool
    """Whether that is because it holds something else."""
    is_last: bool
    """Whether the child ends now and is asked no more."""


class ArticleUnpickler(pickle.Unpickler):
    """Makes articles of what a child wrote, and nothing else: one that was taken over can lie, not act."""

    def find_class(self, module: str, name: str) -> Any:
        """Return one of the classes of an answer; UnpicklingError for any other."""
        if (module, name) not in _ANSWERED_WITH:
            raise pickle.UnpicklingError(f"no part of an answer: {module}.{name}")
        return super().find_class(module, name)


def packed(answer: DocumentAnswer) -> bytes:
    """Return the bytes of an answer."""
    return pickle.dumps(tuple(answer), protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> DocumentAnswer:
    """Return the answer in what a child wrote; pickle.UnpicklingError where it holds anything else."""
    found, refused, has_no_articles, is_last = ArticleUnpickler(io.BytesIO(data)).load()
    return DocumentAnswer(tuple(found), refused, bool(has_no_articles), bool(is_last))


def main() -> None:
    """Answer questions until nobody asks any more."""
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    # Libraries print: nothing of it may come between the answers.
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    _confine()
    while (data := _received(questions)) is not None:
        # Written by the program that started this one.
        answer = _answer(DocumentQuestion(*pickle.loads(data)))  # noqa: S301
        told = packed(answer)
        answers.write(LENGTH.pack(len(told)) + told)
        answers.flush()
        if answer.is_last:
            return


def _received(stream: IO[bytes]) -> bytes | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = stream.read(size)
    return data if len(data) == size else None


def _answer(question: DocumentQuestion) -> DocumentAnswer:
    _allow_seconds()
    found: list[Article | Failure] = []
    refused = None
    has_no_articles = False
    try:
        found.extend(question.format.read(question.data, question.context))
    except ReadError as error:
        refused = error.message
        has_no_articles = isinstance(error, NoArticlesError)
    except MemoryError:
        refused = f"reading it takes more than {MEMORY >> 20:,} MB of memory"
        return DocumentAnswer(tuple(found), refused, has_no_articles=False, is_last=True)
    except RecursionError:
        refused = "it is nested too deeply"
    except Exception as error:  # noqa: BLE001 - of a library, over a file that nobody foresaw: told, and the rest goes on
        told = f"{type(error).__name__}: {error}"
        refused = f"the reader of {question.format.name} failed over it ({told[:_LONGEST_FAULT]})"
    return DocumentAnswer(tuple(found), refused, has_no_articles, is_last=_memory() > _RETIRED_AT)


# -- limits --------------------------------------------------------------------------------------


def _confine() -> None:
    """Set the limits that hold for all files.

    Where the system limits no memory the child watches its own; where it does not even say what that is, as
    Windows does not, only the clock of the one who asks is left.
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
    sys.addaudithook(_refuse)


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
    """Let the file that comes take its time on the processor, and no more."""
    try:
        import resource
    except ImportError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + 1 + CPU_SECONDS)


def _memory() -> int:
    """Bytes held at most so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10


def _watch_memory() -> None:
    while _memory() <= MEMORY:
        time.sleep(_WATCHED_EVERY)
    os._exit(1)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse a parser what it has no business with."""
    if event.startswith(_REFUSED):
        raise PermissionError(f"a reader of documents may not: {event}")
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        raise PermissionError("a reader of documents may not write")
