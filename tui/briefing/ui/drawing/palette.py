"""Names of styles, and what they look like in the theme of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.style import Style as VisualStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style

SOURCES = 8
"""How many source colours a theme has; the ninth source takes the first again."""


class Palette:
    """The styles of one theme, by name, worked out once each."""

    def __init__(self, lookup: Callable[[str], Style]) -> None:
        self._lookup = lookup
        self._styles: dict[str, Style] = {}
        self._visual: dict[str, VisualStyle] = {}

    def style(self, name: str) -> Style:
        """The style called `name`, for lines of segments."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self._lookup(name)
        return style

    def visual(self, name: str) -> VisualStyle:
        """The style called `name`, for `Content`."""
        style = self._visual.get(name)
        if style is None:
            style = self._visual[name] = _visual(self.style(name))
        return style

    def source(self, index: int) -> Style:
        """The style of the source at `index` in the list of articles."""
        return self.style(f"source-{index % SOURCES + 1}")

    def visual_source(self, index: int) -> VisualStyle:
        """The same for `Content`."""
        return self.visual(f"source-{index % SOURCES + 1}")


def _visual(style: Style) -> VisualStyle:
    from textual.color import Color

    return VisualStyle(
        background=Color.from_rich_color(style.bgcolor) if style.bgcolor else None,
        foreground=Color.from_rich_color(style.color) if style.color else None,
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        reverse=style.reverse,
        strike=style.strike,
        underline=style.underline,
    )
