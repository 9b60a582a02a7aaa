"""Topics of a small folder: aspects of the affair, each with the passages that speak of it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.article import Article
from briefing.model.topic import Topic, TopicPassage
from briefing.topics.aspects import Aspect, aspects, nearby
from briefing.topics.concepts import Concept, Scan
from briefing.topics.labels import Labels

KEYWORDS = 8
LEAD_WEIGHT = 0.7
COMPANION_WEIGHT = 0.5
GENERAL_WEIGHT = 0.25
"""What one leading concept, one companion and one general word add to a passage's weight, each times
its share, by noisy-or."""
LEAST_WEIGHT = 0.45
"""A passage without a leading concept belongs to a topic from this weight on: two firm companions."""


def small_topics(articles: Sequence[Article], unwanted: frozenset[str]) -> tuple[Topic, ...]:
    """Return the topics of a few articles, unsorted; `unwanted` are words no label may hold."""
    scan = Scan()
    places: list[tuple[str, int]] = []
    for number, article in enumerate(articles):
        for passage in article.passages:
            if passage.kind != "boilerplate":
                scan.add(number, article.text, passage.start, passage.end)
                places.append((article.id, passage.number))
    labels = Labels()
    topics: list[Topic] = []
    concepts = scan.concepts(unwanted)
    for aspect in aspects(concepts, scan.article_of):
        weights = passage_weights(aspect)
        telling = keywords(aspect)
        topics.append(
            Topic(
                label=labels.make(aspect.leads, [*aspect.companions, *_strangers(aspect, concepts)], scan),
                keywords=tuple(telling),
                weights=tuple(telling.values()),
                share=len(weights) / len(places),
                passages=tuple(TopicPassage(*places[at], round(weights[at], 4)) for at in sorted(weights)),
            )
        )
    return tuple(topics)


def _strangers(aspect: Aspect, concepts: Sequence[Concept]) -> list[tuple[Concept, float]]:
    """Return concepts that only complete a label, as companions of no weight."""
    return [(concept, 0.0) for concept in nearby(aspect.leads[0], concepts)]


def passage_weights(aspect: Aspect) -> dict[int, float]:
    """Return how much each passage that speaks of an aspect does so, in (0, 1]."""
    missing: dict[int, float] = {}
    leading: set[int] = set()
    for lead in aspect.leads:
        leading |= lead.passages
        for passage in lead.passages:
            missing[passage] = missing.get(passage, 1.0) * (1 - LEAD_WEIGHT)
    for concept, share in aspect.companions:
        weight = share * (GENERAL_WEIGHT if concept.abstract else COMPANION_WEIGHT)
        for passage in concept.passages:
            missing[passage] = missing.get(passage, 1.0) * (1 - weight)
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
