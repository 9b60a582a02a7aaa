"""Rows of a short and a long text, the long one wrapped beside the short one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

GAP = 2
"""Cells between the columns."""
MOST = 0.4
"""Share of the width the left column takes at most."""


class TwoColumns(Widget):
    """A table of two columns that fits any width."""

    DEFAULT_CSS = """
    TwoColumns {
        width: 1fr;
        height: auto;
    }
    """

    def __init__(self, rows: Sequence[tuple[Content, Content]], *, first: int = 0) -> None:
        """Make a table whose left column is as wide as its widest text, or `first` cells if that is more."""
        super().__init__()
        self._rows = list(rows)
        self._first = max(first, *(left.cell_length for left, _right in self._rows), 0)

    def lines(self, width: int) -> list[Content]:
        """All lines of the table in `width` cells."""
        first = max(min(self._first, int(width * MOST)), 1)
        second = max(width - first - GAP, 1)
        lines: list[Content] = []
        for left, right in self._rows:
            lefts, rights = left.wrap(first), right.wrap(second)
            for number in range(max(len(lefts), len(rights))):
                start = lefts[number].rstrip() if number < len(lefts) else Content.empty()
                start = start.pad_right(first - start.cell_length + GAP)
                lines.append(start + rights[number] if number < len(rights) else start)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's interface
        """As many lines as the table needs."""
        return len(self.lines(width))

    def render(self) -> Content:
        """The table at the present width."""
        return Content("\n").join(self.lines(self.size.width))


def tables(groups: Sequence[Sequence[tuple[Content, Content]]]) -> list[TwoColumns]:
    """One table for each group, their columns in line."""
    first = max((left.cell_length for rows in groups for left, _right in rows), default=0)
    return [TwoColumns(rows, first=first) for rows in groups]
