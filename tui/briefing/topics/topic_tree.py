"""Themes that hold stories that hold events: groups of articles inside groups.

Themes are communities of all articles. Inside each, articles that report one event are found first;
what lies between are communities again, into which whole events go: an event is never cut in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.topics.communities import (
    NEIGHBOURS,
    by_size,
    centroids,
    communities,
    communities_near,
    to_centroids,
)
from briefing.topics.encoded_articles import EncodedArticle
from briefing.topics.event_clusters import ONE_EVENT, event_clusters, local_scale
from briefing.topics.nearest_neighbours import Likenesses, all_cosines, neighbours
from briefing.topics.vectors import Ids, Numbers, Vectors, subset, vectors

STORY_RESOLUTION = 1.0
FEW_PARTS = 6
"""So many events or fewer stand right below their topic."""
MOST_COMPARED = 3_000
"""Articles of a theme up to which every two are compared: the work grows with the square."""
ARTICLES_EACH = 1_000
"""A topic has one article more for every so many articles of all: an event of one of four thousand
articles tells a reader no more than the article does."""
FEW_ARTICLES, UNLIKE = 20, 0.1
"""Of so few, one that is not even so much like any other is a topic of its own."""

LEAST_STORY, MOST_OF_STORY = 2, 6
"""Articles of the smallest group that is no event: one in twenty of all, within these bounds."""
MOST_ENTRIES = 100
"""A part of a broad node holds one of so many of all articles, for it is an entry of its own in any list:
what is smaller is told inside another."""
MOST_OF_EVENT = 40
"""More articles than these that are alike may tell of several events of one affair."""
BROAD = 0.15
"""A node of more than this part of all articles opens into whatever groups it holds."""
LOOSER = (1.0, 0.8, 0.6, 0.4, 0.2)
"""By how much of what makes an event one the parts of a broad node must be alike, tried in turn."""
COVERED = 0.5
"""A node opens into events where these hold so much of it: what else lies in it goes to the nearest."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A group of articles in the tree."""

    parent: int
    """Its place among the nodes; -1 for a theme."""
    members: Ids
    """Rows of its articles, ascending."""


def topic_tree(reads: Sequence[EncodedArticle], names: Sequence[str], weighted: Vectors) -> list[TreeNode]:
    """Return the nodes, each behind its parent, themes first by falling size.

    `weighted` has a row for each of `reads`; every article is in one theme, and in one of the parts
    of every node that it is in and that has parts.
    """
    near = neighbours(weighted, NEIGHBOURS)
    theme = communities_near(weighted, near)
    scale = local_scale(near)
    nodes = [
        TreeNode(-1, np.flatnonzero(theme == number)) for number in range(int(theme.max(initial=-1)) + 1)
    ]
    story = min(MOST_OF_STORY, max(LEAST_STORY, weighted.size // 20))
    growing = _GrowingTree(nodes, reads, names, weighted, 2 + weighted.size // ARTICLES_EACH, story)
    for number in range(len(nodes)):
        growing.open(number, growing.events(nodes[number].members, scale))
    return nodes


@dataclass(frozen=True, slots=True)
class _GrowingTree:
    """A tree whose nodes are opened one by one."""

    nodes: list[TreeNode]
    reads: Sequence[EncodedArticle]
    names: Sequence[str]
    weighted: Vectors
    event: int
    """Articles of an event that is a node."""
    story: int
    """Articles of a node that is no event."""

    def events(self, members: Ids, scale: Numbers) -> Ids:
        """Return the event of every member, numbered from 0; `scale` is that of all rows."""
        if len(members) > MOST_COMPARED:
            # A table of all pairs would not fit: events are looked for inside the communities.
            parts = communities(subset(self.weighted, members), STORY_RESOLUTION, fewest=2)
            return _inside_each(parts, lambda inside: self.events(members[inside], scale))
        found = _events(subset(self.weighted, members), scale[members])
        return _inside_each(found, lambda inside: self._told_apart(members[inside]))

    def _told_apart(self, members: Ids) -> Ids:
        """Return the events of a group that is alike: a large one by what is telling inside it."""
        if len(members) <= MOST_OF_EVENT:
            return np.zeros(len(members), dtype=np.int64)
        inner = vectors([self.reads[row].stems for row in members.tolist()], self.names)
        found = _events(inner, local_scale(neighbours(inner, NEIGHBOURS)))
        return found if found.any() else communities(inner, STORY_RESOLUTION, fewest=1)

    def open(self, number: int, events: Ids) -> None:
        """Put the parts of a node behind all others, and theirs; `events` are those of its members."""
        members = self.nodes[number].members
        found = by_size(np.unique(events, return_inverse=True)[1])
        sizes = np.bincount(found)
        if len(sizes) < 2:
            return
        broad = len(members) > BROAD * self.weighted.size
        if len(sizes) <= FEW_PARTS and not broad:
            if sizes[sizes >= self.event].sum() < COVERED * len(members):
                return
            parts = self._large_enough(members, found, events)
        else:
            inner = vectors([self.reads[row].stems for row in members.tolist()], self.names)
            stories = _whole_events(communities(inner, STORY_RESOLUTION, fewest=2), found)
            parts = self._large_enough(members, stories, events)
            if not parts.any() and broad:
                parts = self._loose_parts(members, inner, events)
        for part in range(int(parts.max()) + 1 if parts.any() else 0):
            inside = np.flatnonzero(parts == part)
            self.nodes.append(TreeNode(number, members[inside]))
            self.open(len(self.nodes) - 1, events[inside])

    def _loose_parts(self, members: Ids, inner: Vectors, events: Ids) -> Ids:
        """Return the parts of a broad node that falls into no communities: what is alike, however little."""
        scale = local_scale(neighbours(inner, NEIGHBOURS))
        for looser in LOOSER:
            group = event_clusters(_scaled(inner, scale), looser * ONE_EVENT)
            parts = self._large_enough(members, _whole_events(by_size(group), events), events)
            if parts.any():
                return parts
        return self._large_enough(members, _whole_events(_halves(inner, self.story), events), events)

    def _large_enough(self, members: Ids, group: Ids, events: Ids) -> Ids:
        """Put the members of groups that are too small into the nearest."""
        broad = len(members) > BROAD * self.weighted.size
        kept, least = [], self.weighted.size // MOST_ENTRIES if broad else 0
        rows = subset(self.weighted, members)
        lonely = _unlike_all(rows) if self.weighted.size <= FEW_ARTICLES else np.zeros(len(members), np.bool_)
        for number, size in enumerate(np.bincount(group).tolist()):
            mine = group == number
            single = len(np.unique(events[mine])) == 1
            enough = 1 if lonely[mine].all() else self.event if single else self.story
            if size >= max(least, enough):
                kept.append(number)
        if len(kept) < 2:
            return np.zeros(len(group), dtype=np.int64)
        firm = np.flatnonzero(np.isin(group, kept))
        inner = np.unique(group[firm], return_inverse=True)[1]
        nearest = to_centroids(rows, centroids(subset(rows, firm), inner)).argmax(axis=1)
        nearest[firm] = inner
        return _whole_events(nearest, np.unique(events, return_inverse=True)[1])


def _unlike_all(rows: Vectors) -> NDArray[np.bool_]:
    """Return which rows are hardly like any other."""
    likeness = all_cosines(rows)
    np.fill_diagonal(likeness, 0.0)
    unlike: NDArray[np.bool_] = likeness.max(axis=1) < UNLIKE
    return unlike


def _halves(rows: Vectors, least: int) -> Ids:
    """Return which of the two rows that are least alike every row is nearer to, `least` or more to each."""
    likeness = all_cosines(rows)
    np.fill_diagonal(likeness, 1.0)
    one, other = divmod(int(likeness.argmin()), rows.size)
    nearer = likeness[one] - likeness[other]
    count = min(max(int((nearer < 0).sum()), least), rows.size - least)
    half = np.zeros(rows.size, dtype=np.int64)
    half[np.argsort(nearer, kind="stable")[: max(count, 0)]] = 1
    return by_size(half)


def _events(rows: Vectors, scale: Numbers) -> Ids:
    return event_clusters(_scaled(rows, scale))


def _scaled(rows: Vectors, scale: Numbers) -> Likenesses:
    likeness = all_cosines(rows)
    likeness *= (scale[:, None] * scale[None, :]).astype(np.float32)
    return likeness


def _inside_each(group: Ids, divide: Callable[[Ids], Ids]) -> Ids:
    """Return what `divide` makes of the places of every group, numbered on from group to group."""
    found = np.zeros(len(group), dtype=np.int64)
    count = 0
    for number in range(int(group.max(initial=-1)) + 1):
        inside = np.flatnonzero(group == number)
        found[inside] = count + divide(inside)
        count = int(found[inside].max()) + 1
    return found


def _whole_events(group: Ids, events: Ids) -> Ids:
    """Move every event to the group that holds most of its articles."""
    table = np.zeros((int(events.max()) + 1, int(group.max()) + 1))
    np.add.at(table, (events, group), 1)
    return by_size(np.unique(table.argmax(axis=1)[events], return_inverse=True)[1])


def leaves(nodes: Sequence[TreeNode]) -> Iterator[int]:
    """Yield the places of the nodes without parts."""
    parents = {node.parent for node in nodes}
    return (number for number in range(len(nodes)) if number not in parents)
