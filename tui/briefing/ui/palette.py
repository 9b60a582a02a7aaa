"""Names of styles, and what they look like in the theme of the moment."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style

SOURCES = 8
"""How many source colours a theme has; the ninth source takes the first again."""


class Palette:
    """The styles of one theme, by name, worked out once each."""

    def __init__(self, lookup: Callable[[str], Style]) -> None:
        self._lookup = lookup
        self._styles: dict[str, Style] = {}

    def style(self, name: str) -> Style:
        """The style called `name`."""
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self._lookup(name)
        return style

    def source(self, index: int) -> Style:
        """The style of the source at `index` in the list of articles."""
        return self.style(f"source-{index % SOURCES + 1}")


def letter(index: int) -> str:
    """The letter of the article at `index`: A to Z, then AA, AB and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
