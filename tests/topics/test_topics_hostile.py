"""Text made to be slow or to fill memory costs no more than its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from build_topics import build_topics
from growth import assert_in_proportion

from briefing.model.article import Article
from briefing.text.terms import stems

MakeArticle = Callable[..., Article]
PIECES = ["1", ",", "a", "é", "中", "U.", "a-", "'s", " ab", "A b ", '"', "x\u00ad", "\u0301"]


@pytest.mark.parametrize("piece", PIECES)
def test_terms_are_found_in_linear_time(piece: str) -> None:
    assert_in_proportion(stems, piece, 20_000)


@pytest.mark.parametrize("piece", PIECES)
def test_topics_of_one_endless_line(article: MakeArticle, piece: str) -> None:
    articles = [article(f"a{number}", piece * (200_000 // len(piece))) for number in range(2)]
    for topic in build_topics(articles):
        assert len(topic.label) < 500


def test_a_word_without_end_is_no_term() -> None:
    assert stems("supercalifragilistic " + "a" * 101 + " end") == [
        *stems("supercalifragilistic"),
        *stems("end"),
    ]
