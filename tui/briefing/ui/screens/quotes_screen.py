"""Quotes by speaker: what somebody says, who quotes it, and how the wordings differ.

Stands at once and fills when the worker answers. It gives back the quote to go to, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from briefing.model.quote_row import QuoteRow
from briefing.ui.bindings import bindings_of
from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.drawing.quote_rows import QuoteFilter, SpeakerHeading, shown_quotes
from briefing.ui.drawing.quote_styler import QuoteStyler, nothing_quoted
from briefing.ui.drawing.timeline_rows import topics_around
from briefing.ui.key_table import QUOTES
from briefing.ui.keys import by_key, by_keys
from briefing.ui.modals.answering_screen import AnsweringScreen
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.jobs.requests import Progress
    from briefing.model.quote import AttributedQuote
    from briefing.session.requests.quote_requests import CitedQuotes
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.quotes_controller import QuotesController

WORDINGS = 0.3
"""Share of the screen that the wordings of a row take."""
WHOLE_WORDINGS = 0.6
LEAST_WORDINGS = 4
WORKING = "reading quotes …"


class QuotesScreen(AnsweringScreen["AttributedQuote | None"]):
    """Title, rows below the names of speakers, the wordings of the row at hand, and the keys."""

    DEFAULT_CSS = """
    QuotesScreen {
        layout: vertical;
        background: $background;
        #quotes-title { background: $panel; height: 1; }
        #quotes-filter { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
        #quotes-filter.-open { display: block; }
        #quotes-rows { height: 1fr; background: $background; }
        #quotes-rule { height: 1; color: $border-blurred; }
        #quotes-wordings { background: $surface; }
        #quotes-keys { background: $panel; height: 1; }
    }
    """
    AUTO_FOCUS = "#quotes-rows"
    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(QUOTES)

    def __init__(self, host: Host, controller: QuotesController) -> None:
        super().__init__()
        self._host = host
        self._controller = controller
        self.quotes: CitedQuotes | None = None
        self.wanted = QuoteFilter()
        self.rows: list[QuoteRow | SpeakerHeading] = []
        """What is listed, in order."""
        self.place = 0
        """Which quote of the row the cursor is on."""
        self._work = WORKING
        self._whole = False
        state = host.state
        self._styler = QuoteStyler(host.styler, state.letter, state.index)
        self.title_line = Lines(self._draw_title, id="quotes-title")
        self.list = RowList(id="quotes-rows")
        self.rule = Lines(self._draw_rule, id="quotes-rule")
        self.wordings = Lines(self._draw_wordings, id="quotes-wordings")
        self.keys = Lines(self._draw_keys, id="quotes-keys")

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.title_line
        yield Input(id="quotes-filter", placeholder='words, source: speaker:"Xi Jinping"', compact=True)
        yield self.list
        yield self.rule
        yield self.wordings
        yield self.keys

    def on_mount(self) -> None:
        """Show what is known, or ask."""
        left = self._controller.left()
        if left is not None:
            self.wanted, self.quotes = left.wanted, left.quotes
            self._arrange(left.row, left.source)
        else:
            self._ask()

    # -- drawing -----------------------------------------------------------------------------

    def _source(self, article: str) -> str:
        from briefing.model.article_names import short_name

        articles = self._host.state.articles
        head = articles.find_head(article) if article in articles else None
        return short_name(head) if head is not None else article

    @property
    def listed(self) -> list[QuoteRow]:
        """The quotes that are listed."""
        return [row for row in self.rows if isinstance(row, QuoteRow)]

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        shown = self.rows if self.quotes is not None else None
        return [self._styler.title(self.wanted, shown, self._work, width)]

    def _draw_rule(self, width: int, _height: int) -> Sequence[Content]:
        return [self._host.styler.text("─" * width, "muted")]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        row = self.rows[index]
        if isinstance(row, SpeakerHeading):
            return [self._styler.heading(row, width)]
        return [self._styler.row(row, self.quotes.citations, width)] if self.quotes is not None else []

    def _draw_wordings(self, width: int, height: int) -> Sequence[Content]:
        row = self.row
        if row is None or self.quotes is None:
            told = self._work if self.quotes is None else nothing_quoted(self.wanted)
            return [self._host.styler.text(f" {told}", "work")]
        return self._styler.wordings(row, self.quotes.citations, self.place, width, height)

    def _draw_keys(self, width: int, _height: int) -> Sequence[Content]:
        return [self._styler.keys(width)]

    def _show(self) -> None:
        share = WHOLE_WORDINGS if self._whole else WORDINGS
        self.wordings.styles.height = max(int(self.app.size.height * share), LEAST_WORDINGS)
        for lines in (self.title_line, self.rule, self.wordings, self.keys):
            lines.show()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit everything to the new size."""
        self.call_after_refresh(self._show)

    @on(ArticlesChanged)
    def _articles_changed(self) -> None:
        # Their letters may be others now.
        self.list.refresh_rows()
        self._show()

    # -- the answer --------------------------------------------------------------------------

    def _ask(self) -> None:
        self.quotes = None
        self._work = WORKING

        def give_up(why: str) -> None:
            self._work = why
            self._show()

        self._controller.ask_for(
            self.wanted.topic,
            self._take,
            self.tell_progress,
            on_cancelled=lambda: give_up(f"cancelled{by_keys(('quotes.leave', 'leaves'))}"),
            on_refused=lambda error: give_up(str(error)),
        )
        self._arrange()

    def tell_progress(self, step: Progress) -> None:
        """Say how far the work is, until the quotes are there."""
        if self.quotes is None:
            self._work = f"articles {step.done:,}/{step.total:,}{by_key('quotes.cancel', 'cancels', ' ')}"
            self.title_line.show()

    def _take(self, quotes: CitedQuotes) -> None:
        self.quotes = quotes
        self._arrange()

    def _arrange(self, at: QuoteRow | None = None, source: int = 0) -> None:
        """List what is asked for, with the highlight on a row, or else on the first one."""
        rows = self.quotes.rows if self.quotes is not None else ()
        self.rows = shown_quotes(rows, self.wanted, self._source)
        listed = self.listed
        chosen = at if at is not None and at in listed else next(iter(listed), None)
        self.place = source if chosen is at else 0
        self.list.set_rows(
            len(self.rows),
            self._draw_row,
            selectable=lambda index: isinstance(self.rows[index], QuoteRow),
            highlighted=self.rows.index(chosen) if chosen is not None else None,
            choose=lambda _: self.action_enter(),
        )
        self._show()

    # -- the cursor --------------------------------------------------------------------------

    @property
    def row(self) -> QuoteRow | None:
        """The row under the cursor."""
        place = self.list.highlighted
        row = self.rows[place] if place is not None and place < len(self.rows) else None
        return row if isinstance(row, QuoteRow) else None

    @property
    def quote(self) -> AttributedQuote | None:
        """The quote under the cursor."""
        row = self.row
        return row.quotes[min(self.place, len(row.quotes) - 1)] if row is not None else None

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self.place = 0
        self._show()

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        await self.run_action(message.action)

    def action_side(self, direction: int) -> None:
        """To the next source of the quote."""
        if self.row is not None:
            self.place = min(max(self.place + direction, 0), len(self.row.quotes) - 1)
            self._show()

    def action_wordings(self) -> None:
        """Give the wordings of the row more room, or less."""
        self._whole = not self._whole
        self._show()

    def action_shared(self) -> None:
        """List only what several articles quote, or all."""
        self.wanted = replace(self.wanted, shared=not self.wanted.shared)
        self._arrange(self.row, self.place)

    def action_topic(self, direction: int) -> None:
        """Only what the passages of the next topic quote; behind the last one everything."""
        labels = [topic.label for topic in self._host.state.topics.items]
        self.wanted = replace(self.wanted, topic=topics_around(labels, self.wanted.topic, direction))
        self._ask()

    def action_filter(self) -> None:
        """Narrow the rows by what is typed."""
        box = self.query_one("#quotes-filter", Input)
        box.add_class("-open")
        box.value = self.wanted.words
        box.focus()

    @on(Input.Changed, "#quotes-filter")
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, words=event.value)
        self._arrange(self.row)

    @on(Input.Submitted, "#quotes-filter")
    def _filtered(self) -> None:
        self.list.focus()
        if not self.wanted.words.strip():
            self.query_one("#quotes-filter").remove_class("-open")

    # -- what the keys do --------------------------------------------------------------------

    def _leave(self, quote: AttributedQuote | None) -> None:
        self._controller.leave(self.quotes, self.wanted, self.row, self.place)
        self.dismiss(quote)

    def action_enter(self) -> None:
        """Open the article of the quote under the cursor there."""
        if self.quote is not None:
            self._leave(self.quote)

    def action_leave(self) -> None:
        """Back to the rows from the filter, and from the rows to the text."""
        box = self.query_one("#quotes-filter", Input)
        if box.has_focus:
            box.value = ""
            box.remove_class("-open")
            self.list.focus()
        else:
            self._leave(None)

    async def action_mark(self) -> None:
        """Mark the quote in each of its sources."""
        if self.row is not None:
            await self._controller.mark(self.row)

    async def action_undo(self) -> None:
        """Take back the last change to marks."""
        await self._controller.undo()

    def action_export(self) -> None:
        """Ask how and where to write the rows that are shown."""
        if self.quotes is not None and self.listed:
            self._controller.export(self.quotes, self.listed, self.wanted.topic)
        else:
            self.notify("nothing to export", timeout=3, markup=False)

    def action_cancel(self) -> None:
        """End the work that is running."""
        self._controller.cancel()

    def action_help(self) -> None:
        """The keys among the quotes, then all others."""
        from briefing.ui.modals.help_screen import HelpScreen
        from briefing.ui.modals.help_sections import help_sections

        self._host.dialog(HelpScreen(help_sections("quotes")))
