"""The engine as the app sees it: questions that are awaited, streams that arrive as messages.

Two worker processes: one reads, finds figures, searches and relates; the other works on what
takes long (topics), so that the first always answers quickly and the second can be ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from briefing.worker.client import Call, Worker, WorkerEndedError

if TYPE_CHECKING:
    from briefing.model.article import Article, Ref, Span
    from briefing.model.hit import SearchAnswer
    from briefing.model.lens import Lens
    from briefing.model.steering import Steer, SteeredTopics
    from briefing.model.synopsis import Synopsis
    from briefing.model.topic import Topic, TopicExplanation
    from briefing.worker.opening import Opening

Deliver = Callable[[Any], object]


class Engine:
    """What the reader can ask. Each coroutine raises WorkerError when the worker has failed.

    A worker that was killed is started again and told the articles; the question is asked anew.
    """

    def __init__(self, opening: Opening, articles: Callable[[], Sequence[Article]]) -> None:
        """`articles` gives what a new worker must know."""
        self._worker = opening.worker
        self._side = Worker()
        self._side_knows: tuple[str, ...] = ()
        self._articles = articles
        self._running: Call | None = opening.call
        self._table: Call | None = None
        self._reviving = asyncio.Lock()
        self._stopped = False

    async def figures(self, names: Sequence[str], deliver: Deliver) -> None:
        """Find the figures of articles; `deliver` gets `(article, figures)` pairs."""
        await self._ask("figures", tuple(names), on_part=deliver)

    async def all_figures(self, names: Sequence[str], deliver: Deliver) -> None:
        """The same for every article; CancelledError when that was cancelled."""
        self._running = call = self._worker.call("figures", tuple(names), on_part=deliver)
        await asyncio.wrap_future(call.future)

    async def warm(self, progress: Deliver) -> None:
        """Build the indexes behind `search` and `lens`; CancelledError when that was cancelled."""
        self._running = call = self._worker.call("warm", on_progress=progress)
        await asyncio.wrap_future(call.future)

    async def topics(self, articles: Sequence[Article]) -> tuple[Topic, ...]:
        """The topics of all articles, worked out beside everything else."""
        await asyncio.wrap_future(self._side.call("adopt", tuple(articles)).future)
        answer: tuple[Topic, ...] = await asyncio.wrap_future(self._side.call("topics").future)
        # What is known now is not asked again: the process and its memory are given back.
        self._side.stop()
        return answer

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
        known = tuple(article.fingerprint + article.id for article in articles)
        if not self._side.running or known != self._side_knows:
            self._side.stop()
            self._side.start()
            await asyncio.wrap_future(self._side.call("adopt", tuple(articles), tuple(paths)).future)
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

    async def lens(self, ref: Ref, span: Span | None, columns: Sequence[str]) -> Lens:
        """What the lens shows of a passage and the figure in it."""
        answer: Lens = await self._ask("lens", ref, span, tuple(columns))
        return answer

    async def only_here(self) -> tuple[Ref, ...]:
        """The statements that stand in one article only."""
        answer: tuple[Ref, ...] = await self._ask("only_here")
        return answer

    async def set_details(self, name: str, source: str | None, published: str | None) -> Article:
        """Set source and date of an article by hand."""
        answer: Article = await self._ask("set_details", name, source, published)
        return answer

    async def export(self, what: str, topic: str | None, form: str) -> tuple[bytes, int]:
        """The bytes of an export and how many excerpts they hold."""
        answer: tuple[bytes, int] = await self._ask("export", what, topic, form)
        return answer

    async def _ask(self, method: str, *args: Any, on_part: Deliver | None = None) -> Any:
        try:
            return await asyncio.wrap_future(self._worker.call(method, *args, on_part=on_part).future)
        except WorkerEndedError:
            if self._stopped:
                raise
            await self._revive()
        return await asyncio.wrap_future(self._worker.call(method, *args, on_part=on_part).future)

    async def _revive(self) -> None:
        """Tell a new worker the articles; several questions that failed together do it once."""
        async with self._reviving:
            if not self._worker.running:
                self._worker.start()
                await asyncio.wrap_future(self._worker.call("adopt", tuple(self._articles())).future)

    def cancel(self) -> bool:
        """End what takes long; False when nothing does."""
        call = self._running
        busy = call is not None and not call.future.done()
        if call is not None and busy:
            self._worker.cancel(call)
        if self._side.busy:
            self._side.stop()
            busy = True
        return busy

    def stop(self) -> None:
        """End both processes."""
        self._stopped = True
        self._worker.stop()
        self._side.stop()
