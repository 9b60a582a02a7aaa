"""Topics of five raw articles about one event: what an analyst expects to see."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from build_topics import build_topics

from briefing.model.article import Article
from briefing.reading.read_articles import read_paths

LEADING = 4
"""A keyword leads when it is among the first four."""

EXPECTED = [
    (("taiwan",), 4),
    (("tariff",), 5),
    (("trade talks", "trade negotiations"), 5),
    (("soybean",), 2),
    (("ukraine",), 3),
    (("rare earth", "minerals"), 5),
    (("airplane engine", "engine"), 2),
]
"""Words of which one must name or lead a topic, and how many of the sources speak of it."""

SUBJECTS = (
    ("taiwan", "arms sales"),
    ("tariff", "trade talks", "trade negotiations"),
    ("soybean", "farm"),
    ("ukraine",),
    ("rare earth", "minerals"),
    ("engine", "aircraft"),
    ("japan",),
)
"""Words by which a label names what an analyst would set apart."""


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


def test_labels_have_up_to_four_words(shared: Path, read: Callable[[Path], list[Article]]) -> None:
    for topic in build_topics(read(shared / "seeds")):
        assert 1 <= len(topic.label.split()) <= 4, topic.label


def test_each_subject_is_the_label_of_one_topic_and_two_countries_are_two(shared: Path) -> None:
    topics = build_topics([one for one in read_paths([str(shared / "seeds")]) if isinstance(one, Article)])
    called: dict[tuple[str, ...], list[str]] = {}
    for names in SUBJECTS:
        called[names] = [
            topic.key for topic in topics if any(name in topic.label.casefold() for name in names)
        ]
    assert all(len(keys) == 1 for keys in called.values()), called
    assert len({keys[0] for keys in called.values()}) == len(SUBJECTS)
    assert all(
        len(topic.passages) > 2 or len({passage.article for passage in topic.passages}) > 1
        for topic in topics
    )


def test_no_topic_is_one_that_another_names_and_holds(shared: Path) -> None:
    found = build_topics([one for one in read_paths([str(shared / "seeds")]) if isinstance(one, Article)])
    topics = [topic for topic in found if not topic.is_other]
    held = [{(passage.article, passage.passage) for passage in topic.passages} for topic in topics]
    for topic, mine in zip(topics, held, strict=True):
        for other, theirs in zip(topics, held, strict=True):
            named = topic is not other and topic.keywords[0].casefold() in other.label.casefold().split(", ")
            assert not named or len(mine & theirs) < 0.75 * len(mine), (topic.label, other.label)


def test_labels_stand_in_the_text_or_are_lists_of_what_does(
    shared: Path, read: Callable[[Path], list[Article]]
) -> None:
    articles = read(shared / "seeds")
    said = "\n".join(one.text for one in articles).casefold()
    for topic in build_topics(articles):
        if topic.is_other:
            continue
        parts = topic.label.casefold().split(", ")
        assert all(part in said for part in parts) or (topic.label[0].isupper() and len(parts) == 1)


def test_where_they_met_is_no_part_of_what_they_spoke_of(shared: Path) -> None:
    topics = build_topics([one for one in read_paths([str(shared / "seeds")]) if isinstance(one, Article)])
    assert not [topic.label for topic in topics if "Busan" in topic.label and "," in topic.label]
