"""Taking excerpts away: files, the question before one is written over, the clipboard."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.conftest import Given
from textual.widgets import Button, Input

from briefing.errors import BriefingError
from briefing.session.requests.finding_requests import FindAllFigures
from briefing.session.requests.opening_requests import OpenArticles

if TYPE_CHECKING:
    from answers import Asked
    from tests.ui.conftest import OpenReader

    from briefing.jobs.requests import BaseRequest
    from briefing.session.worker_session import SessionHost

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
        await reading.press("e")
        for key in ("enter", "n", "escape"):
            await reading.press("enter")
            assert "marks.md exists. Write over it?" in reading.text()
            await reading.press(key)
            assert path.read_text(encoding="utf-8") == "mine"
            assert "Write over it?" not in reading.text()
            assert reading.app.screen.query_one("#path", Input).has_focus, "another name is asked for"
        await reading.press("enter", "y")
        assert path.read_text(encoding="utf-8") == written
        assert reading.app.screen is reading.reader


@pytest.mark.covers("export.open")
async def test_asked_at_once_it_waits_for_the_marks(open_reader: OpenReader) -> None:
    """How many there are is told once they were looked for."""
    async with open_reader() as reading:
        await reading.press("j", "m")
        placed, looked_for = reading.state.marks.placed, reading.state.marks.looked_for
        reading.state.marks.placed = ()
        looked_for.clear()
        # Nothing rests while it waits.
        await reading.pilot.press("e")
        while reading.said() != "marks are being looked for …":
            await reading.pilot.pause(0.01)
        assert reading.app.screen is reading.reader
        reading.state.marks.placed = placed
        looked_for.set()
        await reading.settle()
        assert "(•) Marks  1" in reading.text()


class Refusing(Given):
    """Refuses what is asked while the reader opens."""

    refused: type[BaseRequest[SessionHost]]

    def answer(self, request: Asked) -> object:
        if isinstance(request, self.refused):
            raise BriefingError("the disk reports an error")
        return super().answer(request)


@pytest.mark.parametrize(
    ("refused", "marks"),
    [pytest.param(OpenArticles, 0, id="articles"), pytest.param(FindAllFigures, 1, id="figures")],
)
@pytest.mark.covers("export.open")
async def test_marks_are_known_whatever_cannot_be_worked_out(
    open_reader: OpenReader, refused: type[BaseRequest[SessionHost]], marks: int
) -> None:
    """Marks need no worker; asked for, the dialog comes."""
    async with open_reader() as reading:
        await reading.press("j", "m")
    async with open_reader(answers=type("Refused", (Refusing,), {"refused": refused})) as reading:
        assert "the disk reports an error" in reading.text()
        await reading.press("e")
        assert f"(•) Marks  {marks}" in reading.text()


@pytest.mark.covers("export.open")
async def test_figures_with_their_sentences(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("e")
        assert "(•) Figures with their sentences  12" in reading.text()
        await reading.press("tab", "tab", "l", "l")
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
        await reading.press("j", "tab", "tab", "l", "l", "l", "tab")
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
        await reading.press("e")
        assert reading.app.screen.query_one("#path", Input).value == "nowhere/figures.md", (
            "what was typed is there"
        )


@pytest.mark.covers("export.open", "marks.colour")
async def test_only_some_marks_are_taken_away(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("j", "m", "c", "j", "m", "i", "tab", *"risk", "ctrl+s", "l", "g", "j", "m")
        await reading.press("e", "tab")
        only = reading.app.screen.query_one("#only", Input)
        for typed, told in (
            ("", ""),
            ("colour:green", "1 of 3 marks"),
            ("#RISK", "1 of 3 marks"),
            ("article:B", "1 of 3 marks"),
            ('article:"valley gaz"', "2 of 3 marks"),
            ("article:a-gazette.md colour:yellow", "1 of 3 marks"),
            ('topic:"Cost of the repair"', "2 of 3 marks"),
            ("since:2001-01-01", "3 of 3 marks"),
            ("since:2999-01-01", "0 of 3 marks"),
            ("article:nobody", "no article is called nobody"),
            ("topic:nothing", "no topic is called nothing"),
            ("since:tuesday", "write the date as 2026-02-04"),
            ("colour:mauve", "the colours are yellow, green, blue, pink, orange"),
            ("risk", "write tag:, colour:, topic:, article:, since: before risk"),
        ):
            only.value = typed
            await reading.settle()
            assert told in reading.text(), typed
            wrong = told and "marks" not in told
            assert reading.app.screen.query_one("#save", Button).disabled == bool(wrong), typed
        only.value = "article:A colour:green"
        await reading.press("tab", "l", "l", "l", "enter")
        assert reading.said() == "1 excerpt in marks.jsonl"
        (line,) = Path("marks.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(line)["colour"] == "green"
        await reading.press("e", "tab", *"tag:none", "enter")
        assert reading.said() == "nothing to export"
        await reading.press("e")
        assert "0 of 3 marks" in reading.text(), "what was typed is there again"


@pytest.mark.covers("export.open")
async def test_only_some_figures_are_taken_away(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("e", "tab", *"tag:risk")
        assert "tag: is for marks" in reading.text()
        await reading.press("ctrl+u", *'article:B topic:"cost of the repair"', "tab", "l", "l", "enter")
        assert reading.said() == "4 excerpts in figures.csv"
        rows = list(csv.DictReader(io.StringIO(Path("figures.csv").read_text(encoding="utf-8"))))
        assert {(row["article"], row["passage"]) for row in rows} == {
            ("news/b-herald.md", "1"),
            ("news/b-herald.md", "3"),
        }


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


@pytest.mark.covers("export.copy")
async def test_a_name_with_a_line_break_is_copied_on_one_line(
    open_reader: OpenReader, own_folders: Path
) -> None:
    (own_folders / "a\nb.txt").write_text(
        "the levy rises again in march and nobody says why\n", encoding="utf-8"
    )
    async with open_reader("a\nb.txt") as reading:
        await reading.press("y")
        quote, source, end = reading.app.clipboard.split("\n")
        assert source.startswith("— ")
        assert (quote[:4], end) == ("“the", "")
