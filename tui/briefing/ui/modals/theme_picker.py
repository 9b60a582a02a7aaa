"""Choosing a theme while seeing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.keys import key_of, line_of_keys
from briefing.ui.modals.dialog import Dialog
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content


class ThemePicker(Dialog[str | None]):
    """Answers the chosen name, or None after asking for the former theme again."""

    TITLE_LINE = "Theme"
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    ThemePicker {
        align: right top;
        background: $background 1%;
        .dialog--frame { width: 40; }
        RowList { height: auto; max-height: 16; background: $surface; }
    }
    """

    def keys_line(self) -> str:
        """The keys that act."""
        keys = line_of_keys(("rows.down", "see"), ("rows.choose", "take"), ("dialog.leave", "leave"))
        return f"{key_of('rows.up')} {keys}".strip()

    @dataclass
    class Preview(Message):
        """The app should look like this theme for now."""

        name: str

    def __init__(self, names: Sequence[str], current: str) -> None:
        super().__init__()
        self._names = tuple(names)
        self._current = current

    def compose_body(self) -> ComposeResult:
        """The list, on the theme of the moment."""
        here = self._names.index(self._current) if self._current in self._names else 0
        yield RowList().set_rows(len(self._names), self._draw, highlighted=here, choose=self._take)

    def _draw(self, index: int, _width: int) -> list[Content]:
        name = self._names[index]
        return [plain_line(f"{name}  (now)" if name == self._current else name)]

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Show the theme under the highlight, unless one has been taken meanwhile."""
        event.stop()
        if self.is_active:
            self.post_message(self.Preview(self._names[event.index]))

    def _take(self, index: int) -> None:
        self._answer(self._names[index])

    def action_leave(self) -> None:
        """Leave with the theme there was."""
        self._answer(None)

    def _answer(self, name: str | None) -> None:
        if self.is_active:
            # To the app itself, behind the previews that are on their way: the picker takes nothing more.
            self.app.post_message(self.Preview(name or self._current))
        self.dismiss(name)
