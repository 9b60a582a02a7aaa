"""The tour: ten steps, each waits for its key, and the line that tells of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste

from briefing.settings import use_options
from briefing.ui.guided_tour import STEPS, TourApp, TourStrip
from briefing.ui.key_table import BY_ID

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.ui.conftest import OpenReader, Reading

CLOSED_BY = {"ledger.open": "escape", "find.open": "escape", "export.open": "escape"}
SIZES = [(160, 48), (80, 24), (60, 20)]


@pytest.fixture
def open_tour(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> OpenReader:
    monkeypatch.setattr("tests.ui.conftest.BriefingApp", TourApp)
    # The tests look themselves, at the moment they mean.
    monkeypatch.setattr("briefing.ui.guided_tour.LOOKS", 3600.0)
    return open_reader


async def press(reading: Reading, *keys: str) -> TourApp:
    await reading.press(*keys)
    tour = reading.app
    assert isinstance(tour, TourApp)
    tour.look()
    await reading.pilot.pause()
    return tour


def strip_of(tour: TourApp) -> str:
    """What the strip in front says; there is one."""
    (strip,) = tour.screen.query(TourStrip)
    return str(strip.content)


def test_there_are_ten_steps_and_each_names_its_key() -> None:
    assert len(STEPS) == 10
    for step in STEPS:
        assert BY_ID[step.action].keys
        assert "{key}" in step.words


@pytest.mark.parametrize("size", SIZES)
async def test_each_step_waits_for_its_key_and_no_other(open_tour: OpenReader, size: tuple[int, int]) -> None:
    async with open_tour(size=size) as reading:
        tour = await press(reading, "j")
        for number, step in enumerate(STEPS[:-1]):
            assert tour.at == number
            await press(reading, "g", "j", "k")
            assert tour.at == number, step.action
            assert f"{number + 1}/10" in reading.text()
            if step.of_topic:
                await press(reading, BY_ID[step.action].keys[0])
                assert tour.at == number, "there is no topic to go through"
                await press(reading, "t", "enter")
                assert tour.at == number
            await press(reading, BY_ID[step.action].keys[0])
            if step.action in CLOSED_BY:
                assert tour.at == number
                assert step.inside.split("{")[0][:20] in strip_of(tour)
                assert f"{number + 1}/10" in reading.text()
                await press(reading, CLOSED_BY[step.action])
        assert tour.at == 9
        assert "10/10 Leaving" in strip_of(tour)


async def test_what_is_typed_into_a_box_ends_no_step(open_tour: OpenReader) -> None:
    async with open_tour(size=(112, 40)) as reading:
        tour = await press(reading, "l", "slash", "equals_sign")
        assert tour.at == 1
        await press(reading, "escape")
        assert tour.at == 1


async def test_it_can_be_left_at_any_time(open_tour: OpenReader) -> None:
    async with open_tour() as reading:
        tour = await press(reading, "l")
        await reading.pilot.press("q")
        assert tour.leaving


async def test_the_strip_names_the_keys_that_are_set(open_tour: OpenReader) -> None:
    use_options(["keys.columns.next=f5"])
    async with open_tour(size=(112, 40)) as reading:
        tour = await press(reading, "l")
        assert tour.at == 0
        assert "f5 goes to the next" in strip_of(tour)
        await press(reading, "f5")
        assert tour.at == 1


@pytest.mark.covers("view.tour")
async def test_the_palette_lends_the_terminal_to_the_tour(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Sequence[str]] = []

    def lend(command: Sequence[str]) -> int:
        ran.append(command)
        return 0

    use_options(["text.width=70"])
    async with open_reader() as reading:
        monkeypatch.setattr(reading.app, "lend_terminal", lend)
        await reading.press("ctrl+p", *"tour", "enter")
        theme = ["--theme", reading.app.theme]
        assert ran == [[sys.executable, "-P", "-m", "briefing", "tour", "--setting=text.width=70", *theme]]
        assert reading.said() == ""
        monkeypatch.setattr(reading.app, "lend_terminal", lambda _: 70)
        await reading.press("ctrl+p", *"tour", "enter")
        assert reading.said() == "the tour ended with 70"


async def test_the_first_start_says_where_to_begin(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("briefing.ui.app.BriefingApp.tell_where_to_begin", lambda _: told.append("first"))
    async with open_reader() as reading:
        assert told == ["first"]
        await reading.pilot.press("q")
    async with open_reader():
        pass
    async with open_reader("news/a-gazette.md"):
        pass
    assert told == ["first"]


async def test_files_dragged_into_the_tour_are_not_opened(open_tour: OpenReader, own_folders: Path) -> None:
    """Nothing of it is kept: what is marked in one's own articles must not go with it."""
    other = own_folders / "other"
    other.mkdir()
    async with open_tour() as reading:
        await reading.type_fast(Paste(str(other)))
        await reading.press("y")
        assert reading.said() == "leave the tour first"
        assert not reading.app.leaving
        assert reading.app.opening.then_open == ()
