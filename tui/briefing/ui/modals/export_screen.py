"""What to export, in which format and where to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Input, Static

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.keys import EXPORT, line_of_keys
from briefing.ui.modals.choice import Choice
from briefing.ui.modals.dialog import Dialog, buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Something that can be exported."""

    key: str
    label: str
    count: int
    """How many excerpts it holds; with none it cannot be chosen."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the user asked for."""

    what: str
    """Key of the choice."""
    format: str
    path: str
    """As typed; not yet looked at."""


class ExportScreen(Dialog[ExportRequest | None]):
    """Asks for contents, format and path; the path follows the other two until it is edited."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(EXPORT)
    TITLE_LINE = "Export"
    AUTO_FOCUS = "#what"

    def keys_line(self) -> str:
        """The keys that act."""
        return " · ".join(("tab next", line_of_keys(("dialog.export", "export"), ("dialog.leave", "leave"))))

    def __init__(
        self,
        choices: Sequence[ExportChoice],
        formats: Sequence[str],
        suggest: Callable[[str, str], str],
        folder: str,
        form: str = "",
    ) -> None:
        """Make the dialog.

        Args:
            choices: What can be exported; the first with any content is chosen at first.
            formats: Names of formats, the usual one first.
            suggest: Gives a file name for a choice's key and a format.
            folder: Where a relative path leads, to be shown.
            form: The format that is chosen at first; the usual one where it is none of `formats`.
        """
        super().__init__()
        self._choices = tuple(choices)
        self._formats = tuple(formats)
        self._suggest = suggest
        self._folder = folder
        self._form = form
        self._suggested = ""

    def compose_body(self) -> ComposeResult:
        """Two choices and a path."""
        empty = frozenset(number for number, choice in enumerate(self._choices) if not choice.count)
        first = next((n for n in range(len(self._choices)) if n not in empty), 0)
        yield Static(plain_line("What"), classes="dialog--label")
        options = [self._option(choice) for choice in self._choices]
        yield Choice(options, first, in_lines=True, off=empty, id="what")
        yield Static(plain_line("Format"), classes="dialog--label dialog--gap")
        first = self._formats.index(self._form) if self._form in self._formats else 0
        yield Choice([plain_line(name) for name in self._formats], first, id="format")
        yield Static(plain_line("File"), classes="dialog--label dialog--gap")
        yield Input(id="path", select_on_focus=False)
        yield Static(id="said", classes="dialog--said")
        yield buttons(("cancel", plain_line("Cancel"), False), ("save", plain_line("Export"), True))

    @staticmethod
    def _option(choice: ExportChoice) -> Content:
        return Content.assemble(
            plain_line(choice.label), "  ", plain_line(f"{choice.count:,}", "$text-muted")
        )

    def on_mount(self) -> None:
        """Suggest a path for what is chosen at first."""
        self._follow()

    @property
    def _what(self) -> ExportChoice | None:
        chosen = self.query_one("#what", Choice).chosen
        return self._choices[chosen] if self._choices and self._choices[chosen].count else None

    @property
    def _format(self) -> str:
        return self._formats[self.query_one("#format", Choice).chosen]

    @on(Choice.Changed)
    def _follow(self) -> None:
        """Suggest the path anew, unless the user wrote one."""
        path = self.query_one("#path", Input)
        if self._what is not None and path.value in ("", self._suggested):
            self._suggested = self._suggest(self._what.key, self._format)
            path.value = self._suggested
            path.cursor_position = len(path.value)
        self._say()

    @on(Input.Changed, "#path")
    def _say(self) -> None:
        """Say where a relative path leads, or what is missing."""
        request = self._request()
        if request is not None:
            words = f"in {self._folder}"
        else:
            words = "there is nothing to export" if self._what is None else "write a file name"
        self.query_one("#said", Static).update(plain_line(words))
        self.query_one("#save", Button).disabled = request is None

    def _request(self) -> ExportRequest | None:
        path = self.query_one("#path", Input).value.strip()
        if self._what is None or not path:
            return None
        return ExportRequest(self._what.key, self._format, path)

    @on(Input.Submitted, "#path")
    def action_save(self) -> None:
        """Answer with the request, once it is whole."""
        request = self._request()
        if request is not None:
            self.dismiss(request)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Export or leave."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()
