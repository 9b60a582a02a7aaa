"""What an index needs of articles that lie in a library already: worked out anew from what is stored."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefing.analyses.articles import ANNOTATORS, Annotations, annotate
from briefing.jobs.client import Call, Worker, WorkerEndedError
from briefing.jobs.collector import collector_paused
from briefing.jobs.pool import in_turn
from briefing.library.build.index_kinds import kind_named
from briefing.library.build.prepare import apply_details
from briefing.library.reader import Library
from briefing.model.article import Article
from briefing.userdata.overrides import OverrideTable

BATCH = 100
"""Articles a process is given at once."""
LARGE = 1_000
"""Articles from which starting processes is quicker than doing it here."""

Documents = list[tuple[int, Any]]


def prepare_stored(
    library: Library, paths: tuple[str, ...], numbers: Sequence[int], kind: str, details: OverrideTable
) -> Iterator[Documents]:
    """Yield `(number, what the index named kind takes)` for stored articles, some at a time, in order."""
    batches = [numbers[at : at + BATCH] for at in range(0, len(numbers), BATCH)]
    count = os.cpu_count() or 1
    if len(numbers) < LARGE or count < 2:
        for batch in batches:
            yield documents_of(library, batch, kind, details)
        return

    def ask(worker: Worker, batch: Sequence[int]) -> Call:
        worker.start()
        return worker.call("prepare_stored", str(library.folder), paths, batch, kind, details)

    workers = [Worker() for _ in range(count)]
    try:
        for batch, call in in_turn(batches, workers, ask):
            try:
                found: Documents = call.future.result()
            except WorkerEndedError:
                # A process that was killed from outside costs time, nothing else.
                found = documents_of(library, batch, kind, details)
            yield found
    finally:
        for worker in workers:
            worker.stop()


def documents_of(library: Library, numbers: Sequence[int], kind: str, details: OverrideTable) -> Documents:
    """Return `(number, what the index named kind takes)` for stored articles."""
    prepare = kind_named(kind).prepare
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


def documents_in(
    folder: Path, paths: Sequence[str], numbers: Sequence[int], kind: str, details: OverrideTable
) -> Documents:
    """The same in a process of its own; only what was committed is there."""
    library = Library.open(folder, paths)
    try:
        return documents_of(library, numbers, kind, details)
    finally:
        library.close()
