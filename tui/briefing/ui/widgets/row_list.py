"""A list of rows that costs what is visible, however many rows there are.

Owns scrolling, the highlighted row, its keys and the mouse, and two messages. It knows
nothing of what the rows mean: the owner says how many there are and draws those on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from rich.segment import Segment
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from briefing.ui.bindings import bindings_of
from briefing.ui.key_table import ROWS

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

Draw = Callable[[int, int], Sequence[Content]]
"""Draws row `index` for a width in cells: one `Content` for each line of the row."""

MARKER = "▌"
"""Stands before the highlighted row, so that it is told by more than its colour."""

CACHED_ROWS = 1024
"""Rows kept drawn: several screens of the largest terminal, a few hundred kilobytes."""

HEADING_LINES = 2
"""Unselectable rows above a row that come into view together with it."""

RowState = Literal["plain", "highlighted", "blurred"]
_REVERSED = Style(reverse=True)


def component_style(widget: Widget, name: str, *, partial: bool = False) -> Style:
    """Return the style of a component class, with `reverse`, which `get_visual_style` leaves out.

    A theme without colour has little else to show a highlight by. With `partial` the style is
    not laid over that of the widget.
    """
    style = widget.get_visual_style(name, partial=partial)
    return style + _REVERSED if widget.get_component_styles(name).text_style.reverse else style


def _every_row(_index: int) -> bool:
    return True


class RowList(ScrollView, can_focus=True):
    """A virtual list: rows are drawn when they are painted, and kept until something changes."""

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(ROWS)
    """
    | Key(s) | Description |
    | :- | :- |
    | up, k / down, j | Highlight the row above / below. |
    | pageup / pagedown | Move by one page. |
    | home, g / end, G | Highlight the first / last row. |
    | enter | Choose the highlighted row. |
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--highlighted",
        "row-list--highlighted-blurred",
        "row-list--marker",
    }
    """
    | Class | Description |
    | :- | :- |
    | `row-list--highlighted` | The highlighted row while the list has the focus. |
    | `row-list--highlighted-blurred` | The highlighted row while it has not. |
    | `row-list--marker` | The bar before the highlighted row. |
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        & > .row-list--highlighted {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        & > .row-list--highlighted-blurred {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        & > .row-list--marker {
            color: $border;
        }
    }
    """

    highlighted: reactive[int | None] = reactive(None, repaint=False)
    """Index of the highlighted row, or None. Setting it moves to the nearest selectable row."""

    class _RowMessage(Message):
        """Base of both messages."""

        def __init__(self, row_list: RowList, index: int) -> None:
            super().__init__()
            self.row_list = row_list
            """The list it happened in."""
            self.index = index
            """The row, counted from 0."""

        @property
        def control(self) -> RowList:
            """The list, for `@on(..., "#selector")`."""
            return self.row_list

    class Highlighted(_RowMessage):
        """The highlight moved to another row, by key, mouse or assignment."""

    class Chosen(_RowMessage):
        """A row was chosen, by enter or a click."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes=classes)
        self._count = 0
        self._row_height = 1
        self._draw: Draw | None = None
        self._selectable: Callable[[int], bool] = _every_row
        self._choose: Callable[[int], object] | None = None
        self._drawn: LRUCache[tuple[int, int], tuple[Content, ...]] = LRUCache(CACHED_ROWS)
        self._strips: LRUCache[tuple[int, int, RowState], list[Strip]] = LRUCache(CACHED_ROWS)

    @property
    def count(self) -> int:
        """How many rows the list has."""
        return self._count

    def set_rows(
        self,
        count: int,
        draw: Draw,
        *,
        row_height: int = 1,
        selectable: Callable[[int], bool] | None = None,
        highlighted: int | None = None,
        choose: Callable[[int], object] | None = None,
    ) -> Self:
        """Replace all rows; no message is posted for the new highlight.

        Args:
            count: Number of rows.
            draw: Called with an index and a width in cells for rows that come into view. Its
                lines are cropped or padded to the width; missing lines are blank.
            row_height: Lines of every row, 1 or more.
            selectable: Tells which rows may be highlighted; all of them where it is None.
            highlighted: The row to highlight and bring into view (or the nearest selectable one);
                with None no row is highlighted and the list starts at its top.
            choose: Called with a row that is chosen, in place of the message: a message would be taken
                after the keys that are typed next, of which one may leave the dialog around the list.

        Raises:
            ValueError: `count` is negative or `row_height` is not positive.
        """
        if count < 0 or row_height < 1:
            raise ValueError(f"{count} rows of {row_height} lines")
        self._count = count
        self._row_height = row_height
        self._draw = draw
        self._selectable = selectable or _every_row
        self._choose = choose
        self.virtual_size = Size(0, count * row_height)
        self.set_reactive(RowList.highlighted, self.validate_highlighted(highlighted))
        if self.is_mounted and highlighted is None:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh_rows()
        self.scroll_to_highlighted()
        return self

    def set_count(self, count: int) -> None:
        """Have more or fewer rows at the end; those that stay are drawn anew where they are.

        Neither the highlight nor what is in view moves, as far as there are rows left.
        """
        self._count = count
        self.virtual_size = Size(0, count * self._row_height)
        if self.highlighted is not None and self.highlighted >= count:
            self.highlighted = count - 1 if count else None
        self.refresh_rows()

    def refresh_rows(self) -> None:
        """Draw all rows anew: call it when what `draw` would say has changed."""
        self._drawn.clear()
        self._strips.clear()
        self.refresh()

    # -- painting

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the visible part."""
        width = self.scrollable_content_region.width
        index, line = divmod(self.scroll_offset.y + y, self._row_height)
        if self._draw is None or not 0 <= index < self._count:
            return Strip.blank(width, self.rich_style)
        return self._row_strips(index, width)[line]

    def _row_strips(self, index: int, width: int) -> list[Strip]:
        state: RowState = "plain"
        if index == self.highlighted:
            state = "highlighted" if self.has_focus else "blurred"
        strips = self._strips.get((index, width, state))
        if strips is None:
            strips = self._draw_strips(self._row_lines(index, max(width - 1, 0)), width, state)
            self._strips[index, width, state] = strips
        return strips

    def _row_lines(self, index: int, width: int) -> tuple[Content, ...]:
        lines = self._drawn.get((index, width))
        if lines is None:
            drawn = tuple(self._draw(index, width)) if self._draw is not None else ()
            lines = (*drawn, *[Content.empty()] * self._row_height)[: self._row_height]
            self._drawn[index, width] = lines
        return lines

    def _draw_strips(self, lines: Sequence[Content], width: int, state: RowState) -> list[Strip]:
        marker = " "
        style = marker_style = self.visual_style
        if state != "plain":
            name = "row-list--highlighted" if state == "highlighted" else "row-list--highlighted-blurred"
            marker = MARKER
            style = component_style(self, name)
            marker_style = style + component_style(self, "row-list--marker", partial=True)
        strips = []
        for content in lines:
            drawn = self._segments(content, max(width - 1, 1), style)
            segments = [Segment(marker, marker_style.rich_style), *drawn]
            strips.append(Strip(segments).adjust_cell_length(width, style.rich_style))
        return strips

    def _segments(self, content: Content, width: int, style: Style) -> Iterable[Segment]:
        """One line in cells; where no style has to be looked up, without the toolkit's long way round.

        A screen of rows passes here at once when one goes to the end of a long list.
        """
        if any(isinstance(span.style, str) for span in content.spans):
            drawn = Visual.to_strips(self, content, width, 1, style, apply_selection=False)
            return drawn[0] if drawn else ()
        if content.cell_length > width:
            content = content.truncate(width, ellipsis=True)
        return content.render_segments(style)

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self.refresh_rows()

    def on_resize(self) -> None:
        """Draw for the new width and keep the highlighted row in view."""
        self.refresh_rows()
        self.scroll_to_highlighted()

    def on_focus(self) -> None:
        """Show the highlight as active."""
        self._refresh_row(self.highlighted)

    def on_blur(self) -> None:
        """Show the highlight as resting."""
        self._refresh_row(self.highlighted)

    def _refresh_row(self, index: int | None) -> None:
        if index is not None:
            self.refresh_lines(index * self._row_height, self._row_height)

    # -- the highlight

    def validate_highlighted(self, index: int | None) -> int | None:
        """Clamp to the rows and step to the nearest selectable one; None when there is none."""
        if index is None or not self._count:
            return None
        return self._nearest(min(max(index, 0), self._count - 1), 1)

    def watch_highlighted(self, old: int | None, new: int | None) -> None:
        """Repaint two rows, bring the new one into view and tell the owner."""
        self._refresh_row(old)
        self._refresh_row(new)
        if new is not None:
            self.scroll_to_highlighted()
            self.post_message(self.Highlighted(self, new))

    def scroll_to_highlighted(self) -> None:
        """Bring the highlighted row, and a heading right above it, into view."""
        region = self.scrollable_content_region
        if self.highlighted is None or not self.is_mounted or not region.height:
            return
        first = self.highlighted
        room = min(HEADING_LINES, region.height // self._row_height - 1)
        while room > 0 and first > 0 and not self._selectable(first - 1):
            first -= 1
            room -= 1
        lines = (self.highlighted - first + 1) * self._row_height
        self.scroll_to_region(
            Region(0, first * self._row_height, region.width, lines),
            animate=False,
            force=True,
            immediate=True,
        )

    def _step(self, start: int, direction: int) -> int | None:
        """The first selectable row at `start` or beyond it in one direction."""
        stop = self._count if direction > 0 else -1
        return next((index for index in range(start, stop, direction) if self._selectable(index)), None)

    def _nearest(self, start: int, direction: int) -> int | None:
        """The first selectable row in one direction, else in the other."""
        found = self._step(start, direction)
        return self._step(start, -direction) if found is None else found

    def _move(self, rows: int) -> None:
        """Move the highlight by a number of rows, to the end at most."""
        if not self._count:
            return
        if self.highlighted is None:
            self.highlighted = 0
            return
        target = min(max(self.highlighted + rows, 0), self._count - 1)
        found = self._step(target, 1 if rows > 0 else -1)
        if found is None and abs(rows) > 1:
            found = self._nearest(target, -1 if rows > 0 else 1)
        if found is not None:
            self.highlighted = found
        elif rows < 0:
            self.scroll_to(y=0, animate=False, immediate=True)

    def _page_rows(self) -> int:
        return max(self.scrollable_content_region.height // self._row_height - 1, 1)

    def action_row_up(self) -> None:
        """To the row above."""
        self._move(-1)

    def action_row_down(self) -> None:
        """To the row below."""
        self._move(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._move(-self._page_rows())

    def action_page_down(self) -> None:
        """One page down."""
        self._move(self._page_rows())

    def action_first(self) -> None:
        """To the first selectable row."""
        if self._count:
            self.highlighted = self._step(0, 1)
            self.scroll_to(y=0, animate=False, immediate=True)

    def action_last(self) -> None:
        """To the last selectable row."""
        if self._count:
            self.highlighted = self._step(self._count - 1, -1)

    def action_choose(self) -> None:
        """Choose the highlighted row."""
        if self.highlighted is None:
            return
        if self._choose is not None:
            self._choose(self.highlighted)
        else:
            self.post_message(self.Chosen(self, self.highlighted))

    def on_click(self, event: events.Click) -> None:
        """Do with the row under the mouse what a click does."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (offset.y + self.scroll_offset.y) // self._row_height
        if index < self._count and self._selectable(index):
            event.stop()
            self.click_row(index, offset.x, event.chain)

    def click_row(self, index: int, x: int, times: int) -> None:  # noqa: ARG002 - where rows have parts they tell
        """Highlight and choose a row that was clicked at a cell, so many times in a row."""
        self.highlighted = index
        self.action_choose()
