"""The topics of what is open, what was changed about them by hand, and the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.ui.state.topic_index import TopicIndex

if TYPE_CHECKING:
    from briefing.model.article import Ref
    from briefing.model.steering import Steer
    from briefing.model.topic import Topic


class TopicListState:
    """Every topic as last answered, and the choice among them."""

    def __init__(self) -> None:
        self.index = TopicIndex()
        self.steering: tuple[Steer, ...] = ()
        """What was changed about topics by hand, in the order done."""
        self.known = False
        self.progress = ""
        """How far the work on the topics of a library is, as it is told; empty when none goes on."""
        self.source_counts: dict[str, int] = {}
        """The commonest sources of a library with their articles; `""` for articles that name none."""
        self.chosen: str | None = None
        """Label of the chosen topic."""
        self.only_chosen = False
        """Whether columns show the passages of the chosen topic alone."""

    @property
    def items(self) -> tuple[Topic, ...]:
        """Every topic, largest first."""
        return self.index.topics

    @items.setter
    def items(self, topics: tuple[Topic, ...]) -> None:
        """Take new topics; the one that was chosen stays it, also under a new name."""
        before = self.chosen_topic
        self.index = TopicIndex(topics)
        if before is not None:
            after = self.index.successor(before)
            self.chosen = after.label if after is not None else None
            self.only_chosen = self.only_chosen and after is not None

    @property
    def chosen_topic(self) -> Topic | None:
        """The topic or story chosen in the sidebar."""
        return self.index.find(self.chosen)

    def leave(self) -> None:
        """Choose none."""
        self.chosen, self.only_chosen = None, False

    def of(self, ref: Ref) -> list[Topic]:
        """The topics a passage speaks of, the weightiest first."""
        return self.index.of(ref)

    def passages_in(self, name: str) -> frozenset[int] | None:
        """The passages of one article that belong to the chosen topic; None when none is chosen."""
        topic = self.chosen_topic
        return None if topic is None else self.index.numbers(topic, name)

    def shows(self, name: str, passage: int) -> bool:
        """Whether a passage has rows on the screen: with `only_chosen`, those of the topic alone have."""
        shown = self.passages_in(name) if self.only_chosen else None
        return shown is None or passage in shown
