"""Grouping many articles: what there is to be known of their topics.

Up to some thousand articles are grouped all together; of more, a sample that depends on nothing but
their ids, and the rest are placed by what was learnt of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from briefing.model.article import Article
from briefing.topics.communities import centroids, communities, to_centroids
from briefing.topics.encoded_articles import EncodedArticle, passages_with, without
from briefing.topics.grouped_articles import GroupedArticles, TopicDescription
from briefing.topics.keywords import keyword_scores, pick
from briefing.topics.steered_words import Key
from briefing.topics.topic_ids import TopicIds
from briefing.topics.topic_labels import TopicLabels
from briefing.topics.topic_words import MOST_PASSAGES, TopicWords
from briefing.topics.vectors import Ids, Numbers, Vectors, like, subset, vectors

MOST_GROUPED = 5_000
"""Articles up to which all are grouped together."""
SAMPLE = 4_000
"""Articles grouped of more than that."""
LOOKED_UP = 200
"""Passages of the articles nearest the centre of a topic in which the forms of its words are looked up."""
LOOKED_UP_OF_STORY = 60
COMMON = 0.15
"""A phrase names a topic only where so many of the topic's articles with one of its words hold the
other: what a few of many articles are about is one of its stories."""
ABOUT = 0.5
"""An article is about a pinned word when this part of its passages say it."""
BROAD = 50
LEAST_BROAD = 12
"""Articles from which on a topic may open into stories; fewer than a quarter of all in small folders,
where a topic would else hold much that is not told apart."""
STORY_RESOLUTION = 1.0
SMALLEST_STORY = 4
"""Articles of a story; smaller ones join the nearest."""
MOST_STORIES = 8


Lookup = Callable[[str], Article]
"""Gives an article by its id."""


@dataclass(frozen=True, slots=True)
class WordChoices:
    """What a reader wants of the words of all topics."""

    unwanted: frozenset[str] = frozenset()
    """Folded words that are no label and no keyword."""
    muted: tuple[tuple[Key, tuple[int, ...]], ...] = ()
    """Words and phrases to read over: stems, and their numbers."""
    pinned: tuple[tuple[Key, tuple[int, ...]], ...] = ()
    """Words and phrases that lead a topic each."""


def group_articles(
    reads: Sequence[EncodedArticle], names: Sequence[str], wanted: WordChoices, lookup: Lookup
) -> GroupedArticles:
    """Return the groups of `reads`, which are in order of their ids; `names` are the vocabulary's."""
    muted = [numbers for _, numbers in wanted.muted]
    pins = [numbers for _, numbers in wanted.pinned]
    sample = [without(read, muted) for read in sampled(reads)]
    weighted = vectors([read.stems for read in sample], names)
    group, plain = _with_pins(communities(weighted), sample, pins)
    whole = np.flatnonzero(group < plain)
    centres = np.concatenate(
        [
            centroids(subset(weighted, whole), group[whole]),
            *(_pinned_centre(weighted, sample, group == plain + at, pin) for at, pin in enumerate(pins)),
        ]
    )
    words = _Words(weighted, sample, wanted, lookup)
    leads: list[Key] = [*[()] * plain, *(key for key, _ in wanted.pinned)]
    topics = words.of(group, centres, leads, LOOKED_UP)
    result = GroupedArticles(weighted.space, centres, topics, [], np.zeros(0, dtype=np.int64), pins, muted)
    for number in range(len(topics)):
        members = np.flatnonzero(group == number)
        if len(members) >= min(BROAD, max(LEAST_BROAD, len(reads) // 4)):
            _open(result, number, members, words, names)
    return result


def sampled(reads: Sequence[EncodedArticle]) -> Sequence[EncodedArticle]:
    """Return the articles to group: all, or the same ones of many in whatever order they came."""
    if len(reads) <= MOST_GROUPED:
        return reads
    first = sorted(reads, key=lambda read: hashlib.blake2b(read.id.encode("utf-8", "replace")).digest())
    return sorted(first[:SAMPLE], key=lambda read: read.id)


def parts_of(members: Sequence[EncodedArticle], names: Sequence[str], smallest: int) -> Ids | None:
    """Return the part of each of `members`, numbered by falling size; None when there is but one.

    Articles are compared by what is telling among them, not in the whole folder.
    """
    inner = vectors([read.stems for read in members], names)
    part = communities(inner, STORY_RESOLUTION, fewest=1)
    kept = int(min((np.bincount(part) >= smallest).sum(), MOST_STORIES))
    if kept < 2:
        return None
    firm = np.flatnonzero(part < kept)
    nearest = to_centroids(inner, centroids(subset(inner, firm), part[firm])).argmax(axis=1)
    return np.where(part < kept, part, nearest)


def open_for_split(
    grouped: GroupedArticles,
    number: int,
    members: Sequence[EncodedArticle],
    names: Sequence[str],
    wanted: WordChoices,
    lookup: Lookup,
) -> bool:
    """Give a topic that has no stories some, of its articles `members`; False where it has but one."""
    heard = [without(read, grouped.muted) for read in members]
    taken = [description.label for description in (*grouped.topics, *grouped.stories)]
    words = _Words(like(grouped.space, [read.stems for read in heard]), heard, wanted, lookup, taken)
    return _open(grouped, number, np.arange(len(heard)), words, names, smallest=1)


def _open(
    grouped: GroupedArticles,
    number: int,
    members: Ids,
    words: _Words,
    names: Sequence[str],
    smallest: int = SMALLEST_STORY,
) -> bool:
    """Open a topic into stories, where there are at least two."""
    parts = parts_of([words.sample[at] for at in members.tolist()], names, smallest)
    if parts is None:
        return False
    inner = np.full(words.weighted.size, -1, dtype=np.int64)
    inner[members] = parts
    centres = centroids(subset(words.weighted, members), parts)
    prefix = f"{grouped.topics[number].key}/"
    grouped.stories.extend(words.of(inner, centres, [()] * len(centres), LOOKED_UP_OF_STORY, prefix))
    grouped.centres = np.concatenate([grouped.centres, centres])
    grouped.story_of = np.concatenate([grouped.story_of, np.full(len(centres), number)])
    return True


def _with_pins(
    group: Ids, sample: Sequence[EncodedArticle], pins: Sequence[tuple[int, ...]]
) -> tuple[Ids, int]:
    """Move the articles that are about a pinned word to its group, behind the others.

    Returns the groups, and the number of those that are not pinned.
    """
    pinned = np.full(len(group), -1, dtype=np.int64)
    for number, phrase in enumerate(pins):
        for at, read in enumerate(sample):
            said = passages_with(read, phrase)
            if pinned[at] < 0 and len(said) and said.mean() >= ABOUT:
                pinned[at] = number
    left, plain = np.unique(group[pinned < 0], return_inverse=True)
    result = len(left) + pinned
    result[pinned < 0] = plain
    return result, len(left)


def _pinned_centre(
    weighted: Vectors, sample: Sequence[EncodedArticle], about: NDArray[np.bool_], phrase: Sequence[int]
) -> Numbers:
    """Return the centre of the articles about a pinned word; where there are none, of its passages."""
    units = subset(weighted, np.flatnonzero(about))
    if not units.size:
        saying = [
            part
            for read in sample
            for part, said in zip(read.parts(), passages_with(read, phrase).tolist(), strict=True)
            if said
        ]
        units = like(weighted.space, saying)
    if not units.size:
        return np.zeros((1, weighted.space.width))
    return centroids(units, np.zeros(units.size, dtype=np.int64))


class _Words:
    """Finds words for groups of the sample; no label or key is given twice."""

    def __init__(
        self,
        weighted: Vectors,
        sample: Sequence[EncodedArticle],
        wanted: WordChoices,
        lookup: Lookup,
        taken: Sequence[str] = (),
    ) -> None:
        self.weighted = weighted
        self.sample = sample
        self._wanted = wanted
        self._lookup = lookup
        self._labels = TopicLabels(taken)
        self._keys = TopicIds()

    def of(
        self, group: Ids, centres: Numbers, leads: Sequence[Key], passages: int, prefix: str = ""
    ) -> list[TopicDescription]:
        """Return the words of every group; `group` is -1 for articles in none of them.

        `leads` are the stems that lead each, or nothing. Words are looked up in so many `passages`.
        """
        inside = np.flatnonzero(group >= 0)
        members = subset(self.weighted, inside)
        likeness = to_centroids(members, centres)
        scores = np.zeros((len(centres), self.weighted.space.width))
        found = keyword_scores(members, group[inside])
        scores[: len(found)] = found
        result: list[TopicDescription] = []
        for number, lead in enumerate(leads):
            mine = np.flatnonzero(group[inside] == number)
            if not len(mine):
                # Single passages speak of a pinned word: its centre tells what they say beside it.
                scores[number] = centres[number]
            among = mine if len(mine) else np.arange(len(inside))
            order = inside[among[np.argsort(-likeness[among, number], kind="stable")]].tolist()
            ids = self._nearest(order, passages)
            common = partial(_met_together, subset(members, among))
            result.append(self._described(ids, scores[number], members, lead, prefix, common))
        return result

    def _nearest(self, order: Sequence[int], passages: int) -> list[str]:
        """Return the ids of the first articles in `order` that have so many passages to look into."""
        ids: list[str] = []
        for at in order:
            if passages <= 0:
                break
            ids.append(self.sample[at].id)
            passages -= min(len(self.sample[at].ends), MOST_PASSAGES)
        return ids

    def _described(
        self,
        ids: Sequence[str],
        scores: Numbers,
        members: Vectors,
        lead: Key,
        prefix: str,
        common: Callable[[Key], bool],
    ) -> TopicDescription:
        wanted = self._wanted
        muted = [key for key, _ in wanted.muted]
        pinned = [lead] if lead else []
        wording = TopicWords(map(self._lookup, ids), wanted.unwanted, muted, pinned, common)
        chosen = pick(members, scores, wording.allowed)
        shown = wording.shown(chosen, lead)
        label = wording.label(chosen, self._labels, lead)
        key = self._keys.make(tuple(shown), label, prefix)
        return TopicDescription(label, tuple(shown), tuple(shown.values()), key)


def _met_together(articles: Vectors, key: Key) -> bool:
    """Whether enough of the articles that hold any stem of `key` hold the others too."""
    held = [_holding(articles, stem) for stem in key]
    most = max(int(one.sum()) for one in held)
    return int(np.logical_and.reduce(held).sum()) >= COMMON * most


def _holding(articles: Vectors, stem: str) -> NDArray[np.bool_]:
    holds = np.zeros(articles.size, dtype=np.bool_)
    column = articles.space.column(stem)
    if column < articles.space.width and articles.space.names[column] == stem:
        holds[articles.rows[articles.terms == column]] = True
    return holds
