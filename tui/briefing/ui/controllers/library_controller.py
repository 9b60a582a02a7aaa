"""A library on disk: it is brought up to date, and the reader works with what is there meanwhile."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from briefing.jobs.client import WorkerError
from briefing.model.build_progress import BuildProgress
from briefing.model.opening_events import FilesChanged
from briefing.session.requests.article_requests import BuildLibrary, WarmIndexes
from briefing.ui.controllers.base import QuestionCancelledError, cancellable, is_fault
from briefing.ui.controllers.messages import AnalysisEnded, ArticlesChanged
from briefing.ui.controllers.upkeep import Upkeep
from briefing.ui.keys import cancels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.ui.controllers.articles_controller import ArticlesController
    from briefing.ui.controllers.comparison_controller import ColumnComparison
    from briefing.ui.controllers.filter_controller import FilterController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.lens_controller import LensController
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.controllers.opening_controller import OpeningController
    from briefing.ui.controllers.topic_controller import TopicController
    from briefing.ui.state.library_articles import LibraryArticles

RENEW_SECONDS = 2.0
"""How often the list takes in what a build has added."""


class LibraryController(Upkeep):
    """Owns how far the library is up to date."""

    def __init__(
        self,
        host: Host,
        articles: LibraryArticles,
        opening: OpeningController,
        renewal: ArticlesController,
        marks: MarkController,
        topics: TopicController,
        lens: LensController,
        filter: FilterController,  # noqa: A002 - named as what it filters by everywhere else
        comparison: ColumnComparison,
    ) -> None:
        super().__init__(host)
        self._opening = opening
        self._articles = articles
        self._renewal = renewal
        self._marks = marks
        self._topics = topics
        self._lens = lens
        self._filter = filter
        self._comparison = comparison
        self._built = False
        self.unbuilt = False
        """Whether the building was cancelled or refused, so that more is to be built."""

    def compare_unasked(self, compare: Callable[[], object]) -> None:
        """Never: they are not all at hand."""

    def start(self) -> None:
        """Fetch the order of the articles, begin what goes on beside, then bring all up to date."""
        self.host.run(self._follow, "library")

    async def _follow(self) -> None:
        services, articles = self.host.services, self._articles
        await services.writer.use_library(services.paths, self._engine.library)
        if articles:
            await self._renew()
            self._begin_beside()
            await self._open_search()
            self._lens.follow()
        services.started()
        began_empty = not articles
        await self.build()
        if began_empty:
            self._begin_beside()
        self._built = True
        self._comparison.complete = not self.unbuilt
        self._comparison.look_through()
        self._opening.tell_failures()
        self._lens.renew()
        self.host.post_message(AnalysisEnded())
        self._topics.bring_up_to_date()

    def _begin_beside(self) -> None:
        self._marks.begin()
        self._topics.show_stored()

    async def _open_search(self) -> None:
        """Have the search ready for the first letter."""
        try:
            await cancellable(self._engine.stream(WarmIndexes()))
        except QuestionCancelledError:
            # It is opened by the first letter then.
            return

    async def _renew(self) -> None:
        renewed = await self._renewal.renew()
        if renewed.letters:
            self.host.say(renewed.letters, timeout=6)
        if self._articles and not self.state.columns:
            self._opening.open_columns()
            self.host.draw()
        if renewed.texts:
            self.host.post_message(ArticlesChanged())
        else:
            self._filter.renew()

    async def update(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Where building was cancelled it goes on where it stopped, and can be cancelled again."""
        if not self.unbuilt:
            return await super().update(paths, changed)
        await self.build()
        return FilesChanged(())

    async def take_in(self, changed: FilesChanged) -> None:  # noqa: ARG002 - the library has all of it
        """Topics last: they take long, and what was asked for should be there first."""
        self._comparison.forget()
        self.host.post_message(ArticlesChanged())
        self._topics.bring_up_to_date()

    def columns_changed(self) -> None:
        """What is read is looked through."""
        self._comparison.look_through()

    def step_only_here(self, direction: int) -> None:
        """On from the cursor."""
        self._comparison.step(direction)

    async def build(self) -> None:
        """Bring the library up to date, saying how far that is; what it adds joins the list."""
        source = self._articles.source
        before = source.generation
        steps: asyncio.Queue[BuildProgress | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def progress(step: BuildProgress) -> None:
            loop.call_soon_threadsafe(steps.put_nowait, step)

        show = asyncio.create_task(self._show_build(steps))
        try:
            building = BuildLibrary(self.host.services.paths, self._engine.library)
            await cancellable(self._engine.stream(building, progress))
            self.unbuilt = False
        except QuestionCancelledError:
            self.unbuilt = True
            self.host.say("cancelled; what has been read is here, the rest is read the next time", timeout=6)
        except WorkerError as error:
            if is_fault(error):
                raise
            # Another program builds it, or the disk is full: what is there can be read.
            self.unbuilt = True
            self.host.warn(str(error), title="Library")
        finally:
            # Behind the reports that are on their way from the other thread.
            loop.call_soon(steps.put_nowait, None)
            await show
            self.host.say_work("")
        self._comparison.complete = self._built and not self.unbuilt
        if source.behind:
            await self._renew()
        if source.generation != before:
            # Marks and results may stand in articles that are not being read, too.
            self.host.post_message(ArticlesChanged())

    async def _show_build(self, steps: asyncio.Queue[BuildProgress | None]) -> None:
        renewed, articles = 0.0, self._articles
        while (step := await steps.get()) is not None:
            if step.note:
                self.host.say(step.note, severity="warning", timeout=8)
            if step.stage != "done":
                self.host.say_work(f"{step.line()}{cancels()}")
            due = time.monotonic() - renewed > RENEW_SECONDS and steps.empty()
            newer = step.generation != articles.source.generation
            if newer and (due or not articles or step.stage == "done"):
                await self._renew()
                renewed = time.monotonic()
