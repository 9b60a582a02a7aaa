"""Words of one stem are found by the beginnings they share, whatever words there are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.model.article import Article
from briefing.search.search_index import SearchIndex
from briefing.text.stems import beginnings, stem

ENDINGS = (
    "s es ies ied ed edly ing ying ingly eed eedly y ly li e able ably ability bility bli ization izer "
    "ize ational ation ator ate alism ality alli al fulness ful fully ousness ous iveness ivity ive logist "
    "logy lessly tional icate icity ical ness ment ence ance er est ic ism ity ency ancy ently ent ant ion"
).split()
ROOTS = ["".join(letters) for n in (1, 2, 3) for letters in product("aeybltr", repeat=n)]


def shares(word: str) -> bool:
    return word == stem(word) or word.startswith(beginnings(stem(word)))


def test_every_word_has_a_beginning_of_its_stem() -> None:
    """A hundred thousand words of short roots with every ending that the stemmer knows."""
    words = [
        root + first + last for root in ROOTS for first in ["", *ENDINGS[::3]] for last in ["", *ENDINGS]
    ]
    assert [word for word in words if not shares(word)] == []


@settings(max_examples=examples(500), deadline=None)
@given(
    st.text(st.sampled_from("aeiouybcdglmnrstvzßñж'1"), max_size=6),
    st.lists(st.sampled_from(ENDINGS), max_size=3),
)
def test_so_has_any_word(root: str, endings: list[str]) -> None:
    word = root + "".join(endings)
    assert shares(word) or not word.isalpha()


@pytest.mark.parametrize(
    "word",
    ["dying", "lying", "tying", "vying", "skies", "skis", "sky", "idly", "gently", "ugly", "early", "only",
     "singly", "news", "happily", "hoping", "abilities", "ability", "possibly", "relational", "monies", "use",
     "using", "the", "being", "ties", "cries", "agreed", "feed", "nationalization", "as", "i", "us",
     "go", "going", "axed", "ebbing", "inns", "added", "adly", "egging", "ads"],
)  # fmt: skip
def test_words_that_the_stemmer_changes_most(word: str) -> None:
    assert shares(word)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("die", "The dying trade"),
        ("dies", "The dying trade"),
        ("sky", "Clear skies"),
        ("hope", "Hoping for rain"),
        ("happy", "Much happiness"),
        ("reliable", "Their reliability"),
        ("use", "Using it"),
    ],
)
def test_forms_that_begin_otherwise_are_found(
    make_article: Callable[..., Article], asked: str, line: str
) -> None:
    index = SearchIndex.build([make_article("a", [line, "Nothing of it"])])
    assert [hit.passage for hit in index.search(f"{asked} ").hits] == [0]


def test_an_odd_form_is_worth_no_more_than_a_common_one(make_article: Callable[..., Article]) -> None:
    """All forms of a word count as rare as the word: one that stands once does not come first for it."""
    lines = [f"farmed land {n}" for n in range(9)] + ["farmings land 9", "farm land 10"] + ["the sea"] * 20
    index = SearchIndex.build([make_article("a", lines)])
    hits = index.search("farm ").hits
    assert hits[0].passage == 10
    assert len({hit.score for hit in hits[1:]}) == 1
    assert [hit.passage for hit in hits[1:]] == list(range(10))
