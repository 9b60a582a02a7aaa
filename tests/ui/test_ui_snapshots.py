"""Every state of the screen at two sizes, as SVG.

The files stand in `__snapshots__`. `BRIEFING_WRITE_SNAPSHOTS=1 pytest tests/ui` writes them anew;
look at the pictures that changed before committing them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from tests.ui.conftest import Broad
from tests.ui.synopsis_answers import OfSources
from textual.widgets import OptionList

from briefing.ui.controllers.export_controller import ExportController
from briefing.ui.guided_tour import TourApp

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.ui.conftest import OpenReader

ON_A_FIGURE = ("j", "m", "right_square_bracket")
SET = ("number_sign", "exclamation_mark", "enter", "i", *"ask the board", "ctrl+s")
"""A verdict and a note on the first row of the ledger."""
SAVED = ("slash", *"crack", "ctrl+s", "ctrl+u", *"storm OR dam", "ctrl+s", "escape")
BY_KEYS: dict[str, tuple[str, ...]] = {
    "reader": ON_A_FIGURE,
    "locked": ("space", "equals_sign", *ON_A_FIGURE),
    "topic": ("t", "g", "enter"),
    "folded": ("t", "g", "enter", "z"),
    "synopsis": ("t", "g", "enter", "s"),
    "synopsis-alone": ("t", "g", "j", "j", "enter", "s", "G", "space"),
    "ledger": ("number_sign", "j"),
    "ledger-alone": ("number_sign", "o", "G", "v"),
    "ledger-corrected": (*SET, "g", "x", "X", "escape"),
    "ledger-corrections": (*SET, "g", "x", "X"),
    "timeline": ("Y", "l"),
    "quotes": ("quotation_mark", "l"),
    "search": ("slash", *"spilway"),
    "search-empty": ("slash",),
    "search-chosen": ("slash", *"crack", "ctrl+l"),
    "search-kept": (*SAVED, "slash", *"boats", "escape", "slash", "down"),
    "search-list": ("slash", *"storm", "ctrl+g"),
    "search-context": ("slash", *"the", "ctrl+g", "ctrl+g", "ctrl+o"),
    "matches": ("slash", *"board", "enter", "n"),
    "selecting": ("j", "j", "m", "c", "k", "v", "h"),
    "columns": ("space", "J", "space", "l"),
    "zen": ("Z", "j", "minus", "minus"),
    "list": ("a", "j"),
    "list-events": ("a", "E", "j"),
    "list-compact": ("full_stop", "comma", "comma", "a", "j"),
    "filter": ("a", "j", "slash", *"dam OR boats"),
    "filter-fault": ("f", *"source:wire date:soon"),
    "filtered": ("f", *"dam", "tab", "D"),
    "place-name": ("j", "j", "B"),
    "places": ("j", "j", "B", "enter", "G", "B", *"the end", "enter", "apostrophe"),
    "note": ("j", "m", "i", *"who says so?", "tab", *"cost, ask"),
    "marks": ("j", "m", "c", "l", "j", "m", "M"),
    "marks-by-colour": ("j", "m", "c", "l", "j", "m", "M", "down", "comma", "comma", "comma"),
    "marks-changed": ("j", "m", "c", "l", "j", "m", "M", "down", "x"),
    "note-again": ("j", "m", "i", *"who says so?", "escape", "i"),
    "export": ("e",),
    "export-narrowed": ("j", "m", "e", "tab", *"colour:yellow article:A"),
    "export-fault": ("j", "m", "e", "tab", *"colour:mauve"),
    "confirm": ("e", "enter"),
    "details": ("d",),
    "help": ("question_mark",),
    "help-narrowed": ("question_mark", *"topic"),
    "legend": ("L",),
    "theme-picker": ("ctrl+t",),
}
"""Screens in the dark theme, by the keys that lead there."""
STEERED = ("t", "r", "end", "s", "enter", "l", "j")
BROAD: dict[str, tuple[str, ...]] = {
    "stories": STEERED,
    "mute": ("t", "m"),
    "rename": ("t", "r"),
    "merge": ("t", "plus"),
    "split": ("t", "minus"),
    "why": ("j", *STEERED, "question_mark"),
}
"""Screens with a topic that opens into stories."""
MANY_ARTICLES: dict[str, tuple[str, ...]] = {"sources": (), "articles": ("v", "G"), "all": ("+", "G")}
"""A synopsis of twenty articles."""
THEMES = ("light", "contrast-dark", "colour-blind")
SIZES = ((160, 48), (80, 24))


class Svg(SingleFileSnapshotExtension):
    """One SVG file for each picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def svg(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares with the files."""
    return snapshot.use_extension(Svg)


FIRST = {"confirm": ("e", "enter")}
"""Keys whose work must be done before the others are pressed."""


@pytest.fixture(autouse=True)
def one_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The export names the folder one is in; here it is always the same."""
    monkeypatch.setattr(ExportController, "folder", Path("/home/reader"))


@pytest.mark.parametrize("name", BY_KEYS)
async def test_screen(open_reader: OpenReader, svg: SnapshotAssertion, name: str) -> None:
    async with open_reader(size=SIZES[0]) as reading:
        await reading.press(*FIRST.get(name, ()))
        await reading.press(*BY_KEYS[name])
        for size in SIZES:
            await reading.resize(*size)
            assert await reading.picture() == svg(name=f"{size[0]}x{size[1]}")


@pytest.mark.parametrize("name", BROAD)
async def test_topics(open_reader: OpenReader, svg: SnapshotAssertion, name: str) -> None:
    async with open_reader(size=SIZES[0], answers=Broad) as reading:
        await reading.press(*BROAD[name])
        for size in SIZES:
            await reading.resize(*size)
            assert await reading.picture() == svg(name=f"{size[0]}x{size[1]}")


@pytest.mark.parametrize("name", MANY_ARTICLES)
async def test_synopsis_of_many_articles(open_reader: OpenReader, svg: SnapshotAssertion, name: str) -> None:
    async with open_reader(size=SIZES[0], answers=OfSources) as reading:
        await reading.press("t", "g", "enter", "s", *MANY_ARTICLES[name])
        for size in SIZES:
            await reading.resize(*size)
            assert await reading.picture() == svg(name=f"{size[0]}x{size[1]}")


@pytest.mark.parametrize("theme", THEMES)
async def test_theme(open_reader: OpenReader, svg: SnapshotAssertion, theme: str) -> None:
    async with open_reader(size=SIZES[0], theme=theme) as reading:
        await reading.press(*BY_KEYS["locked"], "j", "m")
        assert await reading.picture() == svg


async def test_no_colour(
    open_reader: OpenReader, svg: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(size=SIZES[0]) as reading:
        await reading.press(*BY_KEYS["locked"], "j", "m")
        assert await reading.picture() == svg


async def test_palette(open_reader: OpenReader, svg: SnapshotAssertion) -> None:
    async with open_reader(size=SIZES[1]) as reading:
        await reading.press("ctrl+p", *"topic")
        commands = reading.app.screen.query_one(OptionList)
        while not commands.option_count or not commands.display:
            await reading.pilot.pause(0.02)
        assert await reading.picture() == svg


async def test_narrow(open_reader: OpenReader, svg: SnapshotAssertion) -> None:
    async with open_reader(size=(60, 20)) as reading:
        await reading.press(*ON_A_FIGURE)
        assert await reading.picture() == svg(name="text")
        await reading.press("a")
        assert await reading.picture() == svg(name="list")


async def test_nothing_to_read(open_reader: OpenReader, svg: SnapshotAssertion, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with open_reader("empty", size=SIZES[1]) as reading:
        assert await reading.picture() == svg(name="said")
        await reading.press("escape")
        assert await reading.picture() == svg(name="left")


async def test_a_picture_names_nothing_outside_itself(open_reader: OpenReader) -> None:
    """No font or image is loaded, no path of this machine is told, and it is the same again."""
    async with open_reader(size=SIZES[1]) as reading:
        first = await reading.picture()
        assert first == await reading.picture()
        # One names the format, the other stands in a comment.
        addresses = set(re.findall(r"https?://[^\s\"')<]+", first))
        assert addresses == {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
        assert "url(http" not in first


OF_TOUR: dict[str, tuple[str, ...]] = {
    "text": (),
    "ledger": ("l", "=", "]", "#"),
    "export": ("l", "=", "]", "#", "escape", "}", "/", "escape", "m", "e"),
}


@pytest.mark.parametrize("name", OF_TOUR)
async def test_tour(
    open_reader: OpenReader,
    svg: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """The strip above the text, a screen and a dialog."""
    monkeypatch.setattr("tests.ui.conftest.BriefingApp", TourApp)
    async with open_reader(size=SIZES[0]) as reading:
        assert isinstance(reading.app, TourApp)
        for key in OF_TOUR[name]:
            await reading.press(key)
            reading.app.look()
            await reading.pilot.pause()
        for size in SIZES:
            await reading.resize(*size)
            assert await reading.picture() == svg(name=f"{size[0]}x{size[1]}")
