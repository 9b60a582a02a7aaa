"""Topics: clusters of keywords with the passages that speak of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

OTHER = "other"
"""Key and label of what belongs to no topic."""


@dataclass(frozen=True, slots=True)
class TopicPassage:
    """One passage that speaks of a topic."""

    article: str
    passage: int
    weight: float
    """How much the passage is about the topic, in (0, 1], with at most four decimals."""

    def to_dict(self) -> dict[str, Any]:
        return {"article": self.article, "passage": self.passage, "weight": self.weight}


@dataclass(frozen=True, slots=True)
class Topic:
    """A cluster of keywords with its passages, in article and passage order."""

    label: str
    """A phrase of the text, up to three where only together they say what it is about, or what the reader
    calls it; unique among the topics of one answer and all inside them."""
    keywords: tuple[str, ...]
    """Most distinctive first, in their commonest surface form."""
    share: float
    """Part of all counted passages that belong to this topic, in [0, 1]."""
    passages: Sequence[TopicPassage]
    key: str = ""
    """An id made of what the topic is about, whatever it is called; unique among the topics of one answer."""
    weights: tuple[float, ...] = ()
    """How distinctive each keyword is, in (0, 1], one for each; the most distinctive has 1."""
    stories: tuple[Topic, ...] = ()
    """The narrower topics a broad one opens into, and those they open into; largest first, empty for one
    that is a single event. They share out its passages."""
    articles: int = 0
    """How many articles are mostly about it; 0 where its passages are not told apart by article, and where a
    reader put stories of several topics together."""

    @property
    def is_other(self) -> bool:
        """Whether it is no topic, but holds what belongs to none."""
        return self.key == OTHER

    def to_dict(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "keywords": list(self.keywords),
            "share": self.share,
            "passages": [p.to_dict() for p in self.passages],
            "key": self.key,
            "weights": list(self.weights),
            "stories": [story.to_dict() for story in self.stories],
        }


def every_topic(topics: Iterable[Topic]) -> Iterator[Topic]:
    """Yield topics and all that is inside them, each before what is inside it."""
    for topic in topics:
        yield topic
        yield from every_topic(topic.stories)
