"""Topics of a small folder: aspects of the event, each with the passages that speak of it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.model.article import Article, Ref
from briefing.model.topic import OTHER, Topic, TopicPassage
from briefing.topics.aspects import ENOUGH, Aspect, aspects, nearby, whole_subjects
from briefing.topics.concepts import Concept, ConceptScan
from briefing.topics.steered_words import Key, key_of
from briefing.topics.topic_ids import TopicIds
from briefing.topics.topic_labels import TopicLabels

KEYWORDS = 8
LEAD_WEIGHT = 0.7
COMPANION_WEIGHT = 0.5
GENERAL_WEIGHT = 0.25
"""What one leading concept, one companion and one general word add to a passage's weight, each times
its share, by noisy-or."""
LEAST_WEIGHT = 0.45
"""A passage without a leading concept belongs to a topic from this weight on: two firm companions."""
STRONG = LEAD_WEIGHT
"""A passage belongs to a second topic from this weight on."""
OTHER_WEIGHT = 0.01
"""What a passage that belongs to no topic is about none: the least a weight may be."""
COVERED = 0.75
"""Part of its passages with which an aspect is in another topic that names it."""
MOST_PARTS = 4
"""Parts into which a topic is split at most, beside what is left of it."""
FEWEST_PASSAGES = 3
"""Passages of a topic, where not several articles speak of it."""
FEW_ARTICLES = 10
"""Up to this many articles, topics are always aspects of passages."""
LEAST_PART = 2
"""Passages a word must stand in to lead a part."""


class WiderAnswer(NamedTuple):
    """The answer that topics are part of: no label and no key is given twice in it."""

    labels: TopicLabels
    keys: TopicIds
    passages: int
    """All that count, also of other articles."""
    prefix: str = ""
    """What keys begin with."""


class SmallSetTopics:
    """The topics of a few articles, as they come out of one reading."""

    def __init__(
        self,
        articles: Sequence[Article],
        unwanted: frozenset[str] = frozenset(),
        muted: Collection[Key] = (),
        pinned: Collection[Key] = (),
        within: WiderAnswer | None = None,
    ) -> None:
        """`articles` are in order of their ids; `unwanted` are words no label may hold."""
        self._scan = ConceptScan(muted, pinned)
        self.places: list[tuple[str, int]] = []
        """Article and passage of every passage that counts."""
        for number, article in enumerate(articles):
            for passage in article.passages:
                if passage.kind != "boilerplate":
                    self._scan.add(number, article.text, passage.start, passage.end)
                    self.places.append((article.id, passage.number))
        # What is never spoken of by itself, as an adjective, leads nothing and goes with nothing.
        self._concepts = [
            one
            for one in self._scan.concepts(unwanted)
            if len(one.key) > 1 or one.key in self._scan.pinned or self._scan.is_thing(one.key[0])
        ]
        self._answer = within or WiderAnswer(TopicLabels(), TopicIds(), len(self.places))
        self._aspects: dict[str, Aspect] = {}
        found = aspects(self._concepts, self._scan.article_of, self._scan.pinned, names_apart=True)
        found = whole_subjects(found, len(self.places), self._scan.pairs, self._scan.pinned)
        self.topics: list[Topic] = []
        for aspect, held in self._belonging(found):
            if aspect.leads[0].key in self._scan.pinned or not self._is_covered(aspect):
                self.topics.append(self._topic(aspect, only=held))

    def pinned_topics(self) -> list[Topic]:
        """Return those that pinned words lead."""
        return [topic for topic in self.topics if self._aspects[topic.key].leads[0].key in self._scan.pinned]

    def missing(self, keys: Collection[Key]) -> set[Key]:
        """Return those of muted and pinned `keys` that stand nowhere in the articles."""
        known = {concept.key for concept in self._concepts} | self._scan.muted_met
        return {key for key in keys if key not in known}

    def parts(self, topic: Topic) -> list[Topic]:
        """Return the topics inside `topic`, what is left of it last; fewer than two where there are none.

        Other words of its passages lead the parts, as they would if there were no other passages; none that
        leads a topic already. A part has more than one passage.
        """
        aspect = self._aspects.get(topic.key)
        if aspect is None:
            return []
        held_by_it = {(one.article, one.passage) for one in topic.passages}
        mine = [at for at in sorted(passage_weights(aspect)) if self.places[at] in held_by_it]
        at = {passage: number for number, passage in enumerate(mine)}
        beside = [self._aspects[one.key] for one in self.topics if one.key in self._aspects]
        leading = {lead.key for one in (aspect, *beside) for lead in one.leads}
        inner = [
            replace(concept, passages=frozenset(at[passage] for passage in concept.passages & at.keys()))
            for concept in self._concepts
            if concept.key not in leading
        ]
        article_of = [self._scan.article_of[passage] for passage in mine]
        known = [concept for concept in inner if len(concept.passages) >= LEAST_PART]
        # An aspect of all its passages would be the same topic under another name.
        known = [concept for concept in known if len(concept.passages) < len(mine)]
        whole = {concept.key: concept for concept in self._concepts}
        parts: list[Topic] = []
        left = set(mine)
        for found in aspects(known, article_of, most=MOST_PARTS) if known else []:
            part = Aspect(
                tuple(whole[lead.key] for lead in found.leads),
                tuple((whole[concept.key], share) for concept, share in found.companions),
            )
            held = {passage for passage in passage_weights(part) if passage in at}
            if len(held) < LEAST_PART:
                continue
            left -= held
            parts.append(self._topic(part, f"{topic.key}/", held))
        if parts and len(left) >= LEAST_PART:
            parts.append(self._topic(aspect, f"{topic.key}/", left))
        elif parts and left:
            placed = {self.places[at] for at in left}
            last = tuple(one for one in topic.passages if (one.article, one.passage) in placed)
            held_too = tuple(sorted((*parts[0].passages, *last), key=lambda one: (one.article, one.passage)))
            share = len(held_too) / max(self._answer.passages, 1)
            parts[0] = replace(parts[0], passages=held_too, share=share)
        return parts if len(parts) > 1 else []

    def likeness(self, key: str, ref: Ref) -> dict[Key, float]:
        """Return what each word or phrase of a passage gives to its being in the topic called `key`.

        Weights join by noisy-or, so the logarithms of what they leave missing add up.
        """
        aspect = self._aspects.get(key)
        place = (ref.article, ref.passage)
        if aspect is None or place not in self.places:
            return {}
        at = self.places.index(place)
        gives: dict[Key, float] = {
            concept.key: -math.log(1 - weight)
            for concept, weight in weighted(aspect)
            if at in concept.passages
        }
        short: dict[Key, float] = {
            (stem,): gives[phrase] for stem, phrase in self._scan.owner.items() if phrase in gives
        }
        return {**short, **gives}

    def _belonging(self, found: Sequence[Aspect]) -> list[tuple[Aspect, set[int]]]:
        """Return the aspects that are topics with the passages of each: a passage belongs to what it is most
        about, and to what else it speaks of by a leading word."""
        while True:
            weights = [passage_weights(aspect) for aspect in found]
            most: dict[int, float] = {}
            for one in weights:
                for at, weight in one.items():
                    most[at] = max(most.get(at, 0.0), weight)
            held = [{at for at, weight in one.items() if weight >= min(STRONG, most[at])} for one in weights]
            kept = [
                aspect
                for aspect, places in zip(found, held, strict=True)
                if aspect.leads[0].key in self._scan.pinned or not self._is_slight(places)
            ]
            if len(kept) == len(found):
                return list(zip(found, held, strict=True))
            found = kept

    def _is_slight(self, places: Collection[int]) -> bool:
        """Whether passages are what one article says in passing; where there are few passages none are."""
        if len(places) >= FEWEST_PASSAGES or len(self.places) < ENOUGH:
            return False
        return len({self._scan.article_of[at] for at in places}) < 2

    def _is_covered(self, aspect: Aspect) -> bool:
        """Whether a topic found before already holds an aspect: named in its label, and its passages."""
        places = {self.places[at] for at in passage_weights(aspect)}
        for topic in self.topics:
            if set(aspect.leads[0].key) <= set(key_of(topic.label)):
                held = {(passage.article, passage.passage) for passage in topic.passages}
                if len(places & held) >= COVERED * len(places):
                    return True
        return False

    def _topic(self, aspect: Aspect, prefix: str = "", only: Collection[int] | None = None) -> Topic:
        weights = passage_weights(aspect)
        places = sorted(at for at in weights if only is None or at in only)
        telling = keywords(aspect)
        strangers = [(concept, 0.0) for concept in nearby(aspect.leads[0], self._concepts)]
        label = self._answer.labels.make(aspect.leads, [*aspect.companions, *strangers], self._scan, places)
        key = self._answer.keys.make(tuple(telling), label, prefix or self._answer.prefix)
        self._aspects[key] = aspect
        return Topic(
            label=label,
            keywords=tuple(telling),
            share=len(places) / max(self._answer.passages, 1),
            passages=tuple(TopicPassage(*self.places[at], round(weights[at], 4)) for at in places),
            key=key,
            weights=tuple(telling.values()),
        )


def other_than(topics: Sequence[Topic], places: Sequence[tuple[str, int]]) -> list[Topic]:
    """Return what belongs to no topic, of all `places` (an article and a passage)."""
    held = {(one.article, one.passage) for topic in topics for one in topic.passages}
    left = tuple(TopicPassage(*place, OTHER_WEIGHT) for place in places if place not in held)
    return [Topic(OTHER, (), len(left) / len(places), left, OTHER)] if left else []


def weighted(aspect: Aspect) -> list[tuple[Concept, float]]:
    """Return the concepts of an aspect with what each adds to the weight of a passage."""
    company = [
        (concept, share * (GENERAL_WEIGHT if concept.abstract else COMPANION_WEIGHT))
        for concept, share in aspect.companions
    ]
    return [*((lead, LEAD_WEIGHT) for lead in aspect.leads), *company]


def passage_weights(aspect: Aspect) -> dict[int, float]:
    """Return how much each passage that speaks of an aspect does so, in (0, 1]."""
    missing: dict[int, float] = {}
    for concept, weight in weighted(aspect):
        for passage in concept.passages:
            missing[passage] = missing.get(passage, 1.0) * (1 - weight)
    leading = {passage for lead in aspect.leads for passage in lead.passages}
    return {
        passage: 1 - rest
        for passage, rest in missing.items()
        if passage in leading or 1 - rest >= LEAST_WEIGHT
    }


def keywords(aspect: Aspect) -> dict[str, float]:
    """Return the surface forms of an aspect's concepts with their weights, best first, none said twice.

    A leading concept weighs 1, a companion the share of its passages it spends with one.
    """
    chosen: list[tuple[Concept, float]] = []
    said: set[str] = set()
    for concept, weight in (*((lead, 1.0) for lead in aspect.leads), *aspect.companions):
        parts_of = any(set(other.key) <= set(concept.key) for other, _ in chosen)
        if not parts_of and not set(concept.key) <= said and len(chosen) < KEYWORDS:
            chosen.append((concept, weight))
            said.update(concept.key)
    return {concept.surface: round(weight, 4) for concept, weight in chosen}
