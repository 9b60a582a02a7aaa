"""Articles in groups, as numbers: where each passage belongs, and why.

What was learnt when articles were grouped (terms and their worth, a centre for each topic and each of
the narrower ones inside) stays as it is until they are grouped anew; any article, also one that was not
there then, is placed by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.model.topic import Topic, TopicPassage
from briefing.topics.communities import to_centroids
from briefing.topics.encoded_articles import EncodedArticle, Stems, passages_with, without
from briefing.topics.packed_passages import PackedPassages
from briefing.topics.steered_topics import in_order
from briefing.topics.steered_words import Key
from briefing.topics.vectors import Ids, Numbers, Space, Vectors, like, subset

OWN_WORDS = 0.5
"""What a passage's own likeness to a topic counts beside its article's."""
LEAST_WEIGHT = 0.01

Places = NDArray[np.int32]


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
    node: Places
    """The narrowest topic each belongs to, as its place among the nodes."""
    strength: NDArray[np.float32]
    """How much each is about its theme."""


@dataclass(slots=True, eq=False)
class GroupedArticles:
    """The outcome of a grouping: a tree of topics, the pinned ones behind the themes, then what is inside."""

    space: Space
    centres: Numbers
    """One row for each node."""
    nodes: list[TopicDescription]
    parents: Ids
    """The place of what each node is inside of; -1 for themes and pinned topics."""
    pins: list[tuple[int, ...]] = field(default_factory=list)
    """The stems of each pinned topic, as numbers."""
    muted: list[tuple[int, ...]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Topics whose parts only serve to split them."""

    def place(self, reads: Sequence[EncodedArticle]) -> list[ArticlePlacement]:
        """Return where the passages of articles belong: their own words count, and their article's."""
        heard = [without(read, self.muted) for read in reads]
        article_of = np.repeat(np.arange(len(heard)), [len(read.ends) for read in heard])
        articles = like(self.space, [read.stems for read in heard])
        passages = like(self.space, [part for read in heard for part in read.parts()])
        broad = np.flatnonzero(self.parents < 0)
        total = _likeness(articles, passages, article_of, self.centres[broad])
        node = self._broad(total, heard)
        strength = np.clip(total[np.arange(len(total)), node], LEAST_WEIGHT, 1.0).astype(np.float32)
        for parent in np.unique(self.parents[self.parents >= 0]).tolist():
            # A part stands behind what it is a part of, so that each passage goes down the tree.
            mine = np.flatnonzero(node == parent)
            if len(mine):
                inside = np.flatnonzero(self.parents == parent)
                rows, place = np.unique(article_of[mine], return_inverse=True)
                near = _likeness(subset(articles, rows), subset(passages, mine), place, self.centres[inside])
                node[mine] = inside[near.argmax(axis=1)]
        bounds = np.searchsorted(article_of, np.arange(len(heard) + 1)).tolist()
        return [
            ArticlePlacement(read.passages, node[first:last], strength[first:last])
            for read, first, last in zip(heard, bounds[:-1], bounds[1:], strict=True)
        ]

    def keep(self, inside: Mapping[int, int]) -> None:
        """Keep the nodes that are in `inside`, each put into the one given there, or into none by -1."""
        kept = np.array(sorted(inside), dtype=np.int64)
        place = np.full(len(self.nodes) + 1, -1, dtype=np.int64)
        place[kept] = np.arange(len(kept))
        self.nodes = [self.nodes[number] for number in kept.tolist()]
        self.centres = self.centres[kept]
        self.parents = place[[inside[number] for number in kept.tolist()]]

    def _broad(self, total: Numbers, heard: Sequence[EncodedArticle]) -> Places:
        count = total.shape[1]
        if not len(total):
            return np.zeros(0, dtype=np.int32)
        node: Places = total.argmax(axis=1).astype(np.int32)
        for number, phrase in enumerate(self.pins, count - len(self.pins)):
            said = np.concatenate([passages_with(read, phrase) for read in heard])
            node[said] = number
        return node

    def likeness(self, key: str, read: EncodedArticle, passage: int) -> tuple[dict[Key, float], float, float]:
        """Return what speaks for passage number `passage` of an article being in a topic or story.

        What each stem gives in proportion to the others, and the likeness to the topic of the
        passage's own words and of its article.
        """
        keys = [description.key for description in self.nodes]
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


def _likeness(articles: Vectors, passages: Vectors, article_of: Ids, centres: Numbers) -> Numbers:
    """Return how much every passage is about each of `centres`; `article_of` gives the row of its article."""
    own, whole = to_centroids(passages, centres), to_centroids(articles, centres)
    total: Numbers = (whole[article_of] + OWN_WORDS * own) / (1 + OWN_WORDS)
    return total


def topics_of(
    grouped: GroupedArticles,
    placed: Mapping[str, ArticlePlacement],
    counted: int,
    *,
    every: bool = False,
    packed: bool = False,
) -> list[Topic]:
    """Return the topics with their passages; `placed` is in order of ids, `counted` all passages.

    With `every`, also parts that only serve to split a topic. With `packed`, passages stay arrays.
    """
    ids = list(placed)
    found = list(placed.values())
    article_of = np.repeat(np.arange(len(ids)), [len(one.node) for one in found])
    node = np.concatenate([*(one.node for one in found), np.zeros(0, dtype=np.int32)])
    passages = np.concatenate([*(one.passages for one in found), np.zeros(0, dtype=np.int32)])
    strength = np.concatenate([*(one.strength for one in found), np.zeros(0, dtype=np.float32)])
    whole = PackedPassages(ids, article_of, passages, strength)
    # Topics inside each other hold the same passages: as values they are made once.
    made: Sequence[TopicPassage] = whole if packed else list(whole)
    held = held_by(node, grouped.parents)
    about = _articles_about(node, article_of, grouped.parents)
    inside: dict[int, list[Topic]] = {}
    for number in range(len(grouped.nodes) - 1, -1, -1):
        mine, parent = held[number], int(grouped.parents[number])
        if not len(mine) or (parent in grouped.hidden and not every):
            continue
        some = whole.some(mine) if packed else tuple(map(made.__getitem__, mine.tolist()))
        one = grouped.nodes[number]
        stories = in_order(inside.get(number, ()))
        share = len(mine) / max(counted, 1)
        topic = Topic(one.label, one.keywords, share, some, one.key, one.weights, stories, about[number])
        inside.setdefault(parent, []).append(topic)
    return inside.get(-1, [])[::-1]


def held_by(node: NDArray[np.integer[Any]], parents: Ids) -> list[Ids]:
    """Return the places in `node` of what every node holds, itself or by what is inside it, ascending.

    `node` gives the narrowest node of each passage, or of each article.
    """
    nodes, passages = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    here, place = node.astype(np.int64), np.arange(len(node))
    while len(here):
        nodes.append(here)
        passages.append(place)
        here = parents[here]
        here, place = here[here >= 0], place[here >= 0]
    every, which = np.concatenate(nodes), np.concatenate(passages)
    order = np.lexsort((which, every))
    return np.split(which[order], np.searchsorted(every[order], np.arange(1, len(parents))))


def leaf_of_each(node: Places, article_of: Ids, parents: Ids) -> Ids:
    """Return for every article, by its number, which of the narrowest topics holds most of its passages; of
    equal ones the first, -1 where it has no passages."""
    size = max(len(parents), 1)
    pairs, counts = np.unique(article_of * size + node, return_counts=True)
    article, where = pairs // size, pairs % size
    best = np.lexsort((where, -counts, article))
    _, first = np.unique(article[best], return_index=True)
    leaf = np.full(int(article_of.max(initial=-1)) + 1, -1, dtype=np.int64)
    leaf[article[best][first]] = where[best][first]
    return leaf


def _articles_about(node: Places, article_of: Ids, parents: Ids) -> list[int]:
    """Return for every node how many articles have most of their passages in one of its narrowest topics."""
    leaf = leaf_of_each(node, article_of, parents)
    return [len(rows) for rows in held_by(leaf[leaf >= 0], parents)]
