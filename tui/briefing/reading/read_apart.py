"""Documents are read in a confined process, one for each process that reads: what its parsers do costs the
file they do it over and nothing else.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from dataclasses import replace

from briefing.errors import NoArticlesError, ReadError
from briefing.jobs.confined_process import Cause, ConfinedEndedError, ConfinedProcess
from briefing.jobs.confinement import CPU_SECONDS
from briefing.model.article import Article, Failure
from briefing.reading.file_part import FilePart
from briefing.reading.formats.format import Format
from briefing.reading.formats.format_reader import ReadContext
from briefing.reading.reader_child import LEAST_AT_ONCE, DocumentAnswer, DocumentQuestion, unpacked

SECONDS = 12
"""That one file may take, by the clock."""
_MOST_TIMES = 250
"""That one file is asked about, where its format goes on."""
_START = "from briefing.reading.reader_child import main; main()"
_REASONS: dict[Cause, str] = {
    "late": "reading it takes too long",
    "limit": f"reading it takes more than {CPU_SECONDS} s of the processor, or more memory than there is",
    "large": "it, or what stands in it, is larger than can be read apart",
    "fault": "the process that read it ended over it: it is damaged, or made to do harm",
}


class ReaderChild:
    """Reads documents one after the other, for any thread."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._lock = threading.Lock()
        self._process = ConfinedProcess(_START)

    @property
    def running(self) -> bool:
        """Whether a document was met: until then there is no process."""
        return self._process.running

    def read(
        self,
        chosen: Format,
        data: bytes,
        context: ReadContext,
        part: FilePart | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> Iterator[Article | Failure]:
        """Yield what stands in a document, or in a part of one behind those that have the ids `taken`.

        ReadError as its reader raises it, or where the process ended, or there would be more.
        """
        if chosen.missing is not None:
            yield from chosen.read(data, context)
            return
        for _ in range(_MOST_TIMES):
            with self._lock:
                answer = self._answer(DocumentQuestion(chosen, data, context, part, taken))
            yield from answer.found
            context = replace(context, done=context.done + len(answer.found))
            if not answer.goes_on or len(answer.found) < LEAST_AT_ONCE:
                break
        if answer.refused is not None:
            raise (NoArticlesError if answer.has_no_articles else ReadError)(answer.refused)
        if answer.goes_on:
            raise ReadError(f"{_REASONS['late']}: only its first {context.done:,} articles are read")

    def _answer(self, question: DocumentQuestion) -> DocumentAnswer:
        try:
            data = self._process.ask(pickle.dumps(tuple(question), pickle.HIGHEST_PROTOCOL), SECONDS)
        except ConfinedEndedError as error:
            raise ReadError(_REASONS[error.cause]) from error
        try:
            answer = unpacked(data)
        except (pickle.UnpicklingError, ValueError, TypeError, EOFError, AttributeError, IndexError) as error:
            self._process.end()
            raise ReadError("the process that read it gave no answer that can be understood") from error
        if answer.is_last:
            self._process.end()
        return answer

    def end(self) -> None:
        """End the process, if there is one."""
        self._process.end()


READER_CHILD = ReaderChild()
"""That of this process."""
