"""The timeline: asked for, opened, and what is done with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article import Span
from briefing.model.ledger_line import QuotedSentence
from briefing.session import suggest_name, timeline_pieces
from briefing.session.requests.timeline_requests import BuildTimeline
from briefing.ui.controllers.base import on_loop
from briefing.ui.controllers.messages import TimelineWanted
from briefing.ui.controllers.quoting_controller import QuotingController
from briefing.ui.drawing.formatting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.model.timeline_row import DatedStatement, TimelineRow
    from briefing.session.requests.timeline_requests import CitedTimeline
    from briefing.ui.controllers.export_controller import ExportController, Refused
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.drawing.timeline_rows import TimelineFilter
    from briefing.ui.modals.export_screen import ExportRequest


class LeftTimeline(NamedTuple):
    """A timeline that was left, to be shown again as it was."""

    version: int
    """Of the articles it was made from."""
    timeline: CitedTimeline
    wanted: TimelineFilter
    row: TimelineRow | None
    """The row the cursor was on."""
    statement: int
    """The place of the statement it was on."""


class TimelineController(QuotingController):
    """Owns the question for the timeline, and the one that was left last."""

    def __init__(self, host: Host, marks: MarkController, exports: ExportController) -> None:
        super().__init__(host, marks)
        self._exports = exports
        self._left: LeftTimeline | None = None

    def open(self) -> None:
        """Open the timeline: of all articles, or where they are too many, of those in the columns."""
        self.host.post_message(TimelineWanted())

    def left(self) -> LeftTimeline | None:
        """The one left last, where it is still what would be made."""
        left = self._left
        if left is None or left.version != self.state.articles.version:
            return None
        return left if left.timeline.articles in (None, tuple(self.state.columns)) else None

    def leave(
        self, timeline: CitedTimeline | None, wanted: TimelineFilter, row: TimelineRow | None, statement: int
    ) -> None:
        """End what is being made; a timeline that is there is kept for the next time."""
        self.drop("timeline")
        if timeline is not None:
            self._left = LeftTimeline(self.state.articles.version, timeline, wanted, row, statement)

    def ask_for(
        self,
        wanted: TimelineFilter,
        take: Callable[[CitedTimeline], object],
        tell: Callable[[Progress], object],
        *,
        on_cancelled: Callable[[], object],
        on_refused: Callable[[BriefingError], object],
    ) -> None:
        """Group what the articles date, of the topic that is wanted, and with who says it where that matters;
        the question before it is ended."""
        request = BuildTimeline(tuple(self.state.columns), wanted.topic, wanted.asks_who)
        self.ask(
            "timeline",
            lambda: self._engine.stream(request, on_progress=on_loop(tell)),
            take,
            on_cancelled=on_cancelled,
            on_refused=on_refused,
        )

    def cancel(self) -> None:
        """End the work on the timeline."""
        self._engine.cancel(BuildTimeline)

    def is_disputed(self, row: TimelineRow) -> bool:
        """Whether the ledger has another day for what one of the statements dates."""
        ledger, articles = self.state.ledger, self.state.articles
        if not ledger.known:
            return False
        for one in row.statements:
            article = articles.get(one.article)
            line = article and ledger.line_at(one.article, one.start, article.fingerprint)
            if line and line.kind == "date" and line.verdict == "differ" and not line.course:
                return True
        return False

    # -- its rows ----------------------------------------------------------------------------

    async def mark(self, row: TimelineRow) -> None:
        """Mark the sentences of a row."""
        sentences = [
            (one.article, QuotedSentence(one.sentence, one.sentence_start)) for one in row.statements
        ]
        await self.mark_sentences(sentences, "timeline")

    def export(self, timeline: CitedTimeline, rows: Sequence[TimelineRow], topic: str | None) -> None:
        """Ask in which form and where to write some rows of a timeline, and write them."""
        from briefing.ui.modals.export_screen import ExportChoice

        title = "Timeline" if topic is None else f"Timeline: {topic}"

        async def write(request: ExportRequest, refused: Refused) -> None:
            pieces = timeline_pieces(request.format, rows, timeline.citations, title)
            await self._exports.save(request, pieces, count(len(rows), "row"), refused)

        choice = ExportChoice("timeline", title, len(rows))
        self._exports.ask_how([choice], "timeline", lambda _, form: suggest_name(title, form), write)

    def go_to(self, statement: DatedStatement, timeline: CitedTimeline) -> None:
        """Open the article of a statement with the cursor on its date."""
        span = Span(statement.start, statement.end)
        self.go_to_words(statement.article, statement.passage, span, "figure", timeline.fingerprints)
