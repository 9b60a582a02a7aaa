"""What all dialogs share: the frame, leaving by escape, the row of buttons, scrolling, and what was typed.

A dialog takes plain values and gives one back by `dismiss`; it never changes anything itself. Left without
an answer, by whatever way, it changes nothing, and what was typed into it stands there the next time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, TextArea

from briefing.ui.bindings import bindings_of
from briefing.ui.key_table import DIALOG
from briefing.ui.keys import line_of_keys
from briefing.ui.modals.answering_screen import AnsweringScreen
from briefing.ui.modals.choice import Choice

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.await_complete import AwaitComplete

    from briefing.model.saved_state import Drafts

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
        .dialog--label.-here { color: $accent; text-style: bold; }
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
    KEEPS_TYPED: ClassVar[bool] = True
    """Whether what was typed is kept when it is left without an answer: not where it only narrows a list."""

    def __init__(self, about: str = "") -> None:
        """Make a dialog about something: what was typed into it is for the next one about the same."""
        super().__init__()
        self._about = f"{type(self).__name__} {about}".strip()
        self.drafts: Drafts = {}
        """What was typed into dialogs that were left without an answer; whoever shows it hands them on."""
        self._untouched: dict[str, str] = {}
        self._given: dict[str, str] = {}
        """What the dialog was answered with, as it was typed."""
        self.stands = False
        """Whether its fields are there, with what was typed before: until then nobody can have typed."""

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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let the label of the field that has the keys stand out."""
        above = None
        for one in self.query(".dialog--frame > *"):
            if one.has_class("dialog--label"):
                one.remove_class("-here")
                above = one
            elif one is event.widget and above is not None:
                above.add_class("-here")

    # -- what was typed ----------------------------------------------------------------------

    def on_mount(self) -> None:
        """Put back what was typed when it was left the last time; the dialog's own `on_mount` came first."""
        self._untouched = self._typed()
        draft = self.drafts.get(self._about, {})
        for field in self._fields():
            if field.id in draft:
                _fill(field, draft[field.id])
        if draft and self._typed() != self._untouched:
            frame = self.query_one(".dialog--frame")
            frame.border_title = Content(f"{self.TITLE_LINE} · with what was typed before")
        self.stands = True

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the answer and leave; what was typed into a dialog that is left without one is kept."""
        if self.is_active and result == self.LEAVE_WITH:
            if self.keep_typed():
                self.app.clear_notifications()
                self.app.notify(
                    "nothing is changed; what was typed is here again the next time", timeout=4, markup=False
                )
        elif self.is_active:
            self._given = self._draft()
            self.forget_typed()
        return super().dismiss(result)

    def give_back(self) -> None:
        """Keep what was typed after all: what the answer asked for could not be done."""
        if self._given and self.KEEPS_TYPED:
            self.drafts[self._about] = self._given

    def keep_typed(self) -> bool:
        """Keep what is typed for the next dialog about the same; whether there is anything.

        One that does not stand yet leaves what was kept before.
        """
        if not self.stands:
            return False
        self.forget_typed()
        draft = self._draft()
        if draft and self.KEEPS_TYPED:
            self.drafts[self._about] = draft
            return True
        return False

    def _draft(self) -> dict[str, str]:
        """What of the fields is not as it was at first."""
        return {name: text for name, text in self._typed().items() if text != self._untouched.get(name)}

    def forget_typed(self) -> None:
        """Have nothing of it kept for the next one: it has reached its aim."""
        self.drafts.pop(self._about, None)

    def _fields(self) -> list[Field]:
        return [one for one in self.query("*") if isinstance(one, Field) and one.id is not None]

    def _typed(self) -> dict[str, str]:
        return {str(field.id): _text(field) for field in self._fields()}


Field = Input | TextArea | Choice


def _text(field: Field) -> str:
    """What stands in a field; of a choice the number of the option."""
    match field:
        case Input():
            return field.value
        case TextArea():
            return field.text
        case Choice():
            return str(field.chosen)


def _fill(field: Field, text: str) -> None:
    """Put a text into a field as if it had just been typed; what is no option of a choice chooses none."""
    match field:
        case Input():
            field.value = text
            field.cursor_position = len(text)
        case TextArea():
            field.text = text
            field.move_cursor(field.document.end)
        case Choice():
            field.put(text)


def buttons(*row: tuple[str, Content, bool]) -> Horizontal:
    """A row of buttons, each given by id, label and whether it stands out."""
    return Horizontal(*[_button(*button) for button in row], classes="dialog--buttons")


def _button(name: str, label: Content, strong: bool) -> Button:
    return Button(label, id=name, variant="primary" if strong else "default", compact=True)
