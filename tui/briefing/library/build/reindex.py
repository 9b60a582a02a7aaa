"""What an index needs of articles that lie in a library already: worked out anew from what is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.analyses.articles import ANNOTATORS, Annotations, annotate
from briefing.jobs.collector import collector_paused
from briefing.jobs.pool import cores, in_order
from briefing.jobs.requests import Request, RequestHost
from briefing.library.analysis_kinds import index_analysis
from briefing.library.build.prepare import apply_details
from briefing.library.reader import Library
from briefing.model.article import Article
from briefing.userdata.overrides import OverrideTable

BATCH = 100
"""Articles a process is given at once."""
LARGE = 1_000
"""Articles from which starting processes is quicker than doing it here."""

Documents = list[tuple[int, Any]]


@dataclass(frozen=True, slots=True)
class PrepareStored(Request[RequestHost, Documents]):
    """What an index takes of articles that lie in a library, for a pool; only what is committed is there."""

    folder: Path
    paths: tuple[str, ...]
    numbers: tuple[int, ...]
    index: str
    """Its name."""
    details: OverrideTable

    def run(self, host: RequestHost) -> Documents:  # noqa: ARG002 - it opens the library for itself
        """`(number, what the index takes)`, in the order of the numbers."""
        library = Library.open(self.folder, self.paths)
        try:
            return documents_of(library, self.numbers, self.index, self.details)
        finally:
            library.close()


def prepare_stored(
    library: Library, paths: tuple[str, ...], numbers: Sequence[int], index: str, details: OverrideTable
) -> Iterator[Documents]:
    """Yield `(number, what an index takes)` for stored articles, some at a time, in order."""
    batches = [tuple(numbers[at : at + BATCH]) for at in range(0, len(numbers), BATCH)]
    if len(numbers) < LARGE or cores() < 2:
        for batch in batches:
            yield documents_of(library, batch, index, details)
        return
    requests = (PrepareStored(library.folder, paths, batch, index, details) for batch in batches)
    yield from in_order(requests, processes=cores())


def documents_of(library: Library, numbers: Sequence[int], index: str, details: OverrideTable) -> Documents:
    """Return `(number, what an index takes)` for stored articles."""
    prepare = index_analysis(index).prepare
    with collector_paused():
        return [
            (
                number,
                prepare(_described(library, number, details), _annotations(library, number)),
            )
            for number in numbers
        ]


def _described(library: Library, number: int, details: OverrideTable) -> Article:
    return apply_details(library.article(number), details)[0]


def _annotations(library: Library, number: int) -> Annotations:
    """What was found in a stored article; what is not recorded is found now."""
    recorded = {name: library.annotations(number, name) for name in ANNOTATORS}
    known = {name: found for name, found in recorded.items() if found is not None}
    return annotate(library.article(number), known)
