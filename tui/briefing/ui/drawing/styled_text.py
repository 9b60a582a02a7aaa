"""Text on its way to the screen: made harmless, styled, put together, cut and padded to a width in cells.

The doors between text from outside and the terminal are here: `TextStyler`, and `plain` and `plain_line`
for dialogs, which make text into `Content` without ever reading it as markup; and `ControlFilter`, which
stands where the app writes to the terminal and lets no control character pass whatever a widget did.
What counts as a control character is decided by `text.clean` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.filter import LineFilter
from textual.style import Style

from briefing.text.clean import clean, clean_line, visible

if TYPE_CHECKING:
    from textual.color import Color

    from briefing.ui.drawing.palette import Palette

ACTION = "action"
"""Key in a style's meta under which the action of a click stands."""
PLACE = "place"
"""The same for a place in an article that a click goes to; it comes before an action."""
TextPlace = tuple[str, int, int | None]
"""An article's id, a passage, and an offset into the text or None."""


def plain(text: str, style: str | Style = "") -> Content:
    """Return `text` as it is to be shown, line ends kept, square brackets meaning themselves.

    Args:
        text: Any text; control characters are replaced by visible ones.
        style: How to draw it: a `Style` or words such as `"bold $text-muted"`, never from outside.
    """
    return Content.styled(visible(clean(text)), style)


def plain_line(text: str, style: str | Style = "") -> Content:
    """Return `text` as `plain` does, on one line with single spaces."""
    return Content.styled(visible(clean_line(text)), style)


class ControlFilter(LineFilter):
    """Replaces every control character in what is about to be written to the terminal.

    The last line of defence, for `App.get_line_filters`: a widget that forgot to clean its text
    shows symbols instead of commanding the terminal. A line keeps its width in cells.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's interface
        """Return `segments` unchanged when they are clean, else a harmless line of equal width."""
        plain = not any(control or (style and style.link) for _, style, control in segments)
        # One look at the whole line: every line that is drawn passes here.
        if plain and "".join([text for text, _, _ in segments]).isprintable():
            return segments
        if all(_harmless(segment) for segment in segments):
            return segments
        length = Segment.get_line_length(segments)
        return Segment.adjust_line_length([_made_harmless(segment) for segment in segments], length)


def _harmless(segment: Segment) -> bool:
    text, style, control = segment
    if control is not None or (style is not None and style.link is not None and not style.link.isprintable()):
        return False
    return text.isprintable() or _symbols(text) == text


def _made_harmless(segment: Segment) -> Segment:
    """The segment with symbols for control characters, and without a link that holds any."""
    style = segment.style
    if style is not None and style.link is not None and not style.link.isprintable():
        style = style.update_link(None)
    return Segment(_symbols(segment.text), style)


def _symbols(text: str) -> str:
    """`text` cleaned, with symbols also for the line ends and tabs that articles may hold."""
    return clean(text).replace("\n", "␊").replace("\t", "␉")


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

    def source_chip(self, letter: str, index: int) -> Content:
        """The same on a ground of its own, where it stands on a fill that not all of them are readable on."""
        return Content(letter).stylize(self._palette.visual_source(index) + self._palette.visual("chip"))

    def key(self, key: str, action: str) -> Content:
        """A key hint that acts when clicked; `action` is an action id of ours."""
        style = self._palette.visual("key") + _acting(action)
        return Content(key).stylize(style)

    def link(self, content: Content, action: str) -> Content:
        """`content` that runs an action of ours when clicked."""
        return content.stylize(_acting(action))

    def goes_to(self, content: Content, article: str, passage: int, offset: int | None = None) -> Content:
        """`content` that goes to a passage when clicked, or to the figure at an offset of the text."""
        return content.stylize(Style.from_meta({PLACE: (article, passage, offset)}))


def _acting(action: str) -> Style:
    # Not Textual's own "@click": that would draw it as a link, in colours that are not ours.
    return Style.from_meta({ACTION: action})


def join(*parts: Content) -> Content:
    """Parts put one after another."""
    return Content("").join(parts)


def cut(content: Content, width: int) -> Content:
    """At most `width` cells of `content`, with an ellipsis where something was cut."""
    return content.truncate(max(width, 0), ellipsis=True)


def padded(content: Content, width: int) -> Content:
    """`content` in exactly `width` cells: cut, or with blanks behind it."""
    content = cut(content, width)
    return join(content, Content(" " * max(width - content.cell_length, 0)))


def between(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at both ends of a line of `width` cells; the left one is cut first."""
    room = width - right.cell_length - 1
    if room < 4:
        return cut(left, width)
    left = cut(left, room)
    return join(left, Content(" " * (width - left.cell_length - right.cell_length)), right)
