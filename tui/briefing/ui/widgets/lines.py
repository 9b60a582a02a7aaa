"""A widget of a few drawn lines: the header, the footer, the head of a column, the lens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from briefing.ui.drawing.styled_text import ACTION, PLACE, TextPlace, cut

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

DrawLines = Callable[[int, int], Sequence[Content]]
"""Draws lines for a width and a height in cells."""


class Lines(Widget):
    """Draws what its owner says, one `Content` a line; owns nothing but the moment of drawing."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Lines { height: 1; }
    """

    class Acted(Message):
        """A click asks for an action of `ui.key_table`."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    class Pointed(Message):
        """A place in an article was clicked that is named there."""

        def __init__(self, place: TextPlace) -> None:
            super().__init__()
            self.place = place

    def __init__(self, draw: DrawLines, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._draw = draw
        self._drawn: tuple[object, ...] = ()
        self._next: tuple[Size, list[Content]] | None = None
        """What will be painted next, made when it was found to differ; and for which size."""

    def show(self) -> None:
        """Draw anew if anything reads or looks different from what is drawn."""
        lines = self._lines()
        self._next = None
        if self._key(lines) != self._drawn:
            self._next = (self.content_size, lines)
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell the owner when something that acts was clicked."""
        place, action = event.style.meta.get(PLACE), event.style.meta.get(ACTION)
        if place is not None:
            self.post_message(self.Pointed(place))
        elif isinstance(action, str):
            self.post_message(self.Acted(action))

    def render(self) -> Content:
        """The lines of the moment."""
        made, self._next = self._next, None
        lines = made[1] if made is not None and made[0] == self.content_size else self._lines()
        self._drawn = self._key(lines)
        return Content("\n").join(lines)

    def _lines(self) -> list[Content]:
        width, height = self.content_size
        if not width or not height:
            return []
        return [cut(line, width) for line in self._draw(width, height)][:height]

    def _key(self, lines: Sequence[Content]) -> tuple[object, ...]:
        return (self.content_size, *((line.plain, tuple(line.spans)) for line in lines))
