"""The line under a box that points at what of a query cannot be read, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.ui.drawing.styled_text import TextStyler, cut, join

if TYPE_CHECKING:
    from textual.content import Content

    from briefing.model.search_answer import QueryFault


def fault_line(styler: TextStyler, query: str, fault: QueryFault, scrolled: int, width: int) -> Content:
    """Point at `fault` in a box that shows `query` from cell `scrolled` on, within `width` cells."""
    # What the box has scrolled away cannot be pointed at.
    before = cell_len(query[: fault.start]) - scrolled
    pointer = "^" * max(cell_len(query[fault.start : fault.end]) + min(before, 0), 1)
    reason = f" {fault.reason}"
    room = width - len(reason)
    if max(before, 0) + len(pointer) > room >= max(before, 0) + 1:
        pointer = pointer[: room - max(before, 0)]
    line = join(styler.blank(before), styler.text(pointer + reason, "warning"))
    if line.cell_length > width:
        # The reason matters more than the place.
        line = styler.text(f"^{reason}", "warning")
    return cut(line, width)
