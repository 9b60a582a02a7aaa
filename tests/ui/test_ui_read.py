"""Read and unread: by key, by coming to the end, kept, told in the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.errors import StoreError
from briefing.session.user_data import UserData
from briefing.ui.widgets.article_list import READ

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

WIDE = (160, 48)


def read_rows(reading: Reading) -> str:
    """The letters of the articles whose rows have the sign."""
    rows = [line.partition("▎")[0] for line in reading.lines()]
    return "".join(row.partition(READ)[0].split()[-1] for row in rows if READ in row)


def stored() -> int:
    """How many texts another program finds read."""
    user_data = UserData()
    found = user_data.read_texts()
    user_data.database().close()
    return len(found)


@pytest.mark.covers("columns.read")
@pytest.mark.parametrize("size", [WIDE, (112, 26)])
async def test_an_article_is_read_or_not_by_key(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reading:
        assert "unread" not in reading.text()
        await reading.press("R")
        assert (reading.said(), read_rows(reading), stored()) == ("read: R takes it back", "A", 1)
        assert "Articles · 3 unread" in reading.text()
        # In the list it is the chosen one.
        await reading.press("a", "j", "R")
        chosen = reading.reader.side.articles.chosen
        assert chosen is not None
        assert read_rows(reading) == "".join(sorted("A" + reading.state.letter(chosen)))
        await reading.press("R", "escape", "R")
        assert (reading.said(), read_rows(reading), stored()) == ("not read: R takes it back", "", 0)
        assert "unread" not in reading.text()


@pytest.mark.covers("move.page_down", "columns.read", "columns.lock")
async def test_a_long_text_is_read_when_it_was_scrolled_to_its_end(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 14)) as reading:
        await reading.press("equals_sign")
        view = reading.reader.view
        assert view is not None
        assert view.max_scroll_y > 0
        texts = reading.state.read.texts
        assert not texts
        for _ in range(12):
            await reading.press("pagedown")
        article = reading.state.current
        assert article is not None
        # The other column was scrolled along, and is not read.
        assert (set(reading.state.read.texts), stored()) == ({article.fingerprint}, 1)
        # What is said of it by key holds, however often its end is come to.
        await reading.press("R", "g", "G", "g", "G")
        assert stored() == 0


@pytest.mark.covers("move.next_passage")
async def test_a_short_text_is_read_when_the_cursor_came_to_its_end(open_reader: OpenReader) -> None:
    async with open_reader(size=WIDE) as reading:
        view = reading.reader.view
        assert view is not None
        assert view.max_scroll_y == 0
        await reading.press("j", "j")
        assert stored() == 0
        await reading.press(*["j"] * 8)
        assert read_rows(reading) == "A"


@pytest.mark.covers("columns.read")
async def test_what_was_read_is_read_the_next_time_and_a_new_text_is_not(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader(size=WIDE) as reading:
        await reading.press("R", "l", "R", "q")
    path = tmp_path / "news" / "b-herald.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
    (tmp_path / "news" / "a-gazette.md").rename(tmp_path / "news" / "a-other.md")
    async with open_reader("news/a-other.md", "news/b-herald.md", "news/c-wire.md", size=WIDE) as reading:
        assert read_rows(reading) == "A"
        assert "2 unread" in reading.text()


@pytest.mark.covers("columns.read")
async def test_what_is_not_kept_is_not_told(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("the disk is full")

    async with open_reader(size=WIDE) as reading:
        monkeypatch.setattr("briefing.userdata.overrides.OverrideStore.set_read", refuse)
        await reading.press("R")
        assert (reading.said(), read_rows(reading)) == ("the disk is full", "")
