"""Many articles as numbers: grouped, placed one by one as they come, and grouped anew when many have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from briefing.errors import LibraryError
from briefing.model.article import Article, Ref
from briefing.model.topic import Topic, every_topic
from briefing.topics.encoded_articles import EncodedArticle, StemVocabulary, encode_article
from briefing.topics.group_articles import (
    Lookup,
    WordChoices,
    described_groups,
    group_articles,
    open_for_split,
)
from briefing.topics.grouped_articles import (
    ArticlePlacement,
    GroupedArticles,
    TopicDescription,
    topics_of,
)
from briefing.topics.progress import GROUPED, Progress
from briefing.topics.single_event import events_told, is_single_event
from briefing.topics.steered_words import Key, SteeredWords

STALE = 0.2
"""Groups are made anew when this part of the articles they were made of has come or gone since."""
BATCH = 500
"""Articles placed at a time, between two reports of progress."""
MOSTLY = 0.5
"""An article is of the topic that holds this part of its passages."""


class EventOfAffair(NamedTuple):
    """One of several events of an affair that all articles tell of."""

    description: TopicDescription
    articles: tuple[str, ...]
    """Ids, in order."""


class LargeSetTopics:
    """Articles as their stems, and the groups made of them."""

    def __init__(self, lookup: Lookup, *, packed: bool = False) -> None:
        """`lookup` gives an article by id, when its text is wanted again.

        With `packed` the passages of topics stay arrays: a million of them take some ten megabytes.
        """
        self._lookup = lookup
        self._packed = packed
        self._vocabulary = StemVocabulary()
        self._reads: dict[str, EncodedArticle] = {}
        self._chosen = SteeredWords()
        self._unwanted: frozenset[str] = frozenset()
        self._grouped: GroupedArticles | None = None
        self._placed: dict[str, ArticlePlacement] = {}
        self._changed = 0
        self._made_of = 0

    def add(self, article: Article) -> None:
        """Take an article, in place of the one with its id. Costs what the article costs."""
        read = self._reads[article.id] = encode_article(article, self._vocabulary)
        self._changed += 1
        if self._grouped is not None:
            self._placed[article.id] = self._grouped.place([read])[0]

    def remove(self, article: str) -> None:
        """Forget an article; KeyError when it is not there."""
        del self._reads[article]
        self._placed.pop(article, None)
        self._changed += 1

    @property
    def stale(self) -> bool:
        """Whether so much has changed that the next question for topics groups all articles anew."""
        return self._grouped is None or self._changed > STALE * self._made_of

    def is_single_event(self) -> bool:
        return is_single_event([self._reads[name] for name in sorted(self._reads)], self._vocabulary.names)

    def events(self, chosen: SteeredWords, unwanted: frozenset[str]) -> list[EventOfAffair]:
        """Return the events that the articles of one affair report, largest first; there is at least one."""
        reads = [self._reads[name] for name in sorted(self._reads)]
        groups = events_told(reads, self._vocabulary.names)
        if len(groups) < 2:
            return [EventOfAffair(TopicDescription("", (), (), ""), tuple(read.id for read in reads))]
        wanted = self._wanted(chosen, unwanted)
        described = described_groups(reads, self._vocabulary.names, wanted, self._lookup, groups)
        return [
            EventOfAffair(one, tuple(reads[row].id for row in rows.tolist()))
            for one, rows in zip(described, groups, strict=True)
        ]

    def forget_groups(self) -> None:
        """Have the next question for topics group all articles anew."""
        self._grouped = None

    def topics(
        self, chosen: SteeredWords, unwanted: frozenset[str], progress: Progress | None
    ) -> tuple[list[Topic], set[Key]]:
        """Return the topics, and which of the muted and pinned words stand nowhere.

        `unwanted` are folded words that are no label and no keyword.
        """
        if chosen != self._chosen or self.stale:
            self._group(chosen, unwanted, progress)
        grouped = self._grouped
        if grouped is None:
            return [], set()
        missing = {key for key in (*chosen.muted, *chosen.pinned) if self._vocabulary.phrase(key) is None}
        return self._topics_of(grouped), missing

    def _group(self, chosen: SteeredWords, unwanted: frozenset[str], progress: Progress | None) -> None:
        """Group all articles, and only then take the outcome for the present one."""
        reads = [self._reads[name] for name in sorted(self._reads)]
        wanted = self._wanted(chosen, unwanted)
        grouped = group_articles(reads, self._vocabulary.names, wanted, self._lookup)
        placed: dict[str, ArticlePlacement] = {}
        for start in range(0, len(reads), BATCH):
            if progress is not None:
                progress(int(len(reads) * GROUPED + start * (1 - GROUPED)), len(reads))
            batch = reads[start : start + BATCH]
            placed.update(zip((read.id for read in batch), grouped.place(batch), strict=True))
        self._grouped, self._placed = grouped, placed
        self._chosen, self._unwanted = chosen, unwanted
        self._changed, self._made_of = 0, len(reads)

    def parts(self, key: str) -> Sequence[Topic]:
        """Return the topics inside the one with this key; fewer than two where there are none."""
        grouped = self._grouped
        keys = [description.key for description in grouped.nodes] if grouped is not None else []
        if grouped is None or key not in keys:
            return ()
        number = keys.index(key)
        if number not in grouped.parents and not self._open(grouped, number):
            return ()
        whole = self._topics_of(grouped, every=True)
        return next((topic.stories for topic in every_topic(whole) if topic.key == key), ())

    def _open(self, grouped: GroupedArticles, number: int) -> bool:
        """Give a topic without stories some that only serve to split it."""
        members = [
            self._reads[name]
            for name, placed in sorted(self._placed.items())
            if np.count_nonzero(placed.node == number) >= MOSTLY * max(len(placed.node), 1)
        ]
        wanted = self._wanted(self._chosen, self._unwanted)
        if not open_for_split(grouped, number, members, self._vocabulary.names, wanted, self._lookup):
            return False
        grouped.hidden.add(number)
        touched = [name for name, placed in self._placed.items() if number in placed.node]
        places = grouped.place([self._reads[name] for name in touched])
        self._placed.update(zip(touched, places, strict=True))
        return True

    def likeness(self, key: str, ref: Ref) -> tuple[dict[Key, float], float, float]:
        """Return what speaks for a passage being in a topic: its stems, all of them, its article."""
        if self._grouped is None:
            return {}, 0.0, 0.0
        return self._grouped.likeness(key, self._reads[ref.article], ref.passage)

    def save(self, folder: Path, head: dict[str, Any]) -> None:
        """Write all to `folder`, with what else `head` says; LibraryError when that fails."""
        from briefing.topics import saved_model as saved

        words, arrays = saved.packed_reads(self._reads, self._vocabulary)
        head = {**head, **words, "chosen": saved.packed_chosen(self._chosen), "made_of": self._made_of}
        head.update(changed=self._changed, unwanted=sorted(self._unwanted), grouped=self._grouped is not None)
        if self._grouped is not None:
            words, numbers = saved.packed_groups(self._grouped, self._placed)
            head, arrays = {**head, **words}, {**arrays, **numbers}
        saved.save(folder, head, arrays)

    @classmethod
    def open(
        cls, folder: Path, lookup: Lookup, *, packed: bool = False
    ) -> tuple[LargeSetTopics, dict[str, Any]]:
        """Return what was saved, and the head it was saved with; LibraryError when it is of no use."""
        from briefing.topics import saved_model as saved

        head, arrays = saved.load(folder)
        many = cls(lookup, packed=packed)
        try:
            many._reads, many._vocabulary = saved.unpacked_reads(head, arrays)
            many._chosen, many._unwanted = saved.unpacked_chosen(head["chosen"]), frozenset(head["unwanted"])
            many._made_of, many._changed = head["made_of"], head["changed"]
            if head["grouped"]:
                many._grouped, many._placed = saved.unpacked_groups(head, arrays, many._vocabulary)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise LibraryError("the saved topics are damaged") from error
        return many, head

    def _wanted(self, chosen: SteeredWords, unwanted: frozenset[str]) -> WordChoices:
        return WordChoices(unwanted, self._numbers(chosen.muted), self._numbers(chosen.pinned))

    def _numbers(self, keys: Sequence[Key]) -> tuple[tuple[Key, tuple[int, ...]], ...]:
        """Return keys with the numbers of their stems, as far as all of these were met."""
        found = [(key, self._vocabulary.phrase(key)) for key in keys]
        return tuple((key, numbers) for key, numbers in found if numbers is not None)

    def _topics_of(self, grouped: GroupedArticles, *, every: bool = False) -> list[Topic]:
        return topics_of(grouped, self._in_order(), self._counted(), every=every, packed=self._packed)

    def _in_order(self) -> dict[str, ArticlePlacement]:
        return {name: self._placed[name] for name in sorted(self._placed)}

    def _counted(self) -> int:
        return sum(len(read.passages) for read in self._reads.values())
