"""A question with two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import Button, Static

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import CONFIRM
from briefing.ui.keys import line_of_keys
from briefing.ui.modals.dialog import Dialog, buttons

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content


class ConfirmScreen(Dialog[bool]):
    """Answers True for yes; escape, `n` and the button that has the focus at first say no."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CONFIRM)
    AUTO_FOCUS = "#no"
    TITLE_LINE = "Sure?"
    LEAVE_WITH = False
    DEFAULT_CSS = """
    ConfirmScreen .dialog--frame { width: 60; }
    """

    def keys_line(self) -> str:
        """The keys that act."""
        return line_of_keys(("dialog.yes", "yes"), ("dialog.no", "no"))

    def __init__(self, question: Content, yes: str = "Yes", no: str = "No") -> None:
        super().__init__()
        self._question: Content = question
        self._yes = yes
        self._no = no

    def compose_body(self) -> ComposeResult:
        """The question and both answers."""
        yield Static(self._question)
        yield buttons(("no", plain_line(self._no), False), ("yes", plain_line(self._yes), True))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by button."""
        self.action_answer(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """Answer and close."""
        self.dismiss(yes)
