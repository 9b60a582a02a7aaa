"""Over a library: statements that stand alone are marked and walked, exports are written piece by piece."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive

from briefing.jobs.requests import Progress
from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.article import Ref
from briefing.session.requests.article_requests import UpdateFiles
from briefing.session.requests.export_requests import ExportToFile
from briefing.session.requests.finding_requests import FindNextOnlyHere

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

MANY = 24
COMMON = "The harbour ferry carried twelve hundred tons of coal and iron to the northern island yesterday."
ALONE = {
    3: "A zeppelin of the mountain club frightened seven goats grazing near the abandoned observatory.",
    9: "Beekeepers counted fewer queens after the orchard flooded, although the cherry blossom recovered.",
}


@pytest.fixture(autouse=True)
def small_is_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are a large set here."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))
    monkeypatch.setattr("briefing.session.requests.session_request.TELL_SECONDS", -1.0)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of articles that all say the same, but for two."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        write(folder, number, ALONE.get(number, ""))
    return folder


def write(folder: Path, number: int, more: str) -> Path:
    path = folder / f"{number:03}.txt"
    path.write_text(f"Harbour x{number} report\n\n{COMMON}\n\n{more}\n", encoding="utf-8")
    return path


@pytest.mark.covers("move.next_only_here", "move.previous_only_here")
async def test_statements_that_stand_alone_are_walked(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        assert reading.state.comparison.only_here == {}
        for key, number in (("o", 3), ("o", 9), ("o", 3), ("O", 9), ("O", 3)):
            await reading.press(key)
            assert reading.state.ref == Ref(f"archive/{number:03}.txt", 2)
            assert reading.state.work == ""
        assert reading.state.comparison.only_here.keys() == {
            Ref(f"archive/{number:03}.txt", 2) for number in ALONE
        }


async def test_an_open_article_shows_what_stands_there_alone(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        reading.state.toggle("archive/003.txt")
        reading.reader.draw()
        await reading.settle()
        assert reading.state.comparison.only_here == {Ref("archive/003.txt", 2): "sure"}
        # Where another tells the same by now it does not stand alone.
        changed = await reading.app.engine.ask(UpdateFiles(("archive",), (str(write(archive, 4, ALONE[3])),)))
        await reading.reader.controllers.changes.take(changed)
        await reading.settle()
        assert reading.state.comparison.only_here == {}


async def test_where_every_statement_has_a_counterpart_that_is_said(
    open_reader: OpenReader, archive: Path
) -> None:
    for number in ALONE:
        (archive / f"{number:03}.txt").unlink()
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        before = reading.state.ref
        await reading.press("o")
        assert "every statement has a counterpart" in reading.said()
        assert reading.state.ref == before


@pytest.mark.covers("move.next_only_here")
@pytest.mark.parametrize("end", ["escape", "ctrl+x", "j"])
async def test_looking_is_told_and_given_up(open_reader: OpenReader, archive: Path, end: str) -> None:
    held = (FindNextOnlyHere,)
    async with open_reader("archive", size=(160, 40), answers=Archive, held=held) as reading:
        while not (reading.reader.controllers.column_comparison.complete and reading.state.columns):
            await asyncio.sleep(0.005)
        await reading.pilot.press("o")
        while not reading.waiting():
            await asyncio.sleep(0.005)
        (call,) = reading.waiting()
        assert call.on_progress is not None
        call.on_progress(Progress(7, MANY, ""))
        await reading.pilot.pause()
        assert "7 articles without a statement that stands alone" in reading.lines()[0]
        await reading.pilot.press("o")
        assert "still looking" in reading.said()
        before = reading.state.ref
        await reading.pilot.press(end)
        if end == "j":
            # Who moves on does not wait for it.
            call.on_progress(Progress(8, MANY, ""))
        else:
            assert reading.state.ref == before
        await reading.settle()
        assert call.future.cancelled()
        assert "stands alone" not in reading.lines()[0]
        assert not reading.reader.controllers.column_comparison.is_asking("next")
        if end == "escape":
            # Escape leaves one thing at a time.
            await reading.pilot.press("o", "escape")
        assert reading.app.fault == ""


@pytest.mark.covers("export.open")
async def test_figures_are_exported(open_reader: OpenReader, archive: Path, tmp_path: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("e")
        assert "Figures with their sentences" in reading.text()
        await reading.press("down", "tab", "tab", "down", "down", "enter")
        said = reading.said()
        with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert said == f"{len(rows)} excerpts in figures.csv"
        assert {row["article"] for row in rows} == set(reading.state.names)
        assert rows[0]["article"] == "archive/000.txt"
        assert rows[0]["context"] == COMMON
        # A file that is there is asked about.
        await reading.press("e", "down", "tab", "tab", "down", "down", "enter")
        assert "Write over it?" in reading.text()
        await reading.press("enter")
        assert list(tmp_path.glob(".briefing-*")) == []


@pytest.mark.covers("export.open", "view.cancel")
async def test_an_export_says_how_far_it_is_and_is_cancelled(
    open_reader: OpenReader, archive: Path, tmp_path: Path
) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive, held=(ExportToFile,)) as reading:
        while not (reading.reader.controllers.column_comparison.complete and reading.state.columns):
            await asyncio.sleep(0.005)
        await reading.pilot.press("e", "down", "enter")
        while not reading.waiting():
            await asyncio.sleep(0.005)
        (call,) = reading.waiting()
        assert call.on_progress is not None
        call.on_progress(Progress(7, MANY, ""))
        await reading.pilot.pause()
        assert f"exporting 7 of {MANY} articles" in reading.lines()[0]
        await reading.pilot.press("ctrl+x")
        await reading.settle()
        assert "nothing was written" in reading.said()
        assert "exporting" not in reading.lines()[0]
        assert list(tmp_path.glob("figures*")) == []


async def test_an_export_that_cannot_be_written_is_told(
    open_reader: OpenReader, archive: Path, tmp_path: Path
) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("e", "down", "tab", "tab", "tab", "ctrl+u", *"none/figures.md", "enter")
        assert "its folder does not exist" in reading.said()
        assert not (tmp_path / "none").exists()


async def test_passages_that_stand_elsewhere_have_a_sign(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        first = reading.state.columns[0]
        assert set(reading.state.comparison.copies[first]) == {1}
        assert len(reading.state.comparison.copies[first][1]) == MANY - 1
        assert "≡" in reading.text()
        await reading.press("J", "J", "J", "space")
        assert reading.state.columns[-1] == "archive/003.txt"
        assert set(reading.state.comparison.copies["archive/003.txt"]) == {1}
