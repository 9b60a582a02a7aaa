"""The columns side by side: as many as fit, the active one always among them. Each is a head and a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from briefing.ui.state.reader_state import COLUMNS_IN_VIEW
from briefing.ui.widgets.article_view import ArticleView
from briefing.ui.widgets.lines import DrawLines, Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.model.article import Article
    from briefing.settings import TextSettings
    from briefing.ui.drawing.palette import Palette


class Column(Vertical):
    """An article with its head. `view` is the text."""

    # Nothing of the container itself is seen: not drawing it halves the first paint.
    BLANK = True
    DEFAULT_CSS = """
    Column { width: 1fr; height: 1fr; }
    Column > * { border-left: tall $panel; }
    Column.-first > * { border-left: none; }
    Column > .column--head { height: 1; background: $surface; padding: 0 1; }
    Column.-tall > .column--head { height: 2; }
    Column.-locked > .column--head { height: 2; }
    Column.-tall.-locked > .column--head { height: 3; }
    Column.-active > .column--head { background: $panel; }
    Column.-zen > * { border-left: none; }
    Column.-zen > .column--head { display: none; }
    Column > .column--head.-focused {
        background: $head-focused-background; color: $head-focused; text-style: $head-focused-style;
    }
    """

    def __init__(
        self, article: Article, palette: Palette, head: DrawLines, text: TextSettings | None = None
    ) -> None:
        super().__init__()
        self.article_id = article.id
        self.view = ArticleView(article, palette, text)
        self._head = Lines(self._draw_head, classes="column--head")
        self._draw = head

    def compose(self) -> ComposeResult:
        """The head above the text."""
        yield self._head
        yield self.view

    def on_descendant_focus(self) -> None:
        """Fill the head of the text that has the keys."""
        self._head.add_class("-focused")

    def on_descendant_blur(self) -> None:
        """The head of the text that had the keys is as any other."""
        self._head.remove_class("-focused")

    def _draw_head(self, width: int, height: int) -> Sequence[Content]:
        return self._draw(width, height)

    def refresh_head(self) -> None:
        """Draw the head again."""
        self._head.show()


MIN_WIDTH = 28
"""A column narrower than this cannot be read; fewer are shown instead."""
ONE_AT_A_TIME = 100
"""On a screen narrower than this one column is shown at a time."""


class Columns(Horizontal):
    """Holds a `Column` for each article that is open, and shows those that fit."""

    BLANK = True
    DEFAULT_CSS = """
    Columns { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.begun: list[Column] = []

    def begin(self, columns: Sequence[Column]) -> None:
        """Hold these columns from the first moment on."""
        self.begun = list(columns)

    def compose(self) -> ComposeResult:
        """The columns the reader begins with."""
        yield from self.begun

    @property
    def open(self) -> list[Column]:
        """Every column, also one that does not fit or is on its way out."""
        # Not by a query: a key asks several times, and a selector is looked at anew each time.
        return [child for child in self.children if isinstance(child, Column)]

    def column(self, name: str) -> Column | None:
        """The column of an article, if it is open."""
        found = (c for c in self.open if c.article_id == name)
        return next(found, None)

    @staticmethod
    def fitting(names: Sequence[str], active: int, width: int, screen: int) -> list[str]:
        """Those of `names` that fit into `width` of a screen, in order, around the active one."""
        room = 1 if screen < ONE_AT_A_TIME else min(max(width // MIN_WIDTH, 1), COLUMNS_IN_VIEW)
        if len(names) <= room:
            return list(names)
        start = min(max(active - room + 1, 0), len(names) - room)
        return list(names[start : start + room])

    def lay_out(
        self, names: Sequence[str], active: int, shown: Sequence[str], build: dict[str, Column]
    ) -> None:
        """Hold exactly `names`, in order, and show `shown`; `build` holds those that are not open yet."""
        with self.app.batch_update():
            for old in self.open:
                if old.article_id not in names:
                    old.remove()
            for position, name in enumerate(names):
                column = self.column(name) or build[name]
                if not column.is_attached:
                    self.mount(column)
                if position:
                    self.move_child(column, after=build_or(self, names[position - 1], build))
                elif self.children[0] is not column:
                    self.move_child(column, before=0)
            columns = [self.column(name) or build[name] for name in names]
            _mark(columns, shown, names[active])

    def show_some(self, names: Sequence[str], active: int, shown: Sequence[str]) -> None:
        """The same for the columns it began with."""
        if names:
            _mark(self.begun, shown, names[active])


def _mark(columns: Sequence[Column], shown: Sequence[str], active: str) -> None:
    for column in columns:
        column.display = column.article_id in shown
        column.set_class(column.article_id == shown[0], "-first")
        column.set_class(column.article_id == active, "-active")


def build_or(columns: Columns, name: str, build: dict[str, Column]) -> Column:
    """The open column of `name`, or the one just built for it."""
    return columns.column(name) or build[name]
