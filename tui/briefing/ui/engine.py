"""The engine as the app sees it: requests that are awaited, each by the worker its priority says.

The first worker reads, finds figures, searches and relates; others do what takes long beside it, so
that it always answers quickly and they can be ended (see `briefing.jobs.requests.Priority`).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.jobs.client import Worker, WorkerEndedError
from briefing.jobs.requests import Priority, Request, StreamRequest
from briefing.ui.articles_of_workers import ArticlesInLibrary, ToldArticles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefing.jobs.client import Call
    from briefing.jobs.requests import BaseRequest, Progress
    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.known_set import Analysed
    from briefing.model.steering import SteeredTopics
    from briefing.session.opening import Opening
    from briefing.session.worker_session import SessionHost
    from briefing.ui.articles_of_workers import ArticlesOfWorkers

    OnProgress = Callable[[Progress], object]
    OnFigures = Callable[[tuple[str, tuple[Figure, ...]]], object]

Part = TypeVar("Part")
Answer = TypeVar("Answer")

SENT_AT_ONCE = 20
"""Articles whose figures are sent together: some milliseconds of work."""
MOST_REVIVALS = 3
"""How often the first worker is started again for one question: one that ends over and over ends by it."""
LEAVING_SECONDS = 0.5
"""How long what has to clean up may take for that, when the reader is left."""


@dataclass(eq=False, slots=True)
class _Running:
    """A request that is awaited."""

    request: BaseRequest[SessionHost]
    worker: Worker
    call: Call[Any] | None = None
    """None until it is sent."""

    @property
    def under_way(self) -> bool:
        """Whether there is something to cancel."""
        return self.call is not None and not self.call.future.done()

    def cancel(self) -> None:
        """End it at its next step."""
        if self.call is not None:
            self.worker.cancel(self.call)


async def _ended(future: Future[Answer]) -> Answer:
    """Wait for the end of a call. Whoever stops waiting leaves the future as it is, unlike with
    `asyncio.wrap_future`: that the work has ended can still be seen.
    """
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def notice(_future: Future[Answer]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(ended.set)

    future.add_done_callback(notice)
    await ended.wait()
    if future.cancelled():
        raise asyncio.CancelledError
    return future.result()


class Engine:
    """What the reader can ask. Whoever awaits an answer gets a WorkerError when the worker has failed.

    The first worker is started again when it was killed, and told the articles; the question is
    asked anew, up to `MOST_REVIVALS` times. Who stops waiting for a stream ends the work.
    """

    def __init__(self, opening: Opening, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what a new worker must know."""
        self._first = opening.worker
        self._workers = {Priority.INTERACTIVE: self._first, Priority.PATIENT: self._first}
        self.library = opening.library
        self._articles: ArticlesOfWorkers = ToldArticles(articles, opening.paths)
        self._analysis_knows: Mapping[str, str] = {}
        """The states of what the worker for analyses was told."""
        self._running = [_Running(opening.request, opening.worker, opening.call)]
        """In the order asked."""
        self._cleaning_up: list[_Running] = []
        """What nobody waits for any more, but has something to take back."""
        self._reviving = asyncio.Lock()
        self._stopped = False

    def use_library(self, paths: Sequence[str]) -> None:
        """The articles lie in the library of `paths`: no process need be told them."""
        self._articles = ArticlesInLibrary(tuple(paths), self.library)

    # -- asking ------------------------------------------------------------------------------

    async def ask(self, request: Request[SessionHost, Answer]) -> Answer:
        """Return the answer to `request`."""
        return await self._answer(request, lambda worker: worker.ask(request))

    async def stream(
        self,
        request: StreamRequest[SessionHost, Part, Answer],
        on_part: Callable[[Part], object] | None = None,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Answer:
        """Return the answer to `request`, handing on its parts and how far it is as they come.

        The callbacks run on another thread: they may only post a message. CancelledError when the
        request was cancelled.
        """
        return await self._answer(request, lambda worker: worker.stream(request, on_part, on_progress))

    async def _answer(
        self, request: BaseRequest[SessionHost], send: Callable[[Worker], Call[Answer]]
    ) -> Answer:
        revivals = 0
        while True:
            try:
                if revivals:
                    await self._revive()
                return await self._answer_once(request, send)
            except WorkerEndedError:
                own = self._worker(self._articles.worker_for(request.priority)) is not self._first
                if own or self._stopped or revivals == MOST_REVIVALS:
                    raise
                revivals += 1

    async def _answer_once(
        self, request: BaseRequest[SessionHost], send: Callable[[Worker], Call[Answer]]
    ) -> Answer:
        priority = self._articles.worker_for(request.priority)
        worker = self._worker(priority)
        supersedes = request.supersedes and self._articles.begins_anew
        running = _Running(request, worker)
        self._running.append(running)
        try:
            if supersedes:
                worker.stop()
            if priority is Priority.ANALYSIS:
                await self._tell_articles(worker)
            elif priority is Priority.UPDATE:
                # It takes its library anew: others may have changed that since the last time.
                await _ended(worker.ask(self._articles.all()).future)
            call = running.call = send(worker)
            return await _ended(call.future)
        finally:
            self._running.remove(running)
            if isinstance(request, StreamRequest) and running.under_way:
                running.cancel()
                if request.cleans_up:
                    self._cleaning_up.append(running)
            last = all(other.worker is not worker for other in self._running)
            if last and (supersedes or priority is Priority.MAINTENANCE):
                # What it found is on disk: the process and its memory are given back.
                worker.stop()

    # -- the workers -------------------------------------------------------------------------

    def _worker(self, priority: Priority) -> Worker:
        if priority not in self._workers:
            self._workers[priority] = Worker(background=priority.background)
        return self._workers[priority]

    async def _revive(self) -> None:
        """Tell a new worker the articles; several questions that failed together do it once."""
        async with self._reviving:
            if not self._first.running:
                self._first.start()
                await _ended(self._first.ask(self._articles.all()).future)

    async def _tell_articles(self, worker: Worker) -> None:
        """Let the worker for analyses know the articles as they are now; it keeps them between requests."""
        known, before = self._articles.states(), self._analysis_knows
        if not worker.running or known != before:
            told = self._articles.news(before, known) if worker.running else None
            if told is None:
                worker.stop()
                worker.start()
                told = self._articles.all()
            await _ended(worker.ask(told).future)
        self._analysis_knows = known

    def cancel(self, kind: type[BaseRequest[SessionHost]] | None = None) -> bool:
        """End the newest request that can be cancelled, or the newest of a kind; False where none can.

        Without a kind, what is being analysed is ended as well.
        """
        ended = False
        for running in reversed(self._running):
            request = running.request
            if (
                running.under_way
                and request.cancellable
                and request.priority is not Priority.ANALYSIS
                and (kind is None or isinstance(request, kind))
            ):
                running.cancel()
                ended = True
                break
        analysis = self._workers.get(Priority.ANALYSIS)
        if kind is None and analysis is not None and analysis.busy:
            analysis.stop()
            ended = True
        return ended

    def end_updates(self) -> None:
        """No files change at the moment: give back the process that takes them in."""
        worker = self._workers.get(Priority.UPDATE)
        if worker is not None and not worker.busy:
            worker.stop()

    def stop(self) -> None:
        """End all processes."""
        self._stopped = True
        for running in self._running:
            if running.request.cleans_up and running.under_way:
                running.cancel()
                self._cleaning_up.append(running)
        # What does not answer in time is ended all the same.
        left = [one.call.future for one in self._cleaning_up if one.call is not None]
        wait(left, timeout=LEAVING_SECONDS)
        for worker in set(self._workers.values()):
            worker.stop()

    # -- what takes more than one request ----------------------------------------------------

    async def keep(
        self, paths: Sequence[str], known: Iterable[tuple[str, Analysed]], topics: SteeredTopics | None
    ) -> None:
        """Keep a small set for the next time, beside everything else; `known` is sent some at a time.

        What comparing the articles gave, the first worker knows. What is sent waits for the process to
        start: not on the event loop.
        """
        from briefing.session.requests.article_requests import CollectKnown, KeepSet, ReadFoundTogether

        found = await self.ask(ReadFoundTogether())
        worker = self._worker(Priority.MAINTENANCE)
        left = iter(known)
        try:
            while some := dict(islice(left, SENT_AT_ONCE)):
                await asyncio.to_thread(worker.ask, CollectKnown(some))
            call = await asyncio.to_thread(worker.ask, KeepSet(tuple(paths), topics, found, self.library))
            await _ended(call.future)
        finally:
            # Its memory is given back.
            worker.stop()
