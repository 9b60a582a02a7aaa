"""Text made to be slow or to fill memory costs no more than its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from briefing.model.article import Article
from briefing.text.terms import stems
from briefing.topics.build import build_topics

MakeArticle = Callable[..., Article]
PIECES = ["1", ",", "a", "é", "中", "U.", "a-", "'s", " ab", "A b ", '"', "x\u00ad", "\u0301"]


@pytest.mark.parametrize("piece", PIECES)
def test_terms_are_found_in_linear_time(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        stems(text)
        return time.process_time() - start

    # 32 times the text: linear is 32, quadratic 1,024.
    assert cost(1_600_000) <= 150 * max(cost(50_000) for _ in range(3)) + 0.5


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
