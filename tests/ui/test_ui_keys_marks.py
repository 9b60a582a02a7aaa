"""Marks: on disk the moment they are made, changed, taken back, listed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from briefing.folders import data_dir
from briefing.session.user_data import UserData

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import OpenReader, Reading

PASSAGE = (
    "The repair of Kestrel dam will cost 40 million euros and take 18 months, "
    "the water board said on Tuesday."
)
SENTENCE = "Two of them run deeper than 3 metres."


def selected(reading: Reading) -> str | None:
    """The text that is selected."""
    article, span = reading.state.current, reading.state.selection
    return article.text[span.start : span.end] if article and span else None


@pytest.mark.covers("marks.mark")
async def test_a_mark_is_on_disk_when_the_screen_says_so(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m")
        assert reading.said().startswith("marked")
        assert reading.stored() == [(PASSAGE, "yellow", "", "[]")]
        assert any("●" in line and "The repair of" in line for line in reading.lines())
        assert "1 mark" in reading.text() or reading.app.size.height < 40
        await reading.press("m")
        assert reading.said().startswith("marked already")
        assert len(reading.stored()) == 1
        await reading.press("j", "right_parenthesis", "right_parenthesis", "m")
        assert [row[0] for row in reading.stored()] == [PASSAGE, SENTENCE]


@pytest.mark.covers("marks.mark", "move.next_target", "find.open")
async def test_on_a_figure_or_a_match_the_sentence_is_marked(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "j", "right_square_bracket", "right_square_bracket", "m")
        assert [row[0] for row in reading.stored()] == [SENTENCE]
        await reading.press("slash", *"counted 12", "enter", "m")
        counted = "Engineers counted 12 cracks in the spillway after the storm."
        assert [row[0] for row in reading.stored()] == [SENTENCE, counted]
        await reading.press("m")
        assert reading.said().startswith("marked already")


@pytest.mark.covers("marks.mark")
async def test_marks_are_there_again_on_the_next_start(open_reader: OpenReader, tmp_path: Path) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m")
    path = tmp_path / "news" / "a-gazette.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Engineers counted", "Two engineers counted"), encoding="utf-8")
    async with open_reader() as reading:
        (placed,) = reading.state.marks.placed
        assert (placed.article, placed.passage, placed.orphan) == ("news/a-gazette.md", 1, False)
        assert any("●" in line and "The repair of" in line for line in reading.lines())
    path.write_text(text.replace(PASSAGE, "Nothing is decided."), encoding="utf-8")
    async with open_reader() as reading:
        assert [placed.orphan for placed in reading.state.marks.placed] == [True]
        assert "●" not in reading.text()
        await reading.press("M")
        assert "Orphans: their words are in no article that is open" in reading.text()
        await reading.press("enter")
        assert reading.said() == "these words are not in any article that is open"


@pytest.mark.covers(
    "marks.select", "marks.mark", "columns.next", "columns.previous", "view.escape",
    "move.next_passage", "move.previous_passage", "move.next_sentence", "move.previous_sentence",
)  # fmt: skip
async def test_selecting_by_key(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "j", "v")
        assert selected(reading) == "Engineers counted 12 cracks in the spillway after the storm."
        steps = (
            ("h", "Engineers counted 12 cracks in the spillway after the storm"),
            ("h", "Engineers counted 12 cracks in the spillway after the"),
            ("l", "Engineers counted 12 cracks in the spillway after the storm"),
            ("j", "Engineers counted 12 cracks in the spillway after the storm."),
            ("j", "Engineers counted 12 cracks in the spillway after the storm. " + SENTENCE),
            ("k", "Engineers counted 12 cracks in the spillway after the storm."),
            ("right_parenthesis", "counted 12 cracks in the spillway after the storm."),
            ("right_parenthesis", "12 cracks in the spillway after the storm."),
            ("left_parenthesis", "counted 12 cracks in the spillway after the storm."),
        )
        for key, text in steps:
            await reading.press(key)
            assert (key, selected(reading)) == (key, text)
            assert reading.here() == ("A", 2)
        await reading.press("m")
        assert [row[0] for row in reading.stored()] == ["counted 12 cracks in the spillway after the storm."]
        assert selected(reading) is None
        await reading.press("v", "v")
        assert selected(reading) is None
        await reading.press("v", "escape", "j")
        assert (selected(reading), reading.here()) == (None, ("A", 3))


@pytest.mark.covers("marks.edit", "marks.colour")
async def test_note_tags_and_colour(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        for key in ("i", "c", "x"):
            await reading.press(key)
            assert reading.said() == "no mark here: m makes one"
        await reading.press("j", "m", "i", *"who says so?", "tab", *"cost, ask", "ctrl+s")
        assert reading.stored() == [(PASSAGE, "yellow", "who says so?", '["cost", "ask"]')]
        await reading.press("c")
        assert reading.stored("colour") == [("green",)]
        colours = []
        for _ in range(4):
            await reading.press("c")
            colours += [row[0] for row in reading.stored("colour")]
        assert colours == ["blue", "pink", "orange", "yellow"]


@pytest.mark.covers("marks.edit")
async def test_a_note_that_was_left_comes_back_and_quitting_keeps_it(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "i", *"first", "escape")
        assert reading.said() == "nothing is changed; what was typed is here again the next time"
        assert reading.stored("note") == [("",)]
        await reading.press("i", *" more", "ctrl+q")
    assert reading.stored("note") == [("first more",)]


@pytest.mark.covers("marks.edit", "columns.details")
async def test_what_was_typed_comes_back_on_the_next_start(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "i", *"ask them", "escape", "d", *" Daily", "ctrl+q")
    async with open_reader() as reading:
        await reading.press("i")
        assert "ask them" in reading.text()
        await reading.press("ctrl+s", "d")
        assert "Valley Gazette Daily" in reading.text()
        await reading.press("escape", "q")
    async with open_reader() as reading:
        assert reading.stored("note") == [("ask them",)]
        await reading.press("i")
        assert "typed before" not in reading.text()


@pytest.mark.covers("marks.undo")
async def test_undo_leaves_alone_what_was_marked_in_other_articles(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m")
        marked = reading.stored()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "one.md").write_text("# Ferry\n\nThe ferry leaves at noon.\n", encoding="utf-8")
    async with open_reader("other") as reading:
        await reading.press("u", "ctrl+r")
        assert reading.stored() == marked
        await reading.press("j", "m", "u", "u")
        assert (reading.said(), reading.stored()) == ("nothing to undo", marked)
    async with open_reader() as reading:
        await reading.press("u")
        assert reading.stored() == []
        assert reading.said().startswith("undone: added a mark")


@pytest.mark.covers("marks.remove", "marks.undo", "marks.redo")
async def test_every_change_can_be_taken_back_and_done_again(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("u")
        assert reading.said() == "nothing to undo"
        await reading.press("j", "m", "c", "x")
        assert reading.said().startswith("removed")
        assert (reading.stored(), reading.state.marks.placed) == ([], ())
        states = []
        for key in ("u", "u", "u", "u", "ctrl+r", "ctrl+r", "ctrl+r", "ctrl+r"):
            await reading.press(key)
            states.append([row[0] for row in reading.stored("colour")])
        assert states == [["green"], ["yellow"], [], [], ["yellow"], ["green"], [], []]
        assert reading.said() == "nothing to redo"


@pytest.mark.covers("marks.list")
async def test_the_list_of_all_marks(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("M")
        assert "no marks yet: m marks a passage" in reading.text()
        await reading.press("escape", "j", "m", "l", "j", "m", "c", "h", "g", "M")
        assert "2 marks" in reading.text()
        await reading.press(*"mending")
        assert "1 of 2 marks" in reading.text()
        assert "A Dam repair" not in reading.text()
        await reading.press("enter")
        assert reading.here() == ("B", 1)
        assert reading.reader.focused is reading.reader.view
        await reading.press("backspace")
        assert reading.here() == ("A", 0)


@pytest.mark.covers("marks.list")
async def test_changing_marks_from_their_list(open_reader: OpenReader) -> None:
    async with open_reader(size=(112, 30)) as reading:
        await reading.press("j", "m", "j", "m", "M", "down", "i", *"ask", "ctrl+s")
        assert reading.stored("note") == [("ask",), ("",)]
        assert "yellow · ask" in reading.text(), "the list is still there, with what was typed"
        await reading.press("c")
        assert reading.stored("colour") == [("green",), ("yellow",)]
        await reading.press("x")
        assert len(reading.stored()) == 1
        assert reading.said() == "removed: u brings it back"
        assert "1 mark" in reading.text()
        await reading.press("d")
        assert len(reading.stored()) == 1
        assert reading.app.screen.query_one("#filter", Input).value == ""
        await reading.press("x")
        assert reading.stored() == []
        await reading.press("u", "u")
        assert "2 marks" in reading.text()
        assert reading.said().startswith("undone: ")
        await reading.press("ctrl+r")
        assert "1 mark" in reading.text()
        await reading.press("u", "e")
        assert "(•) Marks  2" in reading.text()
        await reading.press("escape", "escape")
        assert reading.app.screen is reading.reader
        assert len(reading.state.marks.placed) == 2
        assert "●" in reading.text()


@pytest.mark.covers("marks.mark")
async def test_a_mark_that_cannot_be_saved_is_said(open_reader: OpenReader, tmp_path: Path) -> None:
    """The folder of the user's data is a file: nothing can be written there."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").write_text("in the way", encoding="utf-8")
    async with open_reader() as reading:
        await reading.press("j", "m")
        assert "in the way" not in reading.said()
        assert "not a folder" in reading.said() or "data" in reading.said()
        reading.app.unsaved = ()
    assert (tmp_path / "home" / "data").read_text(encoding="utf-8") == "in the way"


async def test_marks_that_cannot_be_read_are_told_and_the_others_are_there(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "j", "m")
    with closing(sqlite3.connect(data_dir() / "briefing.sqlite3")) as connection:
        ((broken,),) = connection.execute("SELECT id FROM mark WHERE seq = 1").fetchall()
        connection.execute("UPDATE mark SET tags = '{', note = CAST(x'80' AS TEXT) WHERE seq = 1")
        connection.commit()
    async with open_reader() as reading:
        assert [placed.orphan for placed in reading.state.marks.placed] == [False]
        told = [notice.message for notice in reading.app._notifications]
        assert any(f"mark {broken} cannot be read and is set aside" in message for message in told)
        await reading.press("j", "m")
        assert len(reading.state.marks.placed) == 2


async def test_a_repair_of_the_store_is_told_once_in_the_reader(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m")
    store = data_dir() / "briefing.sqlite3"
    store.write_bytes(bytes(16) + store.read_bytes()[16:])
    for times in (1, 0):
        async with open_reader() as reading:
            assert len(reading.state.marks.placed) == 1
            told = [
                notice.message for notice in reading.app._notifications if "was damaged" in notice.message
            ]
            assert len(told) == times
            await reading.settle()


async def test_a_mark_whose_sentence_changed_keeps_its_words_and_says_so(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m")
    path = tmp_path / "news" / "a-gazette.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("will cost 40 million", "may cost 40 million"), encoding="utf-8")
    async with open_reader(size=(160, 48)) as reading:
        (placed,) = reading.state.marks.placed
        assert (placed.orphan, placed.reworded) == (False, True)
        await reading.press("M")
        assert "“The repair of Kestrel dam will cost 40 million euros" in reading.text()
        assert "the source has changed since" in reading.text()


@pytest.mark.covers("marks.mark", "marks.list")
async def test_the_list_has_what_another_program_marked_meanwhile(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m")
        article = reading.state.current
        assert article is not None
        other = UserData()
        start = article.text.index(SENTENCE)
        other.marks.add(article, start, start + len(SENTENCE))
        other.database().close()
        await reading.press("M")
        assert SENTENCE in reading.text()
