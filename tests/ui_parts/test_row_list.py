"""The virtual list: what it paints, where it goes, what it says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.widgets import Input

from briefing.ui.widgets.row_list import CACHED_ROWS, MARKER, RowList


class ListApp(App[None]):
    """One list and a field to take the focus away; records messages and drawn rows."""

    CSS = "RowList { height: 10; }"

    def __init__(self, count: int = 100, row_height: int = 1, headings: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self.count = count
        self.row_height = row_height
        self.headings = headings
        self.drawn: list[tuple[int, int]] = []
        self.said: list[tuple[str, int]] = []

    def draw(self, index: int, width: int) -> Sequence[Content]:
        self.drawn.append((index, width))
        return [Content(f"row {index} line {line}") for line in range(self.row_height)]

    def compose(self) -> ComposeResult:
        yield RowList().set_rows(
            self.count,
            self.draw,
            row_height=self.row_height,
            selectable=lambda index: index not in self.headings,
        )
        yield Input()

    @property
    def rows(self) -> RowList:
        return self.query_one(RowList)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        assert event.control is self.rows
        self.said.append(("highlighted", event.index))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.said.append(("chosen", event.index))

    def lines(self) -> list[str]:
        """What stands on each line of the list."""
        return [self.rows.render_line(y).text for y in range(self.rows.size.height)]


async def settled(pilot: Pilot[None]) -> ListApp:
    await pilot.pause()
    assert isinstance(pilot.app, ListApp)
    return pilot.app


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (["up"], 0),
        (["down", "j", "down"], 2),
        (["j", "down", "k", "up"], 0),
        (["G", "down", "pagedown"], 99),
        (["end", "g"], 0),
        (["end", "pageup"], 90),
        (["home", "pagedown", "pagedown"], 18),
        (["home", "pageup"], 0),
    ],
)
async def test_keys_move_the_highlight_and_keep_it_in_view(keys: list[str], row: int) -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press(*keys)
        assert app.rows.highlighted == row
        assert any(line.startswith(f"{MARKER}row {row} ") for line in app.lines())


async def test_enter_chooses_only_what_is_highlighted() -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("enter")
        assert app.said == []
        await pilot.press("j", "j", "enter")
        assert app.said == [("highlighted", 0), ("highlighted", 1), ("chosen", 1)]


async def test_headings_are_passed_over_and_come_into_view() -> None:
    async with ListApp(20, headings=frozenset({0, 5, 6, 19})).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("home")
        assert app.rows.highlighted == 1
        await pilot.press("down", "down", "down", "down")
        assert app.rows.highlighted == 7
        await pilot.press("end")
        assert app.rows.highlighted == 18
        await pilot.press("down")
        assert app.rows.highlighted == 18
        await pilot.press(*["up"] * 11)
        assert app.rows.highlighted == 7
        assert app.rows.scroll_offset.y <= 5
        app.rows.highlighted = 6
        assert app.rows.highlighted == 7
        app.rows.highlighted = 1000
        assert app.rows.highlighted == 18


async def test_a_list_of_headings_alone_has_no_highlight() -> None:
    async with ListApp(3, headings=frozenset(range(3))).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("down", "end", "pagedown", "home", "enter")
        await pilot.click(RowList, offset=(3, 1))
        assert app.rows.highlighted is None
        assert app.said == []


async def test_an_empty_list_takes_every_key() -> None:
    async with ListApp(0).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("down", "up", "end", "home", "pagedown", "pageup", "enter")
        await pilot.click(RowList, offset=(3, 3))
        assert app.said == []
        assert {line.strip() for line in app.lines()} == {""}


async def test_a_click_chooses_the_row_under_the_mouse_also_when_scrolled() -> None:
    async with ListApp(50, row_height=2).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.click(RowList, offset=(5, 3))
        assert app.said == [("highlighted", 1), ("chosen", 1)]
        app.rows.scroll_to(y=21, animate=False, immediate=True)
        await pilot.pause()
        await pilot.click(RowList, offset=(5, 0))
        assert app.said[2:] == [("highlighted", 10), ("chosen", 10)]


async def test_the_wheel_scrolls_without_moving_the_highlight() -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("down")
        assert app.rows.scroll_offset.y == 0
        await pilot._post_mouse_events([MouseScrollDown], RowList)
        while app.rows.scroll_offset.y == 0:
            await pilot.pause(0.02)
        assert app.rows.highlighted == 0


async def test_only_visible_rows_are_drawn_and_each_once() -> None:
    async with ListApp(100_000).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        first = len(app.drawn)
        assert first <= 40
        app.drawn.clear()
        await pilot.press("down")
        await pilot.press("end")
        app.lines()
        assert app.rows.highlighted == 99_999
        assert {index for index, _width in app.drawn} == set(range(99_990, 100_000))
        assert len(app.drawn) == 10


async def test_the_cache_has_an_end() -> None:
    async with ListApp(3 * CACHED_ROWS).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        for y in range(0, 3 * CACHED_ROWS, 10):
            app.rows.scroll_to(y=y, animate=False, immediate=True)
            app.lines()
        assert len(app.rows._drawn) <= CACHED_ROWS
        assert len(app.rows._strips) <= CACHED_ROWS


@pytest.mark.parametrize("width", [9, 10, 41])
async def test_every_line_is_as_wide_as_the_list(width: int) -> None:
    texts = ["x" * 200, "汉字" * 100, "a汉" * 50, "", "👩‍👩‍👧 family " * 9, "é" * 80]
    async with ListApp(30).run_test(size=(width, 20)) as pilot:
        app = await settled(pilot)
        app.rows.set_rows(30, lambda index, _width: [Content(texts[index % 6])], highlighted=1)
        await pilot.pause()
        room = app.rows.scrollable_content_region.width
        assert room < width
        assert {app.rows.render_line(y).cell_length for y in range(10)} == {room}


async def test_missing_lines_are_blank_and_extra_lines_are_dropped() -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        app.rows.set_rows(2, lambda index, _width: [Content("one")] * (1 if index == 0 else 5), row_height=3)
        assert [line.strip() for line in app.lines()][:7] == ["one", "", "", "one", "one", "one", ""]


async def test_new_rows_start_at_the_top_and_say_nothing() -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("end")
        app.said.clear()
        app.rows.set_rows(50, app.draw)
        await pilot.pause()
        assert (app.rows.highlighted, app.rows.scroll_offset.y, app.said) == (None, 0, [])
        app.rows.set_rows(50, app.draw, highlighted=30)
        await pilot.pause()
        assert app.said == []
        assert any(line.startswith(f"{MARKER}row 30 ") for line in app.lines())


async def test_rows_given_before_the_first_paint_are_scrolled_to_the_highlight() -> None:
    class Later(ListApp):
        def compose(self) -> ComposeResult:
            yield RowList().set_rows(100, self.draw, highlighted=70)

    async with Later().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        assert any(line.startswith(f"{MARKER}row 70 ") for line in app.lines())


async def test_fewer_rows_than_the_scroll_position_leave_no_hole() -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("end")
        app.rows.set_rows(5, app.draw, highlighted=2)
        await pilot.pause()
        assert app.lines()[0].strip() == "row 0 line 0"


async def test_rows_are_drawn_again_when_asked_resized_or_rethemed() -> None:
    async with ListApp(3).run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)

        async def redrawn() -> bool:
            await pilot.pause()
            app.lines()
            told = bool(app.drawn)
            app.drawn.clear()
            return told

        await redrawn()
        assert not await redrawn()
        app.rows.refresh_rows()
        assert await redrawn()
        app.theme = "textual-light"
        assert await redrawn()
        await pilot.resize_terminal(50, 20)
        assert await redrawn()


async def test_the_highlight_rests_when_the_focus_goes() -> None:
    async with ListApp().run_test(size=(40, 20)) as pilot:
        app = await settled(pilot)
        await pilot.press("down")
        active = app.rows.render_line(0)
        await pilot.press("tab")
        resting = app.rows.render_line(0)
        assert active.text == resting.text
        assert resting.text.startswith(MARKER)
        assert [segment.style for segment in active] != [segment.style for segment in resting]


@pytest.mark.parametrize(("count", "row_height"), [(-1, 1), (3, 0)])
def test_impossible_rows_are_refused(count: int, row_height: int) -> None:
    with pytest.raises(ValueError, match="rows of"):
        RowList().set_rows(count, lambda _index, _width: [], row_height=row_height)
