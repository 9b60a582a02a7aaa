"""The ledger corrected by hand: every key of it, and what follows on the screen and in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.row_screens import shown
from textual.widgets import TextArea

from briefing.model.correction import Correction, FigureAnchor
from briefing.session.user_data import UserData
from briefing.ui.modals.line_note_screen import LineNoteScreen
from briefing.ui.modals.pick_screen import PickScreen
from briefing.ui.screens.ledger_screen import LedgerScreen
from briefing.ui.screens.synopsis_screen import SynopsisScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

    from briefing.model.ledger_line import LedgerLine

WIDE = (160, 40)
COST, MONTHS, CRACKS = "cost of the repair", "months that the work takes", "cracks in the spillway"


def ledger(reading: Reading) -> LedgerScreen:
    return shown(reading, LedgerScreen)


def told(line: LedgerLine) -> tuple[str, list[str]]:
    """The verdict of a line, and its values with the letters of their files."""
    return line.verdict, [f"{entry.article[-8:-3].split('-')[-1]} {entry.text}" for entry in line.entries]


def rows(reading: Reading) -> list[tuple[str, list[str]]]:
    return [told(line) for line in ledger(reading).listed]


def options(reading: Reading) -> list[str]:
    dialog = reading.app.screen
    assert isinstance(dialog, PickScreen)
    return [option.value for option in dialog._rows]


def stored() -> list[Correction]:
    """What another program finds on disk."""
    user_data = UserData()
    found = user_data.stored_corrections()
    user_data.database().close()
    return list(found)


@pytest.mark.covers("ledger.open")
async def test_a_figure_is_split_off_its_row(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j")
        assert ledger(reading).row is not None
        await reading.press("minus")
        # Of two figures there is nothing to choose.
        assert MONTHS not in [line.label for line in ledger(reading).listed]
        assert "split off: u undoes, o lists what one source alone says" in reading.text()
        assert [one.kind for one in stored()] == ["split"]
        await reading.press("o")
        alone = [values for verdict, values in rows(reading) if verdict == "single"]
        assert ["zette 18 months"] in alone
        assert ["erald 24 months"] in alone
        assert reading.text().count("set by you") == 2


@pytest.mark.covers("ledger.open")
async def test_what_says_the_same_is_split_off_together(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "minus")
        assert options(reading) == [
            "A 40 million euros: this figure alone",
            "40 million euros: all 2 that say so",
        ]
        await reading.press("down", "enter")
        verdicts = [line.verdict for line in ledger(reading).listed if "euros" in line.entries[0].text]
        assert verdicts == ["agree"]


@pytest.mark.covers("ledger.open")
async def test_two_rows_are_joined(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "minus", "enter")
        assert [one.kind for one in stored()] == ["split"]
        await reading.press("plus")
        (other,) = options(reading)
        assert other.endswith("A 40 million euros")
        await reading.press("enter")
        line = ledger(reading).row
        assert line is not None
        assert len(line.entries) == 3
        assert line.corrected is not None
        assert line.corrected.kinds == ("split", "join")
        assert "joined: u undoes" in reading.text()


@pytest.mark.covers("ledger.open")
async def test_what_cannot_be_compared_is_not_joined(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "plus")
        assert "no other row is of this kind and unit" in reading.text()
        assert stored() == []


@pytest.mark.covers("ledger.open")
async def test_a_verdict_is_set_and_the_text_follows(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "G")
        before = ledger(reading).row
        assert before is not None
        assert (before.label, before.verdict) == (CRACKS, "agree")
        await reading.press("exclamation_mark")
        assert options(reading) == ["the sources agree", "the sources differ"]
        await reading.press("down", "enter")
        line = ledger(reading).row
        assert line is not None
        assert (line.id, line.verdict) == (before.id, "differ")
        (entry, *_) = line.entries
        article = reading.state.articles.get(entry.article)
        assert article is not None
        signs = {
            one.start: one.sign for one in reading.state.ledger.signs_in(article.id, article.fingerprint)
        }
        assert signs[entry.start] == "≠"
        await reading.press("exclamation_mark")
        assert options(reading)[2] == "as worked out: agree"
        await reading.press("down", "down", "enter")
        assert stored() == []
        assert ledger(reading).row == before


@pytest.mark.covers("ledger.open")
async def test_the_verdict_set_last_takes_the_place_of_the_one_before(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "exclamation_mark", "enter", "exclamation_mark", "down", "enter")
        assert [(one.kind, one.verdict) for one in stored()] == [("verdict", "differ")]
        await reading.press("u")
        assert [(one.kind, one.verdict) for one in stored()] == [("verdict", "agree")]


@pytest.mark.covers("ledger.open")
async def test_one_source_alone_has_no_verdict(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "o", "G", "exclamation_mark")
        assert "one source alone agrees or differs with none: + joins it" in reading.text()


@pytest.mark.covers("ledger.open")
async def test_a_note_is_written_changed_and_taken_away(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "i", *"ask", "ctrl+s")
        assert "note    ask" in reading.text()
        assert "noted by you" in reading.text()
        await reading.press("i")
        dialog = reading.app.screen
        assert isinstance(dialog, LineNoteScreen)
        assert dialog.query_one("#note", TextArea).text == "ask"
        await reading.press(*" them", "ctrl+s")
        assert [one.note for one in stored()] == ["ask them"]
        await reading.press("slash", *"ask them")
        assert [line.label for line in ledger(reading).listed] == [COST]
        await reading.press("escape", "i", *["backspace"] * 8, "ctrl+s")
        assert stored() == []
        assert "noted by you" not in reading.text()


@pytest.mark.covers("ledger.open")
async def test_a_note_that_is_left_comes_back(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "i", *"ask", "escape")
        assert stored() == []
        await reading.press("i")
        assert reading.app.screen.query_one("#note", TextArea).text == "ask"


@pytest.mark.covers("ledger.open")
async def test_a_row_is_hidden_everywhere(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "j", "x")
        assert [line.label for line in ledger(reading).listed] == [COST, CRACKS]
        # The next row takes its place.
        assert ledger(reading).list.highlighted == 1
        assert "hidden 1" in reading.lines()[0]
        assert sum(reading.state.ledger.counts(name)[0] for name in reading.state.articles) == 3
        await reading.press("u")
        assert [line.label for line in ledger(reading).listed] == [COST, MONTHS, CRACKS]
        assert "hidden" not in reading.lines()[0]


@pytest.mark.covers("ledger.open")
async def test_what_was_set_is_listed_and_taken_back(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "X")
        assert "nothing was corrected in this ledger" in reading.text()
        await reading.press("x", "exclamation_mark", "enter", "X")
        assert options(reading) == [f"hidden: {COST}", f"verdict agree: {MONTHS}"]
        await reading.press("enter")
        assert [line.label for line in ledger(reading).listed] == [COST, MONTHS, CRACKS]
        assert "taken back: u brings it back" in reading.text()


@pytest.mark.covers("ledger.open")
async def test_corrections_are_undone_in_the_text_too(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign", "m", "x", "escape", "u")
        assert "undone: hid “cost of the repair”" in reading.text()
        await reading.press("number_sign")
        assert [line.label for line in ledger(reading).listed] == [COST, MONTHS, CRACKS]
        # Below it in the same history lie the marks that one key made.
        assert len(reading.state.marks.placed) == 3
        await reading.press("u")
        assert not reading.state.marks.placed


async def test_what_does_not_fit_any_more_is_told(open_reader: OpenReader) -> None:
    user_data = UserData()
    gone = FigureAnchor("a-gazette.md", "f", 1, 4, 13, "90 months", "will take ", " of work")
    there = FigureAnchor("b-herald.md", "f", 1, 4, 13, "95 months", "will last ", " in all")
    user_data.corrections.add("join", "months", [gone], [there])
    user_data.corrections.add("hide", "months", [gone])
    user_data.database().close()
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign")
        assert "2 corrections do not fit any more: X shows which" in reading.text()
        await reading.press("X")
        assert options(reading) == ["joined: months", "hidden: months"]
        assert "does not fit: figures gone" in reading.text()


@pytest.mark.covers("ledger.open", "synopsis.open")
async def test_a_synopsis_that_waits_is_judged_anew(open_reader: OpenReader) -> None:
    """What it says to differ is the ledger's judgement, which a correction changes and an undo too."""
    async with open_reader(size=WIDE) as reading:
        synopsis = reading.reader.controllers.synopsis
        for keys in (("number_sign", "j", "minus"), ("number_sign", "u")):
            await reading.press("t", "g", "enter", "s")
            table = reading.app.screen
            assert isinstance(table, SynopsisScreen)
            await reading.press("escape")
            assert synopsis.left(table.topic) is not None
            await reading.press(*keys, "escape")
            assert synopsis.left(table.topic) is None
