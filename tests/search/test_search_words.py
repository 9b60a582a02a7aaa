"""How text is cut into the words that search compares: a readable table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.search.literals import CutText, LiteralRuns, literals
from briefing.search.word_places import WordPlace, indexed, places

TABLE = Path(__file__).parent / "data" / "words.txt"


def cases() -> list[tuple[str, list[str], list[str]]]:
    found = []
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, rest = line.partition(" =>")
            words, _, written = rest.partition("|")
            found.append((text, words.split(), (written or words).split()))
    return found


@pytest.mark.parametrize(("text", "words", "written"), cases(), ids=lambda value: str(value)[:24])
def test_words(text: str, words: list[str], written: list[str]) -> None:
    found = list(places(text))
    assert [place.word for place in found] == words
    assert [text[place.start : place.end] for place in found] == written


def test_a_part_of_a_text_gives_the_places_in_the_whole() -> None:
    text = "The U.S. deal"
    assert list(places(text, 4, 7)) == [(4, 7, "us")]
    assert list(places(text, 9)) == [(9, 13, "deal")]


def test_a_run_too_long_to_be_a_word_is_compared_by_its_beginning() -> None:
    assert [place.word for place in places("a" * 100)] == ["a" * 64]
    assert [(place.start, place.end) for place in places("é" * 100)] == [(0, 100)]


def telling(tokens: frozenset[str], prefixes: tuple[str, ...], cut: CutText) -> list[int]:
    found = LiteralRuns(tokens, prefixes)
    found.meet([cut.runs])
    return found.among(cut.runs)


MIXED = st.text(st.sampled_from("aB5é中.,'’-()[]\"U&\u200b\u0301 \n*~"), max_size=60)


@settings(max_examples=examples(400), deadline=None)
@given(st.one_of(MIXED, st.text(max_size=40)))
def test_what_was_met_before_is_cut_as_any_text_is(text: str) -> None:
    """Runs between blanks are cut one by one and kept; places and indexed words stay those of the whole."""
    expected = list(places(text))
    for _ in range(2):
        cut = CutText(text)
        found = [
            WordPlace(cut.begin(run) + place.start, cut.begin(run) + place.end, place.word)
            for run in range(len(cut.runs))
            for place in cut.places(run)
        ]
        assert found == expected
        words = [place.word for place in expected]
        assert indexed(text).split() == words
        for word in words:
            runs = [run for run in range(len(cut.runs)) if word in [p.word for p in cut.places(run)]]
            assert telling(frozenset((word,)), (), cut) == runs
            assert set(runs) <= set(telling(frozenset(), (word[:2],), cut))


PLAIN = st.text(st.sampled_from("taxwarsUS12.,'’-()\"“— &_"), max_size=80)


@settings(max_examples=examples(600), deadline=None)
@given(st.one_of(PLAIN, MIXED), st.lists(st.sampled_from(["tax", "taxes", "wars", "us1", "121", "was"])))
def test_literals_miss_no_word_of_a_plain_text(text: str, wanted: list[str]) -> None:
    cut = CutText(text)
    sought = literals(wanted)
    if not (cut.plain and sought):
        return
    every = [
        run
        for run in range(len(cut.runs))
        for place in cut.places(run)
        if any(word in place.word for word in wanted)
    ]
    plain, begins = CutText(text), [cut.begin(run) for run in range(len(cut.runs))]
    found = plain.holding(sought)
    assert set(every) <= set(found)
    assert found == sorted(found)
    assert [plain.begin(run) for run in found] == [begins[run] for run in found]
    for run in [*found, *(run + 1 for run in found if run + 1 < len(begins))]:
        assert plain.follows(run) == (run + 1 < len(begins))
        assert plain.run(run) == cut.runs[run]
    assert [plain.begin(run) for run in range(len(begins))] == begins


@pytest.mark.parametrize("word", ["us", "at&t", "o'neil", "café", "中"])
def test_words_that_may_be_written_otherwise_have_no_literal(word: str) -> None:
    assert literals([word, "tariff"]) == ()


def test_literals_that_hold_others_are_not_needed() -> None:
    assert literals(["tariff", "tariffs", "export", "tar"]) == ("tar", "export")


@pytest.mark.parametrize(
    "text", ["a\tb", "a  b", " a", "a\n", "\ra", "a\u00a0b", "a\u200bb", "café", "a\nb", "a " * 3000]
)
def test_other_texts_are_not_plain(text: str) -> None:
    assert not CutText(text).plain
    assert CutText("The “U.S.” deal’s 1,100 – or so – men").plain
