"""Articles of a library that a commit took away before the list knows: no key that leads there fails."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Archive, Asked

from briefing.jobs.requests import Progress
from briefing.library import holding_policy
from briefing.library.build.builder import build_library
from briefing.library.holding_policy import HoldingPolicy
from briefing.model.article import Ref
from briefing.model.related_passage import Tier
from briefing.session.requests.finding_requests import FindNextOnlyHere
from briefing.ui.state.cursor import Cursor
from briefing.ui.state.library_articles import HoldingBounds

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

MANY = 24
GONE = "archive/003.txt"
COMMON = "The harbour ferry carried twelve hundred tons of coal and iron to the northern island yesterday."


@pytest.fixture(autouse=True)
def small_is_less(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few articles are a large set here."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(20))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of articles that all speak of one matter."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(MANY):
        text = f"Harbour x{number} report\n\n{COMMON}\n\nThe zeppelin of number {number} left.\n"
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def take_away(archive: Path) -> None:
    """Commit that the third article has gone; the reader is not told."""
    (archive / Path(GONE).name).unlink()
    for _ in build_library(["archive"]):
        pass


def shown(reading: Reading) -> str:
    """The article in the active column, which can be read."""
    article = reading.state.current
    assert article is not None
    return article.id


class Stale(Archive):
    """Answers of before the commit."""

    def answer(self, request: Asked) -> object:
        """The next statement stands in the article that goes."""
        if isinstance(request, FindNextOnlyHere):
            return self._found()
        return super().answer(request)

    def _found(self) -> Generator[Progress, None, tuple[Ref, Tier]]:
        yield Progress(1, MANY, "")
        return Ref(GONE, 2), "sure"


@pytest.mark.covers("move.next_only_here")
async def test_the_next_statement_that_stands_alone(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Stale) as reading:
        assert reading.state.articles.number(GONE)
        before = reading.state.ref
        take_away(archive)
        await reading.press("o")
        assert reading.state.ref == before
        assert reading.said() == "this article is gone"
        assert shown(reading) == "archive/000.txt"


@pytest.mark.covers("topics.next")
async def test_the_next_passage_of_a_topic(
    open_reader: OpenReader, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("t", "enter")
        topic = reading.state.topics.chosen_topic
        assert topic is not None
        first = Ref(topic.passages[0].article, topic.passages[0].passage)
        asked: list[Ref] = []

        def next_to(_: object, ref: Ref, direction: int) -> Ref:
            """As stored: the third article, and behind it the first one."""
            assert direction == 1
            asked.append(ref)
            return first if ref.article == GONE else Ref(GONE, 1)

        monkeypatch.setattr(type(topic.passages), "next_to", next_to)
        assert reading.state.articles.number(GONE)
        take_away(archive)
        await reading.press("right_curly_bracket")
        assert reading.state.ref == first
        assert asked[-1].article == GONE


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_a_row_of_the_list(open_reader: OpenReader, archive: Path, key: str) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        columns = list(reading.state.columns)
        await reading.press("a", "down", "down", "down")
        assert reading.reader.side.articles.chosen == GONE
        take_away(archive)
        await reading.press(key)
        assert reading.state.columns == columns
        assert reading.said() == "this article is gone"


async def test_rows_of_the_list_that_were_not_seen_yet(
    open_reader: OpenReader, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.session.on_disk.FIRST", 3)
    monkeypatch.setattr("briefing.ui.state.library_articles.WHAT_IS_SEEN", HoldingBounds(4, 2, page=2))
    async with open_reader("archive", size=(160, 20), answers=Archive) as reading:
        await reading.press("a")
        for number in range(4, MANY):
            (archive / f"{number:03}.txt").unlink()
        for _ in build_library(["archive"]):
            pass
        for key in ("pagedown", "pagedown", "end", "enter", "home"):
            await reading.press(key)
        assert "archive/000.txt" in reading.state.columns


@pytest.mark.covers("move.back")
async def test_the_way_back(open_reader: OpenReader, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leads past the article that has gone to where the jump before began."""
    monkeypatch.setattr("briefing.ui.state.library_articles.WHAT_IS_SEEN", HoldingBounds(512, 1))
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        state = reading.state
        before = state.ref
        state.go(GONE, Cursor(1), remember=True)
        state.go("archive/005.txt", Cursor(1), remember=True)
        assert GONE not in state.columns
        reading.reader.draw()
        await reading.settle()
        take_away(archive)
        await reading.press("backspace")
        assert state.ref == before


@pytest.mark.covers("find.next")
@pytest.mark.long
async def test_the_next_match(open_reader: OpenReader, archive: Path) -> None:
    async with open_reader("archive", size=(160, 40), answers=Archive) as reading:
        await reading.press("slash", *"zeppelin number", "enter")
        seen = []
        take_away(archive)
        for _ in range(MANY):
            await reading.pilot.press("n")
            seen.append(shown(reading))
        assert GONE not in seen
        assert len(set(seen)) > 2
