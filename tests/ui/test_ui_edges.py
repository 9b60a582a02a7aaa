"""Unusual terminals and unusual folders: every size, no title, one article, nothing at all."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from answers import Answers

from briefing.model.article import Article
from briefing.reading.read_articles import read_paths
from briefing.session import Session
from briefing.settings import TextSettings
from briefing.ui.key_table import ACTIONS
from briefing.ui.modals.error_screen import ErrorScreen

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

HOSTILE = "[@click=app.fall]x[/] [/] [ [red]\x1b]0;t\x07\x1b[2J \u202e\u009b31m [link=y]z[/link]"


async def test_every_size_and_back(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 48)) as reading:
        await reading.press("right_square_bracket", "equals_sign", "slash", *"dam")
        for size in ((160, 48), (80, 24), (60, 20), (20, 5), (1, 1), (3, 60), (200, 1), (160, 48)):
            await reading.resize(*size)
            lines = reading.lines()
            assert len(lines) == size[1]
            await reading.press("down", "up")
        await reading.press("escape")
        assert "figure   40 million euros" in reading.text()
        assert "≈ 91% very likely shared words: euros" in reading.text()
        assert reading.here() == ("A", 1)


async def test_keys_at_one_cell(open_reader: OpenReader) -> None:
    async with open_reader(size=(1, 1)) as reading:
        keys = (
            "j",
            "k",
            "l",
            "h",
            "space",
            "pagedown",
            "pageup",
            "right_square_bracket",
            "G",
            "g",
            "tab",
            "v",
            "j",
        )
        await reading.press(*keys, "escape", "escape")
        await reading.press("t", "enter", "z", "z", "question_mark", "escape", "M", "escape", "e", "escape")
        await reading.resize(120, 40)
        assert "Dam repair put at 40 million euros" in reading.text()


async def test_where_it_is_narrow_the_lists_come_when_asked_for(open_reader: OpenReader) -> None:
    async with open_reader(size=(60, 20)) as reading:
        assert "Articles" not in reading.text()
        assert "The repair of Kestrel dam" in reading.text()
        await reading.press("a")
        assert "○ B Mornin" in reading.text()
        await reading.press("g", "j", "enter")
        assert "Articles" not in reading.text()
        assert "Mending Kestrel dam" in reading.text()
        await reading.press("slash", *"boats")
        assert "Boats are forbidden" in reading.text()
        assert "Mending" not in reading.text()


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 20), (30, 10)])
async def test_no_line_is_wider_or_narrower_than_the_terminal(
    open_reader: OpenReader, size: tuple[int, int], tmp_path: Path
) -> None:
    text = (
        "# 水位 \N{WOMAN}\u200d\N{ROCKET} ก\u0e33 עברית e\u0301\u0301\n\n"
        + "水位が上がる。" * 40
        + "\n\ta\tb\n"
    )
    (tmp_path / "news" / "wide.md").write_text(text, encoding="utf-8")
    async with open_reader(size=size, answers=Answers) as reading:
        await reading.press("a", "G", "enter", "space", "j", "slash", *"水")
        strips = reading.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}


async def test_text_is_shown_and_never_obeyed(open_reader: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(f"{HOSTILE}\n\nA dam. {HOSTILE}\n", encoding="utf-8")
    front = "---\ntitle: '[/] [@click=app.quit]t'\nsource: '[red]s[/] [/x]'\n---\n"
    (tmp_path / "bad.md").write_text(f"{front}\nA dam [/] and 5 [bold]boats[/].\n", encoding="utf-8")
    async with open_reader("bad.txt", "bad.md", size=(140, 36), answers=Answers) as reading:
        keys = ("j", "j", "m", "i", "escape", "M", "escape", "d", "escape", "L", "escape", "l", "equals_sign")
        await reading.press(*keys, "slash", *"dam", "enter", "y")
        await reading.press("ctrl+p", *"article")
        await reading.press("escape")
        text = reading.text()
        assert "[@click=app.fall]x[/]" in text
        assert "[red]s[/] [/x]" in text
        assert not any(character in text for character in "\x1b\x07\u009b\u202e")
        for strip in reading.app.screen._compositor.render_strips():
            for segment in strip:
                assert segment.style is None or "@click" not in segment.style.meta
                assert segment.style is None or segment.style.link is None
        assert reading.app.is_running


async def test_an_article_without_title_says_so(open_reader: OpenReader) -> None:
    async with open_reader("news/d-note.txt", size=(160, 48)) as reading:
        assert "[no title] someone at the board" in reading.text()
        assert "A  someone at the board…" in reading.text()
        assert "date?" in reading.text()


async def test_one_article_is_read_alone(open_reader: OpenReader) -> None:
    async with open_reader("news/a-gazette.md", size=(160, 48)) as reading:
        assert reading.letters() == "A"
        await reading.press("G")
        assert "open more articles to compare" in reading.text()
        assert "1 article ·" in reading.lines()[0]


async def test_lines_stay_readable_on_a_wide_terminal(open_reader: OpenReader) -> None:
    async with open_reader("news/a-gazette.md", size=(300, 40)) as reading:
        view = reading.reader.view
        assert view is not None
        rows = [row for row in view.layout_rows.rows if row.kind == "text"]
        assert max(row.end - row.start for row in rows) <= TextSettings().width


async def test_a_long_article_is_walked_to_its_end(open_reader: OpenReader, tmp_path: Path) -> None:
    blocks = [f"Paragraph {number} counts {number * 7} boats on the lake. " * 6 for number in range(400)]
    (tmp_path / "long.txt").write_text("\n\n".join(blocks), encoding="utf-8")
    async with open_reader("long.txt", answers=Answers) as reading:
        view = reading.reader.view
        assert view is not None
        await reading.press("G")
        assert reading.here() == ("A", 399)
        assert view.passage_in_view(399)
        await reading.press("left_square_bracket")
        assert reading.state.cursor.kind == "figure"
        assert view.passage_in_view(reading.here()[1])
        await reading.resize(60, 20)
        await reading.press("g")
        assert reading.here() == ("A", 0)
        assert "Paragraph 0 counts" in reading.text()


@pytest.mark.parametrize("what", ["empty folder", "nothing readable", "missing"])
async def test_nothing_to_read_is_said(open_reader: OpenReader, tmp_path: Path, what: str) -> None:
    folder = tmp_path / "empty"
    if what != "missing":
        folder.mkdir()
    if what == "nothing readable":
        (folder / "a.pdf").write_bytes(b"%PDF-1.4")
        (folder / "b.txt").write_bytes(b"\x00\x01\x02" * 99)
    async with open_reader("empty") as reading:
        assert isinstance(reading.app.screen, ErrorScreen)
        assert "briefing reads" in reading.text()
        await reading.press(
            "escape", "j", "right_square_bracket", "m", "slash", "x", "escape", "space", "equals_sign"
        )
        assert "nothing to read" in reading.text()
        await reading.press("q")
        assert reading.app.return_code == 0


async def test_what_could_not_be_read_is_said_once_the_rest_is_there(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "news" / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    os.mkfifo(tmp_path / "news" / "pipe.txt")
    async with open_reader() as reading:
        assert "broken.txt" in reading.said()
        assert len(reading.state.articles) == 4


@pytest.mark.long
async def test_a_file_that_vanishes_while_open_is_still_read(open_reader: OpenReader, tmp_path: Path) -> None:
    async with open_reader() as reading:
        for path in (tmp_path / "news").iterdir():
            path.unlink()
        await reading.press("j", "m", "J", "space", "slash", *"harbour", "enter")
        assert reading.here()[0] == "C"
        assert len(reading.stored()) == 1


async def test_every_key_on_an_article_without_passages(open_reader: OpenReader, tmp_path: Path) -> None:
    """A file of nothing but a rule has text, and a mark may stand in it."""
    (tmp_path / "news" / "0-rule.md").write_text("***\n", encoding="utf-8")
    session = Session()
    (article,) = read_paths([str(tmp_path / "news" / "0-rule.md")])
    assert isinstance(article, Article)
    session.user_data.marks.add(replace(article, id="news/0-rule.md"), 0, 3, note="nothing more?")
    session.user_data.database().close()
    moves = [
        key
        for action in ACTIONS
        if action.group in ("move", "marks", "columns") and not action.call
        for key in action.keys
    ]
    async with open_reader() as reading:
        assert reading.state.current is not None
        assert not reading.state.current.passages
        await reading.press("M", "enter")
        for key in moves:
            await reading.press(key, "escape", "escape")


async def test_keys_behind_one_that_leaves_a_dialog_are_for_what_is_below(open_reader: OpenReader) -> None:
    """All in one read: none is lost, and none ends in the note that is just being left."""
    async with open_reader() as reading:
        await reading.type_fast(
            "j", "m", "i", *"why", "ctrl+s", "d", "escape", "slash", *"cost", "escape", "k"
        )
        assert reading.stored("note") == [("why",)]
        assert not reading.app.screen.is_modal
        assert reading.here() == ("A", 0)
        await reading.type_fast("question_mark", "escape", "m", "i", "ctrl+q")
        assert len(reading.stored("note")) == 2
        assert reading.app._exit
