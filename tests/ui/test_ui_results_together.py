"""Results of the search taken together: chosen, marked at once, exported as a table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from briefing.ui.controllers import results_controller

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import OpenReader, Reading


def chosen(reading: Reading) -> int:
    """How many rows have the sign."""
    return sum("✓" in line for line in reading.lines())


@pytest.mark.covers("find.open", "marks.undo")
async def test_all_results_are_marked_and_one_undo_takes_them_back(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+k")
        assert reading.said().startswith("3 passages marked")
        found = {(reading.state.letter(m.of_article), m.passage) for m in reading.state.marks.placed}
        assert found == {("A", 2), ("B", 2), ("D", 0)}
        assert all("crack" in text.casefold() for (text,) in reading.stored("text"))
        await reading.press("ctrl+k")
        assert reading.said() == "3 marked already"
        assert len(reading.stored()) == 3
        await reading.press("escape", "u")
        assert reading.stored() == []


@pytest.mark.covers("find.open")
async def test_who_types_faster_than_is_found_marks_what_the_whole_query_finds(
    open_reader: OpenReader,
) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"the")
        await reading.press("ctrl+u")
        await reading.type_fast(*"crack", "ctrl+k")
        assert reading.said().startswith("3 passages marked")
        assert all("crack" in text.casefold() for (text,) in reading.stored("text"))


@pytest.mark.covers("find.open")
async def test_only_chosen_results_are_marked(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+l", "ctrl+l")
        assert chosen(reading) == 2
        assert "2 chosen" in reading.text()
        await reading.press("up", "up", "ctrl+l")
        assert chosen(reading) == 1
        await reading.press("ctrl+k")
        assert reading.said().startswith("1 passage marked")
        assert len(reading.stored()) == 1
        assert chosen(reading) == 0


@pytest.mark.covers("find.open")
@pytest.mark.parametrize("view", [0, 1, 2])
async def test_what_was_chosen_stays_in_each_view_and_goes_with_the_query(
    open_reader: OpenReader, view: int
) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", *(["ctrl+g"] * view), "ctrl+l")
        assert chosen(reading) == 1
        await reading.press("ctrl+o")
        assert chosen(reading) == 1
        await reading.press(*"s")
        assert chosen(reading) == 0
        assert reading.state.search.chosen == {}


@pytest.mark.covers("find.open")
async def test_too_many_are_not_taken_unless_chosen(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results_controller, "MOST_TOGETHER", 2)
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+k")
        assert "too many" in reading.said()
        assert reading.stored() == []
        await reading.press("ctrl+l", "ctrl+l", "ctrl+l", "ctrl+k")
        assert len(reading.stored()) == 3


@pytest.mark.covers("find.open")
async def test_where_nothing_is_found_nothing_is_taken(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", "ctrl+l", "ctrl+k", "ctrl+e")
        assert reading.said() == "there are no results"
        await reading.press(*"zzzzqq", "ctrl+l", "ctrl+k", "ctrl+e")
        assert reading.said() == "there are no results"
        assert reading.stored() == []


@pytest.mark.covers("find.open")
async def test_results_are_written_as_a_table(open_reader: OpenReader, own_folders: Path) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack", "ctrl+e")
        box = reading.app.screen.query_one("#path", Input)
        assert box.value.startswith("crack")
        box.value = "found.csv"
        await reading.press("ctrl+s")
        assert reading.said().startswith("3 excerpts in ")
        assert reading.query() == "crack"
        with (own_folders / "found.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["label"] for row in rows] == ["crack"] * 3
        assert all("crack" in row["text"].casefold() for row in rows)
        assert [row["article"].split("/")[-1][0] for row in rows] == ["a", "b", "d"], "in reading order"
        await reading.press("down", "ctrl+l", "ctrl+e")
        reading.app.screen.query_one("#path", Input).value = "one.md"
        await reading.press("ctrl+s")
        assert reading.said().startswith("1 excerpt in ")
        assert "# Results: crack" in (own_folders / "one.md").read_text(encoding="utf-8")
