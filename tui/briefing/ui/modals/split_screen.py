"""Whether a broad topic shall fall into its stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import Button, Static

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import SPLIT
from briefing.ui.keys import by_key
from briefing.ui.modals.dialog import Dialog, buttons
from briefing.ui.modals.two_columns import TwoColumns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content


class SplitScreen(Dialog[bool]):
    """Shows what the topic would become; enter does it, and it can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(SPLIT)
    AUTO_FOCUS = "#yes"
    TITLE_LINE = "Split a topic"
    LEAVE_WITH = False

    def keys_line(self) -> str:
        """The keys that act."""
        return "enter split" + by_key("dialog.leave", "leave", " · ")

    def __init__(self, asked: str, stories: Sequence[tuple[Content, Content]]) -> None:
        super().__init__()
        self._asked = asked
        self._stories = tuple(stories)

    def compose_body(self) -> ComposeResult:
        """The question, the stories, both answers."""
        yield Static(plain_line(self._asked), classes="dialog--said")
        if self._stories:
            table = TwoColumns(self._stories)
            table.add_class("dialog--gap")
            yield table
        yield buttons(("no", plain_line("Cancel"), False), ("yes", plain_line("Split"), True))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by button."""
        self.dismiss(event.button.id == "yes")
