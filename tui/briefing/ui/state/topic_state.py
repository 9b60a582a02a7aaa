"""The topics of what is open as the reader asks for them, what was changed by hand, the one that is chosen.

Labels are unique among topics and stories; a story is a topic inside a broad one.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from briefing.model.article import Ref
    from briefing.model.steering import Steer
    from briefing.model.topic import Topic, TopicPassage
    from briefing.model.topic_cut import Grain

ALIKE = 0.3
"""Part of their keywords that two topics share, at least, to be taken for one that has changed."""


class TopicRow(NamedTuple):
    """One row of the list."""

    topic: Topic
    broad: Topic | None = None
    """The topic that a story stands in; None for a topic."""
    depth: int = 0
    """How many topics it stands in, inside each other."""


class TopicIndex:
    """The topics of one answer, quick to look up."""

    def __init__(self, topics: tuple[Topic, ...] = (), tree: tuple[Topic, ...] = ()) -> None:
        """`topics` are listed; `tree` are the broadest ones, which may hold some of those."""
        self.topics = topics
        self._tree = tree
        self._spreads: dict[str, Counter[str]] = {}
        self._lookups: dict[str, Callable[[str], Sequence[TopicPassage]]] = {}

    @cached_property
    def _by_label(self) -> dict[str, TopicRow]:
        rows = list(self._below(self.topics, None, 0, None))
        # What is broader than those that are listed can be named, too.
        rows.sort(key=lambda row: row.depth)
        rows += self._below(self._tree, None, 0, None)
        return {row.topic.label: row for row in reversed(rows)}

    def _below(
        self, topics: Iterable[Topic], broad: Topic | None, depth: int, opened: Collection[str] | None
    ) -> Iterator[TopicRow]:
        """The rows of topics and of what is inside them; with `opened`, only inside those called so."""
        for topic in topics:
            yield TopicRow(topic, broad, depth)
            if opened is None or topic.label in opened:
                yield from self._below(topic.stories, topic, depth + 1, opened)

    def _in_article(self, topic: Topic, article: str) -> Sequence[TopicPassage]:
        """The passages of one article that a topic of this index has."""
        # Imported here: before there are topics nothing of it is needed.
        from briefing.model.topic_passages import passages_by_article

        if topic.label not in self._lookups:
            self._lookups[topic.label] = passages_by_article(topic.passages)
        return self._lookups[topic.label](article)

    def find(self, label: str | None) -> Topic | None:
        """The topic or story called `label`."""
        row = self._by_label.get(label) if label else None
        return row.topic if row else None

    def broad(self, label: str) -> Topic | None:
        """The topic that the story called `label` stands in; None for a topic."""
        row = self._by_label.get(label)
        return row.broad if row else None

    def of(self, ref: Ref) -> list[Topic]:
        """The topics a passage speaks of, the weightiest first."""
        found = [
            (passage.weight, topic)
            for topic in self.topics
            for passage in self._in_article(topic, ref.article)
            if passage.passage == ref.passage
        ]
        return [topic for _, topic in sorted(found, key=lambda pair: -pair[0])]

    def spread(self, topic: Topic) -> Counter[str]:
        """How many passages of each article speak of a topic of this index; of a stored one none is told."""
        from briefing.model.topic_passages import held

        if topic.label not in self._spreads:
            self._spreads[topic.label] = Counter(passage.article for passage in held(topic.passages))
        return self._spreads[topic.label]

    def numbers(self, topic: Topic, article: str) -> frozenset[int]:
        """The passages of one article that speak of a topic of this index."""
        return frozenset(passage.passage for passage in self._in_article(topic, article))

    def rows(self, opened: Collection[str]) -> tuple[TopicRow, ...]:
        """The rows of the list; the stories of topics whose label is in `opened` stand below them."""
        return tuple(self._below(self.topics, None, 0, opened))

    def successor(self, old: Topic) -> Topic | None:
        """What has become of a topic of an earlier answer: what has its key, its name, or its words."""
        every = [row.topic for row in self._by_label.values()]
        named = self.find(old.label)
        if named is not None and named.key == old.key:
            return named
        same = next((topic for topic in every if old.key and topic.key == old.key), None)
        return same or named or most_alike(old, every)


def by_weight(topic: Topic) -> list[tuple[str, float]]:
    """The keywords of a topic with their weights, the most telling first; 0 where no weight is known."""
    weights = topic.weights or (0.0,) * len(topic.keywords)
    return sorted(zip(topic.keywords, weights, strict=True), key=lambda pair: -pair[1])


def further_keywords(topic: Topic) -> list[str]:
    """The keywords of a topic that its label does not hold, most telling first."""
    said = topic.label.casefold()
    return [word for word in topic.keywords if word.casefold() not in said]


def most_alike(old: Topic, topics: Sequence[Topic]) -> Topic | None:
    """The topic that shares most of its keywords with `old`, if it is enough."""
    words = frozenset(old.keywords)
    best: tuple[float, Topic] | None = None
    for topic in topics:
        theirs = frozenset(topic.keywords)
        alike = 2 * len(words & theirs) / max(len(words) + len(theirs), 1)
        if alike >= ALIKE and (best is None or alike > best[0]):
            best = (alike, topic)
    return best[1] if best else None


class TopicListState:
    """Every topic as last answered, and the choice among them."""

    def __init__(self) -> None:
        self.index = TopicIndex()
        self.grain: Grain = "default"
        """How narrow the topics are that are listed."""
        self.is_usual = True
        """Whether they are those that are listed by default."""
        self._tree: tuple[Topic, ...] = ()
        self.steering: tuple[Steer, ...] = ()
        """What was changed about topics by hand, in the order done."""
        self.known = False
        self.progress = ""
        """How far the work on the topics is, as it is told; empty when none goes on."""
        self.source_counts: dict[str, int] | None = None
        """The commonest sources with their articles, `""` for articles that name none; None where each
        article is told of by itself.
        """
        self.chosen: str | None = None
        """Label of the chosen topic."""
        self.only_chosen = False
        """Whether columns show the passages of the chosen topic alone."""

    @property
    def items(self) -> tuple[Topic, ...]:
        """Every topic that is listed, largest first."""
        return self.index.topics

    @items.setter
    def items(self, topics: tuple[Topic, ...]) -> None:
        """Take new topics, the broadest; the one that was chosen stays it, also under a new name."""
        self._tree = topics
        self._cut()

    def show_at(self, grain: Grain) -> None:
        """List broader or narrower topics; the one that is chosen stays it."""
        self.grain = grain
        self._cut()

    def listed_at(self, grain: Grain) -> tuple[Topic, ...]:
        """The topics that are listed at a grain."""
        # Imported here: before there are topics nothing of it is needed.
        from briefing.model.topic_cut import cut

        return cut(self._tree, grain)

    def _cut(self) -> None:
        before = self.chosen_topic
        self.index = TopicIndex(self.listed_at(self.grain), self._tree)
        self.is_usual = self.grain == "default" or self.items == self.listed_at("default")
        if before is not None:
            after = self.index.successor(before)
            self.chosen = after.label if after is not None else None
            self.only_chosen = self.only_chosen and after is not None

    @property
    def chosen_topic(self) -> Topic | None:
        """The topic or story chosen in the sidebar."""
        return self.index.find(self.chosen)

    def called(self, name: str) -> Topic:
        """The topic or story that is meant by a name; UsageError where none is, or it is not clear which."""
        from briefing.topics.called_topics import path_called

        return path_called(self._tree, name)[-1]

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
