"""What went wrong, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Button, Static

from briefing.ui.drawing.styled_text import plain
from briefing.ui.keys import line_of_keys
from briefing.ui.modals.dialog import buttons
from briefing.ui.modals.reading import ReadingDialog

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ErrorScreen(ReadingDialog):
    """The one dialog for all errors."""

    TITLE_LINE = "That did not work"
    AUTO_FOCUS = "#close"
    DEFAULT_CSS = """
    ErrorScreen {
        .dialog--frame { border: round $error; }
        .error--hint { color: $text-muted; margin-top: 1; }
    }
    """

    def keys_line(self) -> str:
        """The key that leaves."""
        return line_of_keys(("dialog.leave", "leave"))

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__()
        self._message = message
        self._hint = hint

    def compose_body(self) -> ComposeResult:
        """The message, the hint and a way out."""
        yield Static(plain(self._message, "bold"))
        if self._hint:
            yield Static(plain(self._hint), classes="error--hint")
        yield buttons(("close", plain("Close"), True))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Leave by button."""
        event.stop()
        self.action_leave()
