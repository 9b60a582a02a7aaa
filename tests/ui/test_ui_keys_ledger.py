"""The ledger: what it shows of all articles, and every key of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui import row_screens
from tests.ui.conftest import Given
from textual.widgets import Input

from briefing.errors import UsageError
from briefing.jobs.requests import Progress
from briefing.model.article_names import letter
from briefing.model.ledger_line import QuotedSentence
from briefing.session.requests.ledger_requests import BuildLedger, QuotedLedger, quoted_ledger
from briefing.ui.controllers.analysis_controller import AnalysisController
from briefing.ui.controllers.messages import ArticlesChanged
from briefing.ui.drawing.ledger_styler import LedgerStyler, fitted
from briefing.ui.screens.ledger_screen import LedgerScreen

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.ui.conftest import OpenReader, Reading

WIDE = (160, 40)
NARROW = (60, 20)


def screen(reading: Reading) -> LedgerScreen:
    """The ledger on the screen."""
    return row_screens.shown(reading, LedgerScreen)


def here(reading: Reading) -> tuple[str, str]:
    """Label of the row and words of the figure under the cursor."""
    ledger = screen(reading)
    assert ledger.row is not None
    assert ledger.entry is not None
    return ledger.row.label, ledger.entry.text


def labels(reading: Reading) -> list[str]:
    """Of the rows that are listed."""
    return [line.label for line in screen(reading).listed]


def closed(reading: Reading) -> bool:
    """Whether the text is on the screen again."""
    return row_screens.closed(reading, LedgerScreen)


@pytest.mark.covers("ledger.open")
async def test_what_differs_stands_first(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign")
        assert "3 articles   ≠ 2   ≈ 0   = 1   alone 2 ▸" in reading.lines()[0]
        heads = reading.lines()[1]
        # By date; of one day in the order of the list.
        assert heads.index("Valley Gazette") < heads.index("North Wire") < heads.index("Morning Herald")
        assert "≠ differ     cost of the repair" in reading.lines()[3]
        assert reading.lines()[3].split()[-3:] == ["55", "million", "euros"]
        assert "estimate" in reading.lines()[4]
        assert "= 2 voices   cracks in the spillway" in reading.text()
        assert "depth of the cracks" not in reading.text()


@pytest.mark.covers("ledger.open")
async def test_the_sentences_of_the_row_stand_below(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j")
        below = reading.text().partition("───")[2]
        assert "A ¶1   “The repair of Kestrel dam will cost 40 million euros and take 18 months" in below
        assert "B ¶1   “Mending Kestrel dam could cost 55 million euros and last 24 months" in below
        assert "C ¶2" not in below
        reading.state.articles.arrange([*reading.state.names][::-1])
        reading.reader.post_message(ArticlesChanged())
        await reading.settle()
        below = reading.text().partition("───")[2]
        assert below.index("C ¶1   “Mending Kestrel dam") < below.index("D ¶1   “The repair of Kestrel dam")


@pytest.mark.covers("ledger.open")
async def test_values_stand_under_each_other_where_it_is_narrow(open_reader: OpenReader) -> None:
    async with open_reader(size=NARROW) as reading:
        await reading.press("number_sign")
        lines = reading.lines()
        assert "≠ differ     cost of the repair" in lines[1]
        assert "A C 40 million euros  ·  B 55 million euros" in lines[2]
        assert "estimate" in lines[3]
        assert "∅ 1 silent" in lines[6]
        # Silent are all that were compared and say nothing, whatever else is listed.
        await reading.press("slash", *"cracks", "enter")
        assert "= 2 voices   cracks in the spillway" in reading.lines()[2]
        assert "∅ 1 silent" in reading.lines()[4]


@pytest.mark.covers("ledger.open")
async def test_sentences_and_long_values_fit_their_places(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign")
        line = screen(reading).listed[0]
        names = list(dict.fromkeys(entry.article for entry in line.entries))
        styler = LedgerStyler(
            reading.reader.styler,
            lambda name: letter(names.index(name) * 26),
            names.index,
            lambda name: name,
        )
        told = QuotedSentence("“So it is,” he said: 40.", 0)
        shown = [one.plain.replace("¶2", "¶1") for one in styler.sentences(line, lambda _: told, None, 80, 9)]
        # Letters of one and of two cells; marks of quotation are not doubled.
        assert shown == [f" {letters} ¶1   “So it is,” he said: 40." for letters in ("A ", "AA", "BA")]
        # However little room there is, the one with the cursor is seen, and what is left out is counted.
        more = replace(
            line,
            entries=tuple(replace(one, start=one.start + step) for one in line.entries for step in (0, 1)),
        )
        for room in (3, 4, 5):
            for entry in styler.in_order(more):
                shown = [one.plain for one in styler.sentences(more, lambda _: told, entry, 80, room)]
                assert len(shown) == room
                assert sum(one.startswith("▸") for one in shown) == 1
                left = [int(one.split()[1]) for one in shown if one.startswith("   + ")]
                assert sum(left) + room - len(left) == 6
        long = [replace(entry, text="as much as 11.15 billion") for entry in line.entries]
        columns = fitted(names, 0, 120)
        rows = styler.row(replace(line, entries=tuple(long)), columns, 120, None, len(names))
        above, below = (one.plain.rstrip().split("  ")[-1].strip() for one in rows)
        assert (above, below) == ("as much as 11.15", "billion")


@pytest.mark.covers("ledger.open")
async def test_one_article_has_no_ledger(open_reader: OpenReader) -> None:
    async with open_reader("news/a-gazette.md", size=WIDE) as reading:
        await reading.press("number_sign")
        assert closed(reading)
        assert "a ledger needs two articles" in reading.text()


@pytest.mark.covers("ledger.open")
async def test_from_difference_to_difference(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "G", "right_square_bracket")
        assert here(reading)[0] == "cost of the repair"
        await reading.press("right_square_bracket")
        assert here(reading)[0] == "months that the work takes"
        await reading.press("left_square_bracket", "left_square_bracket")
        assert here(reading)[0] == "months that the work takes"


@pytest.mark.covers("ledger.open")
async def test_from_source_to_source_passing_the_silent_ones(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j")
        assert here(reading) == ("months that the work takes", "18 months")
        await reading.press("l")
        assert here(reading) == ("months that the work takes", "24 months")
        await reading.press("right", "h")
        assert here(reading) == ("months that the work takes", "18 months")


@pytest.mark.covers("ledger.open")
async def test_enter_opens_the_figure_in_its_article(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j", "l", "enter")
        assert closed(reading)
        assert row_screens.at_cursor(reading) == ("b-herald.md", "24 months")
        await reading.press("number_sign")
        # As it was left.
        assert here(reading) == ("months that the work takes", "24 months")


@pytest.mark.covers("ledger.open")
async def test_what_one_alone_says_is_folded(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "o")
        assert labels(reading)[3:] == ["depth of the cracks", "share that the state pays"]
        assert "alone 2 ▾" in reading.lines()[0]
        await reading.press("G", "o")
        assert len(labels(reading)) == 3


@pytest.mark.covers("ledger.open")
async def test_sentences_are_given_more_room(open_reader: OpenReader) -> None:
    async with open_reader(size=(60, 24)) as reading:
        await reading.press("number_sign")
        assert "+ 3 lines" in reading.text()
        await reading.press("space")
        assert "the storm" in reading.text()
        assert "+ 3 lines" not in reading.text()


@pytest.mark.covers("ledger.open")
async def test_the_form_changes(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j", "v")
        assert "A 18 months  ·  B 24 months" in reading.text()
        assert here(reading)[0] == "months that the work takes"
        await reading.press("v")
        assert "what is measured" in reading.lines()[1]


@pytest.mark.covers("ledger.open")
async def test_columns_that_do_not_all_fit_are_shown_when_asked_for(open_reader: OpenReader) -> None:
    async with open_reader(size=(80, 24)) as reading:
        await reading.press("number_sign")
        assert "A C 40 million euros  ·  B 55 million euros" in reading.text()
        await reading.press("v")
        assert "1-2 of 3 ›" in reading.lines()[2]
        await reading.press("l", "l")
        assert here(reading)[1] == "55 million euros"
        assert "‹ 2-3 of 3" in reading.lines()[2]
        assert "55 million euros" in reading.lines()[3]


@pytest.mark.covers("ledger.open")
async def test_one_topic_at_a_time(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "right_curly_bracket")
        assert "ledger  cost of the repair" in reading.lines()[0]
        assert len(labels(reading)) == 2
        await reading.press("right_curly_bracket")
        assert labels(reading) == ["cracks in the spillway"]
        await reading.press("right_curly_bracket")
        assert len(labels(reading)) == 3
        await reading.press("left_curly_bracket")
        assert labels(reading) == ["cracks in the spillway"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("cracks", ["cracks in the spillway"]),
        ("55 million", ["cost of the repair"]),
        ("verdict:differ source:wire", ["cost of the repair"]),
        ("kind:duration", ["months that the work takes"]),
        ("topic:spillway", ["cracks in the spillway"]),
        ("verdict:alone kind:percent", ["share that the state pays"]),
        ("≠", []),
    ],
)
@pytest.mark.covers("ledger.open")
async def test_the_rows_are_filtered_while_typing(
    open_reader: OpenReader, typed: str, found: list[str]
) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "slash", *typed)
        assert labels(reading) == found
        await reading.press("enter")
        assert screen(reading).list.has_focus
        if not found:
            assert "no line fits: / changes the filter" in reading.text()
        await reading.press("slash", "escape")
        assert len(labels(reading)) == 3
        assert not closed(reading)


@pytest.mark.covers("ledger.open")
async def test_the_sentences_of_a_row_are_marked_together(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j", "m")
        marks = reading.state.marks.placed
        assert sorted(mark.mark.text.split()[0] for mark in marks) == ["Mending", "The"]
        assert "2 sentences marked: M lists all marks in the text" in reading.text()
        await reading.press("m")
        assert "marked already" in reading.text()
        # What one key did, one key takes back.
        await reading.press("u")
        assert not reading.state.marks.placed
        assert "undone: added 2 marks" in reading.text()


@pytest.mark.covers("ledger.open")
@pytest.mark.parametrize("key", ["escape", "number_sign", "q"])
async def test_back_to_the_text(open_reader: OpenReader, key: str) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", key)
        assert closed(reading)


@pytest.mark.covers("ledger.open")
async def test_help_begins_with_the_ledger(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "question_mark")
        assert "Next row whose sources differ" in reading.text()
        await reading.press("escape", "escape")
        assert closed(reading)


class Refused(Given):
    """A ledger that cannot be made."""

    def ledger(self) -> Generator[Progress, None, QuotedLedger]:
        yield Progress(0, 3, "ledger")
        raise UsageError("the articles cannot be compared")


async def test_a_refusal_is_told_in_its_place(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=Refused) as reading:
        await reading.press("number_sign")
        assert "the articles cannot be compared" in reading.text()
        await reading.press("j", "l", "o", "m", "right_square_bracket", "space", "escape")
        assert closed(reading)


@pytest.mark.covers("ledger.open")
async def test_the_work_is_cancelled(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnalysisController, "compare_unasked", lambda _self, _compare: None)
    async with open_reader(size=WIDE, held=(BuildLedger,)) as reading:
        idle = ["j", "l", "enter", "space", "m", "right_square_bracket", "v"]
        await row_screens.tell_and_cancel(
            reading, LedgerScreen, "number_sign", "lining up the figures", "figures 2/4 ^x cancels", idle
        )


async def test_no_key_falls_where_nothing_is_listed(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "slash", *"zzz", "enter")
        await reading.press("enter", "j", "G", "l", "m", "right_square_bracket", "space", "v")
        assert not closed(reading)
        assert screen(reading).query_one("#rows-filter", Input).value == "zzz"


@pytest.mark.covers("ledger.open")
async def test_the_rows_that_are_shown_are_exported(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "e")
        assert "(•) Ledger  3" in reading.text()
        await reading.press("tab", "enter")
        assert not closed(reading)
        assert reading.said() == "3 rows in ledger.md"
        text = Path("ledger.md").read_text("utf-8")
        assert text.count("\n### ") == 3
        assert "One source alone" not in text
        assert "will cost **40 million euros**" in text


@pytest.mark.covers("ledger.open")
async def test_a_briefing_sheet_is_written(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "right_curly_bracket", "e")
        assert "( ) Briefing sheet: cost of the repair  2" in reading.text()
        await reading.press("down", "tab", "enter")
        assert reading.said() == "briefing sheet in briefing-sheet-cost-of-the-repair.md"
        text = Path("briefing-sheet-cost-of-the-repair.md").read_text("utf-8")
        assert "## Disputed\n\n### Estimate\n" in text
        assert "“55 million euros” — " in text
        assert "## Open\n\n### No reason is told\n" in text
        assert "## Agreed" not in text


@pytest.mark.covers("ledger.open")
async def test_where_no_row_is_shown_the_sheet_is_offered(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "slash", *"zzz", "enter", "e")
        assert "( ) Ledger  0" in reading.text()
        assert "(•) Briefing sheet" in reading.text()


class Empty(Given):
    """A ledger without a line."""

    def ledger(self) -> Generator[Progress, None, QuotedLedger]:
        yield Progress(0, 3, "ledger")
        return quoted_ledger(self.session, ())


@pytest.mark.covers("ledger.open")
async def test_of_an_empty_ledger_nothing_is_exported(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE, answers=Empty) as reading:
        await reading.press("number_sign", "e")
        assert not closed(reading)
        assert "nothing to export" in reading.said()
