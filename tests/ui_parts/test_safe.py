"""Hostile text through every kind of widget: shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import ControlType, Segment
from rich.style import Style as RichStyle
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList, Static

from briefing.text.clean import clean
from briefing.ui.drawing.styled_text import ControlFilter, plain, plain_line

HOSTILE = {
    "colour": "\x1b[31mred\x1b[0m",
    "clipboard": "\x1b]52;c;aGVsbG8=\x1b\\",
    "clipboard, unterminated": "\x1b]52;c;aGVsbG8=",
    "window title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://example.org\x1b\\x\x1b]8;;\x1b\\",
    "device query": "\x1b[6n\x1b[21t",
    "reset": "\x1bc",
    "device control": "\x1bPq#0\x1b\\",
    "one-byte introducers": "\x9b31m \x9d52;c;QQ==\x9c \x90q\x9c",
    "bidirectional override": "$\u202e001\u202c \u2066x\u2069 \u200f",
    "backspace over": "pay 100\x08\x08\x08\x08999",
    "delete": "a\x7fb",
    "lone surrogate": "a\ud83db",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf\rg",
}
DANGEROUS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]")
OURS = re.compile("\x1b\\[[0-9;]*[mH]")
"""What the app itself writes: colours and cursor positions."""


class Gallery(App[None]):
    """The same hostile text in many places, some of them careless."""

    def __init__(self, text: str, *, careless: bool, filtered: bool = True) -> None:
        super().__init__()
        self.text = text
        self.careless = careless
        self.filtered = filtered

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *([ControlFilter()] if self.filtered else [])]

    def compose(self) -> ComposeResult:
        shown = Content(self.text) if self.careless else plain(self.text)
        line = Content(self.text) if self.careless else plain_line(self.text)
        framed = Static(shown)
        framed.styles.border = ("round", "white")
        framed.border_title = line
        yield framed
        yield Label(shown)
        yield Input(value=self.text, placeholder=self.text)
        yield Input(placeholder=self.text)
        yield OptionList(line)

    def on_mount(self) -> None:
        self.notify(self.text, title=self.text, markup=False)

    def written(self) -> str:
        """What a terminal would be sent for a full paint, without the app's own sequences."""
        update = self.screen._compositor.render_full_update()
        return OURS.sub("", update.render_segments(self.console))


async def paint(app: Gallery) -> str:
    async with app.run_test(size=(600, 80), notifications=True) as pilot:
        while not app.screen.query("Toast"):
            await pilot.pause(0.01)
        await pilot.pause()
        return app.written()


@pytest.mark.parametrize("careless", [False, True])
async def test_no_control_character_reaches_the_terminal(careless: bool) -> None:
    everything = "\n".join(HOSTILE.values())
    written = await paint(Gallery(everything, careless=careless))
    assert DANGEROUS.findall(written) == []
    assert written.count("pay 100") >= 5, "a widget is missing"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_filter_knows_every_kind_of_sequence(text: str) -> None:
    (filtered, *_rest) = ControlFilter().apply([Segment(text), Segment(" " * 80)], Color(0, 0, 0))
    assert DANGEROUS.findall(filtered.text) == []
    assert filtered.text != text


async def test_without_the_filter_a_careless_widget_leaks() -> None:
    """The measure of the test above: it would see a leak."""
    written = await paint(Gallery(HOSTILE["clipboard"], careless=True, filtered=False))
    assert "\x1b]52;c;aGVsbG8=" in written


async def test_what_was_hostile_can_be_read() -> None:
    assert "␛]0;owned␇" in await paint(Gallery(HOSTILE["window title"], careless=False))


@given(st.text(st.characters() | st.sampled_from("\x00\x07\x1b\x7f\x9b\u202e\ud800\t\n[]/\\"), max_size=60))
def test_filter_leaves_nothing_dangerous_and_keeps_the_width(text: str) -> None:
    segments = [Segment("left "), Segment(text, RichStyle(bold=True)), Segment(" right")]
    filtered = ControlFilter().apply(segments, Color(0, 0, 0))
    assert DANGEROUS.findall("".join(segment.text for segment in filtered)) == []
    assert Segment.get_line_length(filtered) == Segment.get_line_length(segments)
    assert ControlFilter().apply(filtered, Color(0, 0, 0)) == filtered


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "M"]), max_size=60))
def test_filter_returns_clean_lines_as_they_are(text: str) -> None:
    segments = [Segment(str(clean(text)), RichStyle(bold=True))]
    assert ControlFilter().apply(segments, Color(0, 0, 0)) is segments


def test_filter_drops_a_link_that_holds_a_sequence() -> None:
    bad = RichStyle(link="http://x\x1b\\\x1b]52;c;QQ==\x07", bold=True)
    good = RichStyle(link="http://example.org")
    (first, second) = ControlFilter().apply([Segment("a", bad), Segment("b", good)], Color(0, 0, 0))
    assert first.style is not None
    assert (first.style.link, first.style.bold) == (None, True)
    assert second.style == good


def test_filter_takes_control_segments_for_text() -> None:
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    (filtered, *_rest) = ControlFilter().apply([control, Segment("ab")], Color(0, 0, 0))
    assert filtered.control is None
    assert "\x1b" not in filtered.text


@given(st.text(max_size=80))
def test_plain_never_reads_markup(text: str) -> None:
    assert plain(f"[bold]{text}[/]").plain == plain(f"[bold]{text}[/]", "bold").plain
    assert plain(f"[bold]{text}[/]").spans == []
    assert DANGEROUS.findall(plain(text).plain.replace("\t", "")) == []


@given(st.text(max_size=80))
def test_plain_line_is_one_line(text: str) -> None:
    # No accent that follows joins a full stop.
    line = plain_line(f"a.{text}\nb").plain
    assert "\n" not in line
    assert "  " not in line
    assert line.startswith("a.")
    assert line.endswith("b")


def test_plain_draws_the_whole_text_in_one_style() -> None:
    content = plain_line("two\nlines", "bold")
    assert [(span.start, span.end, span.style) for span in content.spans] == [(0, 9, "bold")]
    assert plain("").plain == ""


async def test_brackets_are_never_a_command() -> None:
    class Quits(Gallery):
        def action_fall(self) -> None:
            raise AssertionError("text was obeyed")

    text = "[@click=app.fall]click[/] [/] [ [[ \\[ [link=x]y[/link]"
    app = Quits(text, careless=False)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        assert text in app.written()
        await _click_every_line(pilot)


async def _click_every_line(pilot: Pilot[None]) -> None:
    for y in range(0, 16, 2):
        await pilot.click(offset=(6, y))
