"""Files that are dragged into the terminal: their paths come as a paste, and are opened once asked."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from briefing.text.pasted_paths import pasted_paths
from briefing.ui.modals.confirm_screen import ConfirmScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/a/b.md", ("/a/b.md",)),
        ("'/a b/c.md' '/d/e.md' \n", ("/a b/c.md", "/d/e.md")),
        (r"/a\ b/it\'s.md ", ("/a b/it's.md",)),
        ("'/a/it'\\''s.md'", ("/a/it's.md",)),
        ('"/a \\"b\\"/c.md"', ('/a "b"/c.md',)),
        ("file:///a/b%20c.md\r\nfile://localhost/d.md", ("/a/b c.md", "/d.md")),
        ("/my notes/an article.md", ("/my notes/an article.md",)),
        ("/a.md\n/a.md", ("/a.md",)),
        ("the ferry ran again", ()),
        ("/a.md and more\nwords", ()),
        ("news/a.md", ()),
        ("file://elsewhere/a.md", ()),
        ("https://a.example/b", ()),
        ("/a\0b", ()),
        (" \n", ()),
        ("/" * 70_000, ()),
    ],
)
def test_what_is_pasted_is_paths_or_it_is_not(text: str, paths: tuple[str, ...]) -> None:
    assert pasted_paths(text, windows=False) == paths


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ('"C:\\my notes\\a.md" D:\\b.md', ("C:\\my notes\\a.md", "D:\\b.md")),
        ("C:\\my notes\\a.md", ("C:\\my notes\\a.md",)),
        ("file:///C:/my%20notes/a.md", ("C:/my notes/a.md",)),
        ("\\\\server\\share\\a.md", ("\\\\server\\share\\a.md",)),
        ("/a/b.md", ()),
    ],
)
def test_paths_of_windows_keep_their_backslashes(text: str, paths: tuple[str, ...]) -> None:
    assert pasted_paths(text, windows=True) == paths


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n\r\0"), min_size=1, max_size=12), min_size=1, max_size=4
    )
)
def test_what_a_shell_quotes_is_read_as_it_was(names: list[str]) -> None:
    paths = [f"/{name}" for name in names]
    assert pasted_paths(shlex.join(paths), windows=False) == tuple(dict.fromkeys(paths))


@given(st.text(max_size=40), st.booleans())
def test_whatever_is_pasted_is_read_without_a_fault(text: str, windows: bool) -> None:
    assert all(pasted_paths(text, windows=windows))


async def test_pasted_paths_are_opened_beside_what_is_open(
    open_reader: OpenReader, own_folders: Path
) -> None:
    other = own_folders / "more news"
    other.mkdir()
    shutil.copy(own_folders / "news" / "a-gazette.md", other / "x.md")
    async with open_reader() as reading:
        before = reading.app.paths
        await reading.type_fast(Paste(f"'{other}'"))
        assert isinstance(reading.app.screen, ConfirmScreen)
        assert "Open 1 path beside what is open?" in reading.text()
        # Left, nothing is changed.
        await reading.press("escape")
        assert reading.app.opening.then_open == ()
        await reading.type_fast(Paste(f"'{other}'"))
        await reading.pilot.press("y")
        await reading.pilot.pause()
        assert reading.app.opening.then_open == (*before, str(other))
        assert reading.app.leaving
        # Who reads on finds the columns as they are.
        kept = reading.app.session.user_data.reader_state(reading.app.opening.then_open)
        assert [Path(one).name for one in kept.columns] == ["a-gazette.md", "b-herald.md"]


async def test_what_cannot_be_opened_is_told(open_reader: OpenReader, own_folders: Path) -> None:
    async with open_reader() as reading:
        await reading.type_fast(Paste("/nowhere/at all.md"))
        assert reading.said() == "/nowhere/at all.md is not there"
        await reading.type_fast(Paste(str(own_folders / "news")))
        assert reading.said() == "that is open already"
        await reading.type_fast(Paste("three men in a boat"))
        assert not isinstance(reading.app.screen, ConfirmScreen)


async def test_a_box_takes_what_is_pasted_itself(open_reader: OpenReader, own_folders: Path) -> None:
    async with open_reader() as reading:
        await reading.press("slash")
        await reading.type_fast(Paste(str(own_folders)))
        assert reading.query() == str(own_folders)
        assert not isinstance(reading.app.screen, ConfirmScreen)
