"""Words of an article as a dialog or a list quotes them: in as many lines as it has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from briefing.text.quotation_marks import enclosing_marks, marks_around
from briefing.ui.drawing.styled_text import join, plain

if TYPE_CHECKING:
    from textual.content import Content
    from textual.geometry import Size

_CHARACTERS_A_CELL = 4
"""No more are looked at: a mark may be a whole article."""


def quotation_lines(text: str, width: int, most: int) -> list[Content]:
    """Return `text` in quotation marks, wrapped to `width` cells; cut to `most` lines it ends in "…"."""
    opening, closing = marks_around(text)
    if opening:
        # Where it quotes others, marks of another kind tell its beginning and end.
        opening, closing = enclosing_marks(text)
    seen = text[: max(width, 1) * most * _CHARACTERS_A_CELL]
    lines = plain(f"{opening}{seen}{closing}").wrap(max(width, 1))
    if len(lines) <= most and len(seen) == len(text):
        return lines
    ending = plain(f"…{closing}")
    last = lines[most - 1 :][:1] or lines[-1:]
    shown = [line.truncate(max(width - ending.cell_length, 0)).rstrip() for line in last]
    return [*lines[: most - 1], join(*shown, ending)]


class Quotation(Widget):
    """A quoted text that takes no more than some lines."""

    DEFAULT_CSS = """
    Quotation { width: 1fr; height: auto; text-style: italic; }
    """

    def __init__(self, text: str, most: int) -> None:
        super().__init__()
        self._text = text
        self._most = most

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's interface
        """As many lines as it takes."""
        return len(quotation_lines(self._text, width, self._most))

    def render(self) -> Content:
        """The text at the present width."""
        return plain("\n").join(quotation_lines(self._text, self.size.width, self._most))
