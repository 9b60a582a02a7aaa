"""Note, tags and colour of a mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Button, Input, Static, TextArea

from briefing.model.mark import MARK_COLOURS, Mark, MarkColour
from briefing.text.quoted_lists import items_of, quoted
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.mark_swatch import named_swatch
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import NOTE
from briefing.ui.keys import line_of_keys
from briefing.ui.modals.choice import Choice
from briefing.ui.modals.dialog import Dialog, buttons
from briefing.ui.widgets.quotation import Quotation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


QUOTE_LINES = 4


@dataclass(frozen=True, slots=True)
class MarkEdit:
    """What the mark shall have."""

    note: str
    tags: tuple[str, ...]
    colour: MarkColour


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags of `trade, rare earths` or `#trade #taiwan`: in order, each once.

    A comma ends a tag, but for one in quotes; without commas each word that begins with `#` is one.
    """
    found: list[str] = []
    for piece, in_quotes in items_of(text, ","):
        words = piece.split()
        together = in_quotes or not all(word.startswith("#") for word in words)
        parts = [" ".join(words)] if together else words
        found += [part.lstrip("#").strip() for part in parts]
    return tuple(dict.fromkeys(tag for tag in found if tag))


def write_tags(tags: Sequence[str]) -> str:
    """The text that `read_tags` reads as `tags`."""
    return ", ".join(quoted(tag, ",") for tag in tags)


class NoteScreen(Dialog[MarkEdit | None]):
    """Asks for note, tags and colour of one mark."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(NOTE)
    TITLE_LINE = "Mark"
    AUTO_FOCUS = "#note"
    DEFAULT_CSS = """
    NoteScreen {
        #note { height: 4; }
    }
    """

    def keys_line(self) -> str:
        """The keys that act."""
        return f"tab next · {line_of_keys(('dialog.save_note', 'save'), ('dialog.leave', 'leave'))}"

    def __init__(self, mark: Mark) -> None:
        super().__init__(mark.id)
        self._mark = mark

    def compose_body(self) -> ComposeResult:
        """The quote, and three fields."""
        mark = self._mark
        yield Quotation(mark.text, QUOTE_LINES)
        yield Static(plain_line("Note"), classes="dialog--label dialog--gap")
        yield TextArea(mark.note, id="note", highlight_cursor_line=False)
        yield Static(plain_line("Tags, with commas between them"), classes="dialog--label dialog--gap")
        yield Input(write_tags(mark.tags), id="tags", select_on_focus=False)
        yield Static(plain_line("Colour"), classes="dialog--label dialog--gap")
        yield Choice(
            [named_swatch(colour) for colour in MARK_COLOURS], MARK_COLOURS.index(mark.colour), id="colour"
        )
        yield buttons(("cancel", plain_line("Cancel"), False), ("save", plain_line("Save"), True))

    def on_mount(self) -> None:
        """Write on where the note ends."""
        note = self.query_one("#note", TextArea)
        note.move_cursor(note.document.end)

    @property
    def mark(self) -> Mark:
        """The mark being written about."""
        return self._mark

    @property
    def edit(self) -> MarkEdit:
        """What the fields hold."""
        return MarkEdit(
            self.query_one("#note", TextArea).text.strip(),
            read_tags(self.query_one("#tags", Input).value),
            MARK_COLOURS[self.query_one("#colour", Choice).chosen],
        )

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Answer with what the fields hold."""
        self.dismiss(self.edit)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()
