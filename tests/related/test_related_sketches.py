"""Shingles of passages are the same whatever stands beside them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.related.passage_sketch import SHINGLE, SKETCH, sketches
from briefing.text.shingles import shingle_hashes

_PASSAGES = st.lists(st.lists(st.sampled_from("storm dam levy rose fell a b c d e".split()), max_size=60))


@settings(max_examples=examples(60), deadline=None)
@given(_PASSAGES)
def test_each_passage_has_the_smallest_of_its_own_shingles(passages: list[list[str]]) -> None:
    expected = [sorted(set(shingle_hashes(words, SHINGLE).tolist()))[:SKETCH] for words in passages]
    assert [one.tolist() for one in sketches(passages)] == expected
