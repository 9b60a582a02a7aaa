"""Grouping many articles: what there is to be known of their topics.

Up to some thousand articles are grouped all together; of more, a sample that depends on nothing but
their ids, and the rest are placed by what was learnt of it.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from briefing.model.article import Article
from briefing.topics.agency_marks import without_agency
from briefing.topics.communities import by_size, centroids, communities, to_centroids
from briefing.topics.concepts import ConceptScan
from briefing.topics.encoded_articles import EncodedArticle, passages_with, without
from briefing.topics.grouped_articles import GroupedArticles, TopicDescription, held_by, leaf_of_each
from briefing.topics.keywords import keyword_scores, pick
from briefing.topics.label_choice import ArticlePostings, LabelChooser
from briefing.topics.steered_words import Key, key_of
from briefing.topics.topic_ids import TopicIds
from briefing.topics.topic_labels import EVERYWHERE
from briefing.topics.topic_tree import BROAD, COVERED, STORY_RESOLUTION, TreeNode, leaves, topic_tree
from briefing.topics.topic_words import WHOLE_WORD, TopicWords
from briefing.topics.vectors import Ids, Numbers, Vectors, like, subset, vectors

MOST_GROUPED = 5_000
"""Articles up to which all are grouped together."""
SAMPLE = 4_000
"""Articles grouped of more than that."""
MOST_SCANNED = 3_000
"""Articles in which words and phrases are looked up; of more, some of every event."""
MOST_PASSAGES, FEWEST_PASSAGES = 4, 3
"""Passages of an article in which they are, at most: news says what it is about at the top."""
ENOUGH_PASSAGES = 6_000
"""Of so many articles that these are more passages, fewer of each are enough."""
ABOUT = 0.5
"""An article is about a pinned word when this part of its passages say it."""
LABEL_WEIGHT = 2.0
"""What the words of a label that finds all and no others count beside all that its articles say, where the
articles of a topic are shared out among those inside it."""
MOST_OF_AFFAIR = 0.9
"""A word of more articles of an affair is that of the affair, and tells none of its few events."""
MOST_PARTS, LEAST_OF_PARTS = 8, 2
"""Parts of a topic that is split by hand where it has no stories, and articles of each."""


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
    pinned = _pinned(sample, pins)
    loose = np.flatnonzero(pinned < 0)
    nodes = topic_tree([sample[row] for row in loose.tolist()], names, subset(weighted, loose))
    nodes = [TreeNode(node.parent, loose[node.members]) for node in nodes]
    themes = sum(node.parent < 0 for node in nodes)
    found = [*nodes[:themes], *(TreeNode(-1, np.flatnonzero(pinned == at)) for at in range(len(pins)))]
    # Pinned topics stand behind the themes, what is inside the themes behind them.
    found += [
        TreeNode(node.parent + (len(pins) if node.parent >= themes else 0), node.members)
        for node in nodes[themes:]
    ]
    centres = np.zeros((len(found), weighted.space.width))
    for number, node in enumerate(found):
        if themes <= number < themes + len(pins):
            centres[number] = _pinned_centre(weighted, sample, node.members, pins[number - themes])
        else:
            rows = subset(weighted, node.members)
            centres[number] = centroids(rows, np.zeros(rows.size, dtype=np.int64))[0]
    words = _Words(weighted, sample, wanted, lookup, _scanned(found, len(sample)))
    leads: list[Key] = [*[()] * themes, *(key for key, _ in wanted.pinned)]
    parents = np.array([node.parent for node in found], dtype=np.int64)
    groups = [node.members for node in found]
    # Themes stay, and nothing is drawn towards their labels.
    labels = words.provisional(
        [rows if parent >= 0 else rows[:0] for rows, parent in zip(groups, parents, strict=True)]
    )
    told = [words.tells(label, rows) for label, rows in zip(labels, groups, strict=True)]
    kept = told_nodes(parents, told, [len(rows) for rows in groups], len(sample))
    for number in np.flatnonzero(parents >= 0).tolist():
        centres[number] = words.drawn(centres[number], labels[number], groups[number])
    unnamed = [TopicDescription("", (), (), "")] * len(found)
    grouped = GroupedArticles(weighted.space, centres, unnamed, parents, pins, muted)
    grouped.keep(kept)
    groups = words.describe(grouped, sample, leads)
    told = [words.tells(one.label, rows) for one, rows in zip(grouped.nodes, groups, strict=True)]
    # What others take in of a topic that goes makes their labels stand in no fewer passages.
    grouped.keep(told_nodes(grouped.parents, told, [len(rows) for rows in groups], len(sample)))
    return grouped


def told_nodes(parents: Ids, told: Sequence[bool], sizes: Sequence[int], total: int) -> dict[int, int]:
    """Return the nodes that stay, with what each is inside of.

    A node without parts of which no label tells is none, nor is one that no article is mostly about. Its
    articles go to the nearest beside it; where fewer than two are left there, or those hold less than half,
    what it is inside of is not opened, unless that is too broad.
    """
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(parents) - 1, -1, -1):
        parts = [part for part in reversed(inside[number]) if sizes[part]]
        firm = [part for part in parts if told[part] or inside[part]]
        if len(firm) == 1:
            firm = inside[firm[0]]
        if sum(sizes[part] for part in firm) < COVERED * sizes[number]:
            firm = []
        inside[number] = parts if len(parts) > 1 and sizes[number] > BROAD * total else firm
        inside[int(parents[number])].append(number)
    kept = dict.fromkeys(reversed(inside[-1]), -1)
    for number in range(len(parents)):
        if number in kept:
            kept.update((part, number) for part in inside[number])
    return kept


def described_groups(
    reads: Sequence[EncodedArticle],
    names: Sequence[str],
    wanted: WordChoices,
    lookup: Lookup,
    groups: Sequence[Ids],
) -> list[TopicDescription]:
    """Return what groups of articles, given as rows of `reads`, are called, told from one another."""
    muted = [numbers for _, numbers in wanted.muted]
    sample = [without(read, muted) for read in reads]
    weighted = vectors([read.stems for read in sample], names)
    words = _Words(weighted, sample, wanted, lookup, np.arange(len(sample)), everywhere=MOST_OF_AFFAIR)
    return words.of(groups, np.zeros((len(groups), weighted.space.width)), [()] * len(groups))


def _scanned(nodes: Sequence[TreeNode], size: int) -> Ids:
    """Return the rows of the articles in which words are looked up, ascending."""
    if size <= MOST_SCANNED:
        return np.arange(size)
    ends = [nodes[number].members for number in leaves(nodes)]
    each = 1
    while sum(min(len(members), each + 1) for members in ends) <= MOST_SCANNED:
        each += 1
    return np.unique(np.concatenate([members[:each] for members in ends]))


def sampled(reads: Sequence[EncodedArticle]) -> Sequence[EncodedArticle]:
    """Return the articles to group: all, or the same ones of many in whatever order they came."""
    if len(reads) <= MOST_GROUPED:
        return reads
    first = sorted(reads, key=lambda read: hashlib.blake2b(read.id.encode("utf-8", "replace")).digest())
    return sorted(first[:SAMPLE], key=lambda read: read.id)


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
    # Articles are compared by what is telling among them, not in the whole folder.
    inner = vectors([read.stems for read in heard], names)
    part = communities(inner, STORY_RESOLUTION, fewest=1)
    count = min(int((np.bincount(part) >= LEAST_OF_PARTS).sum()), MOST_PARTS)
    if count < 2:
        return False
    firm = np.flatnonzero(part < count)
    nearest = to_centroids(inner, centroids(subset(inner, firm), part[firm])).argmax(axis=1)
    part = by_size(np.where(part < count, part, nearest))
    weighted = like(grouped.space, [read.stems for read in heard])
    centres = centroids(weighted, part)
    taken = [node.label for node in grouped.nodes]
    words = _Words(weighted, heard, wanted, lookup, np.arange(len(heard)), taken)
    groups = [np.flatnonzero(part == at) for at in range(len(centres))]
    prefix = f"{grouped.nodes[number].key}/"
    described = words.of(groups, centres, [()] * len(groups), prefix)
    grouped.nodes.extend(described)
    for at, rows in enumerate(groups):
        centres[at] = words.drawn(centres[at], described[at].label, rows)
    grouped.centres = np.concatenate([grouped.centres, centres])
    grouped.parents = np.concatenate([grouped.parents, np.full(len(groups), number)])
    return True


def _pinned(sample: Sequence[EncodedArticle], pins: Sequence[tuple[int, ...]]) -> Ids:
    """Return the pinned word that each article is about, as its place in `pins`; -1 for none."""
    pinned = np.full(len(sample), -1, dtype=np.int64)
    for number, phrase in enumerate(pins):
        for at, read in enumerate(sample):
            said = passages_with(read, phrase)
            if pinned[at] < 0 and len(said) and said.mean() >= ABOUT:
                pinned[at] = number
    return pinned


def _pinned_centre(
    weighted: Vectors, sample: Sequence[EncodedArticle], about: Ids, phrase: Sequence[int]
) -> Numbers:
    """Return the centre of the articles about a pinned word; where there are none, of its passages."""
    units = subset(weighted, about)
    if not units.size:
        saying = [
            part
            for read in sample
            for part, said in zip(read.parts(), passages_with(read, phrase).tolist(), strict=True)
            if said
        ]
        units = like(weighted.space, saying)
    if not units.size:
        return np.zeros(weighted.space.width)
    centre: Numbers = centroids(units, np.zeros(units.size, dtype=np.int64))[0]
    return centre


class _Words:
    """Finds words for groups of the sample; no label or key is given twice."""

    def __init__(
        self,
        weighted: Vectors,
        sample: Sequence[EncodedArticle],
        wanted: WordChoices,
        lookup: Lookup,
        scanned: Ids,
        taken: Collection[str] = (),
        everywhere: float = EVERYWHERE,
    ) -> None:
        """Words are looked up in the articles in the rows `scanned`; `taken` are labels given before.

        A word that more than the part `everywhere` of all articles hold is in no label.
        """
        self._weighted = weighted
        scan = ConceptScan([key for key, _ in wanted.muted], [key for key, _ in wanted.pinned])
        most = max(FEWEST_PASSAGES, min(MOST_PASSAGES, ENOUGH_PASSAGES // max(len(scanned), 1)))
        for row in scanned.tolist():
            article = lookup(sample[row].id)
            counted = [passage for passage in article.passages if passage.kind != "boilerplate"]
            for passage in counted[:most]:
                scan.add(row, article.text, *without_agency(article.text, passage.start, passage.end))
        # What all articles of a topic say is what it is about.
        scan.settle(wanted.unwanted, WHOLE_WORD, ubiquitous=1.0)
        self._wording = TopicWords(scan, wanted.unwanted)
        postings = ArticlePostings(sample, weighted.space)
        self._labels = LabelChooser(scan, postings, taken, everywhere)
        self._keys = TopicIds()

    def provisional(self, groups: Sequence[Ids]) -> list[str]:
        """Return a label for each group, given as rows, before it is known which passages belong to it."""
        labels = [self._labels.choose(rows) if len(rows) else "" for rows in groups]
        self._labels.begin_anew()
        return labels

    def tells(self, label: str, rows: Ids) -> bool:
        """Whether a label tells what the articles in `rows` are about."""
        return self._labels.tells(label, rows)

    def describe(
        self, grouped: GroupedArticles, sample: Sequence[EncodedArticle], leads: Sequence[Key]
    ) -> list[Ids]:
        """Give every topic its words, by the articles of the sample that are placed in it; return their rows.

        `leads` are the stems that lead each of the first topics, or nothing.
        """
        placed = grouped.place(sample)
        node = np.concatenate([*(one.node for one in placed), np.zeros(0, dtype=np.int32)])
        article_of = np.repeat(np.arange(len(placed)), [len(one.node) for one in placed])
        leaf = leaf_of_each(node, article_of, grouped.parents)
        read = np.flatnonzero(leaf >= 0)
        groups = [read[places] for places in held_by(leaf[read], grouped.parents)]
        held = held_by(node, grouped.parents)
        for parent in (-1, *range(len(groups))):
            inside = np.flatnonzero(grouped.parents == parent).tolist()
            if inside:
                prefix = f"{grouped.nodes[parent].key}/" if parent >= 0 else ""
                own = leads if parent < 0 else [()] * len(inside)
                some = [groups[at] for at in inside]
                told = self.of(some, grouped.centres[inside], own, prefix, [held[at] for at in inside])
                for at, description in zip(inside, told, strict=True):
                    grouped.nodes[at] = description
        return groups

    def of(
        self,
        groups: Sequence[Ids],
        centres: Numbers,
        leads: Sequence[Key],
        prefix: str = "",
        passages: Sequence[Ids] = (),
    ) -> list[TopicDescription]:
        """Return the words of every group, given as rows; they are told from one another.

        `centres` has a row for each, `leads` are the stems that lead each, or nothing, and `passages` are
        those that belong to each, numbered through the sample; none where all of its articles do.
        """
        inside = np.concatenate(groups)
        group = np.repeat(np.arange(len(groups)), [len(rows) for rows in groups])
        members = subset(self._weighted, inside)
        scores = np.zeros((len(groups), self._weighted.space.width))
        found = keyword_scores(members, group)
        scores[: len(found)] = found
        result: list[TopicDescription] = []
        for number, (rows, lead) in enumerate(zip(groups, leads, strict=True)):
            if not len(rows):
                # Single passages speak of a pinned word: its centre tells what they say beside it.
                scores[number] = centres[number]
            chosen = pick(members, scores[number], self._wording.allowed)
            shown = self._wording.shown(chosen, lead)
            held = passages[number] if passages else None
            label = self._labels.choose(rows, lead, held=held, keywords=chosen)
            label = label or self._labels.plain([*shown][:2])
            key = self._keys.make(tuple(shown), label, prefix)
            result.append(TopicDescription(label, tuple(shown), tuple(shown.values()), key))
        return result

    def drawn(self, centre: Numbers, label: str, rows: Ids) -> Numbers:
        """Return a centre drawn towards the words of its label, the more the better it finds the articles.

        What a label says is then in the topic called so rather than in another beside it.
        """
        space = self._weighted.space
        named: dict[int, float] = {}
        for part in label.split(", "):
            columns = [column for column in map(space.column, key_of(part)) if column < space.width]
            weights = space.weights[columns]
            length = max(math.sqrt(float((weights * weights).sum())), 1e-12)
            for column, weight in zip(columns, (weights / length).tolist(), strict=True):
                named[column] = max(named.get(column, 0.0), weight)
        if not named:
            return centre
        at, values = np.array(list(named)), np.array(list(named.values()))
        values *= LABEL_WEIGHT * self._labels.found_by(label, rows) / max(math.sqrt((values**2).sum()), 1e-12)
        drawn = centre.copy()
        drawn[at] += values
        drawn /= max(math.sqrt((drawn * drawn).sum()), 1e-12)
        return drawn
