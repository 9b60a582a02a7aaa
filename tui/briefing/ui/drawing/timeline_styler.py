"""Draws a timeline: its title, the density of its days, its rows on a line, and their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from briefing.model.timeline_row import density_of
from briefing.text.block_bars import bar
from briefing.text.clean import clean_line
from briefing.text.quotation_marks import marks_around
from briefing.ui.drawing.formatting import count
from briefing.ui.drawing.key_hints import keys_line
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
LETTERS = 11
"""Cells of the letters of those who tell of a row."""
MATTERS = 0.25
"""From this part of the weight of the heaviest day on, a day has a full dot."""
DISPUTED = "≠"
AHEAD = "told only ahead"
KEYS = (
    ("rows.choose", "enter"),
    ("timeline.right", "side(1)"),
    ("timeline.sentences", "sentences"),
    ("timeline.filter", "filter"),
    ("timeline.every", "every"),
    ("timeline.next_topic", "topic(1)"),
    ("timeline.mark", "mark"),
    ("timeline.export", "export"),
    ("timeline.undo", "undo"),
)
"""Action, and what of the screen a click on it runs: as many as fit."""
ALWAYS = (("timeline.help", "help"), ("timeline.leave", "leave"))


class TimelineStyler:
    """Draws one part at a time; knows the letters and places of articles, and what is disputed."""

    def __init__(
        self,
        styler: TextStyler,
        letter: Callable[[str], str],
        number: Callable[[str], int],
        disputed: Callable[[TimelineRow], bool],
    ) -> None:
        self._styler = styler
        self._letter_of = letter
        self._number = number
        self._disputed = disputed

    def title(
        self, wanted: TimelineFilter, rows: Sequence[TimelineRow] | None, light: int, work: str, width: int
    ) -> Content:
        """What is shown, and how much."""
        text = self._styler.text
        left = join(text(" briefing ", "brand"), text(" timeline  ", "muted"))
        left = join(left, text(wanted.topic or "all topics", "topic"))
        if wanted.words:
            left = join(left, text(f"  / {wanted.words}", "label"))
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
        letters = self._letters(row) if width >= 60 else Content("")
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

    def _letters(self, row: TimelineRow) -> Content:
        """The letters of those who tell of it, as many as fit; the rest are counted."""
        names = list(row.articles)
        found, used = [], 0
        for place, name in enumerate(names):
            letter = self._letter_of(name)
            more = f"+{len(names) - place}"
            left = len(names) - place - 1
            if used + len(letter) + 1 + (len(f"+{left}") if left else 0) > LETTERS:
                found.append(self._styler.text(more, "muted"))
                break
            found += [self._styler.source(letter, self._number(name)), Content(" ")]
            used += len(letter) + 1
        return padded(join(*found), LETTERS + 1)

    def sentences(self, row: TimelineRow, at: int, width: int, most: int) -> list[Content]:
        """The facts of a row and its sentences, each date lit; that of the statement `at` is the one that is
        gone to, and always in view."""
        text = self._styler.text
        facts = text(f" {row.days_words}  {row.facts_words}", "muted")
        if self._disputed(row):
            facts = join(facts, text(f"  {DISPUTED} sources differ on the day", "warning"))
        lines = [cut(facts, width)]
        widest = max(len(self._letter_of(name)) for name in row.articles)
        chosen = max(min(at, len(row.statements) - 1), 0)
        # One before the chosen one shows that there is one.
        for place in range(max(chosen - 1, 0), len(row.statements)):
            lines += self._statement(row.statements[place], widest, width, here=place == chosen)
            if len(lines) > most:
                break
        if len(lines) > most:
            lines = [*lines[: most - 1], text("   …", "muted")]
        return lines

    def _statement(self, one: DatedStatement, widest: int, width: int, *, here: bool) -> list[Content]:
        text = self._styler.text
        letter = self._letter_of(one.article)
        head = join(
            text("▸" if here else " ", "label"),
            self._styler.source(letter, self._number(one.article)),
            self._styler.blank(widest - len(letter)),
            text(f" ¶{one.passage:<3} ", "muted"),
        )
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
        parts = told.wrap(max(width - head.cell_length - 1, 8))
        blank = self._styler.blank(head.cell_length)
        return [join(blank if place else head, part) for place, part in enumerate(parts)]

    def keys(self, width: int) -> Content:
        """The keys that act, as many as fit, each to be clicked."""
        return keys_line(self._styler, KEYS, ALWAYS, width)


def nothing_there(wanted: TimelineFilter) -> str:
    """What is said where no row is shown."""
    if wanted.words or wanted.topic is not None:
        return f"no day fits{by_key('timeline.filter', 'changes the filter', ': ')}"
    return "the articles date nothing"
