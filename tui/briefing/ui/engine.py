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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefing.jobs.client import Call
    from briefing.jobs.requests import BaseRequest, Progress
    from briefing.model.annotation import Annotation
    from briefing.model.article import Article, Ref, Span
    from briefing.model.build_progress import BuildProgress
    from briefing.model.figure import Figure
    from briefing.model.lens import Lens
    from briefing.model.list_answer import ListAnswer
    from briefing.model.opening_events import FilesChanged
    from briefing.model.related_passage import FoundCopies
    from briefing.model.search_answer import FoundSpans, Order, SearchAnswer
    from briefing.model.set_findings import Analysed, Findings, KnownSet
    from briefing.model.steering import SteeredTopics
    from briefing.model.topic import Topic, TopicExplanation
    from briefing.model.topic_synopsis import Synopsis
    from briefing.session import ExportWhat
    from briefing.session.opening import Opening
    from briefing.session.requests.topic_requests import StoredAnswer
    from briefing.session.worker_session import SessionHost

    OnProgress = Callable[[Progress], object]
    OnFigures = Callable[[tuple[str, tuple[Figure, ...]]], object]

Part = TypeVar("Part")
Answer = TypeVar("Answer")

SENT_AT_ONCE = 20
"""Articles whose figures are sent together: some milliseconds of work."""
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
    asked anew. Who stops waiting for a stream ends the work.
    """

    def __init__(self, opening: Opening, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what a new worker must know."""
        self._first = opening.worker
        self._workers = {Priority.INTERACTIVE: self._first, Priority.PATIENT: self._first}
        self._paths = opening.paths
        self._articles = articles
        self._on_disk: tuple[str, ...] = ()
        self._analysis_knows: dict[str, str] = {}
        """What the worker for analyses was told: articles with their state, or the paths of a library."""
        self._running = [_Running(opening.request, opening.worker, opening.call)]
        """In the order asked."""
        self._cleaning_up: list[_Running] = []
        """What nobody waits for any more, but has something to take back."""
        self._reviving = asyncio.Lock()
        self._stopped = False

    def use_library(self, paths: Sequence[str]) -> None:
        """The articles lie in the library of `paths`: no process need be told them."""
        self._on_disk = tuple(paths)

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
        try:
            return await self._answer_once(request, send)
        except WorkerEndedError:
            if self._stopped or self._worker(request.priority) is not self._first:
                raise
            await self._revive()
        return await self._answer_once(request, send)

    async def _answer_once(
        self, request: BaseRequest[SessionHost], send: Callable[[Worker], Call[Answer]]
    ) -> Answer:
        from briefing.session.requests.article_requests import OpenFromLibrary

        worker = self._worker(request.priority)
        running = _Running(request, worker)
        self._running.append(running)
        try:
            if request.supersedes:
                worker.stop()
            if request.priority is Priority.ANALYSIS:
                await self._tell_articles(worker)
            elif request.priority is Priority.UPDATE:
                # It takes its library anew: others may have changed that since the last time.
                await _ended(worker.ask(OpenFromLibrary(self._on_disk)).future)
            call = running.call = send(worker)
            return await _ended(call.future)
        finally:
            self._running.remove(running)
            if isinstance(request, StreamRequest) and running.under_way:
                running.cancel()
                if request.cleans_up:
                    self._cleaning_up.append(running)
            last = all(other.worker is not worker for other in self._running)
            if last and (request.supersedes or request.priority is Priority.MAINTENANCE):
                # What it found is on disk: the process and its memory are given back.
                worker.stop()

    # -- the workers -------------------------------------------------------------------------

    def _worker(self, priority: Priority) -> Worker:
        if priority not in self._workers:
            self._workers[priority] = Worker(background=priority.background)
        return self._workers[priority]

    async def _revive(self) -> None:
        """Tell a new worker the articles; several questions that failed together do it once."""
        from briefing.session.requests.article_requests import AdoptArticles, OpenFromLibrary

        async with self._reviving:
            if not self._first.running:
                self._first.start()
                known = (
                    OpenFromLibrary(self._on_disk)
                    if self._on_disk
                    else AdoptArticles(tuple(self._articles()))
                )
                await _ended(self._first.ask(known).future)

    async def _tell_articles(self, worker: Worker) -> None:
        """Let the worker for analyses know the articles as they are now; it keeps them between requests."""
        from briefing.session.requests.article_requests import AdoptArticles, OpenFromLibrary

        articles = self._articles()
        known = {article.id: f"{article.fingerprint} {article.source}" for article in articles}
        if self._on_disk:
            known = dict.fromkeys(self._on_disk, "")
        before = self._analysis_knows
        told: Request[SessionHost, None] | None = None
        if not worker.running or (self._on_disk and known != before):
            worker.stop()
            worker.start()
            told = (
                OpenFromLibrary(self._on_disk)
                if self._on_disk
                else AdoptArticles(tuple(articles), self._paths)
            )
        elif known != before:
            # Only what is new: groups of articles go on from where they were.
            came = tuple(a for a in articles if before.get(a.id) != known[a.id])
            told = AdoptArticles(came, self._paths, tuple(before.keys() - known.keys()))
        if told is not None:
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

    # -- the questions -----------------------------------------------------------------------

    async def figures(self, names: Sequence[str], deliver: OnFigures) -> None:
        """Find the figures of articles; `deliver` gets `(article, figures)` pairs."""
        from briefing.session.requests.finding_requests import FindFigures

        await self.stream(FindFigures(tuple(names)), deliver)

    async def all_figures(self, names: Sequence[str], deliver: OnFigures) -> None:
        """The same for every article; CancelledError when that was cancelled."""
        from briefing.session.requests.finding_requests import FindAllFigures

        await self.stream(FindAllFigures(tuple(names)), deliver)

    async def build(self, paths: Sequence[str], progress: Callable[[BuildProgress], object]) -> None:
        """Bring the library of `paths` up to date; CancelledError when it was cancelled."""
        from briefing.session.requests.article_requests import BuildLibrary

        await self.stream(BuildLibrary(tuple(paths)), progress)

    async def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Take in what lies now at these absolute paths, below `paths`, which were opened.

        Where articles lie in a library, by a process of its own: the first one goes on answering.
        """
        from briefing.session.requests.article_requests import UpdateFiles, UpdateLibraryFiles

        kind = UpdateLibraryFiles if self._on_disk else UpdateFiles
        return await self.ask(kind(tuple(paths), tuple(changed)))

    def end_taking(self) -> None:
        """No files change at the moment."""
        self.end_updates()

    async def known_set(self) -> KnownSet:
        """What is known from the last time of articles that are held in memory."""
        from briefing.session.requests.article_requests import LoadKnownSet

        return await self.ask(LoadKnownSet())

    async def keep(
        self, paths: Sequence[str], known: Iterable[tuple[str, Analysed]], findings: Findings | None
    ) -> None:
        """Keep a small set for the next time, beside everything else; `known` is sent some at a time.

        What is sent waits for the process to start: not on the event loop.
        """
        from briefing.session.requests.article_requests import CollectKnown, KeepSet

        worker = self._worker(Priority.MAINTENANCE)
        left = iter(known)
        try:
            while some := dict(islice(left, SENT_AT_ONCE)):
                await asyncio.to_thread(worker.ask, CollectKnown(some))
            call = await asyncio.to_thread(worker.ask, KeepSet(tuple(paths), findings))
            await _ended(call.future)
        finally:
            # Its memory is given back.
            worker.stop()

    async def warm(self, progress: OnProgress) -> None:
        """Build the indexes behind `search` and `lens`; CancelledError when that was cancelled."""
        from briefing.session.requests.article_requests import WarmIndexes

        await self.stream(WarmIndexes(), on_progress=progress)

    async def steered_topics(self) -> SteeredTopics:
        """The topics of the articles, and the steering remembered for their paths that they heed."""
        from briefing.session.requests.topic_requests import ArrangeTopics

        return await self.ask(ArrangeTopics())

    async def stored_topics(self) -> StoredAnswer:
        """The topics of a large library that are stored now, perhaps of an earlier state of it."""
        from briefing.session.requests.topic_requests import LoadStoredTopics

        return await self.ask(LoadStoredTopics())

    async def work_out_topics(self, progress: OnProgress) -> StoredAnswer:
        """The topics of a large library as it is now; WorkerError when it was cancelled or asked anew."""
        from briefing.session.requests.topic_requests import UpdateStoredTopics

        return await self.stream(UpdateStoredTopics(), on_progress=progress)

    async def explain_topic(self, label: str, ref: Ref | None) -> TopicExplanation:
        """What makes a topic, why passage `ref` is in it, and how it spreads over the articles."""
        from briefing.session.requests.topic_requests import ExplainTopic

        return await self.ask(ExplainTopic(label, ref))

    async def synopsis(self, topic: Topic, progress: OnProgress) -> Synopsis:
        """What each article says of a topic; CancelledError when that was cancelled."""
        from briefing.session.requests.topic_requests import BuildSynopsis

        return await self.stream(BuildSynopsis(topic), on_progress=progress)

    def cancel_synopsis(self) -> None:
        """End the work on a synopsis; harmless when there is none."""
        from briefing.session.requests.topic_requests import BuildSynopsis

        self.cancel(BuildSynopsis)

    async def search(self, query: str, limit: int, *, offset: int = 0, order: Order = "best") -> SearchAnswer:
        """The hits of a query in all articles from number `offset` on, best first or by date."""
        from briefing.session.requests.finding_requests import Search

        return await self.ask(Search(query, limit, offset, order))

    async def narrowed(self, query: str) -> ListAnswer:
        """The articles of the list that a filter leaves."""
        from briefing.session.requests.finding_requests import NarrowList

        return await self.ask(NarrowList(query))

    async def forget_listing(self) -> None:
        """Let go of what narrowing the list needs."""
        from briefing.session.requests.finding_requests import ForgetListing

        await self.ask(ForgetListing())

    async def found_in(self, query: str, names: Sequence[str]) -> dict[str, FoundSpans]:
        """Every match of a query in each of these articles."""
        from briefing.session.requests.finding_requests import FindMatches

        return await self.ask(FindMatches(query, tuple(names)))

    async def lens(self, ref: Ref, span: Span | None, columns: Sequence[str]) -> Lens:
        """What the lens shows of a passage and the figure in it."""
        from briefing.session.requests.finding_requests import ReadLens

        return await self.ask(ReadLens(ref, span, tuple(columns)))

    async def annotations(
        self, names: Sequence[str], analysis: str
    ) -> dict[str, tuple[str, tuple[Annotation, ...]]]:
        """What an analysis found in each of these articles, with the fingerprint of its text."""
        from briefing.session.requests.finding_requests import ReadAnnotations

        return await self.ask(ReadAnnotations(tuple(names), analysis))

    async def copies(self) -> tuple[tuple[Ref, ...], ...]:
        """The groups of passages in nearly the same words."""
        from briefing.session.requests.finding_requests import FindCopies

        return await self.ask(FindCopies())

    async def copies_in(self, names: Sequence[str]) -> FoundCopies:
        """Those that hold a passage of one of these articles."""
        from briefing.session.requests.finding_requests import FindCopiesIn

        return await self.ask(FindCopiesIn(tuple(names)))

    async def only_here(self, progress: OnProgress) -> tuple[Ref, ...]:
        """The statements that stand in one article only; CancelledError when that was cancelled."""
        from briefing.session.requests.finding_requests import FindOnlyHere

        return await self.stream(FindOnlyHere(), on_progress=progress)

    async def only_here_in(self, names: Sequence[str]) -> tuple[Ref, ...]:
        """The statements of some articles that no other article has."""
        from briefing.session.requests.finding_requests import FindOnlyHereIn

        return await self.stream(FindOnlyHereIn(tuple(names)))

    async def next_only_here(self, ref: Ref, direction: int, progress: OnProgress) -> Ref | None:
        """Look for the next statement that no other article has; None when there is none."""
        from briefing.session.requests.finding_requests import FindNextOnlyHere

        return await self.stream(FindNextOnlyHere(ref, direction), on_progress=progress)

    def cancel_walk(self) -> bool:
        """Give up looking for the next statement that stands alone; False when none is looked for."""
        from briefing.session.requests.finding_requests import FindNextOnlyHere

        return self.cancel(FindNextOnlyHere)

    async def export_to(
        self,
        path: str,
        what: ExportWhat,
        topic: str | None,
        form: str,
        *,
        overwrite: bool,
        progress: OnProgress,
    ) -> int:
        """Write an export to a file; the number of excerpts. CancelledError when cancelled."""
        from briefing.session.requests.export_requests import ExportToFile

        return await self.stream(ExportToFile(path, what, topic, form, overwrite), on_progress=progress)

    async def set_details(self, name: str, source: str | None, published: str | None) -> Article:
        """Set source and date of an article by hand."""
        from briefing.session.requests.article_requests import SetDetails

        return await self.ask(SetDetails(name, source, published))
