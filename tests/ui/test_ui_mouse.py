"""The mouse: clicks on text, lists, hints and related lines, dragging and double clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import MouseDown, MouseMove, MouseUp
from textual.geometry import Offset
from textual.widgets import Static

from briefing.ui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading


def find(reading: Reading, text: str) -> tuple[int, int]:
    """Where `text` stands on the screen: column and row."""
    for row, line in enumerate(reading.lines()):
        if text in line:
            return line.index(text), row
    raise AssertionError(f"{text} is not on the screen")


async def click(reading: Reading, text: str, *, inside: int = 1, times: int = 1) -> None:
    """Click on a text on the screen."""
    column, row = find(reading, text)
    await reading.pilot.click(offset=(column + inside, row), times=times)
    await reading.settle()


def press(reading: Reading, text: str, *, times: int = 1) -> None:
    """Click on a text on the screen and wait for nothing that comes of it."""
    x, y = find(reading, text)
    for event in (MouseDown, MouseUp) * times:
        reading.app.post_message(event(None, x, y, 0, 0, 1, False, False, False, x, y))


async def move(reading: Reading, column: int, row: int) -> None:
    """Move the mouse with its button held down; a pilot's own moves are without."""
    await reading.pilot._post_mouse_events([MouseMove], offset=(column, row), button=1)
    await reading.settle()


def selected(reading: Reading) -> str | None:
    article, span = reading.state.current, reading.state.selection
    return article.text[span.start : span.end] if article and span else None


async def test_clicking_text_goes_there(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await click(reading, "The villages below")
        assert (reading.here(), reading.state.cursor.span) == (("A", 3), None)
        await click(reading, "45 per cent")
        assert reading.here() == ("B", 3)
        assert reading.state.figure is not None
        assert reading.state.figure.text == "45 per cent"
        assert "figure   45 per cent  =  45" in reading.text()
        assert reading.reader.focused is reading.reader.view


async def test_dragging_selects_and_the_selection_can_be_marked(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        first, last = find(reading, "Engineers counted"), find(reading, "storm. Two of them")
        await reading.pilot.mouse_down(offset=first)
        await move(reading, first[0] + 12, first[1])
        assert selected(reading) == "Engineers co"
        await move(reading, last[0] + 6, last[1])
        await reading.pilot.mouse_up(offset=(last[0] + 6, last[1]))
        await reading.settle()
        assert selected(reading) == "Engineers counted 12 cracks in the spillway after the storm."
        assert reading.here()[0] == "A"
        await reading.press("m")
        assert [row[0] for row in reading.stored()] == [
            "Engineers counted 12 cracks in the spillway after the storm."
        ]


async def test_dragging_backwards_and_in_another_column(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        column, row = find(reading, "Mending Kestrel dam")
        await reading.pilot.mouse_down(offset=(column + 15, row))
        await move(reading, column + 8, row)
        await reading.pilot.mouse_up(offset=(column + 8, row))
        await reading.settle()
        assert (selected(reading), reading.here()[0]) == ("Kestrel", "B")
        await click(reading, "Engineers counted")
        assert (selected(reading), reading.here()) == (None, ("A", 2))


async def test_a_double_click_selects_the_word(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await click(reading, "spillway after", inside=3, times=2)
        assert (selected(reading), reading.here()) == ("spillway", ("A", 2))


async def test_clicking_lists(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await click(reading, "C North Wire")
        assert (reading.letters(), reading.here()[0]) == ("CB", "C")
        await click(reading, "cracked spillway")
        assert (reading.topic(), reading.here()) == ("cracked spillway", ("C", 2))


@pytest.mark.covers("view.help", "find.open", "move.jump_1", "move.jump_2")
async def test_clicking_hints_and_related_lines(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("j")
        await click(reading, "2 C North Wire ¶2 74%")
        assert reading.here() == ("C", 2)
        await click(reading, "related 1 A Valley")
        assert reading.here() == ("A", 1)
        await click(reading, "/ search", inside=0)
        assert reading.query() == ""
        await reading.press("escape")
        await click(reading, "? f1 help" if "? f1 help" in reading.text() else "? help", inside=0)
        assert "Keys" in reading.text()


async def test_letters_behind_a_click_are_for_the_box_it_opens(open_reader: OpenReader) -> None:
    """All in one read: keys wait for each other, but not for what a click sets off."""
    async with open_reader(size=(160, 40)) as reading:
        press(reading, "/ search")
        await reading.type_fast(*"dam")
        assert reading.reader.search is not None
        assert reading.reader.search.typed == "dam"
        assert reading.ran == ["find.open"]


async def test_a_second_click_on_a_button_is_for_nothing(open_reader: OpenReader) -> None:
    """All in one read: the dialog is answered by the first, and the screen below stays."""
    async with open_reader() as reading:
        await reading.press("d")
        press(reading, "Cancel", times=3)
        await reading.settle()
        assert reading.app.screen is reading.reader
        assert reading.app.is_running


async def test_clicking_a_result_opens_it(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        await reading.press("slash", *"boats")
        await click(reading, "Boats are forbidden on Kestrel")
        assert (reading.query(), reading.here()) == (None, ("C", 1))


async def test_the_wheel_scrolls_and_the_cursor_goes_on_from_there(open_reader: OpenReader) -> None:
    async with open_reader(size=(120, 14)) as reading:
        view = reading.reader.view
        assert view is not None
        view.scroll_to(y=view.max_scroll_y, animate=False, immediate=True)
        await reading.settle()
        seen = view.first_in_view()
        await reading.press("j")
        assert reading.here() == ("A", seen)


async def test_clicks_beside_the_text_are_harmless(open_reader: OpenReader) -> None:
    async with open_reader(size=(160, 40)) as reading:
        view = reading.reader.query(ArticleView).first()
        for x, y in ((0, 0), (1, 3), (view.size.width - 1, 2), (5, view.size.height - 1)):
            await reading.pilot.click(view, offset=(x, y))
            await reading.settle()
        assert reading.here()[0] == "A"
        assert reading.state.selection is None


async def test_a_press_on_a_widget_that_is_just_going_ends_nothing(
    open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message that is being removed is still found where it was drawn, and has no parent any more."""
    async with open_reader(size=(160, 40)) as reading:
        gone = Static("a message")
        monkeypatch.setattr(reading.reader, "get_widget_and_offset_at", lambda _x, _y: (gone, Offset(0, 0)))
        await reading.pilot.mouse_down(offset=(40, 12))
        await reading.settle()
        assert reading.reader.app.is_running
        assert reading.reader.app.return_code in (None, 0)
