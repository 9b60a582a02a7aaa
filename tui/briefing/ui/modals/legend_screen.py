"""What the highlights mean: a sample of each in its own style, and its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.style import Style
from textual.widgets import Static

from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.reading import ReadingDialog
from briefing.ui.modals.two_columns import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style as RichStyle
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One kind of highlight."""

    sample: str
    style: RichStyle
    """How the sample is drawn, as in the text."""
    meaning: str


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """Highlights of one sort."""

    title: str
    rows: tuple[LegendRow, ...]


class LegendScreen(ReadingDialog):
    """All highlights with their meaning."""

    TITLE_LINE = "Legend"
    DEFAULT_CSS = """
    LegendScreen {
        .dialog--frame { width: 64; }
        .legend--title { color: $accent; text-style: bold; margin-top: 1; }
        .legend--title.-first { margin-top: 0; }
    }
    """

    def __init__(self, groups: Sequence[LegendGroup]) -> None:
        super().__init__()
        self._groups = tuple(groups)

    def compose_body(self) -> ComposeResult:
        """A title and a table for each group."""
        rows = [
            [
                (plain_line(row.sample, Style.from_rich_style(row.style)), plain_line(row.meaning))
                for row in group.rows
            ]
            for group in self._groups
        ]
        for number, (group, table) in enumerate(zip(self._groups, tables(rows), strict=True)):
            yield Static(plain_line(group.title), classes="legend--title" + ("" if number else " -first"))
            yield table
