"""What makes a topic: its words, why a passage is in it, who speaks of it, its stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.widgets import Static

from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.modals.reading import ReadingDialog
from briefing.ui.modals.two_columns import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class ExplainSection(NamedTuple):
    """A titled table: something, and what is to be said of it."""

    title: str
    rows: tuple[tuple[Content, Content], ...]


class ExplainScreen(ReadingDialog):
    """Explains one topic; why the passage is in it is filled in when it is known."""

    DEFAULT_CSS = """
    ExplainScreen {
        .dialog--frame { width: 88; }
        .explain--title { color: $accent; text-style: bold; margin-top: 1; }
        .explain--title.-first { margin-top: 0; }
        #why { height: auto; }
    }
    """

    def __init__(self, title: str, why: str, sections: Sequence[ExplainSection]) -> None:
        """Explain the topic called `title`; `why` names the passage whose reasons come first."""
        super().__init__()
        self.TITLE_LINE = title  # type: ignore[misc]  # each topic has its own
        self._why = why
        self._sections = tuple(sections)
        self._reasons = plain_line("…")

    def compose_body(self) -> ComposeResult:
        """The passage, then a title and a table for each section."""
        if self._why:
            yield Static(plain_line(self._why), classes="explain--title -first")
            yield Static(self._reasons, id="why")
        made = tables([section.rows for section in self._sections])
        for number, (section, table) in enumerate(zip(self._sections, made, strict=True)):
            first = " -first" if not number and not self._why else ""
            yield Static(plain_line(section.title), classes=f"explain--title{first}")
            yield table

    def tell(self, reasons: Content) -> None:
        """Say why the passage is in the topic."""
        self._reasons = reasons
        if self.stands and self.is_attached:
            self._show()

    def on_mount(self) -> None:
        """Say what was told while the dialog was being put together."""
        self._show()

    def _show(self) -> None:
        if self._why:
            self.query_one("#why", Static).update(self._reasons)
