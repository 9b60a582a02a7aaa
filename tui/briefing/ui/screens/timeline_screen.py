"""The timeline: what the articles date, a line of days down the screen, with those who tell of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from briefing.model.timeline_row import DatedStatement, TimelineRow
from briefing.session.requests.timeline_requests import CitedTimeline
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.timeline_rows import TimelineFilter, shown_rows, weighing_most
from briefing.ui.drawing.timeline_styler import TimelineStyler, nothing_there
from briefing.ui.key_table import TIMELINE
from briefing.ui.screens.rows_screen import TopicRowsScreen
from briefing.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from briefing.ui.controllers.host import Host
    from briefing.ui.controllers.timeline_controller import TimelineController


class TimelineScreen(TopicRowsScreen[CitedTimeline, TimelineFilter, TimelineRow, DatedStatement]):
    """Density of the days, their rows, and the sentences of the row at hand."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TIMELINE)
    WORKING = "reading dates …"
    FILTER_HINT = "words, source: speaker: date:2026-03"
    HINTS = (
        ("rows.choose", "enter"),
        ("timeline.right", "side(1)"),
        ("timeline.sentences", "sentences"),
        ("timeline.filter", "filter"),
        ("timeline.every", "every"),
        ("timeline.next_topic", "topic(1)"),
        ("timeline.mark", "mark"),
        ("timeline.export", "export"),
        ("timeline.copy", "copy"),
        ("timeline.undo", "undo"),
    )

    def __init__(self, host: Host, controller: TimelineController) -> None:
        super().__init__(host, controller, TimelineFilter())
        self._heaviest = 0.0
        self._light = 0
        state = host.state
        self._styler = TimelineStyler(host.styler, state.letter, state.index, controller.is_disputed)
        self.above = Lines(self._draw_density, id="rows-above")

    def _draw_title(self, width: int, _height: int) -> Sequence[Content]:
        rows = self.listed if self.answer is not None else None
        return [self._styler.title(self.wanted, rows, self._light, self._work, width)]

    def _draw_density(self, width: int, _height: int) -> Sequence[Content]:
        return [self._styler.density(self.listed, self.row, width)]

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        row = self.rows[index]
        if row is None:
            return [self._styler.heading(width)]
        return [self._styler.row(row, self._heaviest, width)]

    def _nothing_listed(self, _answer: CitedTimeline) -> str:
        return nothing_there(self.wanted)

    def _draw_entries(
        self, row: TimelineRow, _answer: CitedTimeline, width: int, height: int
    ) -> Sequence[Content]:
        return self._styler.sentences(row, self.place, width, height)

    def _chosen_rows(self) -> list[TimelineRow | None]:
        rows = self.answer.rows if self.answer is not None else ()
        past, ahead, self._light = shown_rows(rows, self.wanted, self._source)
        days = [row.weight for row in rows if row.precision == "day"]
        self._heaviest = max(days or [row.weight for row in rows], default=0.0)
        # What is told only ahead stands below a heading.
        return [*past, *([None] if past and ahead else ()), *ahead]

    def _first_row(self) -> TimelineRow | None:
        return weighing_most(self.listed)

    def _entries(self, row: TimelineRow) -> Sequence[DatedStatement]:
        return row.statements

    def action_every(self) -> None:
        """List rows that weigh little too, or no more."""
        self.wanted = replace(self.wanted, every=not self.wanted.every)
        self._arrange(self.row, self.entry)

    def _narrow(self) -> None:
        if self.answer is not None and self.wanted.asks_who and not self.answer.quoted:
            self._ask()
        else:
            super()._narrow()
