"""The controllers of the reader, each made when it is first needed, with those it works with."""

from __future__ import annotations

import inspect
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.ui.controllers.adding_controller import AddingController
    from briefing.ui.controllers.analysis_controller import AnalysisController
    from briefing.ui.controllers.articles_controller import ArticlesController
    from briefing.ui.controllers.base import Controller
    from briefing.ui.controllers.change_controller import ChangeController
    from briefing.ui.controllers.column_controller import ColumnController
    from briefing.ui.controllers.comparison_controller import ColumnComparison, WholeComparison
    from briefing.ui.controllers.correction_controller import CorrectionController
    from briefing.ui.controllers.export_controller import ExportController
    from briefing.ui.controllers.filter_controller import FilterController
    from briefing.ui.controllers.findings_controller import FindingsController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.ledger_controller import LedgerController
    from briefing.ui.controllers.lens_controller import LensController
    from briefing.ui.controllers.library_controller import LibraryController
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.controllers.movement_controller import MovementController
    from briefing.ui.controllers.opening_controller import OpeningController
    from briefing.ui.controllers.place_controller import PlaceController
    from briefing.ui.controllers.quotes_controller import QuotesController
    from briefing.ui.controllers.read_controller import ReadController
    from briefing.ui.controllers.results_controller import ResultsController
    from briefing.ui.controllers.search_controller import SearchController
    from briefing.ui.controllers.source_controller import SourceController
    from briefing.ui.controllers.speaker_controller import SpeakerController
    from briefing.ui.controllers.steering_controller import SteeringController
    from briefing.ui.controllers.synopsis_controller import SynopsisController
    from briefing.ui.controllers.timeline_controller import TimelineController
    from briefing.ui.controllers.topic_controller import TopicController
    from briefing.ui.controllers.upkeep import Upkeep
    from briefing.ui.controllers.view_controller import ViewController
    from briefing.ui.state.library_articles import LibraryArticles


class Controllers:
    """Imports are made with the controller: what the first paint does not need is not loaded for it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._made_library: LibraryController | None = None

    @cached_property
    def opening(self) -> OpeningController:
        from briefing.ui.controllers.opening_controller import OpeningController

        return OpeningController(self._host, lambda: self.analysis, self._library)

    @property
    def upkeep(self) -> Upkeep:
        """What keeps up with the articles: another where it turns out that a library holds them."""
        return self.opening.upkeep()

    @cached_property
    def lens(self) -> LensController:
        from briefing.ui.controllers.lens_controller import LensController

        return LensController(self._host)

    @cached_property
    def articles(self) -> ArticlesController:
        from briefing.ui.controllers.articles_controller import ArticlesController

        return ArticlesController(self._host, self.lens)

    @cached_property
    def search(self) -> SearchController:
        from briefing.ui.controllers.search_controller import SearchController

        return SearchController(self._host)

    @cached_property
    def results(self) -> ResultsController:
        from briefing.ui.controllers.results_controller import ResultsController

        return ResultsController(self._host, self.marks, lambda: self.export)

    @cached_property
    def marks(self) -> MarkController:
        from briefing.ui.controllers.mark_controller import MarkController

        def open_export() -> None:
            # Not handed on as it is: exports are loaded when the first is asked for.
            self.export.open()

        return MarkController(self._host, self.movement, open_export)

    @cached_property
    def filter(self) -> FilterController:
        from briefing.ui.controllers.filter_controller import FilterController

        return FilterController(self._host, self.sources)

    @cached_property
    def sources(self) -> SourceController:
        from briefing.ui.controllers.source_controller import SourceController

        return SourceController(self._host, lambda: self.upkeep)

    @cached_property
    def findings(self) -> FindingsController:
        from briefing.ui.controllers.findings_controller import FindingsController

        return FindingsController(self._host)

    @cached_property
    def comparison(self) -> WholeComparison:
        from briefing.ui.controllers.comparison_controller import WholeComparison

        return WholeComparison(self._host, self.findings)

    @cached_property
    def column_comparison(self) -> ColumnComparison:
        from briefing.ui.controllers.comparison_controller import ColumnComparison

        return ColumnComparison(self._host)

    @cached_property
    def topics(self) -> TopicController:
        from briefing.ui.controllers.topic_controller import TopicController

        return TopicController(self._host)

    @cached_property
    def steering(self) -> SteeringController:
        from briefing.ui.controllers.steering_controller import SteeringController

        return SteeringController(self._host, self.topics)

    @cached_property
    def movement(self) -> MovementController:
        from briefing.ui.controllers.movement_controller import MovementController

        return MovementController(self._host, lambda: self.upkeep)

    @cached_property
    def reading(self) -> ReadController:
        from briefing.ui.controllers.read_controller import ReadController

        return ReadController(self._host)

    @cached_property
    def columns(self) -> ColumnController:
        from briefing.ui.controllers.column_controller import ColumnController

        return ColumnController(self._host, self.lens, self.movement, self.changes, lambda: self.reading)

    @cached_property
    def export(self) -> ExportController:
        from briefing.ui.controllers.export_controller import ExportController

        return ExportController(self._host)

    @cached_property
    def synopsis(self) -> SynopsisController:
        from briefing.ui.controllers.synopsis_controller import SynopsisController

        return SynopsisController(self._host, self.marks, self.export)

    @cached_property
    def ledger(self) -> LedgerController:
        from briefing.ui.controllers.ledger_controller import LedgerController

        return LedgerController(self._host, self.marks, self.export, lambda: self.upkeep)

    @cached_property
    def timeline(self) -> TimelineController:
        from briefing.ui.controllers.timeline_controller import TimelineController

        return TimelineController(self._host, self.marks, self.export)

    @cached_property
    def quotes(self) -> QuotesController:
        from briefing.ui.controllers.quotes_controller import QuotesController

        return QuotesController(self._host, self.marks, self.export)

    @cached_property
    def corrections(self) -> CorrectionController:
        from briefing.ui.controllers.correction_controller import CorrectionController

        return CorrectionController(self._host, self.marks)

    @cached_property
    def speakers(self) -> SpeakerController:
        from briefing.ui.controllers.speaker_controller import SpeakerController

        return SpeakerController(self._host, self.marks)

    @cached_property
    def places(self) -> PlaceController:
        from briefing.ui.controllers.place_controller import PlaceController

        return PlaceController(self._host, self.marks)

    @cached_property
    def view(self) -> ViewController:
        from briefing.ui.controllers.view_controller import ViewController

        return ViewController(self._host, self.movement, self.search, self.topics, self.filter)

    @cached_property
    def analysis(self) -> AnalysisController:
        from briefing.ui.controllers.analysis_controller import AnalysisController

        return AnalysisController(
            self._host, self.opening, self.findings, self.topics, self.comparison, self.lens, self.marks
        )

    def _library(self, articles: LibraryArticles) -> LibraryController:
        if self._made_library is None:
            from briefing.ui.controllers.library_controller import LibraryController

            self._made_library = LibraryController(
                self._host,
                articles,
                self.opening,
                self.articles,
                self.marks,
                self.topics,
                self.lens,
                self.filter,
                self.column_comparison,
            )
        return self._made_library

    @cached_property
    def adding(self) -> AddingController:
        from briefing.ui.controllers.adding_controller import AddingController

        return AddingController(self._host)

    @cached_property
    def changes(self) -> ChangeController:
        from briefing.ui.controllers.change_controller import ChangeController

        return ChangeController(self._host, self.articles, lambda: self.upkeep)

    def acting(self, group: str) -> Controller:
        """The controller whose methods are the actions of a group; KeyError for no group."""
        controller: Controller = getattr(self, _ACTING[group])
        return controller

    async def run(self, action_id: str) -> None:
        """Run the action called `action_id` (`group.verb`) to its end."""
        group, _, verb = action_id.partition(".")
        result = getattr(self.acting(group), verb)()
        if inspect.isawaitable(result):
            await result


_ACTING = {
    "move": "movement",
    "columns": "columns",
    "list": "filter",
    "topics": "topics",
    "steer": "steering",
    "synopsis": "synopsis",
    "ledger": "ledger",
    "timeline": "timeline",
    "quotes": "quotes",
    "find": "search",
    "marks": "marks",
    "places": "places",
    "export": "export",
    "view": "view",
}
"""Which controller acts for each group of `ui.key_table`."""
