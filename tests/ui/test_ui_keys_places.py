"""Places that have names: named, gone to, kept, found again in changed texts, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.session.user_data import UserData
from briefing.ui.modals.pick_screen import PickScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

    from briefing.model.correction import Correction

WIDE = (160, 48)


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


@pytest.mark.covers("places.name", "places.go", "move.back")
@pytest.mark.parametrize("size", [WIDE, (80, 24), (60, 20)])
async def test_a_place_is_named_and_gone_to(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reading:
        await reading.press("apostrophe")
        assert reading.said() == "no place has a name yet: B gives one"
        await reading.press("j", "j", "B", *"cracks", "enter")
        assert reading.said() == "this place is “cracks”: ' goes to it, u undo"
        assert [(one.kind, one.label, one.figures[0].passage) for one in stored()] == [("place", "cracks", 2)]
        await reading.press("G", "apostrophe")
        assert options(reading) == ["cracks"]
        assert "A ¶2" in reading.text()
        await reading.press("enter")
        assert reading.here() == ("A", 2)
        assert reading.reader.focused is reading.reader.view
        await reading.press("less_than_sign")
        assert reading.here() == ("A", 8)


@pytest.mark.covers("places.name")
async def test_a_name_is_offered_and_one_that_is_taken_moves(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("j", "j", "B", "enter", "j", "B")
        offered = stored()[0].label
        assert len(offered.split()) == 5
        assert stored()[0].figures[0].text.startswith(offered)
        await reading.press(*offered, "enter")
        assert reading.said().startswith(f"“{offered}” is here now")
        assert [(one.label, one.figures[0].passage) for one in stored()] == [(offered, 3)]
        # One undo gives the name back to where it was.
        await reading.press("u")
        assert [(one.label, one.figures[0].passage) for one in stored()] == [(offered, 2)]


@pytest.mark.covers("places.name", "marks.undo", "marks.redo")
async def test_places_and_marks_have_one_undo(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("j", "m", "B", *"here", "enter", "u")
        assert reading.said() == "undone: named the place “here”"
        assert (stored(), len(reading.state.marks.placed)) == ([], 1)
        await reading.press("ctrl+r")
        assert [one.label for one in stored()] == ["here"]


@pytest.mark.covers("places.forget", "places.name")
async def test_a_name_is_taken_away(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("j", "B", *"here", "enter")
        await reading.reader.action_run("places.forget")
        await reading.press("escape")
        assert len(stored()) == 1
        await reading.reader.action_run("places.forget")
        await reading.press("enter")
        assert (reading.said(), stored()) == ("“here” is no name any more: u undo", [])


@pytest.mark.covers("places.go", "places.name")
async def test_a_place_is_found_by_its_words_or_said_to_be_gone(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("j", "j", "B", *"cracks", "enter", "G", "k", "B", *"end", "enter", "q")
    path = tmp_path / "news" / "a-gazette.md"
    lines = path.read_text(encoding="utf-8").rstrip().splitlines()
    place = next(number for number, line in enumerate(lines) if "counted 12 cracks" in line)
    lines[place:place] = ["A paragraph that was not there before.", ""]
    boats = next(number for number, line in enumerate(lines) if "Boats stay" in line)
    lines[boats] = "Another end altogether, of which nothing was known."
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    async with open_reader(size=WIDE) as reading:
        await reading.press("g", "apostrophe")
        assert sorted(options(reading)) == ["cracks", "end"]
        assert "words not found" in reading.text()
        await reading.press(*"crack", "enter")
        article = reading.state.current
        assert article is not None
        assert "counted 12 cracks" in article.passage_text(reading.here()[1])
        here = reading.here()
        await reading.press("apostrophe", *"end", "enter")
        assert reading.said() == "the words of “end” are not found any more"
        assert reading.here() == here


@pytest.mark.covers("places.go", "places.name", "ledger.open")
async def test_places_of_other_articles_are_not_listed_and_correct_no_ledger(open_reader: OpenReader) -> None:
    async with open_reader("news/a-gazette.md") as reading:
        await reading.press("j", "right_square_bracket", "B", *"sum", "enter", "q")
    async with open_reader("news/b-herald.md") as reading:
        await reading.press("apostrophe")
        assert reading.said() == "no place has a name yet: B gives one"
    async with open_reader(size=WIDE) as reading:
        await reading.press("number_sign")
        assert "set by you" not in reading.text()
        await reading.press("escape", "apostrophe", "enter")
        assert reading.here() == ("A", 1)
