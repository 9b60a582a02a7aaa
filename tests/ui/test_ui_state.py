"""What comes back on the next start, and what the environment and theme files decide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def seen(reading: Reading) -> dict[str, object]:
    """Everything that should come back."""
    reader, state = reading.reader, reading.state
    return {
        "columns": reading.letters(),
        "here": reading.here(),
        "cursors": {name: state.cursors[name].passage for name in state.names},
        "lock": state.lock,
        "topic": (state.topics.chosen, state.topics.only_chosen),
        "panes": (reader.state.panes.articles, reader.state.panes.topics, reader.state.panes.lens),
        "theme": reading.app.theme,
    }


async def test_the_reader_comes_back_as_it_was_left(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("space", "l", "j", "equals_sign", "t", "g", "enter", "z", "A", "ctrl+l")
        await reading.press("ctrl+t", "down", "enter")
        left = seen(reading)
        assert (left["columns"], left["lock"], left["panes"]) == ("ABC", True, (False, True, False))
        await reading.press("q")
    async with open_reader() as reading:
        assert seen(reading) == left
        assert "Articles" not in reading.text()
        assert "≈ lock" in reading.lines()[0]


@pytest.mark.parametrize("how", ["q", "ctrl+q"])
async def test_both_ways_out_remember(open_reader: OpenReader, how: str) -> None:
    async with open_reader() as reading:
        await reading.press("l", "j", how)
        assert reading.app.return_code == 0
    async with open_reader() as reading:
        assert reading.here() == ("B", 1)


async def test_each_set_of_paths_has_its_own_state_and_all_share_the_theme(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("l", "G", "ctrl+t", "down", "enter", "q")
        chosen = reading.app.theme
    async with open_reader("news/a-gazette.md") as reading:
        assert reading.here() == ("A", 0)
        assert reading.app.theme == chosen


async def test_what_is_gone_is_left_out(open_reader: OpenReader, tmp_path: Path) -> None:
    async with open_reader() as reading:
        await reading.press("space", "l", "l", "G", "t", "G", "enter", "q")
        assert reading.here()[0] in "ABC"
    (tmp_path / "news" / "b-herald.md").unlink()
    (tmp_path / "news" / "c-wire.md").write_text("Short now.\n", encoding="utf-8")
    async with open_reader() as reading:
        assert reading.letters() == "AB"
        assert set(reading.state.columns) == {"news/a-gazette.md", "news/c-wire.md"}
        await reading.press("l", "j", "k")
        assert reading.app.is_running


@pytest.mark.parametrize(
    "state", ["", "{", "[]", '{"version": 1, "columns": 7, "positions": {"x": -1}, "theme": 3}']
)
async def test_a_broken_state_is_no_hindrance(open_reader: OpenReader, tmp_path: Path, state: str) -> None:
    async with open_reader() as reading:
        await reading.press("q")
    for path in (tmp_path / "home" / "state").glob("*.json"):
        path.write_text(state, encoding="utf-8")
    async with open_reader() as reading:
        assert (reading.letters(), reading.here(), reading.app.theme) == ("AB", ("A", 0), "dark")


async def test_a_state_that_cannot_be_written_keeps_nobody_from_leaving(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    async with open_reader() as reading:
        (tmp_path / "home").mkdir(exist_ok=True)
        (tmp_path / "home" / "state").write_text("in the way", encoding="utf-8")
        await reading.press("q")
        assert reading.app.return_code == 0


async def test_the_theme_asked_for_counts_before_the_last_one(open_reader: OpenReader) -> None:
    async with open_reader(theme="light") as reading:
        assert reading.app.theme == "light"
        await reading.press("q")
    async with open_reader() as reading:
        assert reading.app.theme == "light"
    async with open_reader(theme="contrast-dark") as reading:
        assert reading.app.theme == "contrast-dark"


async def test_no_color_is_obeyed(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_reader(theme="light") as reading:
        assert reading.app.theme == "no-colour"
        await reading.press("j", "m", "right_square_bracket")
        colours = {
            str(colour)
            for strip in reading.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and not colour.is_default
        }
        assert colours == set()
        style = reading.app.palette.style
        # What colour cannot tell, attributes must.
        kinds = [style(f"figure-{kind}") for kind in ("money", "date")] + [style("hit"), style("related")]
        assert all(one.underline or one.bold or one.italic or one.reverse for one in kinds)


async def test_a_persons_own_theme_and_a_broken_one(open_reader: OpenReader, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "config" / "themes"
    folder.mkdir(parents=True)
    own = 'based-on = "dark"\ntitle = "Evening"\n[highlights]\nfigure-money = "#ffcc66 bold"\n'
    (folder / "evening.toml").write_text(own, encoding="utf-8")
    (folder / "broken.toml").write_text(
        'based-on = "dark"\n[colours]\nbackground = "mud"\n', encoding="utf-8"
    )
    async with open_reader(theme="evening") as reading:
        assert reading.app.theme == "evening"
        colour = reading.app.palette.style("figure-money").color
        assert colour is not None
        assert colour.name == "#ffcc66"
        assert "broken.toml" in reading.said()
        assert "3" in reading.said()
        assert "evening" in reading.app.theme_names


async def test_the_state_on_disk_names_no_text(open_reader: OpenReader, tmp_path: Path) -> None:
    async with open_reader() as reading:
        await reading.press("j", "q")
    states = [json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "home" / "state").glob("*.json")]
    kept = next(state for state in states if "columns" in state)
    assert kept["columns"] == ["news/a-gazette.md", "news/b-herald.md"]
    assert kept["positions"] == {"news/a-gazette.md": 1}
    assert "Kestrel" not in json.dumps(states)
