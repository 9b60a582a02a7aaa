"""One column of the reader: the head that says whose text it is, and the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

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

    def _draw_head(self, width: int, height: int) -> Sequence[Content]:
        return self._draw(width, height)

    def refresh_head(self) -> None:
        """Draw the head again."""
        self._head.show()
