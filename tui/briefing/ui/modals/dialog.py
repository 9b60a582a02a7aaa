"""What all dialogs share: the frame, leaving by escape, the row of buttons, and scrolling.

A dialog takes plain values and gives one back by `dismiss`; it never changes anything itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from briefing.ui.bindings import bindings_of
from briefing.ui.keys import DIALOG, line_of_keys
from briefing.ui.modals.answering_screen import AnsweringScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

Result = TypeVar("Result")


# ModalScreen stands first: styles are inherited by way of the first base alone.
class Dialog(ModalScreen[Result], AnsweringScreen[Result], Generic[Result]):
    """A framed dialog in the middle of the screen; it scrolls where the terminal is small."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(DIALOG)

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        & > .dialog--frame {
            width: 76;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            padding: 0 1;
            background: $surface;
            border: round $border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
            scrollbar-size-vertical: 1;
        }
        .dialog--label { color: $text-muted; height: 1; }
        .dialog--said { color: $text-muted; height: auto; }
        .dialog--said.-wrong { color: $error; text-style: bold; }
        .dialog--gap { margin-top: 1; }
        Input, TextArea {
            height: 1;
            padding: 0;
            border: none;
            border-left: wide $border-blurred;
            background: $panel;
            &:focus { border: none; border-left: wide $border; }
            &:ansi { background: ansi_default; text-style: underline; }
        }
        .dialog--buttons {
            height: 1;
            margin-top: 1;
            align-horizontal: right;
            Button {
                min-width: 10;
                max-width: 45%;
                height: 1;
                text-wrap: nowrap;
                text-overflow: ellipsis;
                margin-left: 2;
                &:focus {
                    color: $button-color-foreground;
                    background: $border;
                    text-style: bold underline;
                }
                &:ansi { background: ansi_default; color: ansi_default; }
                &:ansi:focus { text-style: bold reverse; }
            }
        }
    }
    """

    TITLE_LINE: ClassVar[str] = ""
    """Stands in the upper edge of the frame."""
    LEAVE_WITH: ClassVar[object] = None
    """What escape answers."""

    def compose(self) -> ComposeResult:
        """The frame with the body in it."""
        frame = VerticalScroll(classes="dialog--frame", can_focus=self.scrolls_by_key)
        frame.border_title = Content(self.TITLE_LINE)
        frame.border_subtitle = Content(self.keys_line())
        with frame:
            yield from self.compose_body()

    def keys_line(self) -> str:
        """What stands in the lower edge: the keys that act."""
        return line_of_keys(("dialog.leave", "leave"))

    @property
    def scrolls_by_key(self) -> bool:
        """Whether the frame itself takes the keys: true for dialogs that are only read."""
        return False

    def compose_body(self) -> ComposeResult:
        """The widgets inside the frame."""
        yield from ()

    def action_leave(self) -> None:
        """Leave without any change."""
        self.dismiss(self.LEAVE_WITH)  # type: ignore[arg-type]  # each dialog names an answer of its own type


def buttons(*row: tuple[str, Content, bool]) -> Horizontal:
    """A row of buttons, each given by id, label and whether it stands out."""
    return Horizontal(*[_button(*button) for button in row], classes="dialog--buttons")


def _button(name: str, label: Content, strong: bool) -> Button:
    return Button(label, id=name, variant="primary" if strong else "default", compact=True)
