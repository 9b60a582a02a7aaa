"""The engine as the app sees it: questions that are awaited, streams that arrive as messages.

Two worker processes: one reads, finds figures, searches and relates; the other works on what
takes long (topics), so that the first always answers quickly and the second can be ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from briefing.model.article import Article, Ref, Span
from briefing.model.hit import SearchAnswer
from briefing.model.lens import Lens
from briefing.model.topic import Topic
from briefing.worker.client import Call, Worker
from briefing.worker.opening import Opening

Deliver = Callable[[Any], object]


class Engine:
    """What the reader can ask. Each coroutine raises WorkerError when the worker has failed."""

    def __init__(self, opening: Opening) -> None:
        self._worker = opening.worker
        self._side = Worker()
        self._running: Call | None = opening.call

    async def figures(self, names: Sequence[str], deliver: Deliver) -> None:
        """Find the figures of articles; `deliver` gets `(article, figures)` pairs."""
        await self._wait(self._worker.call("figures", tuple(names), on_part=deliver))

    async def warm(self, progress: Deliver) -> None:
        """Build the indexes behind `search` and `lens`."""
        self._running = call = self._worker.call("warm", on_progress=progress)
        await self._wait(call)

    async def topics(self, articles: Sequence[Article]) -> tuple[Topic, ...]:
        """The topics of all articles, worked out beside everything else."""
        await self._wait(self._side.call("adopt", tuple(articles)))
        answer: tuple[Topic, ...] = await self._wait(self._side.call("topics"))
        return answer

    async def search(self, query: str, limit: int) -> SearchAnswer:
        """Search all articles."""
        answer: SearchAnswer = await self._wait(self._worker.call("search", query, limit))
        return answer

    async def lens(self, ref: Ref, span: Span | None, columns: Sequence[str]) -> Lens:
        """What the lens shows of a passage and the figure in it."""
        answer: Lens = await self._wait(self._worker.call("lens", ref, span, tuple(columns)))
        return answer

    async def set_details(self, name: str, source: str | None, published: str | None) -> Article:
        """Set source and date of an article by hand."""
        answer: Article = await self._wait(self._worker.call("set_details", name, source, published))
        return answer

    async def export(self, what: str, topic: str | None, form: str) -> tuple[bytes, int]:
        """The bytes of an export and how many excerpts they hold."""
        answer: tuple[bytes, int] = await self._wait(self._worker.call("export", what, topic, form))
        return answer

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
        self._worker.stop()
        self._side.stop()

    async def _wait(self, call: Call) -> Any:
        return await asyncio.wrap_future(call.future)
