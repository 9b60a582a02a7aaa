"""What a user sets acts in the reader."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from briefing.settings import load, use_options
from briefing.ui.drawing.formatting import short_date

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def rows(reading: Reading) -> list[str]:
    """The lines of the text in the active column."""
    view = reading.reader.view
    assert view is not None
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def write(folder: Path, text: str) -> Path:
    """Make a file of settings."""
    path = folder / "home" / "config" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def test_the_theme_that_is_set_goes_before_that_of_the_last_time(open_reader: OpenReader) -> None:
    async with open_reader(theme="contrast-dark") as reading:
        await reading.pilot.press("q")
    async with open_reader() as reading:
        assert reading.app.theme == "contrast-dark"
    use_options(["theme=light"])
    async with open_reader() as reading:
        assert reading.app.theme == "light"
    async with open_reader(theme="dark") as reading:
        assert reading.app.theme == "dark"


@pytest.mark.parametrize(("number", "letters"), [("1", "A"), ("3", "ABC"), ("auto", "AB")])
async def test_columns_at_the_start(open_reader: OpenReader, number: str, letters: str) -> None:
    use_options([f"columns={number}"])
    async with open_reader(size=(160, 30)) as reading:
        assert reading.letters() == letters


async def test_columns_of_the_last_time_come_back_all_the_same(open_reader: OpenReader) -> None:
    use_options(["columns=1"])
    async with open_reader(size=(160, 30)) as reading:
        await reading.press("J", "space")
        assert reading.letters() == "AC"
        await reading.pilot.press("q")
    async with open_reader(size=(160, 30)) as reading:
        assert reading.letters() == "AC"


async def test_width_of_the_text(open_reader: OpenReader) -> None:
    use_options(["text.width=30", "columns=1", "text.align=left"])
    async with open_reader() as reading:
        lines = rows(reading)
        assert max(len(line) for line in lines) <= 32
        assert max(len(line) for line in lines) > 24


async def test_margin_of_the_text_and_clicks_in_it(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        plain = rows(reading)
    use_options(["text.margin=3", "text.width=30", "text.align=left"])
    async with open_reader(size=(112, 26)) as reading:
        lines = rows(reading)
        assert all(line == "" or line.startswith("   ") for line in lines)
        assert lines[0][3:] == plain[0][: len(lines[0]) - 3]
        view = reading.reader.view
        assert view is not None
        row = next(y for y, line in enumerate(lines) if "18 months" in line)
        at = lines[row].index("18 months")
        await reading.pilot.click(view, offset=(at + view.gutter.left, row + view.gutter.top))
        await reading.settle()
        figure = reading.state.figure
        assert figure is not None
        assert figure.text == "18 months"


async def test_a_text_stands_in_the_middle_of_a_wide_column_and_is_clicked_there(
    open_reader: OpenReader,
) -> None:
    use_options(["text.width=40", "columns=1", "text.align=left"])
    async with open_reader(size=(140, 26)) as reading:
        plain = rows(reading)
    use_options(["text.width=40", "columns=1", "text.align=centre"])
    async with open_reader(size=(140, 26)) as reading:
        lines, view = rows(reading), reading.reader.view
        assert view is not None
        before = len(lines[0]) - len(lines[0].lstrip(" ▌▏"))
        behind = view.size.width - max(len(line) for line in lines)
        assert abs(before - behind) <= 4
        assert [line.strip(" ▌▏") for line in lines] == [line.strip(" ▌▏") for line in plain]
        row = next(y for y, line in enumerate(lines) if "18 months" in line)
        at = lines[row].index("18 months")
        await reading.pilot.click(view, offset=(at + view.gutter.left, row + view.gutter.top))
        await reading.settle()
        assert reading.state.figure is not None
        assert reading.state.figure.text == "18 months"
        # One that is as wide as the longest line has nothing to give away.
        await reading.resize(44, 26)
        assert any(line[2:3].isalpha() for line in rows(reading)), "right behind the signs"


async def test_a_margin_gives_way_where_there_is_no_room(open_reader: OpenReader) -> None:
    use_options(["text.margin=60", "list.width=120", "columns=1"])
    async with open_reader(size=(80, 20)) as reading:
        assert max(len(line.strip()) for line in rows(reading)) > 10


async def test_line_spacing_leaves_rows_between_lines(open_reader: OpenReader) -> None:
    use_options(["text.width=30", "text.align=left"])
    async with open_reader() as reading:
        single = [line[2:] for line in rows(reading) if line[2:]]
    use_options(["text.width=30", "text.line_spacing=2", "text.align=left"])
    async with open_reader(size=(112, 60)) as reading:
        lines = rows(reading)
        texts = [y for y, line in enumerate(lines) if line[2:]]
        assert [lines[y][2:] for y in texts][: len(single)] == single
        assert min(below - above for above, below in pairwise(texts)) == 2
        await reading.press("j")
        bars = [y for y, line in enumerate(rows(reading)) if line.startswith("▌")]
        assert bars == list(range(bars[0], bars[-1] + 1))
        assert len(bars) > 2


async def test_width_of_the_list(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        assert reading.reader.side.outer_size.width == 38
    use_options(["list.width=50"])
    async with open_reader() as reading:
        assert reading.reader.side.outer_size.width == 50


@pytest.mark.parametrize(
    ("form", "date"),
    [
        ("day-month", "4 Feb 2026"),
        ("month-day", "Feb 4, 2026"),
        ("iso", "2026-02-04"),
        ("numeric", "04.02.2026"),
    ],
)
def test_forms_of_dates(form: str, date: str) -> None:
    use_options([f"dates.form={form}"])
    assert short_date("2026-02-04") == date
    assert short_date(None) == "date?"


async def test_dates_on_the_screen_have_the_form_that_is_set(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        article = reading.state.current
        assert article is not None
        assert article.published is not None
        plain = short_date(article.published)
        assert plain in reading.text()
    use_options(["dates.form=iso"])
    async with open_reader() as reading:
        assert article.published in reading.text()
        assert plain not in reading.text()


async def test_exports_go_to_the_folder_in_the_form_that_is_set(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    use_options([f"export.folder={tmp_path / 'out'}", "export.format=html"])
    async with open_reader() as reading:
        await reading.press("j", "m", "e")
        assert reading.app.screen.query_one("#path", Input).value == "marks.html"
        await reading.press("enter")
        assert (tmp_path / "out" / "marks.html").read_bytes().startswith(b"<!DOCTYPE html>")
        assert not (tmp_path / "marks.html").exists()


async def test_of_many_faults_the_first_are_told_and_how_many_there_are(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    write(tmp_path, "".join(f"unknown_{number} = 1\n" for number in range(9)))
    async with open_reader() as reading:
        (note,) = [note for note in reading.app._notifications if note.title == "Settings"]
        assert "unknown_2" in note.message
        assert "unknown_3" not in note.message
        assert note.message.endswith("\nand 6 more: briefing config tells them all")


async def test_faults_are_told_and_stop_nothing(open_reader: OpenReader, tmp_path: Path) -> None:
    path = write(tmp_path, 'theme = "nigth"\n[text]\nwidth = 9000\n[export]\nformat = "docs"\n')
    async with open_reader() as reading:
        (note,) = [note for note in reading.app._notifications if note.title == "Settings"]
        told = note.message.splitlines()
        assert told[0] == f"{path}, line 3: text.width: must be a whole number from 20 to 400"
        assert told[1].startswith(f"{path}, line 1: theme: there is no nigth; one of auto, ")
        assert told[2].startswith(f"{path}, line 5: export.format: there is no docs; one of markdown, ")
        assert reading.app.theme == "dark"
        await reading.press("j", "m", "e")
        assert reading.app.screen.query_one("#path", Input).value == "marks.md"


def test_what_was_chosen_by_key_gives_way_and_means_no_other_setting() -> None:
    chosen = {"text.width": "70", "list.width": "7", "limits.lines": "100", "text.align": "middle", "x": "1"}
    loaded = load(["list.width=50"], {})
    settings = loaded.chosen(chosen).settings
    assert settings == loaded.settings._replace(text=settings.text)
    assert settings.text == loaded.settings.text._replace(width=70)
    assert load(["text.width=60"], {}).chosen(chosen).settings.text.width == 60
