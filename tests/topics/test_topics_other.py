"""What belongs to no topic: shown last and never hidden; and passages that belong to two."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from build_topics import build_topics

from briefing.model.article import Article, Ref
from briefing.model.steering import Steer, Steering
from briefing.model.topic import OTHER, Topic
from briefing.model.topic_cut import GRAINS, cut
from briefing.session.listed_passages import of_topic
from briefing.topics.topic_model import TopicModel

MakeArticle = Callable[..., Article]

GAZETTE = (
    "The copper mine at Port Alder will close.",
    "Nobody had expected as much.",
    "The ferry stopped, and the ferry's passengers had to wait for the copper mine's boat.",
)
HERALD = (
    "The copper mine employs half of Port Alder.",
    "Passengers slept on the ferry.",
    "It rained.",
)


@pytest.fixture
def port(article: MakeArticle) -> list[Article]:
    return [article("gazette", *GAZETTE), article("herald", *HERALD)]


def test_what_fits_nowhere_is_one_entry_that_stands_last(port: list[Article]) -> None:
    *topics, other = build_topics(port)
    assert (other.key, other.label, other.keywords) == (OTHER, OTHER, ())
    assert not any(topic.is_other for topic in topics)
    places = {(one.article, one.passage) for one in other.passages}
    assert {("gazette", 1), ("herald", 2)} <= places
    assert not places & {(one.article, one.passage) for topic in topics for one in topic.passages}
    every = {(one.article, one.passage) for topic in (*topics, other) for one in topic.passages}
    assert len(every) == len(GAZETTE) + len(HERALD)
    for grain in GRAINS:
        assert cut((*topics, other), grain)[-1] is other


def test_it_stands_last_where_others_are_opened() -> None:
    def made(label: str, share: float, articles: int, *stories: Topic) -> Topic:
        return Topic(label, (label,), share, (), label, (1.0,), stories, articles)

    broad = made("broad", 0.3, 20, made("one", 0.2, 10), made("two", 0.1, 10))
    shown = cut((broad, Topic(OTHER, (), 0.7, (), OTHER)), "default")
    assert [topic.label for topic in shown] == ["one", "two", OTHER]


def test_where_no_topic_is_found_all_is_other(article: MakeArticle) -> None:
    (topic,) = build_topics([article("a", "Well.", "So be it.")])
    assert (topic.label, topic.share) == (OTHER, 1.0)
    assert [one.passage for one in topic.passages] == [0, 1]
    assert build_topics([article("a")]) == ()


def test_it_is_found_by_name_and_stays_as_it_is(port: list[Article]) -> None:
    topics = build_topics(port)
    passages = [Ref(one.article, one.passage) for one in topics[-1].passages]
    numbers = {article.id: number for number, article in enumerate(port)}
    assert of_topic(topics, "OTHER", numbers.get) == {(numbers[one.article], one.passage) for one in passages}
    for step in (Steer("rename", OTHER, other="the rest"), Steer("merge", OTHER, other=topics[0].label)):
        assert build_topics(port, steering=Steering((step,))) == topics


def test_why_is_told_for_each_topic_of_a_passage(port: list[Article]) -> None:
    model = TopicModel(port)
    steered = model.topics()
    both = Ref("gazette", 2)
    holding = [
        topic
        for topic in steered.topics
        if any((one.article, one.passage) == (both.article, both.passage) for one in topic.passages)
    ]
    assert len(holding) == 2
    for topic in holding:
        found = model.explain(topic.label, steered, both)
        assert [one.label for one in found.also] == [one.label for one in holding if one is not topic]
        assert found.passage is not None
        for why in (found.passage, found.also[0].why):
            assert why.words
            assert why.weight == pytest.approx(why.from_words + why.from_article)
        assert found.to_dict()["also"][0]["label"] == found.also[0].label


def test_nothing_speaks_for_what_is_other(port: list[Article]) -> None:
    model = TopicModel(port)
    found = model.explain(OTHER, model.topics(), Ref("herald", 2))
    assert found.passage is not None
    assert (found.passage.words, found.passage.from_article, found.also) == ((), 0.0, ())
    assert 0 < found.passage.weight == found.passage.from_words
