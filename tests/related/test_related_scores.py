"""The number shown is a chance, and words of a family meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.related.calibration import chance
from briefing.related.families import family, family_rarity
from briefing.related.postings import Postings
from briefing.text.stems import stem


@given(st.floats(-10, 1e6, allow_nan=False), st.floats(-10, 1e6, allow_nan=False))
def test_a_higher_score_is_never_a_lower_chance(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= chance(low) <= chance(high) <= 1


def test_no_score_is_no_chance() -> None:
    assert chance(0.0) == 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("acquisition", "bought"), ("quake", "temblor"), ("acquire", "takeover"), ("fled", "escape")],
)
def test_words_that_tell_the_same_meet(one: str, other: str) -> None:
    assert family(stem(one)) == family(stem(other))


@pytest.mark.parametrize(("one", "other"), [("bank", "river"), ("minister", "army"), ("harbour", "choir")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert family(stem(one)) != family(stem(other))


def test_a_family_is_no_rarer_than_its_members() -> None:
    alone = family_rarity("unheardofword")
    assert family_rarity(family(stem("earthquake"))) < alone


def test_what_stands_everywhere_tells_least() -> None:
    postings = Postings(geometric=True)
    for _ in range(9):
        postings.add({"everywhere": 1, "pair": 2})
    postings.add({"everywhere": 1, "once": 1})
    import numpy as np

    numbers = np.array([postings.vocabulary[name] for name in ("everywhere", "pair", "once")])
    everywhere, _, once = postings.rarities(numbers).tolist()
    assert 0 < everywhere < once
    assert postings.holding(numbers).tolist() == [10, 9, 1]


def test_the_forward_form_is_what_was_added() -> None:
    import numpy as np

    postings = Postings(geometric=False)
    postings.add({"a": 1, "b": 3})
    postings.add({})
    postings.add({"b": 2})
    terms, counts, position = postings.terms_of(np.array([2, 1, 0]))
    assert [postings.names[term] for term in terms.tolist()] == ["b", "a", "b"]
    assert counts.tolist() == [2, 1, 3]
    assert position.tolist() == [0, 2, 2]
