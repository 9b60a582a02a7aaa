"""What to export, which of it, in which format and where to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Input, Static

from briefing.model.excerpt_filter import EVERYTHING, ExcerptFilter
from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.key_table import EXPORT
from briefing.ui.keys import line_of_keys
from briefing.ui.modals.choice import Choice
from briefing.ui.modals.confirm_screen import ConfirmScreen
from briefing.ui.modals.dialog import Dialog, buttons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

_ONLY = "only"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Something that can be exported."""

    key: str
    label: str
    count: int
    """How many excerpts it holds; with none it cannot be chosen."""


class Narrowing(NamedTuple):
    """What of the chosen things is taken."""

    only: ExcerptFilter = EVERYTHING
    topic: str | None = None
    """Label of the topic that is asked for beside."""
    told: str = ""
    """How much that leaves, in words; empty where it is not known."""


_ALL = Narrowing()


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the user asked for."""

    what: str
    """Key of the choice."""
    format: str
    path: str
    """As typed; not yet looked at."""
    narrowing: Narrowing = _ALL
    overwrite: bool = False
    """Whether a file of that path may be written over, which was asked."""


class ExportScreen(Dialog[ExportRequest | None]):
    """Asks for contents, format and path; the path follows the other two until it is edited, and its
    suffix and the format follow each other always."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(EXPORT)
    TITLE_LINE = "Export"
    AUTO_FOCUS = "#what"

    def keys_line(self) -> str:
        """The keys that act."""
        return " · ".join(("tab next", line_of_keys(("dialog.export", "export"), ("dialog.leave", "leave"))))

    def __init__(
        self,
        choices: Sequence[ExportChoice],
        formats: Mapping[str, tuple[str, ...]],
        suggest: Callable[[str, str], str],
        folder: str,
        form: str = "",
        *,
        occupied: Callable[[str], str] = lambda _: "",
        narrow: Callable[[str, str], Narrowing] | None = None,
        lasting: Callable[[str], str] = str,
    ) -> None:
        """Make the dialog.

        Args:
            choices: What can be exported; the first with any content is chosen at first.
            formats: The suffixes of files by the name of their format, the usual format and suffix first.
            suggest: Gives a file name for a choice's key and a format.
            folder: Where a relative path leads, to be shown.
            form: The format that is chosen at first; the usual one where it is none of `formats`.
            occupied: Gives the full path of the file that a typed path leads to; empty where none is there.
            narrow: Reads what is typed to narrow a choice; ValueError says what is wrong with it. Without it
                nothing can be narrowed.
            lasting: Gives what is typed to narrow a choice as it still means the same another time.
        """
        super().__init__()
        self._choices = tuple(choices)
        self._formats = dict(formats)
        self._suggest = suggest
        self._folder = folder
        self._form = form
        self._occupied = occupied
        self._narrow = narrow
        self._lasting = lasting
        self._suggested = ""

    def compose_body(self) -> ComposeResult:
        """Two choices and a path."""
        empty = frozenset(number for number, choice in enumerate(self._choices) if not choice.count)
        first = next((n for n in range(len(self._choices)) if n not in empty), 0)
        yield Static(plain_line("What"), classes="dialog--label")
        options = [self._option(choice) for choice in self._choices]
        yield Choice(options, first, in_lines=True, off=empty, id="what")
        if self._narrow is not None:
            yield Static(plain_line("Only"), classes="dialog--label dialog--gap")
            yield Input(id=_ONLY, placeholder="tag: colour: topic: article: since:", select_on_focus=False)
            yield Static(id="left", classes="dialog--said")
        yield Static(plain_line("Format"), classes="dialog--label dialog--gap")
        names = list(self._formats)
        first = names.index(self._form) if self._form in names else 0
        yield Choice([plain_line(name) for name in names], first, id="format")
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
        return list(self._formats)[self.query_one("#format", Choice).chosen]

    @on(Choice.Changed)
    def _follow(self) -> None:
        """Suggest the path anew; one that the user wrote keeps its name, and has the format's suffix."""
        path = self.query_one("#path", Input)
        if self._what is not None and path.value in ("", self._suggested):
            self._suggested = self._suggest(self._what.key, self._format)
            self._put(self._suggested)
        elif self._format_of(path.value) not in (None, self._format):
            ending = len(PurePath(path.value).suffix)
            self._put(path.value.rstrip()[:-ending] + self._formats[self._format][0])
        self._say()

    def _put(self, typed: str) -> None:
        path = self.query_one("#path", Input)
        path.value = typed
        path.cursor_position = len(typed)

    def _format_of(self, typed: str) -> str | None:
        """The format that the suffix of a file asks for."""
        suffix = PurePath(typed.strip()).suffix.casefold()
        return next((name for name, suffixes in self._formats.items() if suffix in suffixes), None)

    @on(Input.Changed)
    def _typed_on(self) -> None:
        """Choose the format that the suffix asks for."""
        form = self._format_of(self.query_one("#path", Input).value)
        if form is not None:
            self.query_one("#format", Choice).put(str(list(self._formats).index(form)))
        self._say()

    def _say(self) -> None:
        """Say what is left, where a relative path leads, and what is missing."""
        narrowing, wrong = self._read()
        if self._narrow is not None:
            left = self.query_one("#left", Static)
            left.update(plain_line(wrong or (narrowing.told if narrowing is not None else "")))
            left.set_class(bool(wrong), "-wrong")
        request = self._request()
        if self._what is None:
            words = "there is nothing to export"
        elif not (path := self.query_one("#path", Input).value.strip()):
            words = "write a file name"
        else:
            words = "" if path.startswith(("/", "~")) else f"in {self._folder}"
        self.query_one("#said", Static).update(plain_line(words))
        self.query_one("#save", Button).disabled = request is None

    def _read(self) -> tuple[Narrowing | None, str]:
        """What is typed to narrow what is chosen, or what is wrong with it."""
        if self._narrow is None or self._what is None:
            return _ALL, ""
        try:
            return self._narrow(self._what.key, self.query_one(f"#{_ONLY}", Input).value), ""
        except ValueError as error:
            return None, str(error)

    def _draft(self) -> dict[str, str]:
        """What was typed, as it means the same the next time."""
        typed = super()._draft()
        return {**typed, _ONLY: self._lasting(typed[_ONLY])} if _ONLY in typed else typed

    def _request(self) -> ExportRequest | None:
        path = self.query_one("#path", Input).value.strip()
        narrowing, _ = self._read()
        if self._what is None or not path or narrowing is None:
            return None
        return ExportRequest(self._what.key, self._format, path, narrowing)

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Answer with the request, once it is whole; before a file is written over, ask."""
        request = self._request()
        if request is None or not self.is_active:
            return
        there = self._occupied(request.path)
        if not there:
            self.dismiss(request)
            return

        def answered(overwrite: bool | None) -> None:
            if overwrite:
                self.dismiss(replace(request, overwrite=True))
            else:
                # Another name is what is wanted now.
                self.query_one("#path", Input).focus()

        question = plain_line(f"{there} exists. Write over it?")
        self.app.push_screen(ConfirmScreen(question, "Write over", "Leave it"), answered)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Export or leave."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_leave()
