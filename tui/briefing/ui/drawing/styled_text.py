"""Small pieces of drawn text: styled parts put together, cut and padded to a width in cells.

Everything that comes from an article is cleaned here and never read as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from briefing.text.clean import clean, visible

if TYPE_CHECKING:
    from briefing.ui.drawing.palette import Palette

ACTION = "action"
"""Key in a style's meta under which the action of a click stands."""


class TextStyler:
    """Makes `Content` in the styles of a palette."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette

    def text(self, text: str, style: str = "") -> Content:
        """One line of any text in the style called `style`."""
        # Not `plain_line`: the spaces at both ends are ours and part it from its neighbours.
        content = Content(visible(clean(text)).replace("\n", " ").replace("\t", " "))
        return content.stylize(self._palette.visual(style)) if style else content

    def blank(self, cells: int) -> Content:
        """So many spaces."""
        return Content(" " * max(cells, 0))

    def source(self, letter: str, index: int) -> Content:
        """The letter of a source in its colour."""
        return Content(letter).stylize(self._palette.visual_source(index))

    def key(self, key: str, action: str) -> Content:
        """A key hint that acts when clicked; `action` is an action id of ours."""
        style = self._palette.visual("key") + _acting(action)
        return Content(key).stylize(style)

    def link(self, content: Content, action: str) -> Content:
        """`content` that runs an action of ours when clicked."""
        return content.stylize(_acting(action))


def _acting(action: str) -> Style:
    # Not Textual's own "@click": that would draw it as a link, in colours that are not ours.
    return Style.from_meta({ACTION: action})


def join(*parts: Content) -> Content:
    """Parts put one after another."""
    return Content("").join(parts)


def cut(content: Content, width: int) -> Content:
    """At most `width` cells of `content`, with an ellipsis where something was cut."""
    return content.truncate(max(width, 0), ellipsis=True)


def between(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at both ends of a line of `width` cells; the left one is cut first."""
    room = width - right.cell_length - 1
    if room < 4:
        return cut(left, width)
    left = cut(left, room)
    return join(left, Content(" " * (width - left.cell_length - right.cell_length)), right)
