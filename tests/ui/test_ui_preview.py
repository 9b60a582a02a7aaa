"""A result of the search is shown in its article, without a column being taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.style import Style

from briefing.model.article import Span
from briefing.model.search_answer import Hit
from briefing.ui.drawing.palette import Palette
from briefing.ui.drawing.preview_lines import preview_lines
from briefing.ui.drawing.styled_text import TextStyler
from briefing.ui.state.reader_state import ReaderState

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def lens(reading: Reading) -> list[str]:
    """The lines below the text."""
    strip = reading.reader.lens_strip
    return reading.lines()[strip.region.y : strip.region.bottom]


@pytest.mark.covers("find.open")
async def test_each_result_is_shown_as_one_moves(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        columns = reading.letters()
        await reading.press("slash", *"crack")
        told = []
        for _ in range(3):
            assert lens(reading)[0].strip().startswith("preview")
            pane = reading.reader.search
            assert pane is not None
            assert pane.hit is not None
            assert f"preview  {reading.state.letter(pane.hit.article)} " in lens(reading)[0]
            assert "crack" in "".join(lens(reading)[1:])
            told.append(lens(reading)[0])
            await reading.press("down")
        assert len(set(told)) == 3
        assert reading.letters() == columns, "no column was taken"
        await reading.press("escape")
        assert not any("preview" in line for line in lens(reading))


@pytest.mark.covers("find.open")
async def test_nothing_is_shown_that_is_not_found_any_more(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"crack")
        assert "preview" in lens(reading)[0]
        await reading.press(*"zzzzzz")
        assert "preview" not in lens(reading)[0]
        await reading.press("ctrl+u")
        assert "preview" not in lens(reading)[0]


@pytest.mark.covers("find.open")
@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 20)])
async def test_it_fits_into_what_room_there_is(open_reader: OpenReader, size: tuple[int, int]) -> None:
    async with open_reader(size=size) as reading:
        await reading.press("slash", *"crack")
        assert "preview" in lens(reading)[0]
        assert "crack" in "".join(lens(reading)[1:])


@pytest.mark.parametrize("match", ["first", "word700", "last"])
async def test_the_match_is_in_view_however_long_the_passage(open_reader: OpenReader, match: str) -> None:
    async with open_reader() as reading:
        name = reading.state.columns[0]
        article = reading.state.articles[name]
        text = " ".join(["first", *(f"word{number}" for number in range(1_500)), "last"])
        passage = replace(article.passages[0], start=0, end=len(text))
        long = replace(article, text=text, passages=(passage,), fingerprint="long")
        start = text.index(match)
        hit = Hit(name, 0, 1.0, (Span(start, start + len(match)),), match, start, fingerprint="long")
        styler = reading.reader.styler
        lines = [line.plain for line in preview_lines(reading.state, styler, hit, long, (60, 5))]
        assert len(lines) == 5
        assert any(match in line.split() for line in lines[1:])
        stale = replace(hit, fingerprint="another")
        told = [line.plain for line in preview_lines(reading.state, styler, stale, long, (60, 5))]
        assert told[1:] == [match], "what was found, where the text is another by now"


def test_an_article_that_is_gone_is_told_by_its_name() -> None:
    hit = Hit("gone.txt", 3, 1.0, (), "what it\nsaid", 0)
    styler = TextStyler(Palette(lambda _name: Style()))
    lines = [line.plain for line in preview_lines(ReaderState(), styler, hit, None, (40, 3))]
    assert lines == ["preview  gone.txt ¶3", "what it said"]
