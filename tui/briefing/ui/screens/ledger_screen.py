"""The ledger: the figures of all sources that measure the same thing, a line each, with a verdict.

Stands at once and fills when the worker answers. It gives back the entry to go to, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from briefing.ui.bindings import bindings_of
from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.drawing.ledger_rows import (
    DIFFER,
    LedgerCounts,
    LedgerFilter,
    columns_of,
    counts_of,
    shown_lines,
    topics_of,
    values_in,
    verdict_sign,
)
from briefing.ui.drawing.ledger_styler import LedgerColumns, LedgerStyler, fitted, nothing_there
from briefing.ui.key_table import LEDGER
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
    from briefing.model.ledger_line import LedgerEntry, LedgerLine
    from briefing.session.requests.ledger_requests import QuotedLedger
    from briefing.ui.controllers.correction_controller import CorrectionController
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.ledger_controller import LedgerController

SENTENCES = 0.28
"""Share of the screen that the sentences of a row take."""
WHOLE_SENTENCES = 0.6
LEAST_SENTENCES = 3
WORKING = "lining up the figures …"


class LedgerScreen(AnsweringScreen["LedgerEntry | None"]):
    """Title, heads of columns, rows, the sentences of the row at hand, and the keys."""

    DEFAULT_CSS = """
    LedgerScreen {
        layout: vertical;
        background: $background;
        #ledger-title { background: $panel; height: 1; }
        #ledger-filter { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
        #ledger-filter.-open { display: block; }
        #ledger-heads { background: $surface; height: 2; }
        #ledger-rows { height: 1fr; background: $background; }
        #ledger-rule { height: 1; color: $border-blurred; }
        #ledger-sentences { background: $surface; }
        #ledger-keys { background: $panel; height: 1; }
    }
    """
    AUTO_FOCUS = "#ledger-rows"
    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(LEDGER)

    def __init__(self, host: Host, controller: LedgerController, corrections: CorrectionController) -> None:
        super().__init__()
        self._host = host
        self._controller = controller
        self._corrections = corrections
        self.ledger: QuotedLedger | None = None
        self.wanted = LedgerFilter()
        self.rows: list[LedgerLine] = []
        """The lines that are shown, in order."""
        self.article: str | None = None
        """The column of the cursor."""
        self._work = WORKING
        self._counts: LedgerCounts | None = None
        self._articles: list[str] = []
        self._first = 0
        self._stacked: bool | None = None
        """Whether values are to stand under each other; None for what is read best."""
        self._whole = False
        self._styler = LedgerStyler(host.styler, host.state.letter, host.state.index, self._source)
        self.title_line = Lines(self._draw_title, id="ledger-title")
        self.heads = Lines(self._draw_heads, id="ledger-heads")
        self.list = RowList(id="ledger-rows")
        self.rule = Lines(self._draw_rule, id="ledger-rule")
        self.sentences = Lines(self._draw_sentences, id="ledger-sentences")
        self.keys = Lines(self._draw_keys, id="ledger-keys")

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.title_line
        yield Input(id="ledger-filter", placeholder="words, verdict: kind: topic: source:", compact=True)
        yield self.heads
        yield self.list
        yield self.rule
        yield self.sentences
        yield self.keys

    def on_mount(self) -> None:
        """Show what is known, or ask."""
        self._fit()
        self._controller.shown = self.renew
        left = self._controller.left()
        if left is not None:
            self.wanted, self.article = left.wanted, left.article
            self._take(left.ledger, left.line)
        elif (known := self._controller.known()) is not None:
            self._take(known)
        else:
            self._ask()

    # -- drawing -----------------------------------------------------------------------------

    def _source(self, article: str) -> str:
        from briefing.model.article_names import short_name

        articles = self._host.state.articles
        head = articles.find_head(article) if article in articles else None
        return short_name(head) if head is not None else article

    def _date(self, article: str) -> str | None:
        lines = self.ledger.lines if self.ledger is not None else ()
        dates = (entry.published for line in lines for entry in line.entries if entry.article == article)
        return next(dates, None)

    @property
    def columns(self) -> LedgerColumns:
        """The columns as they fit at the moment."""
        return fitted(self._articles, self._first, max(self.list.size.width - 2, 1), self._stacked)

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        hidden = len(self.ledger.hidden) if self.ledger is not None else 0
        return [self._styler.title(self._counts, self.wanted, self._work, width, hidden)]

    def _draw_heads(self, width: int, _height: int) -> Sequence[Content]:
        # The rows have a sign of where the highlight is before them.
        return [self._host.styler.blank(1).append(line) for line in self._heads(width - 1)]

    def _heads(self, width: int) -> Sequence[Content]:
        return self._styler.heads(self.columns, self._date, width)

    def _draw_rule(self, width: int, _height: int) -> Sequence[Content]:
        return [self._host.styler.text("─" * width, "muted")]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        here = self.article if index == self.list.highlighted else None
        compared = self._counts.articles if self._counts is not None else len(self._articles)
        return self._styler.row(self.rows[index], self.columns, width - 1, here, compared)

    def _draw_sentences(self, width: int, height: int) -> Sequence[Content]:
        line = self.line
        if line is None or self.ledger is None:
            told = (
                self._work
                if self.ledger is None
                else nothing_there(counts_of(self.ledger.lines), self.wanted)
            )
            return [self._host.styler.text(f" {told}", "work")]
        return self._styler.sentences(line, self.ledger.sentence, width, height)

    def _draw_keys(self, width: int, _height: int) -> Sequence[Content]:
        return [self._styler.keys(width)]

    def _fit(self) -> None:
        share = WHOLE_SENTENCES if self._whole else SENTENCES
        self.sentences.styles.height = max(int(self.app.size.height * share), LEAST_SENTENCES)
        self.heads.styles.display = "block" if self.columns.shown else "none"

    def _show(self) -> None:
        self._fit()
        for lines in (self.title_line, self.heads, self.rule, self.sentences, self.keys):
            lines.show()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit rows and heads to the new size."""
        self.call_after_refresh(self._arrange, self.line.id if self.line is not None else None)

    @on(ArticlesChanged)
    def _articles_changed(self) -> None:
        # Their letters may be others now.
        self._arrange(self.line.id if self.line is not None else None)

    # -- the answer --------------------------------------------------------------------------

    def renew(self, at: LedgerEntry | None = None) -> None:
        """Ask again, for what was corrected has changed; the highlight goes to the row with a figure, or
        stays on the one it is on."""
        self._ask(at or self.entry)

    def _ask(self, at: LedgerEntry | None = None) -> None:
        def give_up(why: str) -> None:
            self._work = why
            self._show()

        self._controller.ask_for(
            lambda ledger: self._take(ledger, _line_with(ledger, at) if at is not None else None),
            self.tell_progress,
            on_cancelled=lambda: give_up(f"cancelled{by_keys(('ledger.leave', 'leaves'))}"),
            on_refused=lambda error: give_up(str(error)),
        )
        self._show()

    def tell_progress(self, step: Progress) -> None:
        """Say how far the work is, until the ledger is there."""
        if self.ledger is None:
            self._work = f"figures {step.done:,}/{step.total:,}{by_key('ledger.cancel', 'cancels', ' ')}"
            self.title_line.show()

    def _take(self, ledger: QuotedLedger, line: str | None = None) -> None:
        if not self._controller.is_enough(ledger):
            self.dismiss(None)
            return
        again = self.ledger is not None
        self.ledger = ledger
        self._counts = counts_of(ledger.lines)
        # A row that was hidden makes room for the next one.
        self._arrange(line, self.list.highlighted or 0 if again else 0)
        self._corrections.tell_unfit(ledger)

    def _arrange(self, line: str | None = None, place: int = 0) -> None:
        """List what is asked for, with the highlight on the line of an id, or else in a place."""
        if self.ledger is None:
            self._show()
            return
        self.rows = shown_lines(self.ledger.lines, self.wanted, self._source)
        self._articles = columns_of(self.rows, self._host.state.index)
        if self.article not in self._articles:
            self.article = None
        places = (number for number, one in enumerate(self.rows) if one.id == line)
        self.list.set_rows(
            len(self.rows),
            self._draw_row,
            row_height=2 if self.columns.shown else 3,
            highlighted=next(places, min(place, len(self.rows) - 1)) if self.rows else None,
            choose=lambda _: self.action_enter(),
        )
        self._snap()
        self._show()

    # -- the cursor --------------------------------------------------------------------------

    @property
    def line(self) -> LedgerLine | None:
        """The row under the cursor."""
        place = self.list.highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    @property
    def entry(self) -> LedgerEntry | None:
        """The figure under the cursor: that of the column, else the first of the row."""
        line = self.line
        if line is None:
            return None
        here = values_in(line, self.article) if self.article is not None else []
        return here[0] if here else line.entries[0]

    def _snap(self) -> None:
        """Stand in a column that says something in this row."""
        line = self.line
        if line is None or (self.article is not None and values_in(line, self.article)):
            return
        speaking = [name for name in self._articles if values_in(line, name)]
        self.article = speaking[0] if speaking else None
        self._into_view()

    def _into_view(self) -> None:
        columns = self.columns
        if self.article is None or not columns.shown:
            return
        place = self._articles.index(self.article)
        if place < columns.first:
            self._first = place
        elif place >= columns.first + columns.shown:
            self._first = place - columns.shown + 1

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._snap()
        self.list.refresh_rows()
        self._show()

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        await self.run_action(message.action)

    def action_side(self, direction: int) -> None:
        """To the next source of the row that says something."""
        line = self.line
        if line is None:
            return
        speaking = [name for name in self._articles if values_in(line, name)]
        if self.article in speaking:
            place = speaking.index(self.article) + direction
            self.article = speaking[min(max(place, 0), len(speaking) - 1)]
            self._into_view()
            self.list.refresh_rows()
            self._show()

    def action_differing(self, direction: int) -> None:
        """To the next row whose sources differ, round at the end."""
        here = self.list.highlighted or 0
        order = [(here + direction * step) % len(self.rows) for step in range(1, len(self.rows) + 1)]
        found = next((place for place in order if verdict_sign(self.rows[place]) == DIFFER), None)
        if found is None:
            self.notify("no row has values that differ", timeout=3, markup=False)
        else:
            self.list.highlighted = found

    def action_alone(self) -> None:
        """List what only one source says too, or no more."""
        self.wanted = replace(self.wanted, alone=not self.wanted.alone)
        self._arrange(self.line.id if self.line is not None else None)

    def action_sentences(self) -> None:
        """Give the sentences of the row more room, or less."""
        self._whole = not self._whole
        self._show()

    def action_form(self) -> None:
        """Change between columns and values under each other."""
        self._stacked = self.columns.shown > 0
        self._arrange(self.line.id if self.line is not None else None)

    def action_topic(self, direction: int) -> None:
        """Only the lines of the next topic; behind the last one all of them."""
        if self.ledger is None:
            return
        topics: list[str | None] = [None, *topics_of(self.ledger.lines)]
        here = topics.index(self.wanted.topic) if self.wanted.topic in topics else 0
        self.wanted = replace(self.wanted, topic=topics[(here + direction) % len(topics)])
        self._arrange()

    def action_filter(self) -> None:
        """Narrow the rows by what is typed."""
        box = self.query_one("#ledger-filter", Input)
        box.add_class("-open")
        box.value = self.wanted.words
        box.focus()

    @on(Input.Changed, "#ledger-filter")
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, words=event.value)
        self._arrange()

    @on(Input.Submitted, "#ledger-filter")
    def _filtered(self) -> None:
        self.list.focus()
        if not self.wanted.words.strip():
            self.query_one("#ledger-filter").remove_class("-open")

    # -- what the keys do --------------------------------------------------------------------

    def _leave(self, entry: LedgerEntry | None) -> None:
        line = self.line.id if self.line is not None else None
        self._controller.leave(self.ledger, self.wanted, line, self.article)
        self.dismiss(entry)

    def action_enter(self) -> None:
        """Open the article of the figure under the cursor there."""
        if self.entry is not None:
            self._leave(self.entry)

    def action_leave(self) -> None:
        """Back to the rows from the filter, and from the rows to the text."""
        box = self.query_one("#ledger-filter", Input)
        if box.has_focus:
            box.value = ""
            box.remove_class("-open")
            self.list.focus()
        else:
            self._leave(None)

    async def action_mark(self) -> None:
        """Mark the sentences of the row."""
        if self.line is not None and self.ledger is not None:
            await self._controller.mark(self.line, self.ledger)

    def action_join(self) -> None:
        """Ask for a row that measures the same."""
        if self.line is not None and self.ledger is not None:
            self._corrections.join(self.line, self.ledger, self.renew)

    async def action_split(self) -> None:
        """Split the figure under the cursor off its row."""
        if self.line is not None and self.entry is not None and self.ledger is not None:
            await self._corrections.split(self.line, self.entry, self.ledger, self.renew)

    def action_verdict(self) -> None:
        """Ask for the verdict of the row."""
        if self.line is not None and self.ledger is not None:
            self._corrections.set_verdict(self.line, self.ledger, self.renew)

    def action_note(self) -> None:
        """Ask for a note on the row."""
        if self.line is not None and self.ledger is not None:
            self._corrections.note(self.line, self.ledger, self.renew)

    async def action_hide(self) -> None:
        """Hide the row."""
        if self.line is not None and self.ledger is not None:
            await self._corrections.hide(self.line, self.ledger, self.renew)

    def action_corrections(self) -> None:
        """List what was corrected; what is chosen is taken back."""
        if self.ledger is not None:
            self._corrections.list_all(self.ledger, self.renew)

    async def action_undo(self) -> None:
        """Take back the last change to marks or corrections."""
        await self._controller.undo()

    def action_export(self) -> None:
        """Ask how and where to write the rows that are shown, or a briefing sheet."""
        if self.ledger is None:
            return
        if self.rows or self.ledger.sheet.of_topic(self.wanted.topic).ledger_lines:
            self._controller.export(self.ledger, self.rows, self.wanted.topic)
        else:
            self.notify("nothing to export", timeout=3, markup=False)

    def action_cancel(self) -> None:
        """End the work that is running."""
        self._controller.cancel()

    def action_help(self) -> None:
        """The keys of the ledger, then all others."""
        from briefing.ui.modals.help_screen import HelpScreen
        from briefing.ui.modals.help_sections import help_sections

        self._host.dialog(HelpScreen(help_sections("ledger")))


def _line_with(ledger: QuotedLedger, figure: LedgerEntry) -> str | None:
    """The id of the line that has a figure; None where none has."""
    lines = (line for line in ledger.lines for one in line.entries if _same_place(one, figure))
    line = next(lines, None)
    return line.id if line is not None else None


def _same_place(one: LedgerEntry, other: LedgerEntry) -> bool:
    return (one.article, one.start) == (other.article, other.start)
