"""A few options of which one is chosen, drawn on as few lines as they need.

The chosen option is told by its sign, `(•)`, not by colour. Arrows choose at once, so that
enter is free for the dialog.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from briefing.ui.bindings import bindings_of
from briefing.ui.key_table import CHOICE
from briefing.ui.widgets.row_list import component_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

GAP = 2
"""Cells between two options on one line."""


class Choice(Widget, can_focus=True):
    """One of several options."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CHOICE)

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--off"}

    DEFAULT_CSS = """
    Choice {
        width: 1fr;
        height: auto;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        border-left: wide $surface;
        &:focus { border-left: wide $border; }
        & > .choice--chosen { text-style: bold; }
        & > .choice--off { color: $text-disabled; }
        &:focus > .choice--chosen {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """

    chosen: reactive[int] = reactive(0, init=False)
    """Index of the chosen option."""

    @dataclass
    class Changed(Message):
        """Another option was chosen by the user."""

        choice: Choice
        index: int

        @property
        def control(self) -> Choice:
            """The widget, for `@on(..., "#selector")`."""
            return self.choice

    def __init__(
        self,
        options: Sequence[Content],
        chosen: int = 0,
        *,
        in_lines: bool = False,
        off: frozenset[int] = frozenset(),
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        """Make a choice.

        Args:
            options: What to choose from.
            chosen: The option chosen at first.
            in_lines: Put each option on a line of its own.
            off: Options that cannot be chosen now.
            id: Id of the widget.
        """
        super().__init__(id=id)
        self._options = list(options)
        self._in_lines = in_lines
        self._off = off
        self.set_reactive(Choice.chosen, chosen)

    def places(self, width: int) -> list[tuple[int, int]]:
        """Line and column of each option in `width` cells; options never overlap."""
        places: list[tuple[int, int]] = []
        line = column = 0
        for option in self._options:
            size = option.cell_length + 4
            if places and (self._in_lines or column + size > width):
                line, column = line + 1, 0
            places.append((line, column))
            column += size + GAP
        return places

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's interface
        """As many lines as the options need."""
        return self.places(width)[-1][0] + 1 if self._options else 0

    def render(self) -> Content:
        """The options with their signs."""
        chosen = component_style(self, "choice--chosen", partial=True)
        off = component_style(self, "choice--off", partial=True)
        lines: dict[int, list[Content]] = {}
        for index, (line, _column) in enumerate(self.places(self.size.width)):
            option = Content.assemble("(•) " if index == self.chosen else "( ) ", self._options[index])
            if index == self.chosen:
                option = option.stylize_before(chosen)
            elif index in self._off:
                option = option.stylize_before(off)
            lines.setdefault(line, []).append(option)
        return Content("\n").join(Content(" " * GAP).join(line) for line in lines.values())

    def choose(self, index: int) -> None:
        """Choose an option on behalf of the user; one that is off stays unchosen."""
        if index in self._off or index == self.chosen:
            return
        self.chosen = index
        self.post_message(self.Changed(self, index))

    def put(self, text: str) -> None:
        """Choose the option of this number, as it was kept, where it can be chosen; tells nobody."""
        number = int(text) if text.isdecimal() and len(text) < 4 else -1
        if number in range(len(self._options)) and number not in self._off:
            self.set_reactive(Choice.chosen, number)
            self.refresh()

    def action_step(self, direction: int) -> None:
        """Choose the next option that is not off, round the end."""
        count = len(self._options)
        for step in range(1, count):
            index = (self.chosen + direction * step) % count
            if index not in self._off:
                self.choose(index)
                return

    def on_click(self, event: events.Click) -> None:
        """Choose the option under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for index, (line, column) in enumerate(self.places(self.size.width)):
            if line == offset.y and column <= offset.x < column + self._options[index].cell_length + 4:
                self.choose(index)
