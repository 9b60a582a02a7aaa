"""The list of topics: label, for each source a bar that says how much it speaks of it, further keywords.

A broad topic opens into its stories. New topics take the place of old ones without moving what
one is looking at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive

from briefing.ui.bindings import bindings_of
from briefing.ui.drawing.source_bars import Source, SourceBars
from briefing.ui.drawing.styled_text import TextStyler, between, cut, join
from briefing.ui.drawing.wrap import cells
from briefing.ui.key_table import TOPICS
from briefing.ui.state.topic_state import TopicIndex, TopicRow, further_keywords
from briefing.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.model.topic import Topic
    from briefing.ui.state.reader_state import ReaderState

ROW = 2
"""Lines of a topic."""
BEFORE_BARS = 2
"""Cells left of the bars."""
LEAST_WORDS = 10
"""Cells beside the bars from which on keywords are told there."""
WORDS = 15
"""Cells that bars of sources leave to keywords; those of single articles have the line to themselves."""
PARTED = ", "
"""Between the parts of a label."""
GOES_ON = " …"
"""Behind the parts of a label that has more, which stand below or nowhere."""


class ListedTopics(NamedTuple):
    """All that the rows of the list depend on: while it stays equal, nothing is drawn anew."""

    topics: TopicIndex
    chosen: str | None
    version: int
    """Of the articles, whose sources have the bars."""
    source_counts: dict[str, int] | None
    """Whose the bars are; None where each article has one."""
    copies: Mapping[str, str]
    """The original of each copy: the two are one voice."""
    styler: TextStyler


class TopicList(RowList):
    """Every topic of the state; a silent source is a dot."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TOPICS)

    listed: reactive[ListedTopics | None] = reactive(None, init=False, repaint=False)

    def __init__(self, state: ReaderState) -> None:
        super().__init__(id="topics")
        self._state = state
        self._rows: tuple[TopicRow, ...] = ()
        self._opened: set[str] = set()
        self._bars: tuple[tuple[int, int], SourceBars] | None = None

    @property
    def chosen(self) -> Topic | None:
        """The topic or story the list's highlight is on."""
        return self._rows[self.highlighted].topic if self.highlighted is not None and self._rows else None

    def follow(self, styler: TextStyler) -> None:
        """List the topics of the state, keeping what is chosen, open and in view."""
        state, topics = self._state, self._state.topics
        self.listed = ListedTopics(
            *(topics.index, topics.chosen, state.articles.version, topics.source_counts),
            state.sources.copy_of,
            styler,
        )

    def watch_listed(self, old: ListedTopics | None, new: ListedTopics) -> None:
        """Draw what has changed: other topics, or the same ones in another light."""
        if old is None or old.source_counts != new.source_counts or new.source_counts is not None:
            # Sources are counted with the topics.
            self._bars = None
        if new.topics.rows(self._opened) == self._rows:
            self.refresh_rows()
        else:
            self._opened = self._still_open()
            self._replace(new.topics.rows(self._opened))

    def open_stories(self, *, opened: bool) -> bool:
        """Open the chosen topic into its stories, or close it; False when there is nothing to do."""
        if self.highlighted is None or not self._rows:
            return False
        row = self._rows[self.highlighted]
        topic: Topic | None = row.topic
        if not opened and row.topic.label not in self._opened:
            topic = row.broad
        if topic is None or not topic.stories or (topic.label in self._opened) == opened:
            return False
        if opened:
            self._opened.add(topic.label)
        else:
            self._opened.discard(topic.label)
        rows = self._state.topics.index.rows(self._opened)
        self._replace(rows, chosen=topic)
        return True

    def reveal(self, label: str) -> None:
        """Highlight the topic or story called `label`, opening the topics that a story stands in."""
        index = self._state.topics.index
        broad = index.broad(label)
        while broad is not None:
            self._opened.add(broad.label)
            broad = index.broad(broad.label)
        self._replace(index.rows(self._opened), chosen=index.find(label))

    def _still_open(self) -> set[str]:
        book = self._state.topics.index
        found = (book.successor(row.topic) for row in self._rows if row.topic.label in self._opened)
        return {topic.label for topic in found if topic is not None and topic.stories}

    def _replace(self, rows: tuple[TopicRow, ...], *, chosen: Topic | None = None) -> None:
        """Put `rows` in the place of the present ones; the row one looks at stays where it is."""
        anchor, line = self._anchor()
        wanted = chosen or self.chosen
        place = self._place(rows, wanted)
        kept = self._place(rows, anchor)
        self._rows = rows
        self.set_rows(len(rows), self._draw_row, row_height=ROW, highlighted=(place or 0) if rows else None)
        if kept is not None and self.is_mounted:
            self.scroll_to(y=kept * ROW - line, animate=False, immediate=True)
            if chosen is not None:
                self.scroll_to_highlighted()

    def _anchor(self) -> tuple[Topic | None, int]:
        """The row that stays in place, with its line on the screen: the highlighted one if it is in view."""
        if not self._rows or not self.size.height:
            return None, 0
        top, height = self.scroll_offset.y, self.size.height
        here = self.highlighted
        if here is None or not top <= here * ROW < top + height:
            here = min(top // ROW, len(self._rows) - 1)
        return self._rows[here].topic, here * ROW - top

    def _place(self, rows: Sequence[TopicRow], topic: Topic | None) -> int | None:
        if topic is None:
            return None
        found = self._state.topics.index.successor(topic)
        for index, row in enumerate(rows):
            if found is not None and row.topic.label == found.label:
                return index
        return None

    def _source_bars(self, width: int) -> SourceBars:
        state = self._state
        key = (width, state.articles.version)
        if self._bars is None or self._bars[0] != key:
            self._bars = (key, self._new_bars(width))
        return self._bars[1]

    def _new_bars(self, width: int) -> SourceBars:
        state = self._state
        counted = state.topics.source_counts
        if counted is not None:
            return SourceBars.of_sources(counted, width - WORDS, len(state.articles))
        sources = [
            Source(name, state.articles[name].source or "", state.letter(name), state.index(name))
            for name in state.names
        ]
        return SourceBars(sources, width, len(state.articles), width - WORDS)

    def _drawn_bars(self, styler: TextStyler, topic: Topic, width: int, room: int) -> Content:
        """The bars in `width` cells; a share of all articles in `room` of them."""
        # Imported here: before there are topics nothing of it is needed.
        from briefing.model.topic_passages import articles_of, shares_of

        shares = shares_of(topic.passages)
        if shares is not None:
            said = {one.source: one.passages for one in shares}
            return self._source_bars(width).draw(styler, said, room, spoken=articles_of(topic.passages))
        spread, copy_of = self._state.topics.index.spread(topic), self._state.sources.copy_of
        bars = self._source_bars(width)
        return bars.draw(styler, spread, width if bars.columns else room, copy_of=copy_of)

    def _draw_row(self, index: int, width: int) -> Sequence[Content]:
        listed, row = self.listed, self._rows[index]
        assert listed is not None, "there are rows once something is listed"
        styler = listed.styler
        topic = row.topic
        chosen = topic.label == self._state.topics.chosen
        sign = f"{'  ' * (row.depth - 1)}╰ " if row.depth else ""
        if topic.stories:
            sign += "▾ " if topic.label in self._opened else "▸ "
        count = styler.text(f"{len(topic.passages):,}", "muted")
        begin = f"{'◆' if chosen else ' '} {sign}"
        shown, rest = fitting_parts(topic.label, width - count.cell_length - 1 - cells(begin))
        label = styler.text(begin + shown, "topic" if chosen else "")
        words = ", ".join(further_keywords(topic))
        room = width - BEFORE_BARS - (WORDS if rest or words else 0)
        below = join(styler.blank(BEFORE_BARS), self._drawn_bars(styler, topic, width - BEFORE_BARS, room))
        left = width - below.cell_length - 1
        if (rest or words) and left >= LEAST_WORDS:
            further = [styler.text(rest, "topic" if chosen else "")] if rest else []
            further += [styler.text(f"{' · ' if rest else ''}{words}", "muted")] if words else []
            below = join(below, styler.blank(1), cut(join(*further), left))
        return [between(label, count, width), below]


def fitting_parts(label: str, room: int) -> tuple[str, str]:
    """Return a label as far as its parts fit into `room` cells, one at least, and the parts that do not."""
    parts = label.split(PARTED)
    count = len(parts)
    while count > 1 and cells(PARTED.join(parts[:count]) + GOES_ON * (count < len(parts))) > room:
        count -= 1
    rest = PARTED.join(parts[count:])
    return PARTED.join(parts[:count]) + (GOES_ON if rest else ""), rest
