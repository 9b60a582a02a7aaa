"""The list of topics: label, and for each source a bar that says how much it speaks of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content

from briefing.ui.draw import Pen, between, cut, join
from briefing.ui.widgets.row_list import RowList
from briefing.ui.words import bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.model.topic import Topic
    from briefing.ui.desk import Desk


class TopicList(RowList):
    """Every topic of the desk; a silent source is a dot."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="topics")
        self._desk = desk
        self._pen: Pen | None = None
        self._topics: tuple[Topic, ...] = ()

    @property
    def chosen(self) -> Topic | None:
        """The topic the list's highlight is on."""
        return self._topics[self.highlighted] if self.highlighted is not None and self._topics else None

    def show(self, pen: Pen) -> None:
        """Draw the desk's topics anew, keeping the highlight."""
        self._pen = pen
        if self._topics is self._desk.topics:
            self.refresh_rows()
            return
        self._topics = self._desk.topics
        self.set_rows(
            len(self._topics), self._draw_row, row_height=2, highlighted=0 if self._topics else None
        )

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        pen, topic = self._pen, self._topics[index]
        if pen is None:
            return [Content(""), Content("")]
        chosen = topic.label == self._desk.topic
        label = pen.text(f"{'◆' if chosen else ' '} {topic.label}", "topic" if chosen else "")
        return [
            between(label, pen.text(str(len(topic.passages)), "muted"), width),
            self._bars(pen, topic, width),
        ]

    def _bars(self, pen: Pen, topic: Topic, width: int) -> Content:
        counts = Counter(p.article for p in topic.passages)
        most = max(counts.values(), default=0)
        names = self._desk.names
        lettered = 3 * len(names) + 2 <= width
        parts = [Content("  ")]
        for name in names:
            value = counts[name]
            drawn = (
                (self._desk.letter(name) if lettered else "") + bar(value, most) + (" " if lettered else "")
            )
            index = self._desk.index(name)
            parts.append(pen.source(drawn, index) if value else pen.text(drawn, "muted"))
        return cut(join(*parts), width)
