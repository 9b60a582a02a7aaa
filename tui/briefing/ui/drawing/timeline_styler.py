"""Draws a timeline: its title, the density of its days, its rows on a line, and their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.timeline_row import density_of
from briefing.text.block_bars import bar
from briefing.text.clean import clean_line
from briefing.text.quotation_marks import marks_around
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.rows_styler import RowsStyler
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join, padded
from briefing.ui.drawing.timeline_rows import TimelineFilter, source_parts, stretch_of
from briefing.ui.keys import by_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.model.timeline_row import DatedStatement, TimelineRow

DAYS = 12
"""Cells of the days of a row."""
BAR = 8
"""Cells of the bar of the day that weighs most."""
MATTERS = 0.25
"""From this part of the weight of the heaviest day on, a day has a full dot."""
DISPUTED = "≠"
AHEAD = "told only ahead"


class TimelineStyler(RowsStyler):
    """Draws one part at a time; knows the letters and places of articles, and what is disputed."""

    def __init__(
        self,
        styler: TextStyler,
        letter: Callable[[str], str],
        number: Callable[[str], int],
        disputed: Callable[[TimelineRow], bool],
    ) -> None:
        super().__init__(styler, letter, number)
        self._disputed = disputed

    def title(
        self, wanted: TimelineFilter, rows: Sequence[TimelineRow] | None, light: int, work: str, width: int
    ) -> Content:
        """What is shown, and how much."""
        text = self._styler.text
        left = self._begin("timeline", wanted)
        if rows is None:
            return between(left, text(f"{work} ", "work"), width)
        days = count(sum(row.precision == "day" for row in rows), "day")
        articles = len({name for row in rows for name in row.articles})
        more = f"   {light:,} light {'▾' if wanted.every else '▸'}" if light else ""
        return between(left, text(f"{days}   {count(articles, 'article')}{more} ", "muted"), width)

    def density(self, rows: Sequence[TimelineRow], at: TimelineRow | None, width: int) -> Content:
        """How many statements name the days of each stretch; that of the row at hand is lit."""
        # A day on each side, and the blanks around them.
        found = density_of(rows, max(width - 2 * (10 + 2), 1))
        if found is None:
            return Content("")
        text = self._styler.text
        most = max(found.heights)
        here = None if at is None else stretch_of(at.first_day, found.first, found.last, len(found.heights))
        bars = [
            text(bar(height, most), "target" if place == here else "label" if height else "muted")
            for place, height in enumerate(found.heights)
        ]
        return join(text(f" {found.first} ", "muted"), *bars, text(f" {found.last}", "muted"))

    def row(self, row: TimelineRow, heaviest: float, width: int) -> Content:
        """One line: a dot on the line of days, the days, a bar of its sources, what happened, and who says
        so."""
        text = self._styler.text
        share = min(row.weight / heaviest, 1.0) if heaviest else 0.0
        is_day = row.precision == "day"
        matters = is_day and share >= MATTERS
        dot = "│" if not is_day else "◌" if row.is_ahead else "●" if matters else "○"
        days = row.days_words if len(row.days_words) < DAYS else f"{row.first_day}…"
        head = join(
            text(f" {dot} ", "label" if matters else "muted"),
            padded(text(days, "figure-date" if is_day else "muted"), DAYS),
            padded(self._bar(row, share), BAR + 1),
            text(f"{DISPUTED} ", "warning") if self._disputed(row) else Content(""),
        )
        letters = self._letters(row.articles) if width >= 60 else Content("")
        room = width - head.cell_length - letters.cell_length - 1
        label = padded(text(clean_line(row.label), "bold" if matters else ""), room)
        return cut(join(head, label, Content(" "), letters), width)

    def heading(self, width: int) -> Content:
        """Above what is told only ahead."""
        return cut(self._styler.text(f" {AHEAD}", "muted"), width)

    def _bar(self, row: TimelineRow, share: float) -> Content:
        cells = max(round(BAR * share), 1)
        return join(
            *(
                self._styler.source("━" * length, self._number(name))
                for name, length in source_parts(row, cells)
            )
        )

    def sentences(self, row: TimelineRow, at: int, width: int, most: int) -> list[Content]:
        """The facts of a row and its sentences, each date lit; that of the statement `at` is the one that is
        gone to, and always in view."""
        text = self._styler.text
        facts = text(f" {row.days_words}  {row.facts_words}", "muted")
        if self._disputed(row):
            facts = join(facts, text(f"  {DISPUTED} sources differ on the day", "warning"))
        widest = self._widest(row.articles)

        def draw(place: int, here: bool) -> list[Content]:
            return self._statement(row.statements[place], widest, width, here=here)

        return self._entries(facts, len(row.statements), at, draw, (width, most))

    def _statement(self, one: DatedStatement, widest: int, width: int, *, here: bool) -> list[Content]:
        text = self._styler.text
        start, end = one.start - one.sentence_start, one.end - one.sentence_start
        opening, closing = marks_around(one.sentence)
        told = join(
            text(opening + one.sentence[:start]),
            text(one.sentence[start:end], "target" if here else "figure-date"),
            text(one.sentence[end:] + closing),
            text(f"  {clean_line(one.speaker)}", "label") if one.speaker is not None else Content(""),
            text("  copy", "muted") if one.copy_of is not None else Content(""),
            text("  ahead", "work") if one.is_ahead else Content(""),
        )
        return self._entry((one.article, one.passage), told, widest, width, here=here)


def nothing_there(wanted: TimelineFilter) -> str:
    """What is said where no row is shown."""
    if wanted.words or wanted.topic is not None:
        return f"no day fits{by_key('timeline.filter', 'changes the filter', ': ')}"
    return "the articles date nothing"
