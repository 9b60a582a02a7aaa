"""One article drawn line by line.

Owns wrapping, scrolling and the mouse; draws what its `overlay` says and decides nothing. Tells
its parent where the reader clicked and what was selected, by messages with offsets into the
article's text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.model.article import Article, Passage, Span
from briefing.settings import TextSettings
from briefing.text.clean import visible
from briefing.ui.drawing.layout import Layout, TextRow, indent_of
from briefing.ui.drawing.overlays import Layer, Overlay, runs
from briefing.ui.drawing.wrap import TAB, cells, offset_at
from briefing.ui.state.ledger_state import CHANGED, CONFIRMED, DIFFERS

if TYPE_CHECKING:
    from textual import events

    from briefing.ui.drawing.palette import Palette

GUTTER = 2
"""Cells left of the text: the cursor bar, and the sign of a mark."""
LEAST_WIDTH = 24
"""Cells that a set margin leaves to the text with its gutter."""
MARGIN = 1
"""Cells right of the text, so that it never touches the scroll bar."""

_KIND_STYLE = {
    "title": "title",
    "heading": "heading",
    "quote": "quote",
    "caption": "caption",
    "boilerplate": "dim",
}


_TABS = re.compile("\t")


class _Wanted(NamedTuple):
    """A place that was to be brought into view."""

    passage: int
    offset: int | None = None
    """Into the article's text, of the line; None for the passage as a whole."""
    scrolled: int | None = None
    """The row at the top of the view then."""


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """The text of an article with everything drawn over it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ArticleView {
        height: 1fr;
        background: $background;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
        /* Room for the bar from the first paint on: the bar comes later, and no line moves. */
        scrollbar-gutter: stable;
    }
    """

    overlay: reactive[Overlay] = reactive(Overlay, init=False, repaint=False)
    """What is drawn over the text. The watcher repaints just what changed."""

    class Clicked(Message):
        """The reader clicked at `offset` of the text, or beside any text (None)."""

        def __init__(self, view: ArticleView, passage: int, offset: int | None, double: bool) -> None:
            super().__init__()
            self.view = view
            self.passage = passage
            self.offset = offset
            self.double = double

        @property
        def control(self) -> ArticleView:
            """The view that was clicked."""
            return self.view

    class Ended(Message):
        """A text longer than the view was scrolled to its end."""

        def __init__(self, view: ArticleView) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> ArticleView:
            """The view the text belongs to."""
            return self.view

    class Selected(Message):
        """The reader dragged over `span`; None when the drag was given up."""

        def __init__(self, view: ArticleView, span: Span | None) -> None:
            super().__init__()
            self.view = view
            self.span = span

        @property
        def control(self) -> ArticleView:
            """The view the text belongs to."""
            return self.view

    _STRIPS: ClassVar[int] = 1024

    def __init__(
        self,
        article: Article,
        palette: Palette,
        text: TextSettings | None = None,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._text = text or TextSettings()
        self.article = article
        self._palette = palette
        self._layout_key: tuple[int, frozenset[int] | None] | None = None
        self._built: tuple[int, frozenset[int] | None] | None = None
        self._rows = Layout(article, 1, only=frozenset())
        self._first_width = 0
        """That of the rows of the first paint."""
        self._strips: LRUCache[tuple[int, int], Strip] = LRUCache(self._STRIPS)
        self._layers: list[Layer] = Overlay().layers()
        self._drag: int | None = None
        self._dragged = False
        self._base: Style | None = None
        self._wanted = _Wanted(0)
        """What was brought into view last, and stays there when rows are wrapped anew."""
        self._pending: int | Literal["anywhere"] | None = None
        """On which row of the view that is put once there are rows; None where it stands already."""
        self._height = 0
        """Rows of the view as they were when it was filled last."""

    # -- what is shown -----------------------------------------------------------------------

    @property
    def layout_rows(self) -> Layout:
        """The rows at the present width."""
        self._lay_out()
        return self._rows

    def set_article(self, article: Article) -> None:
        """Show another version of the same article (its date or source was set)."""
        self.article = article
        self._layout_key = self._built = None
        self._first_width = 0
        self._redraw()

    def set_text(self, text: TextSettings) -> None:
        """Set the text in another way: wider, narrower, with other room between its lines."""
        if text != self._text:
            self._text = text
            self._layout_key = self._built = None
            self._first_width = 0
            self._redraw()

    @property
    def room(self) -> int:
        """Cells that a line of text can have at most: its column's, without signs and margins."""
        return max(self.size.width - GUTTER - MARGIN - 2 * self._least_margin, 1)

    def set_palette(self, palette: Palette) -> None:
        """Draw with the styles of another theme."""
        self._palette = palette
        self._redraw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell when the end comes into view."""
        super().watch_scroll_y(old_value, new_value)
        if old_value < new_value >= self.max_scroll_y > 0:
            self.post_message(self.Ended(self))

    def watch_overlay(self, old: Overlay, new: Overlay) -> None:
        """Redraw what changed: a cursor step costs two passages, anything else the whole view."""
        self._layers = new.layers()
        same = (
            old.figures is new.figures
            and old.marks is new.marks
            and old.hits is new.hits
            and old.related is new.related
            and old.walked is new.walked
            and old.verdicts is new.verdicts
            and old.topic == new.topic
            and old.only_topic == new.only_topic
            and old.active == new.active
            and old.marked == new.marked
            and old.only_here == new.only_here
            and old.probably_only_here == new.probably_only_here
            and old.copies == new.copies
        )
        if not same:
            self._redraw()
            return
        touched = {old.cursor, new.cursor, old.counterpart, new.counterpart}
        for span in (old.target, new.target, old.selection, new.selection):
            if span is not None:
                touched.update(
                    p.number for p in self.article.passages if p.start < span.end and span.start < p.end
                )
        for number in touched:
            if number is not None:
                self._redraw_passage(number)

    def _redraw(self) -> None:
        self._strips.clear()
        self._lay_out()
        self.refresh()

    def _redraw_passage(self, number: int) -> None:
        place = self._rows.rows_of(number)
        if place is None:
            return
        first, last = place
        width = self.size.width
        for row in range(first, last + 1):
            self._strips.discard((row, width))
        top = self.scroll_offset.y
        if first < top + self.size.height and last >= top:
            self.refresh_lines(first, last - first + 1)

    def notify_style_update(self) -> None:
        """Forget finished lines when styles change."""
        super().notify_style_update()
        self._strips.clear()
        self._base = None

    @property
    def _base_style(self) -> Style:
        # Working it out walks up the whole tree of widgets, too much for every line.
        if self._base is None:
            self._base = self.rich_style
        return self._base

    # -- layout ------------------------------------------------------------------------------

    def _text_width(self) -> int:
        return min(self.room, self._text.width)

    @property
    def _least_margin(self) -> int:
        """Blank cells on both sides, fewer where a text of the least width would not fit between them."""
        return max(min(self._text.margin, (self.size.width - LEAST_WIDTH) // 2), 0)

    @property
    def _margin(self) -> int:
        """Blank cells before the text and its signs: more where it stands in the middle of a wide column."""
        least = self._least_margin
        if self._text.align == "left":
            return least
        return max(least, (self.size.width - GUTTER - MARGIN - self._text.width) // 2)

    def _only(self) -> frozenset[int] | None:
        return self.overlay.topic if self.overlay.only_topic else None

    def _lay_out(self) -> None:
        only = self._only()
        key = (self._text_width(), only)
        if key == self._layout_key or not self.size.width:
            return
        kept = self._row_of_wanted()
        # What stood there before a line began elsewhere, or one that is wrapped again and again would drift.
        top = self._place_at_top() if kept != 0 else (self._wanted.passage, self._wanted.offset)
        self._layout_key = key
        self._build(key)
        self.virtual_size = Size(self.size.width, len(self._rows.rows))
        if self._pending is not None:
            self._reveal_pending()
            return
        if top is not None and (row := self._line_of(*top)) is not None:
            self._scroll_to_row(row)
        if kept is not None:
            self._keep(kept)
        elif top is not None:
            self._wanted = _Wanted(*top, self.scroll_offset.y)

    def _place_at_top(self) -> tuple[int, int] | None:
        """Passage and offset at which the first row of text in view begins, or None without any."""
        rows = self._rows.rows
        below = (rows[index] for index in range(self.scroll_offset.y, len(rows)))
        return next(((row.passage, row.start) for row in below if row.kind == "text"), None)

    def _row_of_wanted(self) -> int | None:
        """The row of the view on which stands what was brought into view last.

        None where the reader has scrolled it out of view since, or where it is folded away.
        """
        passage, offset, scrolled = self._wanted
        line = self._line_of(passage, offset)
        if line is None:
            return None
        row = line - self.scroll_offset.y
        return row if 0 <= row < self._height or self.scroll_offset.y == scrolled else None

    def _line_of(self, passage: int, offset: int | None) -> int | None:
        place = self._rows.rows_of(passage)
        if place is None or offset is None:
            return place[0] if place is not None else None
        return self._rows.row_at(passage, offset)

    def _keep(self, row: int) -> None:
        """Bring what was wanted back into view where it is not, to the row of the view it stood on."""
        passage, offset, _ = self._wanted
        line = self._line_of(passage, offset)
        if line is None or not 0 <= line - self.scroll_offset.y < self.size.height:
            self.reveal(passage, offset, at=min(max(row, 0), max(self.size.height - 2, 0)))
        else:
            self._wanted = _Wanted(passage, offset, self.scroll_offset.y)

    def _build(self, key: tuple[int, frozenset[int] | None]) -> None:
        if key != self._built:
            self._built = key
            self._rows = Layout(self.article, *key, spacing=self._text.line_spacing)
            self._strips.clear()

    def on_resize(self) -> None:
        """Wrap anew, keeping in view what was brought there, or else the line at the top."""
        key, kept = self._layout_key, self._row_of_wanted()
        self._lay_out()
        if key == self._layout_key and kept is not None and self._pending is None:
            self._keep(kept)
        self._height = self.size.height

    # -- scrolling ---------------------------------------------------------------------------

    def reveal(self, passage: int, offset: int | None = None, *, at: int | None = None) -> None:
        """Scroll so that a passage (the line of `offset` in it) is in view.

        With `at`, its first row is put on that row of the view; else nothing moves when it is in
        view already.
        """
        if not self.size.height or self._layout_key is None:
            self._wanted = _Wanted(passage, offset)
            self._pending = "anywhere" if at is None else at
            return
        self._pending = None
        self._lay_out()
        self._scroll_near(passage, offset, at)
        self._wanted = _Wanted(passage, offset, self.scroll_offset.y)

    def _scroll_near(self, passage: int, offset: int | None, at: int | None) -> None:
        place = self._rows.rows_of(passage)
        if place is None:
            return
        first, last = place
        top, height = self.scroll_offset.y, self.size.height
        line = first if offset is None else (self._rows.row_at(passage, offset) or first)
        if at is not None:
            target = line - at
        elif self._in_view(first, last, line, offset):
            return
        elif offset is None and first < top and last - first < height:
            target = first - 1
        elif offset is None and last - first < height - 2 and first >= top:
            target = max(last - height + 2, first - height // 2)
        else:
            target = line - min(height // 4, 6)
        self._scroll_to_row(max(target, 0))

    def _scroll_to_row(self, row: int) -> None:
        # By force: the scroll bar, without which Textual moves nothing, is shown only at the next refresh.
        self.scroll_to(y=row, animate=False, immediate=True, force=True)

    def _in_view(self, first: int, last: int, line: int, offset: int | None) -> bool:
        top, height = self.scroll_offset.y, self.size.height
        if offset is None:
            return top <= first and last < top + height
        return top + 1 <= line < top + height - 1

    def _reveal_pending(self) -> None:
        at, self._pending = self._pending, None
        if at is not None:
            self.reveal(self._wanted.passage, self._wanted.offset, at=None if at == "anywhere" else at)

    def row_in_view(self, passage: int) -> int | None:
        """The row of the view on which a passage begins, or None when it is out of view."""
        place = self.layout_rows.rows_of(passage)
        if place is None:
            return None
        row = place[0] - self.scroll_offset.y
        return row if 0 <= row < self.size.height else None

    def passage_in_view(self, passage: int) -> bool:
        """Whether any row of a passage is in view."""
        place = self.layout_rows.rows_of(passage)
        top = self.scroll_offset.y
        return place is not None and place[1] >= top and place[0] < top + self.size.height

    def first_in_view(self) -> int | None:
        """The first passage that begins in view, or else the one that fills it."""
        top, height = self.scroll_offset.y, self.size.height
        for row in self.layout_rows.rows[top : top + height]:
            if row.first:
                return row.passage
        return self._rows.passage_near(top)

    def scroll_within(self, passage: int, direction: int) -> bool:
        """Scroll on inside a passage longer than the view; False when its end is in view already."""
        place = self.layout_rows.rows_of(passage)
        if place is None:
            return False
        top, height = self.scroll_offset.y, self.size.height
        hidden = place[1] >= top + height if direction > 0 else place[0] < top
        if not hidden or not self.passage_in_view(passage):
            return False
        self.scroll_to(y=max(top + direction * max(height - 3, 1), 0), animate=False, immediate=True)
        return True

    # -- drawing -----------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row of the view."""
        width = self.size.width
        if self._layout_key is None and width != self._first_width:
            # The very first paint comes before the resize that will set the height of the whole.
            self._first_width = width
            self._build((self._text_width(), self._only()))
        index = y + self.scroll_offset.y
        if index >= len(self._rows.rows):
            return Strip.blank(width, self._base_style)
        key = (index, width)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._draw(self._rows.rows[index], width)
            self._strips[key] = strip
        return strip

    def _draw(self, row: TextRow, width: int) -> Strip:
        base = self._base_style
        margin = [Segment(" " * self._margin, base)] if self._margin else []
        if row.kind == "leading":
            return Strip([*margin, *self._gutter(row, base)]).extend_cell_length(width, base)
        if row.kind != "text":
            told = self.article.passages[row.passage].place if row.kind == "place" else ""
            sign = Segment("  ⋯" if row.kind == "fold" else f"  {told}", base + self._style("dim"))
            return Strip([*margin, sign]).extend_cell_length(width, base)
        passage = self.article.passages[row.passage]
        style = base + self._passage_style(passage)
        segments = [*margin, *self._gutter(row, base), *self._sign(row, passage, style)]
        text = self.article.text
        tabs = iter(row.tabs)
        for run in runs(row.start, row.end, self._layers):
            drawn = _TABS.sub(lambda _: " " * next(tabs, TAB), visible(text[run.start : run.end]))
            segments.append(Segment(drawn, self._mix(style, run.styles)))
        return Strip(segments).crop_extend(0, width, base)

    def _passage_style(self, passage: Passage) -> Style:
        topic = self.overlay.topic
        if topic is not None and passage.number not in topic:
            return self._style("dim")
        return self._style(_KIND_STYLE.get(passage.kind, ""))

    def _mix(self, style: Style, names: tuple[str, ...]) -> Style:
        for name in names:
            style += self._style(name)
        return style

    def _style(self, name: str) -> Style:
        return self._palette.style(name) if name else Style.null()

    def _gutter(self, row: TextRow, base: Style) -> list[Segment]:
        overlay = self.overlay
        if row.passage == overlay.cursor and overlay.active:
            bar = Segment("▌", base + self._style("cursor"))
        elif row.passage == overlay.counterpart:
            bar = Segment("≈" if row.first else "┃", base + self._style("related"))
        else:
            bar = Segment("▏" if row.passage == overlay.cursor else " ", base + self._style("dim"))
        if row.first and row.passage in overlay.marked:
            return [bar, Segment("●", base + self._style(overlay.marked[row.passage]))]
        verdicts = {paint.style for paint in overlay.verdicts.between(row.start, row.end)}
        if DIFFERS in verdicts:
            return [bar, Segment(DIFFERS, base + self._style("warning"))]
        sign = " "
        if row.first and row.passage in overlay.copies:
            sign = "≡"
        elif row.first and row.passage in overlay.only_here:
            sign = "◇"
        elif row.first and row.passage in overlay.probably_only_here:
            sign = "⋄"
        elif CHANGED in verdicts:
            return [bar, Segment(CHANGED, base + self._style("work"))]
        elif CONFIRMED in verdicts:
            return [bar, Segment(CONFIRMED, base + self._style("label"))]
        return [bar, Segment(sign, base + self._style("dim"))]

    def _sign(self, row: TextRow, passage: Passage, style: Style) -> list[Segment]:
        indent = indent_of(passage)
        if not indent:
            return []
        if passage.kind == "quote":
            return [Segment("│ ", style)]
        sign = "• " if row.first else "  "
        return [Segment(" " * (indent - 2) + sign, style)]

    # -- the mouse ---------------------------------------------------------------------------

    def _signed(self, x: int, y: int) -> int | None:
        """Where the figure begins that the sign of a verdict under the mouse stands for; None elsewhere."""
        index = y - self.gutter.top + self.scroll_offset.y
        if x - self.gutter.left - self._margin != 1 or index >= len(self._rows.rows):
            return None
        row = self._rows.rows[index]
        if row.kind != "text":
            return None
        sign = self._gutter(row, self._base_style)[1].text
        paints = self.overlay.verdicts.between(row.start, row.end)
        return next((paint.start for paint in paints if paint.style == sign), None)

    def _place(self, x: int, y: int) -> tuple[int, int | None] | None:
        # The mouse counts from the border, the text from behind it.
        x, y = x - self.gutter.left, y - self.gutter.top
        index = y + self.scroll_offset.y
        rows = self._rows.rows
        if not rows:
            return None
        row = rows[min(max(index, 0), len(rows) - 1)]
        if row.kind != "text" or index >= len(rows):
            return row.passage, None
        column = x - self._margin - GUTTER - indent_of(self.article.passages[row.passage])
        if column < 0 or column > cells(self.article.text[row.start : row.end], row.tabs):
            return row.passage, None
        return row.passage, offset_at(self.article.text, row.start, row.end, column, row.tabs)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1:
            return
        place = self._place(event.x, event.y)
        self._drag = place[1] if place else None
        self._dragged = False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._drag is None or not event.button:
            return
        place = self._place(event.x, event.y)
        if place is not None and place[1] is not None:
            start, end = sorted((self._drag, place[1]))
            if end > start:
                self._dragged = True
                self.post_message(self.Selected(self, Span(start, end)))
        if event.y < 0:
            self.scroll_up(animate=False)
        elif event.y >= self.size.height:
            self.scroll_down(animate=False)

    def on_mouse_up(self) -> None:
        self.release_mouse()
        self._drag = None

    def on_click(self, event: events.Click) -> None:
        place = self._place(event.x, event.y)
        # A drag ends in a click too; what was dragged over must stay selected.
        if place is not None and not self._dragged:
            passage, offset = place
            if offset is None:
                offset = self._signed(event.x, event.y)
                self.post_message(self.Clicked(self, passage, offset, double=False))
            else:
                self.post_message(self.Clicked(self, passage, offset, event.chain > 1))
