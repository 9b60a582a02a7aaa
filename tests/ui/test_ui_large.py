"""The reader over a library on disk: built while it is read, kept up with, and never held as a whole."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive

from briefing.jobs.requests import Priority
from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.build_progress import BuildProgress
from briefing.session.requests.article_requests import BuildLibrary, UpdateFiles
from briefing.ui.controllers.library_controller import LibraryController
from briefing.ui.screens.ledger_screen import LedgerScreen
from briefing.ui.state.library_articles import LibraryArticles
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

MANY = 70


@pytest.fixture(autouse=True)
def small_is_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are a large set here."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of many short articles."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        write(folder, number, f"The ferry of harbour {number} carried coal.")
    return folder


def write(folder: Path, number: int, line: str) -> Path:
    path = folder / f"{number:03}.txt"
    path.write_text(f"Harbour x{number} report\n\n{line}\n\nIt left at dawn.\n", encoding="utf-8")
    return path


async def change(reading: Reading, path: Path) -> None:
    """Tell the reader of a changed file, as the watching thread would."""
    changed = await reading.app.engine.ask(UpdateFiles(("archive",), (str(path),)))
    await reading.reader.controllers.changes.take(changed)
    await reading.settle()


async def test_a_large_set_is_built_read_and_opened_again(open_reader: OpenReader, archive: Path) -> None:
    for _ in range(2):
        async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
            assert isinstance(reading.state.articles, LibraryArticles)
            assert f"{MANY} articles" in reading.lines()[0]
            assert "Harbour x0 report" in reading.text()
            assert reading.letters() == "AB"
            await reading.press("a", "G")
            assert "Harbour x69 report" in reading.text()
            await reading.press("enter")
            assert reading.here() == ("BR", 0)
            await reading.press("slash", *"dawn")
            assert f"{MANY} passages" in reading.text()
            assert reading.state.search.results is not None
            assert not reading.state.search.results.complete
            await reading.press("ctrl+g", "ctrl+end", "enter")
            assert reading.here() == ("BR", 2)
            await reading.press("m")
            assert reading.state.mark_here() is not None
            await reading.press("x", "w", "J", "space", "w")
            reading.state.columns = list(reading.state.names[:2])
            reading.state.active = 0


async def test_a_changed_article_is_shown_found_and_listed(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("slash", *"zeppelin")
        assert "0 passages" in reading.text()
        await change(reading, write(archive, 1, "A zeppelin came by."))
        assert "1 passage" in reading.text()
        assert "A zeppelin came by." in reading.text()
        await reading.press("escape")
        assert reading.said() == "" or "new or changed" in reading.said()
        new = archive / "000b.txt"
        new.write_text("A zeppelin again\n\nIt was seen at noon.\n", encoding="utf-8")
        await change(reading, new)
        assert f"{MANY + 1} articles" in reading.lines()[0]
        assert list(reading.state.names[:2]) == ["archive/000.txt", "archive/000b.txt"]
        # The columns show the articles they did, by the letters that the list gives now.
        assert reading.letters() == "AC"
        assert "letters from B on have moved: B is now C" in reading.said()


async def test_an_article_that_is_gone_is_read_on(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        path = archive / "000.txt"
        path.unlink()
        await change(reading, path)
        assert f"{MANY - 1} articles" in reading.lines()[0]
        assert "file is gone" in reading.text()
        await reading.press("j", "j", "l", "h", "m")
        assert "The ferry of harbour 0" in reading.text()
        assert len(reading.stored()) == 1


async def test_what_was_set_by_hand_is_shown_in_the_list(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("d", *"Harbour News", "enter")
        assert "Harbour News" in reading.lines()[2] or "Harbour News" in reading.text()
        assert reading.state.articles.head("archive/000.txt").source == "Harbour News"
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        assert reading.state.articles.head("archive/000.txt").source == "Harbour News"


@pytest.mark.covers("view.cancel")
async def test_building_says_how_far_it_is_and_is_cancelled(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive):
        pass
    async with open_reader("archive", size=(160, 40), answers=Archive, held=(BuildLibrary,)) as reading:
        while not (waiting := reading.waiting(Priority.MAINTENANCE)):
            await asyncio.sleep(0.005)
        assert waiting[0].on_part is not None
        waiting[0].on_part(
            BuildProgress("reading", files=7, total_files=MANY, size=700, total_size=7000, seconds=1)
        )
        await reading.pilot.pause()
        assert "7 of 70 files" in reading.lines()[0]
        assert "^x cancels" in reading.lines()[0]
        assert "Harbour x0 report" in reading.text()
        await reading.pilot.press("ctrl+x")
        await reading.settle()
        assert "^x cancels" not in reading.lines()[0]
        upkeep = reading.reader.controllers.upkeep
        assert isinstance(upkeep, LibraryController)
        assert upkeep.unbuilt
        assert reading.said().startswith("cancelled")


async def test_the_list_draws_only_what_is_seen(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        rows = reading.reader.query_one("#articles", RowList)
        assert rows.count == MANY
        assert isinstance(reading.state.articles, LibraryArticles)
        assert len(reading.state.articles._versions) < 10


async def test_a_ledger_is_of_what_is_read_and_says_so(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(3):
        write(folder, number, f"The fire at the Brandt mill injured {23 + number} people, the mayor said.")
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        assert not reading.state.ledger.known, "of so many articles nothing is compared unasked"
        await reading.press("w", "number_sign")
        assert not isinstance(reading.app.screen, LedgerScreen)
        assert reading.said() == "a ledger needs two articles in columns"
        await reading.press("w", "number_sign")
        assert isinstance(reading.app.screen, LedgerScreen)
        assert reading.app.screen.answer is not None
        assert reading.app.screen.answer.articles == tuple(reading.state.columns)
        await reading.press("escape", "number_sign")
        assert isinstance(reading.app.screen, LedgerScreen)
        await reading.press("escape", "w", "number_sign")
        assert not isinstance(reading.app.screen, LedgerScreen), "what was left is of other columns"
