"""Two events that come in one read, in every dialog: each pair of keys and clicks, and nothing fails.

The first may answer the dialog; the second is then for what is below, or for nothing. One pair is tried in
each dialog in every run, all of them in the long one.
"""

from __future__ import annotations

import asyncio
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from tests.ui.conftest import Broad, key_event
from textual.events import MouseDown, MouseUp
from textual.widgets import Button, Input, OptionList, TextArea
from tiers import LONG, cases, sampled

from briefing.ui.modals.action_palette import ActionPalette
from briefing.ui.modals.answering_screen import AnsweringScreen
from briefing.ui.modals.choice import Choice
from briefing.ui.modals.error_screen import ErrorScreen
from briefing.ui.modals.pick_screen import PickScreen
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tests.ui.conftest import OpenReader, Reading

Event: TypeAlias = "str | tuple[int, int]"
"""A key, or where is clicked."""

OPENED: dict[str, tuple[str, ...]] = {
    "marks": ("M", "down"),
    "marks-filter": ("M",),
    "themes": ("ctrl+t",),
    "details": ("d",),
    "palette": ("ctrl+p",),
    "mute": ("t", "m"),
    "pin": ("t", "p"),
    "rename": ("t", "r"),
    "merge": ("t", "plus"),
    "split": ("t", "minus"),
    "why": ("t", "question_mark"),
    "export": ("e",),
    "confirm": ("e", "enter"),
    "note": ("i",),
    "search": ("slash", *"dam"),
    "filter": ("f", *"dam"),
    "help": ("question_mark",),
    "legend": ("L",),
    "synopsis": ("t", "s"),
    "ledger": ("number_sign",),
    "timeline": ("Y",),
    "quotes": ("quotation_mark",),
}
"""Every dialog, and what else takes the keys, by the keys that lead there."""
SOME = ("marks", "palette", "note", "export", "confirm", "help", "synopsis", "ledger")
"""One of each kind: a list, a box above one, a text, a form, a question, a page, what fills the screen."""
ANSWERS = ("enter", "escape", "ctrl+s")
OTHERS = ("tab", "space", "down", "delete", "a", "i", "u", "x", "y", "slash", "ctrl+p", "question_mark", "M")
WIDGETS = (Button, Input, TextArea, Choice, RowList, OptionList)


def places(reading: Reading) -> list[tuple[int, int]]:
    """Where a click may do something: on each field, button and row that is seen, and beside the dialog."""
    found = [(0, 0)]
    for widget in reading.app.screen.query("*"):
        x, y, width, height = widget.region
        if isinstance(widget, WIDGETS) and width and height:
            found += [(x + 2, y + row) for row in range(min(height, 2))]
    return found


def send(reading: Reading, event: Event) -> None:
    """Put an event behind those that were sent, whatever has come of them."""
    if isinstance(event, str):
        reading.app.post_message(key_event(event))
        return
    x, y = event
    for kind in (MouseDown, MouseUp):
        reading.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))


async def begin(reading: Reading) -> None:
    """Leave whatever is open, and have two marks to work with."""
    while (
        reading.app.screen is not reading.reader
        or reading.reader.search is not None
        or reading.reader.side.filter is not None
    ):
        await reading.press("escape")
    if len(reading.state.marks.placed) < 2:
        reading.reader.focus_text()
        await reading.press("g", "j", "m", "j", "m")
    reading.reader.focus_text()
    Path("figures.md").write_text("mine", encoding="utf-8")
    Path("marks.md").write_text("mine", encoding="utf-8")


@pytest.mark.parametrize("name", sampled(list(OPENED), 3))
@pytest.mark.timeout(3600 if LONG else 120)
async def test_pairs_of_events(open_reader: OpenReader, name: str) -> None:
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await begin(reading)
        await reading.press(*OPENED[name])
        clicks = places(reading)
        click = clicks[-1]
        few: list[tuple[Event, Event]] = [("enter", "enter"), (click, click), (click, "enter")]
        pairs = [few[list(OPENED).index(name) % len(few)]]
        if LONG:
            every: list[Event] = [*ANSWERS, *OTHERS, *clicks]
            pairs = list(product(every, every))
        for number, pair in enumerate(pairs):
            if number:
                await begin(reading)
                await reading.press(*OPENED[name])
            for event in pair:
                send(reading, event)
            await reading.settle()
            assert not reading.app._exit, pair


@pytest.mark.parametrize("name", cases(SOME, [name for name in OPENED if name not in SOME]))
async def test_a_dialog_that_is_left_before_it_stands(open_reader: OpenReader, name: str) -> None:
    """On a busy machine escape comes before the dialog has its widgets."""
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await begin(reading)
        *first, last = OPENED[name]
        await reading.press(*first)
        before = reading.app.screen
        reading.app.post_message(key_event(last))
        for _ in range(100):
            await asyncio.sleep(0)
            screen = reading.app.screen
            if screen is not before and isinstance(screen, AnsweringScreen):
                screen.dismiss(None)
                break
        # The next key is what finds that nothing is under way any more.
        reading.app.post_message(key_event("escape"))
        await reading.settle()
        assert not reading.app._exit


@pytest.mark.parametrize("name", cases(SOME, [name for name in OPENED if name not in SOME]))
async def test_a_dialog_that_is_left_and_opened_again_at_once(open_reader: OpenReader, name: str) -> None:
    """The one that is left is still being taken away when the next one comes."""
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await begin(reading)
        await reading.press(*OPENED[name])
        opened = reading.app.screen
        send(reading, "escape")
        for _ in range(100):
            await asyncio.sleep(0)
            if reading.app.screen is not opened:
                break
        send(reading, OPENED[name][-1])
        await reading.settle()
        assert not reading.app._exit


@pytest.mark.parametrize(("by", "muted"), [("click", "the"), ("enter", "repair")])
async def test_what_is_picked_behind_a_letter_of_one_read(
    open_reader: OpenReader, by: str, muted: str
) -> None:
    """A click is for the row that was seen, enter for what is typed, also before the list is made anew."""
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await reading.press(*OPENED["mute"])
        dialog = reading.app.screen
        assert isinstance(dialog, PickScreen)
        options = dialog.query_one(RowList)
        assert [option.value for option in dialog._rows][2:4] == ["the", "repair"]
        options.highlighted = 2
        await reading.settle()
        dialog.query_one(Input).value = "rep"
        if by == "click":
            options.action_choose()
        else:
            dialog.action_pick()
        await reading.settle()
        assert not reading.app._exit
        assert reading.said().startswith(f"muted “{muted}”")


async def test_the_palette_opens_above_one_that_has_something_on_it(open_reader: OpenReader) -> None:
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await reading.press("ctrl+p")
        await reading.app.push_screen(ErrorScreen("cannot be read", "try again"))
        reading.app.action_command_palette()
        await reading.settle()
        assert not reading.app._exit
        assert isinstance(reading.app.screen, ActionPalette)


HELD = ("marks", "details", "why", "export", "note", "ledger")
"""Dialogs that ask their widgets for something as soon as they stand, or when the reader ends."""


@pytest.mark.parametrize("name", cases(HELD, [name for name in OPENED if name not in HELD]))
@pytest.mark.parametrize("turns", cases([1], [0, 2, 4, 8, 16]))
async def test_the_reader_is_left_before_a_dialog_stands(
    open_reader: OpenReader, name: str, turns: int
) -> None:
    """A signal comes when it comes."""
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await begin(reading)
        *first, last = OPENED[name]
        await reading.press(*first)
        before = reading.app.screen
        reading.app.post_message(key_event(last))
        for _ in range(100):
            if reading.app.screen is not before:
                break
            await asyncio.sleep(0)
        for _ in range(turns):
            await asyncio.sleep(0)
        reading.app.leave(143)


async def test_what_was_typed_outlasts_a_dialog_that_never_stood(open_reader: OpenReader) -> None:
    async with open_reader(size=(100, 36), answers=Broad) as reading:
        await begin(reading)
        await reading.press("d", *"Herald", "escape")
        (typed,) = reading.state.drafts.values()
        before = reading.app.screen
        reading.app.post_message(key_event("d"))
        for _ in range(100):
            if reading.app.screen is not before:
                break
            await asyncio.sleep(0)
        reading.app.leave(143)
        assert list(reading.state.drafts.values()) == [typed]
