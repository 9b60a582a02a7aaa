"""The style of a part of a widget, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.style import Style

if TYPE_CHECKING:
    from textual.widget import Widget

_REVERSED = Style(reverse=True)


def component_style(widget: Widget, name: str, *, partial: bool = False) -> Style:
    """Return the style of a component class, with `reverse`, which `get_visual_style` leaves out.

    A theme without colour has little else to show a highlight by. With `partial` the style is
    not laid over that of the widget.
    """
    style = widget.get_visual_style(name, partial=partial)
    return style + _REVERSED if widget.get_component_styles(name).text_style.reverse else style
