"""Quotes by speaker: what somebody says, who quotes it, and how the wordings differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from briefing.model.quote import AttributedQuote
from briefing.model.quote_row import QuoteRow
from briefing.session.requests.quote_requests import CitedQuotes
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.quote_rows import QuoteFilter, SpeakerHeading, shown_quotes
from briefing.ui.drawing.quote_styler import QuoteStyler, nothing_quoted
from briefing.ui.key_table import QUOTES
from briefing.ui.screens.rows_screen import TopicRowsScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.quotes_controller import QuotesController
    from briefing.ui.controllers.speaker_controller import SpeakerController


class QuotesScreen(TopicRowsScreen[CitedQuotes, QuoteFilter, QuoteRow, AttributedQuote]):
    """Rows below the names of speakers, and the wordings of the row at hand."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(QUOTES)
    WORKING = "reading quotes …"
    FILTER_HINT = 'words, source: speaker:"Xi Jinping"'
    HINTS = (
        ("rows.choose", "enter"),
        ("quotes.right", "side(1)"),
        ("quotes.wordings", "wordings"),
        ("quotes.filter", "filter"),
        ("quotes.shared", "shared"),
        ("quotes.next_topic", "topic(1)"),
        ("quotes.mark", "mark"),
        ("quotes.speaker", "speaker"),
        ("quotes.export", "export"),
        ("quotes.copy", "copy"),
        ("quotes.undo", "undo"),
    )

    def __init__(self, host: Host, controller: QuotesController, speakers: SpeakerController) -> None:
        super().__init__(host, controller, QuoteFilter())
        self._speakers = speakers
        controller.enter(self.renew)
        self._shown: list[QuoteRow | SpeakerHeading] = []
        self._styler = QuoteStyler(host.styler, host.state.letter, host.state.index)

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        shown = self._shown if self.answer is not None else None
        return [self._styler.title(self.wanted, shown, self._work, width)]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        row = self._shown[index]
        if isinstance(row, SpeakerHeading):
            return [self._styler.heading(row, width)]
        return [self._styler.row(row, self.answer.citations, width)] if self.answer is not None else []

    def _nothing_listed(self, _answer: CitedQuotes) -> str:
        return nothing_quoted(self.wanted)

    def _draw_entries(self, row: QuoteRow, answer: CitedQuotes, width: int, height: int) -> Sequence[Content]:
        return self._styler.wordings(row, answer.citations, self.place, width, height)

    def _chosen_rows(self) -> list[QuoteRow | None]:
        rows = self.answer.rows if self.answer is not None else ()
        self._shown = shown_quotes(rows, self.wanted, self._source)
        return [one if isinstance(one, QuoteRow) else None for one in self._shown]

    def _first_row(self) -> QuoteRow | None:
        return next(iter(self.listed), None)

    def _entries(self, row: QuoteRow) -> Sequence[AttributedQuote]:
        return row.entries

    def renew(self) -> None:
        """Ask again, for who says something was corrected; the highlight stays with the quote."""
        at = self.entry
        self._controller.ask_for(
            self.wanted,
            lambda answer: self._take(answer, _row_with(answer, at) if at is not None else None),
            self.tell_progress,
            self._give_up,
        )
        self._show()

    # -- what the keys do --------------------------------------------------------------------

    def action_speaker(self) -> None:
        """Ask who says the quote."""
        if self.row is not None and self.answer is not None:
            self._speakers.set_speaker(self.row, self.answer)

    def action_join(self) -> None:
        """Ask whose form the name of the speaker is."""
        if self.row is not None and self.answer is not None:
            self._speakers.join(self.row, self.answer)

    def action_apart(self) -> None:
        """Ask which name of the speaker is somebody else's."""
        if self.row is not None and self.answer is not None:
            self._speakers.tell_apart(self.row, self.answer)

    def action_corrections(self) -> None:
        """List what was said by hand of who speaks; what is chosen is taken back."""
        if self.answer is not None:
            self._speakers.list_all(self.answer)

    def action_wordings(self) -> None:
        """Give the wordings of the row more room, or less."""
        self.action_sentences()

    def action_shared(self) -> None:
        """List only what several articles quote, or all."""
        self.wanted = replace(self.wanted, shared=not self.wanted.shared)
        self._arrange(self.row, self.entry)


def _row_with(answer: CitedQuotes, quote: AttributedQuote) -> QuoteRow | None:
    """The row in which a quote stands now."""
    place = quote.article, quote.start, quote.end
    return next(
        (row for row in answer.rows if any((one.article, one.start, one.end) == place for one in row.quotes)),
        None,
    )
