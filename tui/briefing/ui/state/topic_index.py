"""Topics and their stories as the reader asks for them: by label, by passage, row by row.

Pure values. A story is a topic inside a broad one; labels are unique among both.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.topic_passages import StoredPassages

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.model.article import Ref
    from briefing.model.topic import Topic

ALIKE = 0.3
"""Part of their keywords that two topics share, at least, to be taken for one that has changed."""


class TopicRow(NamedTuple):
    """One row of the list."""

    topic: Topic
    broad: Topic | None = None
    """The topic that a story stands in; None for a topic."""


class TopicIndex:
    """The topics of one answer, quick to look up."""

    def __init__(self, topics: tuple[Topic, ...] = ()) -> None:
        self.topics = topics
        self._spreads: dict[str, Counter[str]] = {}
        self._numbers: dict[str, dict[str, set[int]]] = {}

    @cached_property
    def _by_label(self) -> dict[str, TopicRow]:
        rows = [TopicRow(topic) for topic in self.topics]
        rows += [TopicRow(story, topic) for topic in self.topics for story in topic.stories]
        return {row.topic.label: row for row in reversed(rows)}

    @cached_property
    def _by_passage(self) -> dict[tuple[str, int], list[tuple[float, Topic]]]:
        found: dict[tuple[str, int], list[tuple[float, Topic]]] = {}
        for topic in self.topics:
            if isinstance(topic.passages, StoredPassages):
                continue
            for passage in topic.passages:
                found.setdefault((passage.article, passage.passage), []).append((passage.weight, topic))
        return found

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
        found = list(self._by_passage.get((ref.article, ref.passage), []))
        for topic in self.topics:
            if isinstance(topic.passages, StoredPassages):
                here = topic.passages.in_article(ref.article)
                found += [(passage.weight, topic) for passage in here if passage.passage == ref.passage]
        return [topic for _, topic in sorted(found, key=lambda pair: -pair[0])]

    def spread(self, topic: Topic) -> Counter[str]:
        """How many passages of each article speak of a topic of this index; of a stored one none is told."""
        if isinstance(topic.passages, StoredPassages):
            return Counter()
        if topic.label not in self._spreads:
            self._spreads[topic.label] = Counter(passage.article for passage in topic.passages)
        return self._spreads[topic.label]

    def numbers(self, topic: Topic, article: str) -> frozenset[int]:
        """The passages of one article that speak of a topic of this index."""
        if isinstance(topic.passages, StoredPassages):
            return frozenset(passage.passage for passage in topic.passages.in_article(article))
        if topic.label not in self._numbers:
            found: dict[str, set[int]] = {}
            for passage in topic.passages:
                found.setdefault(passage.article, set()).add(passage.passage)
            self._numbers[topic.label] = found
        return frozenset(self._numbers[topic.label].get(article, ()))

    def rows(self, opened: Collection[str]) -> tuple[TopicRow, ...]:
        """The rows of the list; the stories of topics whose label is in `opened` stand below them."""
        found: list[TopicRow] = []
        for topic in self.topics:
            found.append(TopicRow(topic))
            if topic.label in opened:
                found += [TopicRow(story, topic) for story in topic.stories]
        return tuple(found)

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
