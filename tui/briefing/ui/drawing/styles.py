"""Looks up the styles of a theme by the names the reader draws in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from briefing.ui.drawing.theme import HIGHLIGHTS, LoadedTheme, highlight_style

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


def lookup(theme: LoadedTheme) -> Callable[[str], Style]:
    """A function from the name of a style to the style in `theme`; KeyError for an unknown name."""

    def find(name: str) -> Style:
        if name in HIGHLIGHTS:
            return highlight_style(theme, name)
        if name == "muted":
            return highlight_style(theme, "dim")
        base, attributes = _DERIVED[name]
        colour = theme.colours[base] if base else None
        return Style.parse(attributes or "none") + Style(color=colour)

    return find
