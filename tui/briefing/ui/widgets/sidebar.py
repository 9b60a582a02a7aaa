"""The left side: articles above, topics below; each can be hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from briefing.ui.drawing.steering_phrases import describe_step
from briefing.ui.drawing.styled_text import TextStyler, between, join
from briefing.ui.keys import by_key, key_of, line_of_keys
from briefing.ui.widgets.article_list import ArticleList
from briefing.ui.widgets.lines import Lines
from briefing.ui.widgets.topic_list import TopicList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from briefing.ui.state.reader_state import ReaderState
    from briefing.ui.widgets.filter_box import FilterBox


_ORDERS = {"events": "event"}
"""Orders of the list that are called otherwise in its title."""


class Sidebar(Vertical):
    """Both lists under their titles."""

    # Its parts cover it; their right border parts it from the text also where there is no colour.
    BLANK = True
    DEFAULT_CSS = """
    Sidebar { height: 1fr; background: $surface; }
    Sidebar > * { border-right: tall $panel; }
    Sidebar #steered { height: 1; padding: 0 1; background: $surface; }
    Sidebar .sidebar--title { height: 1; padding: 0 1; background: $panel; }
    Sidebar .sidebar--title.-focused {
        background: $head-focused-background; color: $head-focused; text-style: $head-focused-style;
    }
    Sidebar ArticleList { height: 1fr; background: $surface; }
    Sidebar TopicList { height: 1fr; background: $surface; }
    Sidebar.-short RowList:focus { height: 3fr; }
    """

    def __init__(self, state: ReaderState) -> None:
        super().__init__(id="sidebar")
        self._state = state
        self._styler: TextStyler | None = None
        self.articles = ArticleList(state)
        self.topics = TopicList(state)
        self._titles = [
            Lines(self._articles_title, classes="sidebar--title"),
            Lines(self._topics_title, classes="sidebar--title"),
        ]
        self._steered = Lines(self._steered_line, id="steered")
        self.filter: FilterBox | None = None
        """The box that narrows the list of articles down, while there is one."""

    def compose(self) -> ComposeResult:
        """Title and list, twice."""
        yield self._titles[0]
        yield self.articles
        yield self._titles[1]
        yield self.topics

    def draw(self, styler: TextStyler, row_height: int) -> None:
        """Draw what has changed of both lists and what stands around them."""
        self._styler = styler
        self.articles.follow(styler, row_height)
        self.topics.follow(styler)
        self._show_steered()
        self.show_titles()
        if self._steered.is_attached:
            self._steered.show()

    def on_descendant_focus(self) -> None:
        """Fill the title of the list that has the keys."""
        self._show_focus()

    def on_descendant_blur(self) -> None:
        """The title of the list that had the keys is as any other."""
        self._show_focus()

    def _show_focus(self) -> None:
        in_filter = self.filter is not None and self.filter.has_focus_within
        self._titles[0].set_class(self.articles.has_focus or in_filter, "-focused")
        self._titles[1].set_class(self.topics.has_focus, "-focused")
        self.show_titles()

    async def open_filter(self, box: FilterBox) -> None:
        """Put a box above the list of articles."""
        self.filter = box
        await self.mount(box, after=self._titles[0])
        self.show_titles()

    def close_filter(self) -> None:
        """Take the box away, if there is one."""
        if self.filter is not None:
            self.filter.remove()
            self.filter = None

    def show_titles(self) -> None:
        """Draw the titles anew."""
        for line in self._titles:
            line.show()

    def show_panes(self, *, articles: bool, topics: bool) -> None:
        """Show or hide each list; with neither, the whole side goes."""
        self._titles[0].display = self.articles.display = articles
        if self.filter is not None:
            self.filter.display = articles
        self._titles[1].display = self.topics.display = topics
        self.display = articles or topics
        self._show_steered()

    def _show_steered(self) -> None:
        shown = self.topics.display and bool(self._state.topics.steering)
        if shown and self._titles[1].is_attached and not self._steered.is_attached:
            # Only now: few change topics by hand, and every part of the screen delays the first paint.
            self.mount(self._steered, after=self._titles[1])
        self._steered.display = shown

    def _title_styles(self, index: int) -> tuple[str, str]:
        """How a title is drawn, and the keys behind it: plain on the fill of the list that has the keys."""
        return ("", "") if self._titles[index].has_class("-focused") else ("label", "muted")

    def _articles_title(self, width: int, _height: int) -> list[Content]:
        if self._styler is None:
            return []
        order = self._state.sources.order
        by = "" if order == "opened" else f" by {_ORDERS.get(order, order)}"
        label, muted = self._title_styles(0)
        total, read = len(self._state.articles), self._state.read.articles or 0
        unread = f" · {total - read:,} unread" if 0 < read <= total and self.filter is None else ""
        left = self._styler.text(f"Articles{by}{unread}", label)
        if self.filter is None:
            hints = line_of_keys(("view.articles", ""), ("view.hide_articles", "hides"))
            if (by or unread) and left.cell_length + 1 + len(hints) > width:
                # Nothing else says which order it is, and how many are left.
                hints = ""
            return [between(left, self._styler.text(hints, muted), width)]
        left_over = total if self._state.narrowed is None else len(self._state.listed)
        counted = self._styler.text(f" {left_over:,} of {total:,} ", "hit")
        left = join(left, self._styler.blank(1), counted)
        # The numbers matter more than the key, which the footer names too.
        for back in (by_key("view.escape", "shows all"), by_key("view.escape", "all"), ""):
            if left.cell_length + 1 + len(back) <= width:
                break
        return [between(left, self._styler.text(back, muted), width)]

    def _topics_title(self, width: int, _height: int) -> list[Content]:
        if self._styler is None:
            return []
        work = self._state.topics.progress or ("" if self._state.topics.known else "…")
        topics = self._state.topics
        grain = "" if topics.is_usual else {"coarse": "broad ", "fine": "narrow "}[topics.grain]
        label, muted = self._title_styles(1)
        left = self._styler.text(f"Topics {grain}{work}".rstrip(), label)
        return [
            between(
                left,
                self._styler.text(
                    line_of_keys(("view.topics_list", ""), ("view.hide_topics", "hides")), muted
                ),
                width,
            )
        ]

    def _steered_line(self, width: int, _height: int) -> list[Content]:
        """What was changed by hand last, how much before it, and the key that takes it back."""
        steps = self._state.topics.steering
        if self._styler is None or not steps:
            return []
        styler = self._styler
        more = f" +{len(steps) - 1}" if len(steps) > 1 else ""
        back = join(
            styler.text(f"{more} ", "muted"),
            styler.key(key_of("steer.undo"), "steer.undo"),
            styler.text(" undoes", "muted"),
        )
        return [between(styler.text(f"✎ {describe_step(steps[-1])}", "topic"), back, width)]
