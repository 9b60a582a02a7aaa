"""Figures of many articles on all cores.

The processes are workers like any other: they end by themselves when this one ends, however that
happens. Starting them costs what a few hundred kilobytes of text cost, so small work is done here.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.jobs.client import Call, Worker, WorkerEndedError

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.figure import Figure

LARGE = 1_500_000
"""Characters from which the pool is quicker; with two cores it breaks even at about a third of that."""
BATCH = 120_000
"""Characters a process is given at once: some tenths of a second of work, so that progress shows."""
AHEAD = 2
"""Batches that wait at each process, so that none is idle while its results are taken."""

Batch = TypeVar("Batch")
Found = tuple[str, "tuple[Figure, ...]"]


def figures_of(articles: Sequence[Article], *, processes: int | None = None) -> Iterator[Found]:
    """Yield `(article id, figures)` for each article, in order, worked out on all cores.

    With `processes` that many are used whatever the size. Giving the iterator up ends them.
    """
    count = processes or (os.cpu_count() or 1)
    if processes is None and (count < 2 or sum(len(a.text) for a in articles) < LARGE):
        yield from _here(articles)
        return
    workers = [Worker() for _ in range(count)]
    try:
        for batch, call in in_turn(_batches(articles), workers, lambda w, b: w.call("extract", b)):
            yield from _taken(batch, call)
    finally:
        for worker in workers:
            worker.stop()


def _here(articles: Sequence[Article]) -> Iterator[Found]:
    from briefing.figures.extract_figures import extract_figures

    for article in articles:
        yield article.id, extract_figures(article)


def _batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def in_turn(
    batches: Iterable[Batch], workers: Sequence[Worker], ask: Callable[[Worker, Batch], Call]
) -> Iterator[tuple[Batch, Call]]:
    """Hand out batches in turn and yield each with its call, in order; a few are always under way."""
    waiting: deque[tuple[Batch, Call]] = deque()
    for number, batch in enumerate(batches):
        waiting.append((batch, ask(workers[number % len(workers)], batch)))
        if len(waiting) >= AHEAD * len(workers):
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()


def _taken(batch: list[Article], call: Call) -> Iterator[Found]:
    try:
        answer: list[Any] = call.future.result()
    except WorkerEndedError:
        # A process that was killed from outside costs time, not figures.
        yield from _here(batch)
    else:
        yield from answer
