"""Where a passage comes from: its place, the file, the address, what read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.drawing.styled_text import plain_line
from briefing.ui.keys import by_key
from briefing.ui.modals.reading import ReadingDialog
from briefing.ui.modals.two_columns import tables

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from briefing.model.article import Passage
    from briefing.model.original import Original


class OriginScreen(ReadingDialog):
    """Tells what is known of the original of an article."""

    TITLE_LINE = "Where this comes from"
    DEFAULT_CSS = "OriginScreen .dialog--frame { width: 100; }"

    def __init__(self, original: Original, passage: Passage | None) -> None:
        """`passage` is the one whose place is told; None for the article as a whole."""
        super().__init__()
        self._facts = [fact for fact in original.facts(passage) if fact[1]]

    def keys_line(self) -> str:
        """The keys that act, here and then in the text."""
        return super().keys_line() + by_key("columns.original", "in the text opens the original", " · ")

    def compose_body(self) -> ComposeResult:
        """A line for each fact."""
        yield from tables([[(plain_line(name), plain_line(value)) for name, value in self._facts]])
