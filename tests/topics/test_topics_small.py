"""Topics of a few articles about one event."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from articles import make_article
from build_topics import build_topics
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.article import Article
from briefing.text.stopwords import STOPWORDS, UNINFORMATIVE
from briefing.text.tokens import words
from briefing.topics.small_set_topics import SmallSetTopics

MakeArticle = Callable[..., Article]

GAZETTE = (
    "The island council voted on Monday to close the copper mine near Port Alder.",
    "The copper mine employs 300 people, and the mine's owner said it would appeal.",
    "Divers found oil in the lagoon, and the oil spill has killed thousands of seabirds.",
    "The ferry to the mainland stopped for two days because of the oil spill.",
)
HERALD = (
    "Workers at the copper mine blocked the road to Port Alder after the council's vote.",
    "Volunteers washed seabirds on the beach; seabirds are covered in oil from the lagoon.",
    "Hotel owners say tourists have cancelled rooms since the ferry stopped.",
    "Tourists stranded without a ferry slept in the school.",
)
POST = (
    "A judge will hear the copper mine case in March.",
    "The oil spill reached the lagoon's northern shore, where seabirds nest.",
    "The ferry company promised tourists their money back.",
)


@pytest.fixture
def island(article: MakeArticle) -> list[Article]:
    return [article("gazette", *GAZETTE), article("herald", *HERALD), article("post", *POST)]


def test_each_matter_is_a_topic_with_every_source_that_speaks_of_it(island: list[Article]) -> None:
    topics = build_topics(island)
    for word in ("copper mine", "seabirds", "ferry"):
        holding = [topic for topic in topics if word in " ".join((topic.label, *topic.keywords))]
        assert holding, (word, [topic.label for topic in topics])
        assert {passage.article for passage in holding[0].passages} == {"gazette", "herald", "post"}


def test_a_passage_may_speak_of_two_topics(island: list[Article]) -> None:
    both = [
        topic.label
        for topic in build_topics(island)
        if any((p.article, p.passage) == ("gazette", 3) for p in topic.passages)
    ]
    assert len(both) >= 2


def test_labels_are_short_unique_and_of_the_text(island: list[Article]) -> None:
    text = "\n".join(one.text for one in island).casefold()
    labels = [topic.label for topic in build_topics(island)]
    assert len({label.casefold() for label in labels}) == len(labels)
    for label in labels:
        said = [word.folded for word in words(label)]
        assert 1 <= len(label.split()) <= 4
        assert not set(said) & STOPWORDS
        assert not set(said) <= UNINFORMATIVE
        assert all(word in text for word in said)


def test_the_name_of_a_source_is_no_topic(article: MakeArticle) -> None:
    lines = (
        "Lanternpost reports that the dam at Greyford has a leak in its wall.",
        "Greyford was cleared, Lanternpost learned from a fireman.",
        "The keeper told Lanternpost that the leak in the dam grows.",
        "The valley's orchards stand under water, and the orchards are lost.",
    )
    one, other = article("a", *lines), article("b", *lines[::-1])
    named = Article(
        **{
            **{name: getattr(one, name) for name in Article.__dataclass_fields__},
            "source": "The Lanternpost",
        }
    )
    said = " ".join(f"{topic.label} {' '.join(topic.keywords)}" for topic in build_topics([named, other]))
    assert "Lanternpost" not in said
    assert "dam" in said


def test_boilerplate_is_in_no_topic(article: MakeArticle) -> None:
    ad = "The copper mine newsletter: every copper mine story in your inbox."
    topics = build_topics(
        [
            article("a", ad, *GAZETTE, kinds={0: "boilerplate"}),
            article("b", ad, *HERALD, kinds={0: "boilerplate"}),
        ]
    )
    assert topics
    assert all(passage.passage != 0 for topic in topics for passage in topic.passages)


def test_share_is_the_part_of_all_passages_and_falls(island: list[Article]) -> None:
    topics = build_topics(island)
    total = sum(len(one.passages) for one in island)
    assert [topic.share for topic in topics] == sorted((topic.share for topic in topics), reverse=True)
    for topic in topics:
        assert topic.share == pytest.approx(len(topic.passages) / total)
        assert all(0 < passage.weight <= 1 for passage in topic.passages)
        places = [(passage.article, passage.passage) for passage in topic.passages]
        assert places == sorted(set(places))


def test_progress_ends_with_all(island: list[Article]) -> None:
    told: list[tuple[int, int]] = []
    build_topics(island, lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


@pytest.mark.parametrize("lines", [(), ("",), ("One.",), ("the of and", "to be"), ("42", "7 %")])
def test_little_text_has_few_topics_or_none(article: MakeArticle, lines: tuple[str, ...]) -> None:
    assert len(build_topics([article("a", *lines)])) <= 1
    assert build_topics([]) == ()


WORDS = "mine copper ferry oil spill lagoon Port Alder tourists said the of vote judge March".split()
LINES = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)


@settings(max_examples=examples(60), deadline=None)
@given(folder=st.lists(st.lists(LINES, max_size=5), max_size=5), seed=st.integers(0, 99))
def test_any_folder_gives_the_same_topics_in_any_order(folder: list[list[str]], seed: int) -> None:
    articles = [make_article(f"f{number}", *lines) for number, lines in enumerate(folder)]
    topics = build_topics(articles)
    assert topics == build_topics(random.Random(seed).sample(articles, len(articles)))
    labels = [topic.label for topic in topics]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    for topic in topics:
        assert 0 < topic.share <= 1
        assert len(set(topic.keywords)) == len(topic.keywords)


@settings(max_examples=examples(60), deadline=None)
@given(folder=st.lists(st.lists(LINES, max_size=8), min_size=2, max_size=5))
def test_parts_share_out_a_topic_and_are_no_topics_that_exist(folder: list[list[str]]) -> None:
    found = SmallSetTopics([make_article(f"f{number}", *lines) for number, lines in enumerate(folder)])
    known = {topic.label for topic in found.topics}
    for topic in list(found.topics):
        parts = found.parts(topic)
        if parts:
            places = {(one.article, one.passage) for part in parts for one in part.passages}
            assert places == {(one.article, one.passage) for one in topic.passages}
            assert all(len(part.passages) > 1 for part in parts)
            assert known.isdisjoint(part.label for part in parts)
