"""The chosen topic: bright passages, walking them, folding the rest away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def rows(reading: Reading, letter: str) -> list[str]:
    """The text of one column as it is drawn, without blank rows."""
    column = reading.reader.columns.column(reading.state.names["ABCD".index(letter)])
    assert column is not None
    drawn = [column.view.render_line(y).text.strip(" ▌▏") for y in range(column.view.size.height)]
    return [line for line in drawn if line]


def dim_rows(reading: Reading, letter: str) -> list[str]:
    """Those of them that are drawn dim."""
    column = reading.reader.columns.column(reading.state.names["ABCD".index(letter)])
    assert column is not None
    dim = reading.app.palette.style("dim").color
    assert dim is not None
    strips = [column.view.render_line(y) for y in range(column.view.size.height)]
    return [
        strip.text.strip(" ▌▏")
        for strip in strips
        if any(s.style and s.style.color == dim and s.text.strip(" ▌▏◇") for s in strip)
    ]


async def choose(reading: Reading, *keys: str) -> None:
    await reading.press("t", *keys, "enter")


@pytest.mark.covers("view.topics_list")
async def test_a_chosen_topic_is_bright_and_the_rest_dim(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await choose(reading, "j")
        assert reading.topic() == "cracked spillway"
        assert reading.here() == ("A", 2)
        assert reading.reader.focused is reading.reader.view
        assert "topic: cracked spillway" in reading.lines()[0]
        assert "◆ cracked spillway" in reading.text()
        dim = dim_rows(reading, "A")
        assert any("Dam repair put" in line for line in dim)
        assert not any("Engineers counted" in line or "than 3 metres" in line for line in dim)
        assert any("45 per cent" in line for line in dim_rows(reading, "B"))
        await choose(reading)
        assert reading.topic() is None
        assert not any("Dam repair" in line for line in dim_rows(reading, "A"))


@pytest.mark.covers("topics.next", "topics.previous", "view.next_pane", "view.previous_pane")
async def test_a_topic_is_walked_across_sources(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await reading.press("right_curly_bracket")
        assert reading.said() == "choose a topic first: t"
        await choose(reading, "g")
        walked = [reading.here()]
        for key in ("right_curly_bracket", "tab", "right_curly_bracket", "tab", "tab", "shift+tab"):
            await reading.press(key)
            walked.append(reading.here())
        assert walked == [("A", 1), ("A", 8), ("B", 1), ("B", 3), ("C", 2), ("A", 1), ("C", 2)]
        await reading.press("left_curly_bracket")
        assert reading.here() == ("B", 3)


@pytest.mark.covers("topics.only")
async def test_a_topic_alone(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("z")
        assert reading.said() == "choose a topic first: t"
        await choose(reading, "g")
        await reading.press("j", "j", "z")
        assert "topic: cost of the repair only" in reading.lines()[0]
        assert reading.here() == ("A", 8)
        assert [line[:14] for line in rows(reading, "A")] == [
            "⋯", "≠The repair of", "≠take 18 month", "⋯", "The board want",
        ]  # fmt: skip
        assert rows(reading, "B")[0] == "⋯"
        await reading.press("k")
        assert reading.here() == ("A", 1)
        await reading.press("z")
        assert reading.topic() == "cost of the repair"
        assert any("Engineers counted" in line for line in rows(reading, "A"))


@pytest.mark.covers("topics.only", "move.jump")
async def test_a_jump_out_of_a_folded_topic_unfolds(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await choose(reading, "j", "j")
        await reading.press("z", "j")
        assert (reading.topic(), reading.here()) == ("people below", ("A", 4))
        await reading.press("enter")
        assert reading.here() == ("C", 3)
        assert "people below only" in reading.lines()[0]
        await reading.press("h", "h", "g")
        reading.state.set_passage(3)
        await reading.press("slash", *"spillway", "enter")
        assert "people below only" not in reading.lines()[0]
        assert reading.reader.view is not None
        assert reading.reader.view.passage_in_view(reading.here()[1])


@pytest.mark.covers("topics.clear")
async def test_leaving_a_topic_by_name(open_reader: OpenReader) -> None:
    async with open_reader() as reading:
        await choose(reading, "g")
        await reading.press("z", "ctrl+p", *"no topic")
        await reading.pilot.pause(0.2)
        await reading.press("enter")
        await reading.settle()
        assert (reading.topic(), reading.state.topics.only_chosen) == (None, False)
        assert "topic:" not in reading.lines()[0]
