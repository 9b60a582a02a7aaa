"""Text made to be slow or to fill memory costs no more than its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from briefing.model.article import Article, Ref
from briefing.related.index import RelatedIndex

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize("piece", ["1", "a ", "ab ", "A b ", "U.", "a-", "'s ", "é", '"'])
def test_an_endless_line_costs_its_length(article: MakeArticle, piece: str) -> None:
    def cost(size: int) -> float:
        articles = [article(f"a{number}", piece * (size // len(piece))) for number in range(2)]
        start = time.process_time()
        index = RelatedIndex.build(articles, {})
        found = index.related(Ref("a0", 0))
        assert all(0 <= one.score <= 1 for one in found)
        return time.process_time() - start

    # 16 times the text: linear is 16, quadratic 256.
    assert cost(320_000) <= 60 * max(cost(20_000) for _ in range(3)) + 0.5


def test_a_book_in_one_line_is_compared_by_its_beginning(article: MakeArticle) -> None:
    book = " ".join(f"word{number}" for number in range(100_000))
    index = RelatedIndex.build([article("a", book), article("b", book)], {})
    assert [group.likeness for group in index.copies()] == [1.0]
