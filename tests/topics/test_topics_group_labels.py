"""What groups of articles are called: by what most of them say."""

from __future__ import annotations

import numpy as np
from articles import make_article

from briefing.model.article import Article
from briefing.topics.group_articles import _met_together
from briefing.topics.topic_labels import TopicLabels
from briefing.topics.topic_words import TopicWords
from briefing.topics.vectors import vectors

WEIGHTS = {"share": 1.0, "price": 0.8, "bank": 0.6}


def articles(*lines: str) -> list[Article]:
    return [make_article(f"a{number}", line) for number, line in enumerate(lines)]


MARKET = articles(
    "The Ostrava shares fell again as the price of steel sank.",
    "Traders sold Ostrava shares, and a bank lowered its price target.",
    "Ostrava shares fell most of all when the price of coal rose.",
    "A bank said that share prices had peaked in the spring.",
    "Few thought that share prices would recover before the bank paid.",
    "The price of many shares rose when the bank cut its rates.",
)


def test_a_name_that_all_articles_say_may_be_the_label() -> None:
    found = articles(*(f"Rescuers reached the Kvalvik mine on day {number}." for number in range(6)))
    label = TopicWords(found, frozenset()).label({"kvalvik": 1.0, "mine": 0.9}, TopicLabels())
    assert "Kvalvik" in label


def test_a_phrase_of_a_few_articles_is_not_the_label_of_all() -> None:
    def common(key: tuple[str, ...]) -> bool:
        return "ostrava" not in key

    assert TopicWords(MARKET, frozenset()).label({"share": 1.0}, TopicLabels()) == "Ostrava shares"
    assert "Ostrava" not in TopicWords(MARKET, frozenset(), common=common).label(WEIGHTS, TopicLabels())


def test_a_phrase_is_written_as_the_text_writes_it() -> None:
    label = TopicWords(MARKET, frozenset(), common=lambda key: "ostrava" not in key).label(
        WEIGHTS, TopicLabels()
    )
    assert label == "share prices"


def test_stems_are_met_together_in_enough_articles_or_not() -> None:
    names = ["bank", "price", "rare", "share"]
    stems = [np.array(row, dtype=np.int32) for row in ([0, 1, 3], [0, 3], [1, 3], [0, 1], [3, 2], *[[3]] * 9)]
    units = vectors(stems, names)
    assert _met_together(units, ("bank", "price"))
    assert _met_together(units, ("share", "bank"))
    assert not _met_together(units, ("share", "rare"))
    assert not _met_together(units, ("share", "unheard"))
