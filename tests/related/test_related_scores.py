"""Words of a family meet, and what is rare tells most."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from briefing.model.article import Article
from briefing.related.article_terms import prepare
from briefing.related.ranking import Ranking
from briefing.related.segment_set import SegmentSet
from briefing.text.stems import stem
from briefing.text.synonyms import synonym_head, synonym_rarity

MakeArticle = Callable[..., Article]


@pytest.mark.parametrize(
    ("one", "other"),
    [("acquisition", "bought"), ("quake", "temblor"), ("acquire", "takeover"), ("fled", "escape")],
)
def test_words_that_tell_the_same_meet(one: str, other: str) -> None:
    assert synonym_head(stem(one)) == synonym_head(stem(other))


@pytest.mark.parametrize(("one", "other"), [("bank", "river"), ("minister", "army"), ("harbour", "choir")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert synonym_head(stem(one)) != synonym_head(stem(other))


def test_a_family_is_no_rarer_than_its_members() -> None:
    alone = synonym_rarity("unheardofword")
    assert synonym_rarity(synonym_head(stem("earthquake"))) < alone


def test_what_stands_everywhere_tells_least(article: MakeArticle) -> None:
    collection = SegmentSet()
    for number in range(9):
        collection.add(number, prepare(article(f"a{number}", "Zorblax quibnor quibnor"), ()))
    collection.add(9, prepare(article("b", "Zorblax vexlum"), ()))
    ranking = Ranking(collection)
    everywhere, pair = ranking.rarities(0).tolist()
    once = ranking.rarities(9).tolist()[1]
    assert 0 < everywhere < pair < once
    terms, counts, _ = collection.terms_of(np.array([0]))
    assert counts.tolist() == [1, 2]
    assert collection.holding(terms).tolist() == [10, 9]
    assert len(collection) == collection.articles == 10
    assert collection.mean_length == 2.9


def test_statistics_follow_what_is_removed_and_added(article: MakeArticle) -> None:
    collection = SegmentSet()
    collection.add(1, prepare(article("a", "Zorblax quibnor", "Zorblax"), ()))
    collection.add(2, prepare(article("b", "Zorblax vexlum"), ()))
    terms, _, _ = collection.terms_of(np.array([0])) if len(collection) else (None, None, None)
    assert terms is not None
    assert collection.holding(terms).tolist() == [3, 1]
    collection.remove(1)
    assert collection.holding(terms).tolist() == [1, 0]
    assert collection.whole_holding(terms).tolist() == [1, 0]
    assert (len(collection), collection.articles, collection.mean_length) == (1, 1, 2.0)
    collection.add(1, prepare(article("a", "Quibnor"), ()))
    assert len(collection) == 2
    assert [collection.unit(unit) for unit in collection.units_of(1)] == [(1, 0)]
    assert collection.unit_of(1, 1) is None


def test_the_forward_form_is_what_was_added(article: MakeArticle) -> None:
    collection = SegmentSet()
    collection.add(0, prepare(article("a", "Zorblax quibnor quibnor quibnor", "the", "Quibnor quibnor"), ()))
    assert len(collection) == 2
    terms, counts, position = collection.terms_of(np.array([1, 0]))
    assert terms.tolist() == [1, 0, 1]
    assert counts.tolist() == [2, 1, 3]
    assert position.tolist() == [0, 1, 1]
    assert [collection.unit(unit).passage for unit in range(2)] == [0, 2]
