"""Quotes by speaker: asked for, opened, and what is done with their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.article import Span
from briefing.model.ledger_line import QuotedSentence
from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.session import quotes_pieces
from briefing.session.requests.quote_requests import CitedQuotes, GroupQuotes
from briefing.text.passage_sentences import sentences_around
from briefing.ui.controllers.messages import QuotesWanted
from briefing.ui.controllers.rows_controller import RowsController
from briefing.ui.drawing.formatting import chance
from briefing.ui.drawing.quote_rows import QuoteFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class QuotesController(RowsController[CitedQuotes, QuoteFilter, QuoteRow, AttributedQuote]):
    """Owns the question for the quotes, and those that were left last."""

    PRODUCT = "quotes"
    QUESTION = GroupQuotes
    ROW_WORD = "quote"
    ENTRY_KIND = "sentence"

    def renew(self) -> None:
        """Who says something is somebody else now: whatever is listed shows it."""
        self.forget_left()
        self.renew_shown()

    def open(self) -> None:
        """Open the quotes: of all articles, or where they are too many, of those in the columns."""
        self.host.post_message(QuotesWanted())

    def _request(self, wanted: QuoteFilter) -> GroupQuotes:
        return GroupQuotes(tuple(self.state.columns), wanted.topic)

    async def mark(self, row: QuoteRow, answer: CitedQuotes) -> None:  # noqa: ARG002 - a quote tells its place
        """Mark the sentence that holds a quote, in each of its sources: by itself, "prudence" says neither
        who speaks nor of what."""
        places = [(one.article, self._sentence(one)) for one in row.quotes]
        await self.mark_sentences(places, "list of quotes", "quote")

    def _sentence(self, quote: AttributedQuote) -> QuotedSentence:
        """The sentence around a quote; the quote itself where the article is no longer the one it is of."""
        article = self.state.articles.get(quote.article)
        if article is None or not article.text.startswith(quote.text, quote.start):
            return QuotedSentence(quote.text, quote.start)
        span = sentences_around(article, Span(quote.start, quote.start + len(quote.text)))
        return QuotedSentence(article.text[span.start : span.end], span.start)

    def _copied(
        self,
        row: QuoteRow,
        entry: AttributedQuote,
        answer: CitedQuotes,  # noqa: ARG002 - as above
    ) -> tuple[str, str]:
        # The sentence: "prudence" by itself may be what was denied.
        return _speaker_told(row, entry), self._sentence(entry).text

    def _pieces(
        self, form: str, answer: CitedQuotes, rows: Sequence[QuoteRow], title: str
    ) -> Iterable[bytes]:
        return quotes_pieces(form, rows, answer.citations, title)


def _speaker_told(row: QuoteRow, quote: AttributedQuote) -> str:
    """Who says a quote, and how sure that is where it is not; nothing where it is nobody known."""
    who = row.speaker or quote.who if quote.who is not None else None
    if who is None:
        return ""
    return f"{who} ({chance(quote.certainty)}):" if quote.is_doubted else f"{who}:"
