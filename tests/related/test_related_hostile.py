"""Text made to be slow or to fill memory costs no more than its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_in_proportion
from tiers import amount

from briefing.model.article import Article, Ref
from briefing.related.related_index import RelatedIndex

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize("piece", ["1", "a ", "ab ", "A b ", "U.", "a-", "'s ", "é", '"'])
def test_an_endless_line_costs_its_length(article: MakeArticle, piece: str) -> None:
    def compare(text: str) -> None:
        index = RelatedIndex.build([article(name, text) for name in ("a", "b")], {})
        assert all(0 <= one.score <= 1 for one in index.related(Ref("a", 0)))

    assert_in_proportion(compare, piece, 20_000)


def test_a_book_in_one_line_is_compared_by_its_beginning(article: MakeArticle) -> None:
    book = " ".join(f"word{number}" for number in range(amount(20_000, 100_000)))
    index = RelatedIndex.build([article("a", book), article("b", book)], {})
    assert [group.likeness for group in index.copies()] == [1.0]
