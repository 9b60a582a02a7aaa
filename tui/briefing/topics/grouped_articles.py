"""Articles in groups, as numbers: where each passage belongs, and why.

What was learnt when articles were grouped (terms and their worth, a centre for each topic and each
of its stories) stays as it is until they are grouped anew; any article, also one that was not there
then, is placed by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from briefing.model.topic import Topic, TopicPassage
from briefing.topics.communities import to_centroids
from briefing.topics.encoded_articles import EncodedArticle, Stems, passages_with, without
from briefing.topics.packed_passages import PackedPassages
from briefing.topics.steered_topics import in_order
from briefing.topics.steered_words import Key
from briefing.topics.vectors import Ids, Numbers, Space, like

OWN_WORDS = 0.5
"""What a passage's own likeness to a topic counts beside its article's."""
LEAST_WEIGHT = 0.01

Places = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class TopicDescription:
    """What a topic or story is called, and its keywords."""

    label: str
    keywords: tuple[str, ...]
    weights: tuple[float, ...]
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class ArticlePlacement:
    """Where the passages of one article belong."""

    passages: Stems
    """Their numbers in the article."""
    topic: Places
    story: Places
    """Number of the story each belongs to; -1 where its topic has none."""
    strength: NDArray[np.float32]
    """How much each is about its topic."""


@dataclass(slots=True, eq=False)
class GroupedArticles:
    """The outcome of a grouping: topics, the last of them the pinned ones, then their stories."""

    space: Space
    centres: Numbers
    """One row for each topic, then one for each story."""
    topics: list[TopicDescription]
    stories: list[TopicDescription]
    story_of: Ids
    """The topic of every story."""
    pins: list[tuple[int, ...]] = field(default_factory=list)
    """The stems of each pinned topic, as numbers."""
    muted: list[tuple[int, ...]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Topics whose stories only serve to split them."""

    def place(self, reads: Sequence[EncodedArticle]) -> list[ArticlePlacement]:
        """Return where the passages of articles belong: their own words count, and their article's."""
        heard = [without(read, self.muted) for read in reads]
        article_of = np.repeat(np.arange(len(heard)), [len(read.ends) for read in heard])
        articles = to_centroids(like(self.space, [read.stems for read in heard]), self.centres)
        parts = [part for read in heard for part in read.parts()]
        passages = to_centroids(like(self.space, parts), self.centres)
        total = (articles[article_of] + OWN_WORDS * passages) / (1 + OWN_WORDS)
        topic = self._topics(total, heard)
        strength = np.clip(total[np.arange(len(total)), topic], LEAST_WEIGHT, 1.0).astype(np.float32)
        story = self._stories(total, topic)
        bounds = np.searchsorted(article_of, np.arange(len(heard) + 1)).tolist()
        return [
            ArticlePlacement(read.passages, topic[first:last], story[first:last], strength[first:last])
            for read, first, last in zip(heard, bounds[:-1], bounds[1:], strict=True)
        ]

    def _topics(self, total: Numbers, heard: Sequence[EncodedArticle]) -> Places:
        count = len(self.topics)
        if not len(total):
            return np.zeros(0, dtype=np.int16)
        topic: Places = total[:, :count].argmax(axis=1).astype(np.int16)
        for number, phrase in enumerate(self.pins, count - len(self.pins)):
            said = np.concatenate([passages_with(read, phrase) for read in heard])
            topic[said] = number
        return topic

    def _stories(self, total: Numbers, topic: Places) -> Places:
        story = np.full(len(topic), -1, dtype=np.int16)
        for number in np.unique(self.story_of).tolist():
            among = np.flatnonzero(self.story_of == number)
            mine = np.flatnonzero(topic == number)
            if len(mine):
                nearest = total[mine][:, len(self.topics) + among].argmax(axis=1)
                story[mine] = among[nearest]
        return story

    def likeness(self, key: str, read: EncodedArticle, passage: int) -> tuple[dict[Key, float], float, float]:
        """Return what speaks for passage number `passage` of an article being in a topic or story.

        What each stem gives in proportion to the others, and the likeness to the topic of the
        passage's own words and of its article.
        """
        keys = [description.key for description in (*self.topics, *self.stories)]
        if key not in keys:
            return {}, 0.0, 0.0
        centre = self.centres[keys.index(key)]
        heard = without(read, self.muted)
        at = np.flatnonzero(heard.passages == passage).tolist()
        own = like(self.space, [heard.parts()[at[0]] if at else heard.stems[:0]])
        article = to_centroids(like(self.space, [heard.stems]), centre[None, :])
        gives = own.values * centre[own.terms]
        stems: dict[Key, float] = {
            (self.space.names[term],): float(value)
            for term, value in zip(own.terms.tolist(), gives.tolist(), strict=True)
            if value > 0
        }
        return stems, OWN_WORDS * float(gives.sum()), float(article[0, 0])


def topics_of(
    grouped: GroupedArticles,
    placed: Mapping[str, ArticlePlacement],
    counted: int,
    *,
    every: bool = False,
    packed: bool = False,
) -> list[Topic]:
    """Return the topics with their passages; `placed` is in order of ids, `counted` all passages.

    With `every`, also stories that only serve to split a topic. With `packed`, passages stay arrays.
    """
    ids = list(placed)
    found = list(placed.values())
    article_of = np.repeat(np.arange(len(ids)), [len(one.topic) for one in found])
    empty = np.zeros(0, dtype=np.int16)
    topic = np.concatenate([*(one.topic for one in found), empty])
    story = np.concatenate([*(one.story for one in found), empty])
    passages = np.concatenate([*(one.passages for one in found), empty])
    strength = np.concatenate([*(one.strength for one in found), empty])

    whole = PackedPassages(ids, article_of, passages, strength)

    def passages_of(mine: Ids) -> Sequence[TopicPassage]:
        some = whole.some(mine)
        return some if packed else tuple(some)

    result: list[Topic] = []
    for number, description in enumerate(grouped.topics):
        mine = np.flatnonzero(topic == number)
        if not len(mine):
            continue
        within: list[Topic] = []
        for at in np.flatnonzero(grouped.story_of == number).tolist():
            inside = mine[story[mine] == at]
            if len(inside) and (every or number not in grouped.hidden):
                within.append(_topic_of(grouped.stories[at], passages_of(inside), counted))
        result.append(_topic_of(description, passages_of(mine), counted, in_order(within)))
    return result


def _topic_of(
    description: TopicDescription,
    passages: Sequence[TopicPassage],
    counted: int,
    stories: tuple[Topic, ...] = (),
) -> Topic:
    return Topic(
        description.label,
        description.keywords,
        len(passages) / max(counted, 1),
        passages,
        description.key,
        description.weights,
        stories,
    )
