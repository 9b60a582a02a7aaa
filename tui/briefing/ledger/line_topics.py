"""The topic of each line: the one that most of its passages belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain

from briefing.model.ledger_line import LedgerLine
from briefing.model.topic import Topic, TopicPassage
from briefing.model.topic_passages import passages_by_article


def with_topics(lines: Sequence[LedgerLine], topics: Iterable[Topic]) -> tuple[LedgerLine, ...]:
    """Return the lines with the labels of their topics; None where no passage of a line belongs to one."""
    articles = {entry.article for line in lines for entry in line.entries}
    weights: dict[tuple[str, int], list[tuple[str, float]]] = defaultdict(list)
    for topic in topics:
        for one in _passages_in(topic, articles):
            weights[one.article, one.passage].append((topic.label, one.weight))
    return tuple(replace(line, topic=_topic_of(line, weights)) for line in lines)


def _passages_in(topic: Topic, articles: Collection[str]) -> Iterable[TopicPassage]:
    """The passages of a topic in some articles, and maybe others."""
    passages = topic.passages
    if len(articles) < len(passages):
        return chain.from_iterable(map(passages_by_article(passages), articles))
    return passages


def of_story(lines: Iterable[LedgerLine], topic: Topic, story: Topic) -> tuple[LedgerLine, ...]:
    """Return those of the lines of a topic that most belong to one of its stories."""
    own = [line for line in lines if line.topic == topic.label]
    told = with_topics(own, topic.stories)
    return tuple(line for line, best in zip(own, told, strict=True) if best.topic == story.label)


def _topic_of(line: LedgerLine, weights: dict[tuple[str, int], list[tuple[str, float]]]) -> str | None:
    summed: dict[str, float] = {}
    for place in dict.fromkeys((entry.article, entry.passage) for entry in line.entries):
        for label, weight in weights.get(place, ()):
            summed[label] = summed.get(label, 0.0) + weight
    return max(summed, key=lambda label: summed[label]) if summed else None
