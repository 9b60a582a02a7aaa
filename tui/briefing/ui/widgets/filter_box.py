"""The box above the list of articles: what is typed narrows the list down.

Posts what was typed and which key asks for something; the screen asks the engine and moves the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.fault_line import fault_line
from briefing.ui.key_table import FILTER
from briefing.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.model.search_answer import QueryFault
    from briefing.ui.drawing.styled_text import TextStyler


class FilterBox(Vertical):
    """A line to type in, and below it what of it cannot be read."""

    DEFAULT_CSS = """
    FilterBox { height: auto; background: $surface; }
    FilterBox Input { border: none; height: 1; padding: 0 1; background: $panel; }
    FilterBox Input:focus { border: none; }
    FilterBox .filter--fault { height: 1; display: none; background: $panel; }
    FilterBox.-faulty .filter--fault { display: block; }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(FILTER)

    @dataclass
    class FilterTyped(Message):
        """The filter changed."""

        query: str

    @dataclass
    class Asked(Message):
        """A key asks for a move in the list, to open its article, to go to it, or to show all."""

        what: str

    def __init__(self, styler: TextStyler, query: str = "") -> None:
        super().__init__(id="filter")
        self.styler = styler
        self._faults: Sequence[QueryFault] = ()
        self._input = Input(
            query, placeholder="title source: date: topic:", compact=True, select_on_focus=False
        )
        self._line = Lines(self._draw_fault, classes="filter--fault")

    def compose(self) -> ComposeResult:
        """The box, and the line that points at a fault in it."""
        yield self._input
        yield self._line

    @property
    def box(self) -> Input:
        """Where the filter is typed."""
        return self._input

    @property
    def typed(self) -> str:
        """What is typed."""
        return self._input.value

    def show(self, styler: TextStyler, faults: Sequence[QueryFault]) -> None:
        """Point at the first of `faults`, if there are any."""
        self.styler = styler
        self._faults = faults
        self.set_class(bool(faults), "-faulty")
        self._line.show()

    def _draw_fault(self, width: int, _height: int) -> Sequence[Content]:
        if not self._faults:
            return []
        return [fault_line(self.styler, self.typed, self._faults[0], self._input.scroll_offset.x, width)]

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.FilterTyped(event.value))

    def action_ask(self, what: str) -> None:
        """Hand a key on."""
        self.post_message(self.Asked(what))
