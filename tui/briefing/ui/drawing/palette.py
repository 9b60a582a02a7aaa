"""Names of styles, and what they look like in the theme of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.style import Style
from textual.style import Style as VisualStyle

from briefing.ui.drawing.theme import HIGHLIGHTS, LoadedTheme

if TYPE_CHECKING:
    from collections.abc import Callable

_DERIVED = {
    "bold": ("", "bold"),
    "brand": ("accent", "bold reverse"),
    "key": ("accent", "bold"),
    "label": ("secondary", ""),
    "warning": ("warning", ""),
    "work": ("accent", "italic"),
    "differs": ("warning", "bold reverse"),
    "why": ("foreground", ""),
}
"""Styles of the frame around the text: a base colour and attributes."""


def highlight_style(theme: LoadedTheme, name: str) -> Style:
    """Return the look of a highlight for segments drawn by hand.

    Raises:
        KeyError: there is no highlight called `name`.
    """
    look = theme.highlights[name]
    attributes: dict[str, Any] = dict.fromkeys(look.attributes, True)
    return Style(color=look.colour, bgcolor=look.background, **attributes)


def lookup(theme: LoadedTheme) -> Callable[[str], Style]:
    """A function from the name of a style to the style in `theme`; KeyError for an unknown name."""

    def find(name: str) -> Style:
        if name == "chip":
            return Style(bgcolor=theme.colours["surface"])
        if name in HIGHLIGHTS:
            return highlight_style(theme, name)
        if name == "muted":
            return highlight_style(theme, "dim")
        base, attributes = _DERIVED[name]
        colour = theme.colours[base] if base else None
        return Style.parse(attributes or "none") + Style(color=colour)

    return find


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
