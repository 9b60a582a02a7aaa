"""The left side: articles above, topics below; each can be hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from briefing.ui.draw import Pen, between
from briefing.ui.widgets.article_list import ArticleList
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.topic_list import TopicList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.ui.desk import Desk


class Sidebar(Vertical):
    """Both lists under their titles."""

    # Its parts cover it; their right border parts it from the text also where there is no colour.
    BLANK = True
    DEFAULT_CSS = """
    Sidebar { width: 38; height: 1fr; background: $surface; }
    Sidebar > * { border-right: tall $panel; }
    Sidebar .sidebar--title { height: 1; padding: 0 1; background: $panel; }
    Sidebar ArticleList { height: 1fr; background: $surface; }
    Sidebar TopicList { height: 1fr; background: $surface; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="sidebar")
        self._desk = desk
        self._pen: Pen | None = None
        self.articles = ArticleList(desk)
        self.topics = TopicList(desk)
        self._titles = [
            Lines(self._articles_title, classes="sidebar--title"),
            Lines(self._topics_title, classes="sidebar--title"),
        ]

    def compose(self) -> ComposeResult:
        """Title and list, twice."""
        yield self._titles[0]
        yield self.articles
        yield self._titles[1]
        yield self.topics

    def show(self, pen: Pen, row_height: int) -> None:
        """Draw both lists anew."""
        self._pen = pen
        self.articles.show(pen, row_height)
        self.topics.show(pen)
        for title in self._titles:
            title.show()

    def show_panes(self, *, articles: bool, topics: bool) -> None:
        """Show or hide each list; with neither, the whole side goes."""
        self._titles[0].display = self.articles.display = articles
        self._titles[1].display = self.topics.display = topics
        self.display = articles or topics

    def _articles_title(self, width: int, _height: int) -> list[Content]:
        if self._pen is None:
            return []
        left = self._pen.text("Articles", "label")
        return [between(left, self._pen.text("a · A hides", "muted"), width)]

    def _topics_title(self, width: int, _height: int) -> list[Content]:
        if self._pen is None:
            return []
        left = self._pen.text("Topics" if self._desk.topics_known else "Topics …", "label")
        return [between(left, self._pen.text("t · T hides", "muted"), width)]
