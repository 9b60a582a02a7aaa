"""Requests run on all cores, and their answers in order.

The processes are workers like any other: they end by themselves when this one ends, however that
happens. Starting them costs what a few hundred kilobytes of text cost, so small work is done here.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING, TypeVar

from briefing.jobs.client import Worker, WorkerEndedError
from briefing.jobs.requests import Request, RequestHost

if TYPE_CHECKING:
    from briefing.jobs.client import Call

AHEAD = 2
"""Requests that wait at each process, so that none is idle while its answers are taken."""

Answer = TypeVar("Answer")


def cores() -> int:
    """How many processes can work at once."""
    return os.cpu_count() or 1


def run_here(request: Request[RequestHost, Answer]) -> Answer:
    """Run a request that needs nothing of a host in this process."""
    return request.run(RequestHost())


def in_order(
    requests: Iterable[Request[RequestHost, Answer]],
    *,
    processes: int,
    ahead: int = AHEAD,
    lost: Callable[[Request[RequestHost, Answer]], Answer] = run_here,
) -> Generator[Answer]:
    """Yield the answer to each request, in order; a few requests are always under way.

    With no `processes` everything is done in this one. A process that ends is replaced, and each
    request that waited at it is answered by `lost`: here, if nothing else is said, so that a process
    killed from outside costs time and no answers. With one process and one request `ahead`, the
    request that was `lost` is the one that ended the process. Giving the iterator up ends all.
    """
    if not processes:
        yield from map(run_here, requests)
        return
    workers = [Worker() for _ in range(processes)]
    waiting: deque[tuple[Request[RequestHost, Answer], Call[Answer]]] = deque()
    try:
        for number, request in enumerate(requests):
            worker = workers[number % processes]
            # One that has ended is started again; what it was asked is answered elsewhere.
            worker.start()
            waiting.append((request, worker.ask(request)))
            if len(waiting) >= ahead * processes:
                yield _answer(*waiting.popleft(), lost)
        while waiting:
            yield _answer(*waiting.popleft(), lost)
    finally:
        for worker in workers:
            worker.stop()


def _answer(
    request: Request[RequestHost, Answer],
    call: Call[Answer],
    lost: Callable[[Request[RequestHost, Answer]], Answer],
) -> Answer:
    try:
        return call.future.result()
    except WorkerEndedError:
        return lost(request)
