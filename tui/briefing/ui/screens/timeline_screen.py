"""The timeline: what the articles date, a line of days down the screen, with those who tell of each.

Stands at once and fills when the worker answers. It gives back the statement to go to, or None.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from briefing.ui.bindings import bindings_of
from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.drawing.timeline_rows import (
    TimelineFilter,
    shown_rows,
    topics_around,
    weighing_most,
)
from briefing.ui.drawing.timeline_styler import TimelineStyler, nothing_there
from briefing.ui.key_table import TIMELINE
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
    from briefing.model.timeline_row import DatedStatement, TimelineRow
    from briefing.session.requests.timeline_requests import CitedTimeline
    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.timeline_controller import TimelineController

SENTENCES = 0.3
"""Share of the screen that the sentences of a row take."""
WHOLE_SENTENCES = 0.6
LEAST_SENTENCES = 4
WORKING = "reading dates …"


class TimelineScreen(AnsweringScreen["DatedStatement | None"]):
    """Title, density of the days, rows, the sentences of the row at hand, and the keys."""

    DEFAULT_CSS = """
    TimelineScreen {
        layout: vertical;
        background: $background;
        #timeline-title { background: $panel; height: 1; }
        #timeline-filter { display: none; height: 1; border: none; padding: 0 1; background: $surface; }
        #timeline-filter.-open { display: block; }
        #timeline-density { background: $surface; height: 1; }
        #timeline-rows { height: 1fr; background: $background; }
        #timeline-rule { height: 1; color: $border-blurred; }
        #timeline-sentences { background: $surface; }
        #timeline-keys { background: $panel; height: 1; }
    }
    """
    AUTO_FOCUS = "#timeline-rows"
    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TIMELINE)

    def __init__(self, host: Host, controller: TimelineController) -> None:
        super().__init__()
        self._host = host
        self._controller = controller
        self.timeline: CitedTimeline | None = None
        self.wanted = TimelineFilter()
        self.rows: list[TimelineRow | None] = []
        """What is listed, in order; None for the heading of what is told only ahead."""
        self.place = 0
        """Which statement of the row the cursor is on."""
        self._work = WORKING
        self._whole = False
        self._heaviest = 0.0
        self._light = 0
        state = host.state
        self._styler = TimelineStyler(host.styler, state.letter, state.index, controller.is_disputed)
        self.title_line = Lines(self._draw_title, id="timeline-title")
        self.density = Lines(self._draw_density, id="timeline-density")
        self.list = RowList(id="timeline-rows")
        self.rule = Lines(self._draw_rule, id="timeline-rule")
        self.sentences = Lines(self._draw_sentences, id="timeline-sentences")
        self.keys = Lines(self._draw_keys, id="timeline-keys")

    def compose(self) -> ComposeResult:
        """From the top."""
        yield self.title_line
        yield Input(id="timeline-filter", placeholder="words, source: speaker: date:2026-03", compact=True)
        yield self.density
        yield self.list
        yield self.rule
        yield self.sentences
        yield self.keys

    def on_mount(self) -> None:
        """Show what is known, or ask."""
        left = self._controller.left()
        if left is not None:
            self.wanted, self.timeline = left.wanted, left.timeline
            self._arrange(left.row, left.statement)
        else:
            self._ask()

    # -- drawing -----------------------------------------------------------------------------

    def _source(self, article: str) -> str:
        from briefing.model.article_names import short_name

        articles = self._host.state.articles
        head = articles.find_head(article) if article in articles else None
        return short_name(head) if head is not None else article

    @property
    def listed(self) -> list[TimelineRow]:
        """The rows that are listed."""
        return [row for row in self.rows if row is not None]

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        rows = self.listed if self.timeline is not None else None
        return [self._styler.title(self.wanted, rows, self._light, self._work, width)]

    def _draw_density(self, width: int, _height: int) -> Sequence[Content]:
        return [self._styler.density(self.listed, self.row, width)]

    def _draw_rule(self, width: int, _height: int) -> Sequence[Content]:
        return [self._host.styler.text("─" * width, "muted")]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        row = self.rows[index]
        if row is None:
            return [self._styler.heading(width)]
        return [self._styler.row(row, self._heaviest, width)]

    def _draw_sentences(self, width: int, height: int) -> Sequence[Content]:
        row = self.row
        if row is None:
            told = self._work if self.timeline is None else nothing_there(self.wanted)
            return [self._host.styler.text(f" {told}", "work")]
        return self._styler.sentences(row, self.place, width, height)

    def _draw_keys(self, width: int, _height: int) -> Sequence[Content]:
        return [self._styler.keys(width)]

    def _show(self) -> None:
        share = WHOLE_SENTENCES if self._whole else SENTENCES
        self.sentences.styles.height = max(int(self.app.size.height * share), LEAST_SENTENCES)
        for lines in (self.title_line, self.density, self.rule, self.sentences, self.keys):
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
        self.timeline = None
        self._work = WORKING

        def give_up(why: str) -> None:
            self._work = why
            self._show()

        self._controller.ask_for(
            self.wanted,
            self._take,
            self.tell_progress,
            on_cancelled=lambda: give_up(f"cancelled{by_keys(('timeline.leave', 'leaves'))}"),
            on_refused=lambda error: give_up(str(error)),
        )
        self._arrange()

    def tell_progress(self, step: Progress) -> None:
        """Say how far the work is, until the timeline is there."""
        if self.timeline is None:
            self._work = f"articles {step.done:,}/{step.total:,}{by_key('timeline.cancel', 'cancels', ' ')}"
            self.title_line.show()

    def _take(self, timeline: CitedTimeline) -> None:
        self.timeline = timeline
        self._arrange()

    def _arrange(self, at: TimelineRow | None = None, statement: int = 0) -> None:
        """List what is asked for, with the highlight on a row, or else on the day that weighs most."""
        rows = self.timeline.rows if self.timeline is not None else ()
        past, ahead, self._light = shown_rows(rows, self.wanted, self._source)
        self.rows = [*past, *([None] if past and ahead else ()), *ahead]
        days = [row.weight for row in rows if row.precision == "day"]
        self._heaviest = max(days or [row.weight for row in rows], default=0.0)
        chosen = at if at is not None and at in self.rows else weighing_most(self.listed)
        self.place = statement if chosen is at else 0
        self.list.set_rows(
            len(self.rows),
            self._draw_row,
            selectable=lambda index: self.rows[index] is not None,
            highlighted=self.rows.index(chosen) if chosen is not None else None,
            choose=lambda _: self.action_enter(),
        )
        self._show()

    # -- the cursor --------------------------------------------------------------------------

    @property
    def row(self) -> TimelineRow | None:
        """The row under the cursor."""
        place = self.list.highlighted
        return self.rows[place] if place is not None and place < len(self.rows) else None

    @property
    def statement(self) -> DatedStatement | None:
        """The statement under the cursor."""
        row = self.row
        return row.statements[min(self.place, len(row.statements) - 1)] if row is not None else None

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self.place = 0
        self._show()

    @on(Lines.Acted)
    async def _acted(self, message: Lines.Acted) -> None:
        await self.run_action(message.action)

    def action_side(self, direction: int) -> None:
        """To the next statement of the row."""
        if self.row is not None:
            self.place = min(max(self.place + direction, 0), len(self.row.statements) - 1)
            self._show()

    def action_sentences(self) -> None:
        """Give the sentences of the row more room, or less."""
        self._whole = not self._whole
        self._show()

    def action_every(self) -> None:
        """List rows that weigh little too, or no more."""
        self.wanted = replace(self.wanted, every=not self.wanted.every)
        self._arrange(self.row, self.place)

    def action_topic(self, direction: int) -> None:
        """Only what the passages of the next topic tell; behind the last one everything."""
        labels = [topic.label for topic in self._host.state.topics.items]
        self.wanted = replace(self.wanted, topic=topics_around(labels, self.wanted.topic, direction))
        self._ask()

    def action_filter(self) -> None:
        """Narrow the rows by what is typed."""
        box = self.query_one("#timeline-filter", Input)
        box.add_class("-open")
        box.value = self.wanted.words
        box.focus()

    @on(Input.Changed, "#timeline-filter")
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, words=event.value)
        if self.timeline is not None and self.wanted.asks_who and not self.timeline.quoted:
            self._ask()
        else:
            self._arrange(self.row)

    @on(Input.Submitted, "#timeline-filter")
    def _filtered(self) -> None:
        self.list.focus()
        if not self.wanted.words.strip():
            self.query_one("#timeline-filter").remove_class("-open")

    # -- what the keys do --------------------------------------------------------------------

    def _leave(self, statement: DatedStatement | None) -> None:
        self._controller.leave(self.timeline, self.wanted, self.row, self.place)
        self.dismiss(statement)

    def action_enter(self) -> None:
        """Open the article of the statement under the cursor there."""
        if self.statement is not None:
            self._leave(self.statement)

    def action_leave(self) -> None:
        """Back to the rows from the filter, and from the rows to the text."""
        box = self.query_one("#timeline-filter", Input)
        if box.has_focus:
            box.value = ""
            box.remove_class("-open")
            self.list.focus()
        else:
            self._leave(None)

    async def action_mark(self) -> None:
        """Mark the sentences of the row."""
        if self.row is not None:
            await self._controller.mark(self.row)

    async def action_undo(self) -> None:
        """Take back the last change to marks."""
        await self._controller.undo()

    def action_export(self) -> None:
        """Ask how and where to write the rows that are shown."""
        if self.timeline is not None and self.listed:
            self._controller.export(self.timeline, self.listed, self.wanted.topic)
        else:
            self.notify("nothing to export", timeout=3, markup=False)

    def action_cancel(self) -> None:
        """End the work that is running."""
        self._controller.cancel()

    def action_help(self) -> None:
        """The keys of the timeline, then all others."""
        from briefing.ui.modals.help_screen import HelpScreen
        from briefing.ui.modals.help_sections import help_sections

        self._host.dialog(HelpScreen(help_sections("timeline")))
