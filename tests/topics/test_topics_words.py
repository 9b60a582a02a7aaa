"""Terms, cues and the background table: what topics and related passages count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.background import noun_and_verb_uses, rarity, rarity_of_any
from briefing.text.stems import stem
from briefing.text.stopwords import ABSTRACT, DEMONYMS, STOPWORDS, TIME_WORDS, UNINFORMATIVE
from briefing.text.terms import stems, terms
from briefing.text.word_class_cues import cue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tariffs and the tariff", ["tariff", "tariff"]),
        ("an arms-sale package", ["arm", "sale", "packag"]),
        ("The US and the U.S. told us", ["usa", "usa"]),
        ("China's leaders' pledges", ["china", "leader", "pledg"]),
        ("F.B.I. agents", ["fbi", "agent"]),
        ("in 2025", ["2025"]),
        ("", []),
    ],
)
def test_terms_are_stems_of_telling_words(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


def test_the_last_dot_of_an_abbreviation_belongs_to_it() -> None:
    text = "Exports to the U.S. fell."
    assert [text[term.start : term.end] for term in terms(text)] == ["Exports", "U.S.", "fell"]


@given(st.text(max_size=200))
def test_terms_have_valid_places_and_are_the_stems(text: str) -> None:
    found = terms(text)
    assert [term.stem for term in found] == stems(text)
    last = 0
    for term in found:
        assert last <= term.start < term.end <= len(text)
        last = term.end


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("the tariff", "tariff", "noun"),
        ("China's tariff", "tariff", "noun"),
        ("to tariff", "tariff", "verb"),
        ("Tariffs rose", "Tariffs", "opening"),
        ("It ended. Tariffs rose", "Tariffs", "opening"),
        ("steel tariff", "tariff", ""),
    ],
)
def test_the_word_before_tells_nouns_from_verbs(text: str, word: str, expected: str) -> None:
    assert cue(text, 0, text.index(word)) == expected


def test_common_words_are_less_rare_than_names() -> None:
    assert rarity(stem("government")) < rarity(stem("soybean")) < rarity("zzyzx")


def test_any_of_several_is_no_rarer_than_one() -> None:
    assert rarity_of_any(["quak", "earthquak"]) <= rarity("quak")
    assert rarity_of_any([]) == rarity("zzyzx")


def test_nouns_and_verbs_are_told_apart_at_large() -> None:
    nouns, verbs = noun_and_verb_uses(stem("reduce"))
    assert verbs > nouns
    nouns, verbs = noun_and_verb_uses(stem("agreement"))
    assert nouns > verbs


def test_word_lists_hold_folded_words() -> None:
    for words in (STOPWORDS, UNINFORMATIVE, TIME_WORDS, DEMONYMS, ABSTRACT):
        assert all(word == word.casefold() and word.isascii() for word in words)
    assert STOPWORDS < UNINFORMATIVE
    assert TIME_WORDS < UNINFORMATIVE
