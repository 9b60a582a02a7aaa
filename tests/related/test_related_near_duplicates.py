"""Pairs of passages that share shingles: the same ones however much is looked at at a time."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.related import near_duplicates as twins
from briefing.related.article_terms import ArticleTerms
from briefing.related.near_duplicates import all_pairs, pairs_of
from briefing.related.segment import Segment, segment_of
from briefing.related.term_vocabulary import TermVocabulary
from briefing.text.shingle_pairs import LEAST_SHARED, NEIGHBOURS

Sketches = list[list[frozenset[int]]]
"""The shingles of each passage of each article."""

sketches = st.lists(
    st.lists(st.frozensets(st.integers(0, 12), max_size=6), min_size=1, max_size=4), min_size=1, max_size=8
)


def prepared(passages: list[frozenset[int]]) -> ArticleTerms:
    """An article whose passages hold no terms, and these shingles."""
    nothing = np.zeros(0, dtype=np.int64)
    values: dict[str, Any] = dict.fromkeys(ArticleTerms.__slots__, nothing)
    values["passages"] = np.arange(len(passages))
    values["offsets"] = np.zeros(len(passages) + 1, dtype=np.int64)
    values["sketch_offsets"] = np.cumsum([0, *map(len, passages)])
    values["sketches"] = np.array([shingle for one in passages for shingle in sorted(one)], dtype=np.uint32)
    return ArticleTerms(**values)


def segment(articles: Sketches, first: int = 0) -> Segment:
    return segment_of(
        [(first + number, prepared(passages)) for number, passages in enumerate(articles)], TermVocabulary()
    )


def expected(articles: Sketches) -> set[tuple[int, int]]:
    """The same, found by comparing all with all: each holder of a shingle with the few behind it."""
    owners = [(number, one) for number, passages in enumerate(articles) for one in passages]
    shared: dict[tuple[int, int], int] = {}
    for shingle in range(13):
        holders = [unit for unit, (_, one) in enumerate(owners) if shingle in one]
        for at, one in enumerate(holders):
            for other in holders[at + 1 : at + 1 + NEIGHBOURS]:
                if owners[one][0] != owners[other][0]:
                    shared[one, other] = shared.get((one, other), 0) + 1
    sizes = [len(one) for _, one in owners]
    return {
        (one, other)
        for (one, other), count in shared.items()
        if count >= max(LEAST_SHARED * min(sizes[one], sizes[other]), 1)
    }


def found(segments: list[Segment]) -> list[tuple[int, int]]:
    return [
        pair for some in all_pairs(segments) for pair in zip(*(units.tolist() for units in some), strict=True)
    ]


@given(sketches, st.integers(1, 5))
def test_pairs_are_those_of_comparing_all_with_all(articles: Sketches, part: int) -> None:
    with patch.object(twins, "PART", part), patch.object(twins, "SLICE", 3):
        pairs = found([segment(articles)])
    assert pairs == sorted(pairs)
    assert set(pairs) == expected(articles)
    assert len(pairs) == len(set(pairs))


@given(sketches, st.integers(0, 8), st.integers(1, 5))
def test_several_segments_give_the_pairs_of_one(articles: Sketches, cut: int, part: int) -> None:
    cut = min(cut, len(articles))
    parts = [segment(some, first) for some, first in ((articles[:cut], 0), (articles[cut:], cut)) if some]
    with patch.object(twins, "PART", part):
        assert found(parts) == found([segment(articles)])


@given(sketches, st.integers(0, 8), st.booleans(), st.data())
def test_pairs_of_some_are_those_of_all_that_hold_one(
    articles: Sketches, cut: int, turned: bool, data: st.DataObject
) -> None:
    """However the articles are spread over segments, in whichever order, and whoever is gone."""
    cut = min(cut, len(articles))
    parts = [segment(some, first) for some, first in ((articles[:cut], 0), (articles[cut:], cut)) if some]
    parts = parts[::-1] if turned else parts
    units = sum(map(len, articles))
    alive = np.array(data.draw(st.lists(st.booleans(), min_size=units, max_size=units)), dtype=bool)
    asked = sorted(data.draw(st.sets(st.sampled_from(range(units)), min_size=1)))
    pairs = {
        pair
        for some in all_pairs(parts, alive)
        for pair in zip(*(side.tolist() for side in some), strict=True)
    }
    one, other = pairs_of(parts, np.array([unit for unit in asked if alive[unit]], dtype=np.int64), alive)
    some_of = list(zip(one.tolist(), other.tolist(), strict=True))
    assert len(some_of) == len(set(some_of))
    assert set(some_of) == {pair for pair in pairs if not {*pair}.isdisjoint(asked)}


def test_nothing_has_no_pairs() -> None:
    assert found([]) == []


@pytest.mark.parametrize("holders", [2, NEIGHBOURS + 2])
def test_a_turn_of_phrase_joins_neighbours_only(holders: int) -> None:
    articles = [[frozenset({1})] for _ in range(holders)]
    pairs = found([segment(articles)])
    assert len(pairs) == len(expected(articles))
    assert ((0, holders - 1) in pairs) == (holders - 1 <= NEIGHBOURS)
