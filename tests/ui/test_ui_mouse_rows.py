"""The mouse in ledger, timeline, quotes and lens, and `y` on every screen of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui import row_screens
from tests.ui.test_ui_mouse import click, find, selected

from briefing.ui.screens.ledger_screen import LedgerScreen
from briefing.ui.screens.quotes_screen import QuotesScreen
from briefing.ui.screens.timeline_screen import TimelineScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

WIDE, SMALL = (160, 40), (80, 24)


@pytest.mark.covers("ledger.open")
async def test_what_is_copied_of_the_ledger_is_the_figure_under_the_cursor(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign")
        ledger = row_screens.shown(reading, LedgerScreen)
        await reading.press("l", "y")
        assert ledger.row is not None
        assert ledger.entry is not None
        told, words, source, end = reading.app.clipboard.split("\n")
        assert told == f"{ledger.row.label}: {ledger.entry.text}"
        assert words.startswith("“")
        assert ledger.entry.text in words
        assert source.startswith("— ")
        assert end == ""
        assert not row_screens.closed(reading, LedgerScreen)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_a_click_goes_to_a_figure_of_the_ledger_and_two_open_it(
    open_reader: OpenReader, size: tuple[int, int]
) -> None:
    async with open_reader(size=size) as reading:
        await reading.press("number_sign")
        ledger = row_screens.shown(reading, LedgerScreen)
        row = ledger.listed[1]
        last = ledger._styler.in_order(row)[-1]
        await reading.press("j")
        assert ledger.row == row
        # Its sentence, below.
        await click(reading, f"{reading.state.letter(last.article)} ¶{last.passage}")
        assert ledger.entry == last
        assert f"▸{reading.state.letter(last.article)} ¶{last.passage}" in reading.text()
        await reading.press("k")
        assert ledger.row == ledger.listed[0]
        label = row.label[:12]
        await click(reading, label)
        assert ledger.row == row
        await click(reading, label, times=2)
        assert row_screens.closed(reading, LedgerScreen)


async def test_a_click_on_a_cell_goes_to_its_column(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign")
        ledger = row_screens.shown(reading, LedgerScreen)
        assert ledger.entry is not None
        first = ledger.entry
        assert ledger.row is not None
        other = next(one for one in ledger.row.entries if one.article != first.article)
        columns = ledger.columns
        x = 1 + 13 + columns.label + columns.in_view.index(other.article) * columns.cell
        y = find(reading, ledger.row.label[:12])[1]
        await reading.pilot.click(offset=(x + 1, y))
        await reading.settle()
        assert ledger.entry == other


@pytest.mark.covers("timeline.open")
async def test_a_statement_of_the_timeline_is_clicked_and_copied(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("Y")
        timeline = row_screens.shown(reading, TimelineScreen)
        await click(reading, "B ¶2")
        assert timeline.place == 1
        await reading.press("y")
        assert timeline.entry is not None
        told, words, source, _ = reading.app.clipboard.split("\n")
        assert (told, words) == ("2026-03-02", f"“{timeline.entry.sentence}”")
        assert source.startswith("— Morning Herald, ")
        await click(reading, "2026-03-09")
        assert timeline.row is not None
        assert timeline.row.days_words == "2026-03-09"
        assert not row_screens.closed(reading, TimelineScreen)
        await click(reading, "2026-03-09", times=2)
        assert row_screens.closed(reading, TimelineScreen)


@pytest.mark.covers("quotes.open")
async def test_a_quote_is_copied_with_who_says_it(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("quotation_mark")
        quotes = row_screens.shown(reading, QuotesScreen)
        assert quotes.entry is not None
        await reading.press("y")
        told, words, source, _ = reading.app.clipboard.split("\n")
        assert quotes.row is not None
        assert quotes.row.speaker is not None
        assert told.startswith(quotes.row.speaker)
        assert told.endswith(":")
        assert quotes.entry.text in words
        assert source.startswith("— ")


@pytest.mark.covers("synopsis.open")
async def test_a_sentence_of_the_synopsis_is_copied(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("t", "enter", "s", "y")
        words, source, _ = reading.app.clipboard.split("\n")
        assert words.startswith("“")
        assert source.startswith("— ")


async def test_figures_and_places_in_the_lens_are_gone_to(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("j")
        row = next(y for y, line in enumerate(reading.lines()) if line.startswith(" figures"))
        await reading.pilot.click(offset=(reading.lines()[row].index("40 million"), row))
        await reading.settle()
        assert reading.state.figure is not None
        assert reading.state.figure.text == "40 million euros"


async def test_a_double_click_searches_the_word_and_keeps_it_selected(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await click(reading, "spillway after", inside=3, times=2)
        assert (reading.query(), selected(reading)) == ("spillway", "spillway")
        assert reading.state.search.answer is not None
        assert reading.state.search.answer.query == "spillway"
        # What could be read as more than a word is searched in quotes; the pane that is there is used.
        await click(reading, "12 cracks in the spillway", inside=1, times=2)
        assert reading.query() == '"12"'
        await reading.press("escape")
        assert reading.query() is None
        assert selected(reading) == "12"


async def test_a_click_on_the_sign_of_a_verdict_goes_to_its_figure(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        row, line = next((y, line) for y, line in enumerate(reading.lines()) if "≠" in line[30:])
        await reading.pilot.click(offset=(line.index("≠", 30), row))
        await reading.settle()
        figure = reading.state.figure
        assert figure is not None
        assert reading.state.ledger.line_at(
            figure.article, figure.start, reading.state.articles[figure.article].fingerprint
        )
        # What others say of it stands in the lens, and is gone to.
        line = next(line for line in reading.lines() if line.startswith(" ledger"))
        other = line.split("¶")[0][-1]
        await click(reading, line.rstrip()[1:], inside=line.index("¶") - 1)
        assert reading.here()[0] == other
        assert reading.state.figure is not None
