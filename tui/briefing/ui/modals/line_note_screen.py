"""A note on a line of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widgets import Button, Static, TextArea

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import NOTE
from briefing.ui.keys import line_of_keys
from briefing.ui.modals.dialog import Dialog, buttons
from briefing.ui.widgets.quotation import Quotation

if TYPE_CHECKING:
    from textual.app import ComposeResult

LABEL_LINES = 3


class LineNoteScreen(Dialog[str | None]):
    """Asks for the note on a line; an empty one takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(NOTE)
    TITLE_LINE = "Note on a line of the ledger"
    AUTO_FOCUS = "#note"
    DEFAULT_CSS = """
    LineNoteScreen {
        #note { height: 5; }
    }
    """

    def __init__(self, line: str, label: str, note: str) -> None:
        """`line` is the line's id, by which what was typed and left is put back."""
        super().__init__(line)
        self._label = label
        self._note = note

    def keys_line(self) -> str:
        """The keys that act."""
        return f"tab next · {line_of_keys(('dialog.save_note', 'save'), ('dialog.leave', 'leave'))}"

    def compose_body(self) -> ComposeResult:
        """What is measured, and the note."""
        yield Quotation(self._label, LABEL_LINES)
        yield Static(plain_line("Note"), classes="dialog--label dialog--gap")
        yield TextArea(self._note, id="note", highlight_cursor_line=False)
        yield buttons(("cancel", plain_line("Cancel"), False), ("save", plain_line("Save"), True))

    def on_mount(self) -> None:
        """Write on where the note ends."""
        note = self.query_one("#note", TextArea)
        note.move_cursor(note.document.end)

    def action_save(self) -> None:
        """Answer with the note."""
        self.dismiss(self.query_one("#note", TextArea).text.strip())

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()
