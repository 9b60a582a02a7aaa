"""The engine as the app sees it: questions that are awaited, streams that arrive as messages.

One worker process reads, finds figures, searches and relates; a second works on what takes long
(topics), so that the first always answers quickly and the second can be ended; a third, where
articles lie in a library, brings that up to date, and a fourth takes in files that change later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import wait
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from briefing.jobs.client import Call, Worker, WorkerEndedError

if TYPE_CHECKING:
    from briefing.jobs.opening import Opening
    from briefing.model.annotation import Annotation
    from briefing.model.article import Article, Ref, Span
    from briefing.model.lens import Lens
    from briefing.model.list_answer import ListAnswer
    from briefing.model.opening_events import FilesChanged
    from briefing.model.search_answer import FoundSpans, SearchAnswer
    from briefing.model.set_findings import Analysed, Findings, KnownSet
    from briefing.model.steering import Steer, SteeredTopics
    from briefing.model.topic import Topic, TopicExplanation
    from briefing.model.topic_synopsis import Synopsis
    from briefing.session.service import StoredAnswer

Deliver = Callable[[Any], object]
TOLD_AT_ONCE = 20
"""Articles whose figures are sent together: some milliseconds of work."""
LEAVING_SECONDS = 0.5
"""How long an export that is given up may take to go, when the reader is left."""


class Engine:
    """What the reader can ask. Each coroutine raises WorkerError when the worker has failed.

    A worker that was killed is started again and told the articles; the question is asked anew.
    """

    def __init__(self, opening: Opening, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what a new worker must know."""
        self._worker = opening.worker
        self._side = Worker(background=True)
        self._side_knows: dict[str, str] = {}
        """What the second process was told: articles with their state, or the paths of a library."""
        self._topic_runs = 0
        """How often the topics of a library were asked for: the second process works for the last time."""
        self._builder = Worker(background=True)
        self._taker = Worker()
        """Takes in single files that change while they are read, as fast as it can."""
        self._on_disk: tuple[str, ...] = ()
        self._articles = articles
        self._running: list[tuple[Worker, Call]] = [(opening.worker, opening.call)]
        """What takes long and can be cancelled, the newest last."""
        self._walk: Call | None = None
        self._export: Call | None = None
        self._table: Call | None = None
        self._reviving = asyncio.Lock()
        self._stopped = False

    def use_library(self, paths: Sequence[str]) -> None:
        """The articles lie in the library of `paths`: no process need be told them."""
        self._on_disk = tuple(paths)

    async def figures(self, names: Sequence[str], deliver: Deliver) -> None:
        """Find the figures of articles; `deliver` gets `(article, figures)` pairs."""
        await self._ask("figures", tuple(names), on_part=deliver)

    async def all_figures(self, names: Sequence[str], deliver: Deliver) -> None:
        """The same for every article; CancelledError when that was cancelled."""
        call = self._worker.call("figures", tuple(names), on_part=deliver)
        await self._run(self._worker, call)

    async def build(self, paths: Sequence[str], progress: Deliver) -> None:
        """Bring the library of `paths` up to date, beside everything else.

        `progress` gets `BuildProgress`; CancelledError when it was cancelled.
        """
        call = self._builder.call("build", tuple(paths), on_progress=progress)
        try:
            await self._run(self._builder, call)
        finally:
            # Its memory is given back.
            self._builder.stop()

    async def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Take in what lies now at these absolute paths, below `paths`, which were opened.

        Where articles lie in a library, by a process of its own: the first one goes on answering.
        """
        if not self._on_disk:
            return cast("FilesChanged", await self._ask("update_files", tuple(paths), tuple(changed)))
        await asyncio.wrap_future(self._taker.call("reopen", self._on_disk).future)
        call = self._taker.call("update_files", tuple(paths), tuple(changed))
        return cast("FilesChanged", await asyncio.wrap_future(call.future))

    def end_taking(self) -> None:
        """No files change at the moment: give back the process that takes them in."""
        if not self._taker.busy:
            self._taker.stop()

    async def known_set(self) -> KnownSet:
        """What is known from the last time of articles that are held in memory."""
        found: KnownSet = await self._ask("known_set")
        return found

    async def keep(
        self, paths: Sequence[str], known: Iterable[tuple[str, Analysed]], findings: Findings | None
    ) -> None:
        """Keep a small set for the next time, beside everything else; `known` is told some at a time.

        What is sent waits for the process to start: not on the event loop.
        """
        told = iter(known)
        try:
            while some := dict(islice(told, TOLD_AT_ONCE)):
                await asyncio.to_thread(self._builder.call, "know", some)
            call = await asyncio.to_thread(self._builder.call, "keep", tuple(paths), findings)
            await asyncio.wrap_future(call.future)
        finally:
            # Its memory is given back.
            self._builder.stop()

    async def warm(self, progress: Deliver) -> None:
        """Build the indexes behind `search` and `lens`; CancelledError when that was cancelled."""
        await self._run(self._worker, self._worker.call("warm", on_progress=progress))

    async def steered_topics(self, articles: Sequence[Article], paths: Sequence[str]) -> SteeredTopics:
        """The topics of `articles`, and the steering remembered for `paths` that they heed."""
        answer: SteeredTopics = await self._ask_side(articles, paths, "steered_topics")
        return answer

    async def steer(self, articles: Sequence[Article], paths: Sequence[str], step: Steer) -> SteeredTopics:
        """Remember one more step about topics; the topics as they are then."""
        answer: SteeredTopics = await self._ask_side(articles, paths, "steer", tuple(paths), step)
        return answer

    async def undo_steer(self, articles: Sequence[Article], paths: Sequence[str]) -> SteeredTopics:
        """Forget the last step about topics; the topics as they are then."""
        answer: SteeredTopics = await self._ask_side(articles, paths, "undo_steer", tuple(paths))
        return answer

    async def stored_topics(self) -> StoredAnswer:
        """The topics of a large library that are stored now, perhaps of an earlier state of it."""
        answer: StoredAnswer = await self._ask("stored_topics")
        return answer

    async def work_out_topics(self, progress: Deliver) -> StoredAnswer:
        """The topics of a large library as it is now, worked out beside everything else.

        `progress` is told how far that is. WorkerError when it was cancelled; whoever stops waiting
        ends the work, and so does asking anew.
        """
        found: list[StoredAnswer] = []
        self._topic_runs += 1
        run = self._topic_runs
        self._side.stop()
        self._side.start()
        try:
            await asyncio.wrap_future(self._side.call("reopen", self._on_disk).future)
            self._side_knows = dict.fromkeys(self._on_disk, "")
            call = self._side.call("work_out_topics", on_part=found.append, on_progress=progress)
            await asyncio.wrap_future(call.future)
        finally:
            # What it found is on disk: the process and its memory are given back.
            if self._topic_runs == run:
                self._side.stop()
        return found[0]

    async def explain_topic(
        self, articles: Sequence[Article], paths: Sequence[str], label: str, ref: Ref | None
    ) -> TopicExplanation:
        """What makes a topic, why passage `ref` is in it, and how it spreads over the articles."""
        answer: TopicExplanation = await self._ask_side(articles, paths, "explain_topic", label, ref)
        return answer

    async def _ask_side(
        self, articles: Sequence[Article], paths: Sequence[str], method: str, *args: Any
    ) -> Any:
        """Ask the second process, which then keeps the articles: one step is seldom alone."""
        known = {article.id: f"{article.fingerprint} {article.source}" for article in articles}
        if self._on_disk:
            known = dict.fromkeys(self._on_disk, "")
        told: tuple[Any, ...] = ()
        if not self._side.running or (self._on_disk and known != self._side_knows):
            self._side.stop()
            self._side.start()
            told = ("reopen", self._on_disk) if self._on_disk else ("adopt", tuple(articles), tuple(paths))
        elif known != self._side_knows:
            # Only what is new: groups of articles go on from where they were.
            came = tuple(a for a in articles if self._side_knows.get(a.id) != known[a.id])
            told = ("adopt", came, tuple(paths), tuple(self._side_knows.keys() - known.keys()))
        if told:
            await asyncio.wrap_future(self._side.call(*told).future)
        self._side_knows = known
        return await asyncio.wrap_future(self._side.call(method, *args).future)

    async def synopsis(self, topic: Topic, progress: Deliver) -> Synopsis:
        """What each article says of a topic; CancelledError when that was cancelled.

        Whoever stops waiting ends the work.
        """
        try:
            return await self._tabulate(topic, progress)
        except WorkerEndedError:
            if self._stopped:
                raise
            await self._revive()
        return await self._tabulate(topic, progress)

    async def _tabulate(self, topic: Topic, progress: Deliver) -> Synopsis:
        found: list[Synopsis] = []
        self._table = call = self._worker.call("synopsis", topic, on_part=found.append, on_progress=progress)
        try:
            await asyncio.shield(asyncio.wrap_future(call.future))
        finally:
            self._worker.cancel(call)
        return found[0]

    def cancel_synopsis(self) -> None:
        """End the work on a synopsis; harmless when there is none."""
        if self._table is not None:
            self._worker.cancel(self._table)

    async def search(self, query: str, limit: int, *, offset: int = 0, order: str = "best") -> SearchAnswer:
        """The hits of a query in all articles from number `offset` on, best first or by date."""
        answer: SearchAnswer = await self._ask("search", query, limit, offset, order)
        return answer

    async def narrowed(self, query: str) -> ListAnswer:
        """The articles of the list that a filter leaves."""
        answer: ListAnswer = await self._ask("narrowed", query)
        return answer

    async def forget_listing(self) -> None:
        """Let go of what narrowing the list needs."""
        await self._ask("forget_listing")

    async def found_in(self, query: str, names: Sequence[str]) -> dict[str, FoundSpans]:
        """Every match of a query in each of these articles."""
        answer: dict[str, FoundSpans] = await self._ask("found_in", query, tuple(names))
        return answer

    async def lens(self, ref: Ref, span: Span | None, columns: Sequence[str]) -> Lens:
        """What the lens shows of a passage and the figure in it."""
        answer: Lens = await self._ask("lens", ref, span, tuple(columns))
        return answer

    async def annotations(
        self, names: Sequence[str], analysis: str
    ) -> dict[str, tuple[str, tuple[Annotation, ...]]]:
        """What an analysis found in each of these articles, with the fingerprint of its text."""
        answer: dict[str, tuple[str, tuple[Annotation, ...]]] = await self._ask(
            "annotations", tuple(names), analysis
        )
        return answer

    async def copies(self) -> tuple[tuple[Ref, ...], ...]:
        """The groups of passages in nearly the same words."""
        answer: tuple[tuple[Ref, ...], ...] = await self._ask("copies")
        return answer

    async def only_here(self, progress: Deliver) -> tuple[Ref, ...]:
        """The statements that stand in one article only; the lens is answered meanwhile.

        CancelledError when that was cancelled.
        """
        found: list[tuple[Ref, ...]] = []
        await self._ask_long("only_here", on_part=found.append, on_progress=progress)
        return found[-1]

    async def only_here_in(self, names: Sequence[str]) -> tuple[Ref, ...]:
        """The statements of some articles that no other article has; everything else goes first."""
        found: list[tuple[Ref, ...]] = []
        await self._ask("only_here_in", tuple(names), on_part=found.append)
        return found[-1]

    async def next_only_here(self, ref: Ref, direction: int, progress: Deliver) -> Ref | None:
        """Look for the next statement that no other article has; None when there is none.

        CancelledError when that was cancelled.
        """
        found: list[Ref | None] = []
        call = self._worker.call("next_only_here", ref, direction, on_part=found.append, on_progress=progress)
        self._walk = call
        await self._run(self._worker, call)
        return found[-1]

    def cancel_walk(self) -> bool:
        """Give up looking for the next statement that stands alone; False when none is looked for."""
        if self._walk is None or self._walk.future.done():
            return False
        self._worker.cancel(self._walk)
        return True

    async def export_to(
        self, path: str, what: str, topic: str | None, form: str, *, overwrite: bool, progress: Deliver
    ) -> int:
        """Write an export to a file; the number of excerpts. CancelledError when cancelled."""
        found: list[int] = []
        call = self._worker.call(
            "export_to", path, what, topic, form, overwrite, on_part=found.append, on_progress=progress
        )
        self._export = call
        await self._run(self._worker, call)
        return found[-1]

    async def set_details(self, name: str, source: str | None, published: str | None) -> Article:
        """Set source and date of an article by hand."""
        answer: Article = await self._ask("set_details", name, source, published)
        return answer

    async def _ask(self, method: str, *args: Any, on_part: Deliver | None = None) -> Any:
        try:
            return await asyncio.wrap_future(self._worker.call(method, *args, on_part=on_part).future)
        except WorkerEndedError:
            if self._stopped:
                raise
            await self._revive()
        return await asyncio.wrap_future(self._worker.call(method, *args, on_part=on_part).future)

    async def _ask_long(self, method: str, *, on_part: Deliver, on_progress: Deliver) -> None:
        """The same for what can be cancelled."""
        try:
            await self._run(self._worker, self._worker.call(method, on_part=on_part, on_progress=on_progress))
            return
        except WorkerEndedError:
            if self._stopped:
                raise
            await self._revive()
        await self._run(self._worker, self._worker.call(method, on_part=on_part, on_progress=on_progress))

    async def _run(self, worker: Worker, call: Call) -> None:
        """Wait for something that can be cancelled."""
        self._running = [one for one in self._running if not one[1].future.done()]
        self._running.append((worker, call))
        await asyncio.wrap_future(call.future)

    async def _revive(self) -> None:
        """Tell a new worker the articles; several questions that failed together do it once."""
        async with self._reviving:
            if not self._worker.running:
                self._worker.start()
                known = ("reopen", self._on_disk) if self._on_disk else ("adopt", tuple(self._articles()))
                await asyncio.wrap_future(self._worker.call(*known).future)

    def cancel(self) -> bool:
        """End what takes long, the newest first; False when nothing does."""
        busy = False
        for worker, call in reversed(self._running):
            if not call.future.done():
                worker.cancel(call)
                busy = True
                break
        if self._side.busy:
            self._side.stop()
            busy = True
        return busy

    def stop(self) -> None:
        """End all processes."""
        self._stopped = True
        if self._export is not None and not self._export.future.done():
            # So that the part that is written goes; what does not answer is ended all the same.
            self._worker.cancel(self._export)
            wait([self._export.future], timeout=LEAVING_SECONDS)
        self._worker.stop()
        self._side.stop()
        self._builder.stop()
        self._taker.stop()
