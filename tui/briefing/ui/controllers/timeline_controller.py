"""The timeline: asked for, opened, and what is done with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.ledger_line import QuotedSentence
from briefing.model.timeline_row import DatedStatement, TimelineRow
from briefing.session import timeline_pieces
from briefing.session.requests.timeline_requests import BuildTimeline, CitedTimeline
from briefing.ui.controllers.messages import TimelineWanted
from briefing.ui.controllers.rows_controller import RowsController
from briefing.ui.drawing.timeline_rows import TimelineFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class TimelineController(RowsController[CitedTimeline, TimelineFilter, TimelineRow, DatedStatement]):
    """Owns the question for the timeline, and the one that was left last."""

    PRODUCT = "timeline"
    QUESTION = BuildTimeline

    def open(self) -> None:
        """Open the timeline: of all articles, or where they are too many, of those in the columns."""
        self.host.post_message(TimelineWanted())

    def _request(self, wanted: TimelineFilter) -> BuildTimeline:
        return BuildTimeline(tuple(self.state.columns), wanted.topic, wanted.asks_who)

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

    async def mark(self, row: TimelineRow, answer: CitedTimeline) -> None:  # noqa: ARG002 - a row has its sentences
        """Mark the sentences of a row."""
        sentences = [
            (one.article, QuotedSentence(one.sentence, one.sentence_start)) for one in row.statements
        ]
        await self.mark_sentences(sentences, "timeline")

    def _copied(
        self,
        row: TimelineRow,
        entry: DatedStatement,
        answer: CitedTimeline,  # noqa: ARG002 - as above
    ) -> tuple[str, str]:
        return row.days_words, entry.sentence

    def _pieces(
        self, form: str, answer: CitedTimeline, rows: Sequence[TimelineRow], title: str
    ) -> Iterable[bytes]:
        return timeline_pieces(form, rows, answer.citations, title)
