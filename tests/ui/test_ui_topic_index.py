"""Topics and stories looked up, put in rows, and found again in a later answer."""

from __future__ import annotations

from briefing.model.article import Ref
from briefing.model.topic import Topic, TopicPassage
from briefing.ui.state.topic_state import TopicIndex, further_keywords


def topic(
    label: str, *places: tuple[str, int], key: str = "", words: str = "", stories: tuple[Topic, ...] = ()
) -> Topic:
    passages = tuple(TopicPassage(name, number, 0.5) for name, number in places)
    return Topic(label, tuple(words.split()), 0.1, passages, key=key, stories=stories)


BOATS = topic("boats", ("a", 1), key="k1", words="boat harbour sea mast")
LOCKS = topic("locks", ("a", 2), key="k2", words="lock gate water level")
CANAL = topic("canal", ("a", 1), ("a", 2), ("b", 0), key="k3", words="canal barge", stories=(BOATS, LOCKS))
TAXES = topic("taxes", ("b", 0), ("b", 3), key="k4", words="tax rate")
BOOK = TopicIndex((CANAL, TAXES))


def test_topics_and_stories_are_found_by_label() -> None:
    assert BOOK.find("taxes") is TAXES
    assert BOOK.find("locks") is LOCKS
    assert BOOK.find("planes") is None
    assert BOOK.find(None) is None
    assert BOOK.broad("locks") is CANAL
    assert BOOK.broad("canal") is None
    assert BOOK.broad("planes") is None


def test_what_a_passage_speaks_of_and_what_an_article_says() -> None:
    assert BOOK.of(Ref("b", 0)) == [CANAL, TAXES]
    assert BOOK.of(Ref("b", 1)) == []
    assert BOOK.spread(CANAL) == {"a": 2, "b": 1}
    assert BOOK.numbers(CANAL, "a") == {1, 2}
    assert BOOK.numbers(CANAL, "c") == frozenset()


def test_stories_stand_below_the_topic_that_is_open() -> None:
    assert [row.topic.label for row in BOOK.rows(())] == ["canal", "taxes"]
    rows = BOOK.rows({"canal", "taxes"})
    assert [(row.topic.label, row.broad) for row in rows] == [
        ("canal", None),
        ("boats", CANAL),
        ("locks", CANAL),
        ("taxes", None),
    ]


def test_a_topic_is_found_again_by_key_then_name_then_words() -> None:
    renamed = topic("waterways", key="k3")
    assert TopicIndex((TAXES, renamed)).successor(CANAL) is renamed
    regrown = topic("boats", key="k9", words="sail")
    assert TopicIndex((TAXES, regrown)).successor(BOATS) is regrown
    alike = topic("ships", key="k8", words="sea boat port")
    assert TopicIndex((TAXES, alike)).successor(BOATS) is alike
    assert TopicIndex((TAXES, regrown)).successor(LOCKS) is None


def test_of_two_topics_with_one_key_the_name_decides() -> None:
    inner = topic("barges", key="k3")
    outer = topic("canal", key="k3", stories=(inner,))
    assert TopicIndex((outer,)).successor(CANAL) is outer
    assert TopicIndex((outer,)).successor(topic("barges", key="k3")) is inner


def test_keywords_beside_a_label_are_those_it_does_not_hold() -> None:
    assert further_keywords(topic("copper mine", words="copper harbour mine ferry")) == ["harbour", "ferry"]
