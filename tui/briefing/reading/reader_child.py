"""What a confined process does for reading: it parses documents, which may do harm.

`briefing.reading.read_apart` asks it.
"""

from __future__ import annotations

import io
import pickle
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefing.errors import NoArticlesError, ReadError
from briefing.jobs.collector import collector_paused
from briefing.jobs.confinement import MEMORY, is_spent, serve_confined
from briefing.model.article import Article, Failure
from briefing.reading.file_part import FilePart
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import ReadContext

_SECONDS_AT_ONCE = 5
"""Of processor, after which a format that goes on is given a new time."""
LEAST_AT_ONCE = 20
"""Articles that have to be found in it: what takes longer is made to do harm, and ends with its time."""
_LONGEST_FAULT = 300
_ANSWERED_WITH = frozenset(
    {("briefing.model.article", name) for name in ("Article", "AsRead", "Failure", "Passage")}
)


class DocumentQuestion(NamedTuple):
    """One file to be read."""

    format: Format
    data: bytes
    context: ReadContext
    part: FilePart | None = None
    """Which part of the file `data` is; None where it is all of it."""
    taken: frozenset[str] = frozenset()
    """Ids in the parts before."""


class DocumentAnswer(NamedTuple):
    """What stands in a file."""

    found: tuple[Article | Failure, ...]
    refused: str | None
    """Why there is nothing more."""
    has_no_articles: bool
    """Whether that is because it holds something else."""
    goes_on: bool
    """Whether there is more, for which there was no time."""
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
    found, refused, has_no_articles, goes_on, is_last = ArticleUnpickler(io.BytesIO(data)).load()
    return DocumentAnswer(tuple(found), refused, bool(has_no_articles), bool(goes_on), bool(is_last))


def main() -> None:
    """Answer questions until nobody asks any more."""
    serve_confined(_answered, "a reader of documents")


def _answered(data: bytes) -> tuple[bytes, bool]:
    # Written by the program that started this one.
    answer = _answer(DocumentQuestion(*pickle.loads(data)))  # noqa: S301
    return packed(answer), answer.is_last


def _answer(question: DocumentQuestion) -> DocumentAnswer:
    found: list[Article | Failure] = []
    refused = None
    has_no_articles = goes_on = False
    end = time.process_time() + _SECONDS_AT_ONCE
    try:
        # Trees are many small objects, and none of them is waste before the file is read.
        with collector_paused():
            for one in _read(question):
                found.append(one)
                if question.format.goes_on and time.process_time() > end and len(found) >= LEAST_AT_ONCE:
                    goes_on = True
                    break
    except ReadError as error:
        refused = error.message
        has_no_articles = isinstance(error, NoArticlesError)
    except MemoryError:
        refused = f"reading it takes more than {MEMORY >> 20:,} MB of memory"
        return DocumentAnswer(tuple(found), refused, has_no_articles=False, goes_on=False, is_last=True)
    except RecursionError:
        refused = "it is nested too deeply"
    except Exception as error:  # noqa: BLE001 - of a library, over a file that nobody foresaw: told, and the rest goes on
        told = f"{type(error).__name__}: {error}"
        refused = f"the reader of {question.format.name} failed over it ({told[:_LONGEST_FAULT]})"
    return DocumentAnswer(tuple(found), refused, has_no_articles, goes_on, is_last=is_spent())


def _read(question: DocumentQuestion) -> Iterator[Article | Failure]:
    parts = question.format.reader.parts
    if question.part is None or parts is None:
        return question.format.read(question.data, question.context)
    return parts.read(question.data, question.part, question.context, set(question.taken))
