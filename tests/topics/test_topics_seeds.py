"""Topics of five raw articles about one affair: what an analyst expects to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.topics.build import build_topics

LEADING = 4
"""A keyword leads when it is among the first four."""

EXPECTED = [
    (("taiwan",), 4),
    (("tariff",), 4),
    (("trade talks", "trade negotiations"), 4),
    (("soybean",), 2),
    (("ukraine",), 3),
    (("rare earth", "minerals"), 5),
    (("airplane engine", "engine"), 2),
]
"""Words of which one must name or lead a topic, and how many of the sources speak of it."""


@pytest.mark.parametrize(("names", "sources"), EXPECTED)
def test_the_topic_is_there_with_its_sources(
    shared: Path, read: Callable[[Path], list[Article]], names: tuple[str, ...], sources: int
) -> None:
    topics = build_topics(read(shared / "seeds"))
    leading = [
        topic
        for topic in topics
        if any(name in " | ".join((topic.label, *topic.keywords[:LEADING])).casefold() for name in names)
    ]
    assert leading, [topic.label for topic in topics]
    assert max(len({passage.article for passage in topic.passages}) for topic in leading) >= sources


def test_labels_have_two_to_four_words(shared: Path, read: Callable[[Path], list[Article]]) -> None:
    for topic in build_topics(read(shared / "seeds")):
        assert 2 <= len(topic.label.split()) <= 4, topic.label
