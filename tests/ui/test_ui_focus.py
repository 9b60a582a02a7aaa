"""What has the keys is found at once: its head, or its title, is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading
    from textual.content import Content


def filled(reading: Reading) -> list[str]:
    """The first words of every line that is filled as that of the pane with the keys is."""
    look = reading.app.theme_variables["head-focused-background"].upper()
    found = []
    for line in reading.reader.query(Lines):
        background = line.styles.background
        if line.display and background.hex == look:
            first = line.render().plain.split("\n")[0].split()
            found.append(first[0])
    return found


async def test_the_head_of_the_text_or_the_title_of_the_list_is_filled(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        assert filled(reading) == ["A"]
        await reading.press("l")
        assert filled(reading) == ["B"]
        await reading.press("a")
        assert filled(reading) == ["Articles"]
        await reading.press("f")
        assert filled(reading) == ["Articles"], "its filter is a part of the list"
        await reading.press("escape", "t")
        assert filled(reading) == ["Topics"]
        await reading.press("escape")
        assert filled(reading) == ["B"]
        await reading.press("slash")
        assert filled(reading) == []
        await reading.press("escape")
        assert filled(reading) == ["B"]


@pytest.mark.parametrize("theme", ["light", "contrast-dark", "contrast-light", "colour-blind"])
async def test_it_is_filled_in_every_theme(open_reader: OpenReader, theme: str) -> None:
    async with open_reader(size=(160, 40), theme=theme) as reading:
        assert filled(reading) == ["A"]


async def test_the_search_is_where_its_key_stands(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"repair nosuch:x")
        typed = reading.lines()[1]
        fault = next(line for line in reading.lines() if "^" in line and "no field" in line)
        assert typed.startswith(" /repair nosuch:x")
        assert fault.index("^") == typed.index("nosuch")


async def test_no_blank_is_underlined(open_reader: OpenReader) -> None:
    """What stands between words is no part of them."""
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("j", "=")
        lines = [*reading.reader.lens_strip._lines(), *_heads(reading)]
        lined = [
            line.plain[span.start : span.end]
            for line in lines
            for span in line.spans
            if not isinstance(span.style, str) and span.style.underline
        ]
        assert lined
        assert [words for words in lined if words != words.strip()] == []


def _heads(reading: Reading) -> list[Content]:
    return [line for column in reading.reader.columns.open for line in column._head._lines()]
