"""What is worked out of articles that were read: figures, indexes, topics, what they have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.session.ledger_analysis import MOST_WHOLE
from briefing.session.requests.article_requests import WarmIndexes
from briefing.session.requests.finding_requests import FindAllFigures
from briefing.ui.controllers.base import QuestionCancelledError, cancellable, on_loop
from briefing.ui.controllers.messages import AnalysisEnded, ArticlesChanged
from briefing.ui.controllers.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.jobs.requests import Progress
    from briefing.model.article import Article
    from briefing.model.figure import Figure
    from briefing.model.opening_events import FilesChanged
    from briefing.ui.controllers.comparison_controller import WholeComparison
    from briefing.ui.controllers.findings_controller import FindingsController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.lens_controller import LensController
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.controllers.opening_controller import OpeningController
    from briefing.ui.controllers.topic_controller import TopicController


FIGURES_FIRST = 40
"""Articles up to which figures, which are on the screen, are found before topics are begun; of more, topics
are worked out meanwhile by the second process, as they take long."""


class AnalysisController(Upkeep):
    """Works out one thing after the other, what is looked at first before what takes long."""

    def __init__(
        self,
        host: Host,
        opening: OpeningController,
        findings: FindingsController,
        topics: TopicController,
        comparison: WholeComparison,
        lens: LensController,
        marks: MarkController,
    ) -> None:
        super().__init__(host)
        self._opening = opening
        self._findings = findings
        self._topics = topics
        self._comparison = comparison
        self._lens = lens
        self._marks = marks

    def compare_unasked(self, compare: Callable[[], object]) -> None:
        """Of few articles, for which that takes a moment."""
        if 2 <= len(self.state.articles) <= MOST_WHOLE:
            compare()

    def start(self) -> None:
        """Work out everything for the articles that were opened."""
        self._opening.conclude()
        self.host.run(self._analyse_all, "analysis")

    async def _analyse_all(self) -> None:
        state = self.state
        known = await self._findings.take_known()
        if known is not None:
            self._topics.take(known)
        topics_early = len(state.articles) > FIGURES_FIRST and not state.topics.known
        if topics_early:
            self._find_topics()
        self.host.say_work("figures …")
        try:
            names = [name for name in state.names if name not in state.figures]
            await cancellable(self._engine.stream(FindAllFigures(tuple(names)), on_loop(self._take_figures)))
        except QuestionCancelledError:
            self.host.warn("the search for figures was cancelled; those found are shown", timeout=5)
        self._marks.begin()
        if not topics_early and not state.topics.known:
            self._find_topics()
        await self.build_indexes()
        self.host.services.started()
        await self._comparison.compare_all()
        self.host.post_message(AnalysisEnded())

    def _find_topics(self) -> None:
        self._topics.find(self._findings.take_topics)

    async def take_in(self, changed: FilesChanged) -> None:
        """Figures and indexes first, which are asked for most."""
        await self.analyse(changed.names)
        self.host.post_message(ArticlesChanged())

    async def analyse(self, names: Sequence[str]) -> None:
        """Work out anew what depends on articles that came, changed or went."""
        self._findings.forget()
        await self.find_figures(names)
        await self.build_indexes()
        self._find_topics()
        await self._comparison.compare_all()

    def step_only_here(self, direction: int) -> None:
        """Among those of all articles."""
        self._comparison.step(direction)

    def renew_details(self, article: Article) -> None:
        """Work out anew what depends on the source and date of an article that were set by hand."""
        self._findings.forget()
        super().renew_details(article)

    def _take_figures(self, found: tuple[str, tuple[Figure, ...]]) -> None:
        super()._take_figures(found)
        done, total = len(self.state.figures), len(self.state.articles)
        if done < total:
            self.say_progress(f"figures {done}/{total}", total)

    async def build_indexes(self) -> None:
        """Build the indexes behind the search and the lens, then ask what the lens should say."""
        self.host.say_work("indexing …")
        try:
            await cancellable(self._engine.stream(WarmIndexes(), on_progress=on_loop(self._tell_indexed)))
        except QuestionCancelledError:
            self.host.say("indexing was cancelled; it is done when first needed")
        self.host.say_work("")
        self._lens.renew()

    def _tell_indexed(self, step: Progress) -> None:
        self.say_progress(f"indexing {step.done}/{step.total}", step.total // 2)
