"""Quotes by speaker: asked for, opened, and what is done with their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.model.article import Span
from briefing.model.ledger_line import QuotedSentence
from briefing.session import quotes_pieces, suggest_name
from briefing.session.requests.quote_requests import GroupQuotes
from briefing.ui.controllers.base import on_loop
from briefing.ui.controllers.messages import QuotesWanted
from briefing.ui.controllers.quoting_controller import QuotingController
from briefing.ui.drawing.formatting import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.errors import BriefingError
    from briefing.jobs.requests import Progress
    from briefing.model.quote import AttributedQuote
    from briefing.model.quote_row import QuoteRow
    from briefing.session.requests.quote_requests import CitedQuotes
    from briefing.ui.controllers.export_controller import ExportController, Refused
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.mark_controller import MarkController
    from briefing.ui.drawing.quote_rows import QuoteFilter
    from briefing.ui.modals.export_screen import ExportRequest


class LeftQuotes(NamedTuple):
    """Quotes that were left, to be shown again as they were."""

    version: int
    """Of the articles they were found in."""
    quotes: CitedQuotes
    wanted: QuoteFilter
    row: QuoteRow | None
    """The row the cursor was on."""
    source: int
    """The place of the quote it was on."""


class QuotesController(QuotingController):
    """Owns the question for the quotes, and those that were left last."""

    def __init__(self, host: Host, marks: MarkController, exports: ExportController) -> None:
        super().__init__(host, marks)
        self._exports = exports
        self._left: LeftQuotes | None = None

    def open(self) -> None:
        """Open the quotes: of all articles, or where they are too many, of those in the columns."""
        self.host.post_message(QuotesWanted())

    def left(self) -> LeftQuotes | None:
        """Those left last, where they are still what would be found."""
        left = self._left
        if left is None or left.version != self.state.articles.version:
            return None
        return left if left.quotes.articles in (None, tuple(self.state.columns)) else None

    def leave(
        self, quotes: CitedQuotes | None, wanted: QuoteFilter, row: QuoteRow | None, source: int
    ) -> None:
        """End what is being done; quotes that are there are kept for the next time."""
        self.drop("quotes")
        if quotes is not None:
            self._left = LeftQuotes(self.state.articles.version, quotes, wanted, row, source)

    def ask_for(
        self,
        topic: str | None,
        take: Callable[[CitedQuotes], object],
        tell: Callable[[Progress], object],
        *,
        on_cancelled: Callable[[], object],
        on_refused: Callable[[BriefingError], object],
    ) -> None:
        """Group what is quoted, on one topic or on all; the question before it is ended."""
        request = GroupQuotes(tuple(self.state.columns), topic)
        self.ask(
            "quotes",
            lambda: self._engine.stream(request, on_progress=on_loop(tell)),
            take,
            on_cancelled=on_cancelled,
            on_refused=on_refused,
        )

    def cancel(self) -> None:
        """End the work on the quotes."""
        self._engine.cancel(GroupQuotes)

    # -- their rows --------------------------------------------------------------------------

    async def mark(self, row: QuoteRow) -> None:
        """Mark a quote in each of its sources."""
        places = [(one.article, QuotedSentence(one.text, one.start)) for one in row.quotes]
        await self.mark_sentences(places, "list of quotes", "quote")

    def export(self, quotes: CitedQuotes, rows: Sequence[QuoteRow], topic: str | None) -> None:
        """Ask in which form and where to write some rows, and write them."""
        from briefing.ui.modals.export_screen import ExportChoice

        title = "Quotes" if topic is None else f"Quotes: {topic}"

        async def write(request: ExportRequest, refused: Refused) -> None:
            pieces = quotes_pieces(request.format, rows, quotes.citations, title)
            await self._exports.save(request, pieces, count(len(rows), "quote"), refused)

        choice = ExportChoice("quotes", title, len(rows))
        self._exports.ask_how([choice], "quotes", lambda _, form: suggest_name(title, form), write)

    def go_to(self, quote: AttributedQuote, quotes: CitedQuotes) -> None:
        """Open the article of a quote with the cursor on its words."""
        span = Span(quote.start, quote.end)
        self.go_to_words(quote.article, quote.passage, span, "sentence", quotes.fingerprints)
