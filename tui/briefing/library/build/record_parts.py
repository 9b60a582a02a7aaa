"""A large file of records, read part by part on all cores: in order, and none of it held.

What is read is written and committed as it comes, and can be searched; until the last part the file
counts as one that has to be read, so that a build that ends in between begins it anew. Records keep
their numbers by their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple

from briefing.errors import ReadError
from briefing.jobs.collector import collector_paused
from briefing.jobs.pool import cores, in_order
from briefing.jobs.requests import Request, RequestHost
from briefing.library.build.prepare import PreparedFile, decided_together, prepare_article
from briefing.library.file_changes import Digest, SeenFile
from briefing.library.writer import PackedFailure
from briefing.model.article import Article, Failure
from briefing.reading.corpus_boilerplate import CorpusBoilerplate
from briefing.reading.file_part import FilePart
from briefing.reading.sources import can_be_split
from briefing.reading.split_files import LEAST, read_part, split_file
from briefing.userdata.overrides import OverrideTable


class SplitFile(NamedTuple):
    """A file that is read in parts."""

    path: str
    digest: bytes
    parts: list[FilePart]


def is_splittable(seen: SeenFile) -> bool:
    """True for files that are worth being taken apart."""
    return seen.size >= LEAST and can_be_split(seen.path)


def split(path: str) -> SplitFile | None:
    """Take a file apart, reading it once; None where it must be read as a whole or cannot be read."""
    digest = Digest()
    try:
        parts = split_file(path, digest.update)
    except ReadError:
        # Reading it as a whole says why.
        return None
    return SplitFile(path, digest.value(), parts) if parts else None


def prepare_part(
    path: str,
    part: FilePart,
    details: OverrideTable,
    boilerplate: CorpusBoilerplate,
    taken: set[str] | None = None,
) -> PreparedFile:
    """Read one part of a file and work out everything a library keeps of it."""
    read: list[Article] = []
    failures: list[PackedFailure] = []
    with collector_paused():
        try:
            for found in read_part(path, path, part, taken):
                if isinstance(found, Failure):
                    failures.append(PackedFailure(found.path[len(path) :], found.reason, found.skipped))
                else:
                    read.append(found)
        except ReadError as error:
            failures.append(PackedFailure(f"#{part.before + 1}", error.message, skipped=False))
        articles = tuple(
            prepare_article(article, path, details)
            for article in decided_together(read, boilerplate, details)
        )
    return PreparedFile(b"", unchanged=False, articles=articles, failures=tuple(failures))


@dataclass(frozen=True, slots=True)
class PreparePart(Request[RequestHost, PreparedFile]):
    """Some lines of a large file made ready for a library, for a pool."""

    path: str
    part: FilePart
    details: OverrideTable
    boilerplate: CorpusBoilerplate

    def run(self, host: RequestHost) -> PreparedFile:  # noqa: ARG002 - it needs the file alone
        """Their ids are told apart within the part only."""
        return prepare_part(self.path, self.part, self.details, self.boilerplate)


class PartsReader:
    """Reads the parts of one file on several processes, in order."""

    def __init__(
        self,
        file: SplitFile,
        details: OverrideTable,
        processes: int | None,
        boilerplate: Callable[[], CorpusBoilerplate],
    ) -> None:
        """`processes` is how many read; by default one a core, with 0 this one does. `boilerplate` is what
        is known by then to stand in many articles.
        """
        self._file = file
        self._details = details
        self._boilerplate = boilerplate
        self._processes = cores() if processes is None else processes
        self._taken: set[str] = set()
        """The ids met so far."""

    def read(self) -> Iterator[tuple[FilePart, PreparedFile]]:
        """Yield each part with what was read of it."""
        requests = (
            PreparePart(self._file.path, part, self._details, self._boilerplate())
            for part in self._file.parts
        )
        found = in_order(requests, processes=self._processes, lost=_once_more)
        with closing(found):
            for part, prepared in zip(self._file.parts, found, strict=True):
                yield part, self._told_apart(part, prepared)

    def _told_apart(self, part: FilePart, found: PreparedFile) -> PreparedFile:
        """The same with ids that stand in no part before: where one does, the part is read anew here."""
        ids = _ids(found)
        if not ids.isdisjoint(self._taken):
            found = prepare_part(self._file.path, part, self._details, self._boilerplate(), self._taken)
            ids = _ids(found)
        self._taken |= ids
        return found


def _once_more(request: Request[RequestHost, PreparedFile]) -> PreparedFile:
    """Read a part during which a process ended; one that ends another is left out."""
    (found,) = in_order([request], processes=1, lost=_left_out)
    return found


def _left_out(request: Request[RequestHost, PreparedFile]) -> PreparedFile:
    assert isinstance(request, PreparePart)
    reason = "reading this part of it ended the process that read them"
    failure = PackedFailure(f"#{request.part.before + 1}", reason, skipped=False)
    return PreparedFile(b"", unchanged=False, failures=(failure,))


def _ids(found: PreparedFile) -> set[str]:
    """The ids of records, as reading tells them apart."""
    return {article.packed.suffix.removeprefix("#") for article in found.articles}
