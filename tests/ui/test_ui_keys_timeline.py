"""The timeline: what it shows of all articles, and every key of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui import row_screens
from tests.ui.timeline_answers import ROWS

from briefing.model.ledger_line import LedgerEntry, LedgerLine
from briefing.model.timeline_row import DatedStatement, TimelineRow
from briefing.session.requests.timeline_requests import BuildTimeline
from briefing.ui.drawing.row_filter import topics_around
from briefing.ui.drawing.timeline_rows import (
    MOST_ROWS,
    TimelineFilter,
    shown_rows,
    source_parts,
    stretch_of,
)
from briefing.ui.screens.timeline_screen import TimelineScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

SMALL = (80, 24)


def screen(reading: Reading) -> TimelineScreen:
    """The timeline on the screen."""
    return row_screens.shown(reading, TimelineScreen)


def here(reading: Reading) -> tuple[str, str]:
    """The days of the row and the words of the date under the cursor."""
    timeline = screen(reading)
    assert timeline.row is not None
    assert timeline.entry is not None
    return timeline.row.days_words, timeline.entry.text


def days(reading: Reading) -> list[str]:
    """Of the rows that are listed."""
    return [row.days_words for row in screen(reading).listed]


def closed(reading: Reading) -> bool:
    """Whether the text is on the screen again."""
    return row_screens.closed(reading, TimelineScreen)


@pytest.mark.covers("timeline.open")
async def test_a_line_of_days_with_their_sources_and_sentences(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("Y")
        lines = reading.lines()
        assert "4 days   3 articles" in lines[0]
        assert lines[1].split()[0] == "2026-03-02"
        assert "│ 2025 " in lines[2]
        assert "● 2026-03-02  ━━━━━━━━ 12 cracks in the spillway" in lines[3]
        assert lines[3].split()[-3:] == ["A", "B", "C"]
        assert "○ 2026-03-09" in lines[4]
        # What is told only ahead stands apart.
        assert "told only ahead" in lines[6]
        assert "◌ 2026-06-09" in lines[7]
        # The cursor stands on the day that weighs most.
        assert here(reading) == ("2026-03-02", "the storm")
        below = reading.text().partition("───")[2]
        assert "3 voices, 1 looks back" in below
        assert "▸A ¶2" in below
        assert "“Engineers counted 12 cracks in the spillway after the storm." in below
        await reading.press("Y")
        assert closed(reading)


@pytest.mark.covers("timeline.open")
async def test_statements_of_a_row_are_gone_through_and_opened(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("Y", "l")
        assert screen(reading).place == 1
        assert "▸B ¶2" in reading.text()
        await reading.press("l", "l", "h", "enter")
        assert row_screens.at_cursor(reading) == ("b-herald.md", "the storm")
        # It is found again as it was left.
        await reading.press("Y")
        assert (here(reading)[0], screen(reading).place) == ("2026-03-02", 1)
        await reading.press("j")
        assert screen(reading).place == 0
        await reading.press("k", "j", "j", "j")
        assert here(reading) == ("2026-06-09", "9 June 2026")


@pytest.mark.covers("timeline.open")
async def test_the_cursor_stays_on_its_statement_while_a_filter_is_typed(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("Y", "l", "slash", *"storm", "enter")
        assert (here(reading)[0], screen(reading).place) == ("2026-03-02", 1)
        await reading.press("slash", "escape", "slash", *"date:2026-03-09", "enter")
        assert (here(reading)[0], screen(reading).place) == ("2026-03-09", 0)


@pytest.mark.covers("timeline.open")
async def test_the_filter_narrows_by_words_source_and_date(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("Y", "slash", *"source:wire", "enter")
        assert days(reading) == ["2025", "2026-03-02"]
        await reading.press("slash", "escape", "slash", *"date:2026-03-09..2026-06", "enter")
        assert days(reading) == ["2026-03-09", "2026-03-10", "2026-06-09"]
        assert "Water Board" not in reading.text()
        await reading.press("slash", "escape", "slash", *"speaker:board", "enter")
        assert days(reading) == ["2026-03-10"]
        assert "Water Board" in reading.text()
        await reading.press("slash", "escape", "slash", *"nowhere", "enter")
        assert days(reading) == []
        assert "no day fits" in reading.text()
        await reading.press("e")
        assert not closed(reading)
        await reading.press("slash", "escape", "o", "space")
        assert len(days(reading)) == len(ROWS)


@pytest.mark.covers("timeline.open")
async def test_topics_marks_and_export(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.press("Y", "right_curly_bracket")
        topic = screen(reading).wanted.topic
        assert topic
        assert topic in reading.lines()[0]
        assert 0 < len(days(reading)) < len(ROWS)
        await reading.press("left_curly_bracket")
        assert "all topics" in reading.lines()[0]
        assert len(days(reading)) == len(ROWS)
        await reading.press("m")
        assert reading.said().startswith("3 sentences marked")
        await reading.press("m")
        assert reading.said() == "marked already"
        await reading.press("u", "e", "tab", "enter")
        assert reading.said() == "5 rows in timeline.md"
        assert Path("timeline.md").read_text("utf-8").count("\n### ") == len(ROWS)
        await reading.press("question_mark")
        assert "In the timeline" in reading.text()
        await reading.press("escape", "q")
        assert closed(reading)


@pytest.mark.covers("timeline.open")
async def test_a_day_on_which_sources_differ_is_lit(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL) as reading:
        await reading.settle()
        await reading.press("Y")
        told = next(row for row in screen(reading).listed if row.days_words == "2026-03-10").statements
        entries = tuple(
            LedgerEntry(
                one.article, one.passage, one.start, one.end, one.text, None, None, None, None, None, None
            )
            for one in told
        )
        line = LedgerLine("id", "day", "date", None, "differ", None, None, 0.9, 2, entries)
        timeline = screen(reading).answer
        assert timeline is not None
        reading.state.ledger.take([line], timeline.fingerprints)
        await reading.press("j", "j")
        screen(reading).list.refresh_rows()
        await reading.settle()
        assert "≠ the water board said on Tuesday" in reading.text()
        assert "≠ sources differ on the day" in reading.text()
        # Other kinds of figures that differ say nothing of the day.
        reading.state.ledger.take([replace(line, kind="count")], timeline.fingerprints)
        screen(reading).list.refresh_rows()
        await reading.press("k", "j")
        assert "≠" not in reading.text()


@pytest.mark.covers("timeline.open")
async def test_the_work_is_told_and_cancelled(open_reader: OpenReader) -> None:
    async with open_reader(size=SMALL, held=(BuildTimeline,)) as reading:
        idle = ["j", "l", "enter", "space", "m", "o", "e"]
        await row_screens.tell_and_cancel(
            reading, TimelineScreen, "Y", "reading dates", "articles 2/4 ^x cancels", idle
        )


# -- what is shown, without a screen -----------------------------------------------------------------


def row(day: str, weight: float) -> TimelineRow:
    return TimelineRow(day, day, "day", day, weight, 1, 0, ())


def test_of_many_rows_those_that_weigh_most_unless_all_are_asked_for() -> None:
    rows = [row(f"{1900 + number}-01-01", number % 7) for number in range(MOST_ROWS + 9)]
    some = shown_rows(rows, TimelineFilter(), str)
    listed = [*some.past, *some.ahead]
    assert (len(listed), some.light) == (MOST_ROWS, 9)
    assert listed == sorted(listed, key=lambda one: one.first_day)
    left_out = [one for one in rows if one not in listed]
    assert max(one.weight for one in left_out) <= min(one.weight for one in listed)
    every = shown_rows(rows, TimelineFilter(every=True), str)
    assert len([*every.past, *every.ahead]) == len(rows)


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("date:2026", True), ("date:2026-03", True), ("date:2026-03-05", True), ("date:2026-04", False),
        ("date:2026-02..2026-03", True), ("date:2025..2026-02", False), ("date:2026-04..", False),
        ("date:..2026-03", True), ("march", True), ("april", False), ("", True),
    ],
)  # fmt: skip
def test_days_and_words_of_a_filter(words: str, taken: bool) -> None:
    one = TimelineRow("2026-03-05", "2026-03-05", "day", "A March day", 1.0, 1, 0, ())
    assert TimelineFilter(words).takes(one, str) is taken


def test_a_bar_has_a_cell_for_each_source_as_far_as_there_are() -> None:
    def told(*names: str) -> TimelineRow:
        statements = tuple(DatedStatement(name, 0, 0, 1, "x", "x", 0, False, None) for name in names)
        return TimelineRow("2026-03-05", "2026-03-05", "day", "", 1.0, 1, 0, statements)

    assert source_parts(told("a", "b", "b", "b"), 8) == [("b", 6), ("a", 2)]
    assert source_parts(told("a", "b", "c"), 2) == [("a", 1), ("b", 1)]
    assert source_parts(told(*"abbbbbbbbb"), 2) == [("b", 1), ("a", 1)]
    assert sum(cells for _, cells in source_parts(told(*"aabbbc"), 7)) == 7


def test_stretches_and_topics() -> None:
    assert stretch_of("2026-03-01", "2026-03-01", "2026-03-10", 5) == 0
    assert stretch_of("2026-03-10", "2026-03-01", "2026-03-10", 5) == 4
    assert stretch_of("2026-03-11", "2026-03-01", "2026-03-10", 5) is None
    assert topics_around(["a", "b"], None, 1) == "a"
    assert topics_around(["a", "b"], "b", 1) is None
    assert topics_around(["a", "b"], None, -1) == "b"
