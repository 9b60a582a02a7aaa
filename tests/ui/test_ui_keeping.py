"""What the reader keeps of a small set for the next time, and what the next time begins with."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers, Asked

from briefing.errors import LibraryError
from briefing.library.locations import is_library, libraries_folder, library_folder
from briefing.library.reader import Library
from briefing.model.article import Ref
from briefing.model.library_choice import LibraryChoice
from briefing.session.requests.article_requests import KeepSet, UpdateFiles
from briefing.session.requests.finding_requests import FindFigures, FindOnlyHere
from briefing.session.requests.topic_requests import ArrangeTopics

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


class Counted(Answers):
    """The real answers; it notes what had to be worked out."""

    worked: list[str] = []  # noqa: RUF012 - of all that are made in a test

    def answer(self, request: Asked) -> object:
        """As the request does."""
        match request:
            case FindFigures():
                self.worked += request.articles
            case FindOnlyHere():
                self.worked.append("only here")
            case ArrangeTopics():
                self.worked.append("topics")
            case KeepSet():
                self.worked.append("keep")
        return super().answer(request)


@pytest.fixture(autouse=True)
def worked() -> list[str]:
    """What had to be worked out, by the services of a test."""
    Counted.worked = []
    return Counted.worked


def kept(reading: Reading) -> tuple[object, ...]:
    """What was found, as it is on the state."""
    state = reading.state
    figures = {name: state.figures[name] for name in state.names}
    return figures, state.topics.items, state.comparison.only_here, state.comparison.copies


async def test_the_next_opening_begins_with_everything(open_reader: OpenReader, worked: list[str]) -> None:
    async with open_reader(answers=Counted) as reading:
        first = kept(reading)
    assert sorted(what for what in worked if "." not in what) == ["keep", "only here", "topics"]
    assert worked[-1] == "keep"
    worked.clear()
    async with open_reader(answers=Counted) as reading:
        assert kept(reading) == first
        assert reading.state.lens.answer is not None
        assert reading.state.work == ""
    assert worked == []


async def test_a_change_is_kept_too(open_reader: OpenReader, worked: list[str], tmp_path: Path) -> None:
    path = tmp_path / "news" / "d-note.txt"
    async with open_reader(answers=Counted) as reading:
        path.write_text("Another note\n\nThe zeppelin carried 40 people.\n", encoding="utf-8")
        await reading.reader.controllers.changes.take(
            await reading.app.engine.ask(UpdateFiles(("news",), (str(path),)))
        )
        await reading.settle()
        now = kept(reading)
    assert worked.count("keep") == 2
    library = Library.open(library_folder(["news"]), ["news"])
    (number,) = library.numbers_named({"d-note.txt"})
    assert library.article(number).title == "Another note"
    library.close()
    worked.clear()
    async with open_reader(answers=Counted) as reading:
        # Topics that followed a change may be others than those that are found anew.
        assert worked == ["topics", "keep"]
        assert (kept(reading)[0], *kept(reading)[2:]) == (now[0], *now[2:])
    worked.clear()
    async with open_reader(answers=Counted):
        assert worked == []


async def test_a_changed_file_alone_is_read_anew(
    open_reader: OpenReader, worked: list[str], tmp_path: Path
) -> None:
    async with open_reader(answers=Counted):
        worked.clear()
    (tmp_path / "news" / "d-note.txt").write_text("Note\n\nIt carried 40 people.\n", encoding="utf-8")
    async with open_reader(answers=Counted) as reading:
        assert [what for what in worked if "." in what] == ["news/d-note.txt"]
        assert len(reading.state.figures["news/d-note.txt"]) == 1


async def test_details_set_by_hand_are_found_again(open_reader: OpenReader, worked: list[str]) -> None:
    async with open_reader(answers=Counted) as reading:
        await reading.press("d", *"Harbour News", "enter")
    async with open_reader(answers=Counted) as reading:
        assert reading.state.articles["news/a-gazette.md"].source == "Valley GazetteHarbour News"
    worked.clear()
    async with open_reader(answers=Counted) as reading:
        assert worked == []
        assert reading.state.articles["news/a-gazette.md"].source == "Valley GazetteHarbour News"


async def test_a_disk_that_refuses_is_told_once(open_reader: OpenReader, tmp_path: Path) -> None:
    class Full(Answers):
        def answer(self, request: Asked) -> object:
            if isinstance(request, KeepSet):
                raise LibraryError("the library cannot grow: the disk is full")
            return super().answer(request)

    path = tmp_path / "news" / "d-note.txt"
    async with open_reader(answers=Full) as reading:
        assert "the disk is full; everything is worked out again" in reading.said()
        reading.app.clear_notifications()
        path.write_text("Another note\n\nThe zeppelin carried 40 people.\n", encoding="utf-8")
        await reading.reader.controllers.changes.take(
            await reading.app.engine.ask(UpdateFiles(("news",), (str(path),)))
        )
        await reading.settle()
        assert "disk" not in reading.said()
        assert len(reading.state.topics.items) >= 1


async def test_standard_input_is_not_kept(
    open_reader: OpenReader, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"A zeppelin\n\nThe zeppelin carried 40 people.\n"

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    async with open_reader("-", answers=Counted) as reading:
        assert reading.state.comparison.only_here is not None
        assert "keep" not in worked
    assert not libraries_folder().exists()


async def test_without_libraries_nothing_is_kept(open_reader: OpenReader) -> None:
    async with open_reader(answers=Counted, library=LibraryChoice(wanted=False)) as reading:
        assert Ref("news/a-gazette.md", 0) not in (reading.state.comparison.only_here or ())
    assert not is_library(library_folder(["news"]))
