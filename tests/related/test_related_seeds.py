"""Counterparts on five raw articles about one affair: what an analyst would expect first.

Passages are named by words that stand in them alone, so that no text is kept here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.model.article import Article, Ref
from briefing.related.related_index import RelatedIndex

EXPECTED = [
    # (words of the question, words of an answer that must be among the best two of its article)
    ("20 million tons", "12 million metric tons"),
    ("one-China principle", "$11.15 billion"),
    ("George Glass", "Wang Yi"),
    ("Neo Wang", "constructive tone"),
    ("manage differences, and", "common understandings"),
    ("Howard Lutnick", "Jamieson Greer"),
    ("$12 billion stockpile", "Nvidia chips"),
    ("invasion of Ukraine", "Regarding Ukraine"),
]


def passage_with(articles: list[Article], words: str) -> Ref:
    found = [
        Ref(one.id, passage.number)
        for one in articles
        for passage in one.passages
        if words in one.text[passage.start : passage.end]
    ]
    assert found, words
    return found[0]


@pytest.mark.parametrize(("asked", "wanted"), EXPECTED)
def test_the_counterpart_is_found(
    shared: Path, read: Callable[[Path], list[Article]], asked: str, wanted: str
) -> None:
    articles = read(shared / "seeds")
    answer = passage_with(articles, wanted)
    found = RelatedIndex.build(articles, {}).related(
        passage_with(articles, asked), top=2, articles={answer.article}
    )
    assert answer.passage in [one.passage for one in found]
