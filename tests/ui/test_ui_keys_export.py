"""Taking excerpts away: files, the question before one is written over, the clipboard."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader

EUROS = "The repair of Kestrel dam will cost 40 million euros"


@pytest.mark.covers("export.open")
async def test_marks_into_a_file_and_never_over_one_unasked(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "e")
        assert "(•) Marks  1" in reading.text()
        assert reading.app.screen.query_one("#path", Input).value == "marks.md"
        await reading.press("enter")
        path = Path("marks.md")
        assert reading.said() == "1 excerpt in marks.md"
        written = path.read_text(encoding="utf-8")
        assert EUROS in written
        assert "Valley Gazette" in written
        path.write_text("mine", encoding="utf-8")
        for keys in (("enter",), ("n",), ("escape",)):
            await reading.press("e", "enter")
            assert "marks.md exists. Write over it?" in reading.text()
            await reading.press(*keys)
            assert path.read_text(encoding="utf-8") == "mine"
        await reading.press("e", "enter", "y")
        assert path.read_text(encoding="utf-8") == written


@pytest.mark.covers("export.open")
async def test_figures_with_their_sentences(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("e")
        assert "(•) Figures with their sentences  12" in reading.text()
        await reading.press("tab", "l", "l")
        assert reading.app.screen.query_one("#path", Input).value == "figures.csv"
        await reading.press("enter")
        rows = list(csv.DictReader(io.StringIO(Path("figures.csv").read_text(encoding="utf-8"))))
        texts = [row["text"] for row in rows]
        assert "40 million euros" in texts


@pytest.mark.covers("export.open", "view.topics_list")
async def test_the_passages_of_a_topic_where_one_wishes(open_reader: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    async with open_reader() as reading:
        await reading.press("t", "j", "enter", "e")
        assert "( ) Topic: cracked spillway  3" in reading.text()
        await reading.press("j", "tab", "l", "l", "l", "tab")
        field = reading.app.screen.query_one("#path", Input)
        assert field.value == "cracked-spillway.jsonl"
        field.value = "out/crack.jsonl"
        await reading.press("enter")
        assert reading.said() == "3 excerpts in out/crack.jsonl"
        lines = (tmp_path / "out" / "crack.jsonl").read_text(encoding="utf-8").splitlines()
        assert ["spillway" in json.loads(line)["text"] for line in lines] == [True] * 3


@pytest.mark.covers("export.open")
async def test_a_place_where_nothing_can_be_written(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("e")
        reading.app.screen.query_one("#path", Input).value = "nowhere/figures.md"
        await reading.press("enter")
        assert "nowhere" in reading.said()
        assert not Path("nowhere").exists()


@pytest.mark.covers("export.open")
async def test_leaving_writes_nothing(open_reader: OpenReader, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    async with open_reader() as reading:
        await reading.press("e", "escape")
        assert [path for path in sorted(tmp_path.iterdir()) if path.name != "home"] == before


@pytest.mark.covers("export.copy", "marks.select")
async def test_what_is_copied_carries_its_source(open_reader: OpenReader) -> None:
    title = "Valley Gazette, Dam repair put at 40 million euros, 10 Mar 2026, https://gazette.example/dam"
    async with open_reader() as reading:
        await reading.press("j", "y")
        assert reading.said() == "sent to the terminal's clipboard"
        whole = f"“{EUROS} and take 18 months, the water board said on Tuesday.”\n— {title}\n"
        assert reading.app.clipboard == whole
        await reading.press("j", "right_square_bracket", "right_square_bracket", "y")
        assert reading.app.clipboard == f"“Two of them run deeper than 3 metres.”\n— {title}\n"
        await reading.press("k", "v", "h", "h", "h", "h", "ctrl+c")
        assert reading.app.clipboard == f"“{EUROS} and take 18 months, the water board”\n— {title}\n"
        await reading.press("m", "y")
        assert reading.app.clipboard == f"“{EUROS} and take 18 months, the water board”\n— {title}\n"


@pytest.mark.covers("export.copy")
async def test_an_article_without_title_and_source_is_copied_with_its_name(open_reader: OpenReader) -> None:
    async with open_reader("news/d-note.txt") as reading:
        await reading.press("j", "y")
        assert reading.app.clipboard.endswith("shared in the end”\n— news/d-note.txt\n")
