"""The keys that act, by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Static

from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.reading import ReadingDialog
from briefing.ui.modals.two_columns import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A titled group of keys."""

    title: str
    rows: tuple[tuple[str, str], ...]
    """Keys as they are shown, and what they do."""


class HelpScreen(ReadingDialog):
    """All keys, scrollable."""

    TITLE_LINE = "Keys"
    DEFAULT_CSS = """
    HelpScreen {
        .dialog--frame { width: 88; }
        .help--title { color: $accent; text-style: bold; margin-top: 1; }
        .help--title.-first { margin-top: 0; }
    }
    """

    def __init__(self, sections: Sequence[HelpSection]) -> None:
        super().__init__()
        self._sections = tuple(sections)

    def compose_body(self) -> ComposeResult:
        """A title and a table for each section."""
        rows = [
            [(plain_line(keys, "bold"), plain_line(does)) for keys, does in part.rows]
            for part in self._sections
        ]
        for number, (section, table) in enumerate(zip(self._sections, tables(rows), strict=True)):
            yield Static(plain_line(section.title), classes="help--title" + ("" if number else " -first"))
            yield table
