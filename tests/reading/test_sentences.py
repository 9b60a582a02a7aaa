"""Sentences: where they end, and what every answer holds to."""

from __future__ import annotations

from pathlib import Path

import pytest
from growth import assert_in_proportion
from hypothesis import given
from hypothesis import strategies as st
from tiers import sampled

from briefing.text.clean import clean
from briefing.text.sentences import sentence_spans

CASES = (Path(__file__).parent / "data" / "sentences.txt").read_text(encoding="utf-8").split("\n\n")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith("#")])
def test_a_sentence_ends_where_a_reader_stops(case: str) -> None:
    expected = case.strip("\n").split("\n")
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A line that goes\non below.", ["A line that goes\non below."]),
        ("One ends.\nTwo begins.", ["One ends.", "Two begins."]),
        ("Points:\n- first\n- second", ["Points:", "- first", "- second"]),
        ("Points:\n1. first\n2. second", ["Points:", "1. first", "2. second"]),
        ("No stop\n\nNew paragraph", ["No stop", "New paragraph"]),
        ("  Blank at both ends.  ", ["Blank at both ends."]),
        ("", []),
        (" \n\t ", []),
        ("...", ["..."]),
    ],
)
def test_line_ends_and_blanks(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_range_is_split_without_looking_outside() -> None:
    text = "One. Two. Three. Four."
    assert sentence_spans(text, 5, 16) == [(5, 9), (10, 16)]


PIECES = st.sampled_from(
    [
        *"aA1.!?…。\n\t \"'”’)([-–,:;",
        "Mr.",
        "U.S.",
        "Inc.",
        " The ",
        "\n\n",
        "\n- ",
        "3.5",
        "said",
        "[12]",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_spans_are_ordered_disjoint_stripped_and_complete(raw: str) -> None:
    text = clean(raw)
    spans = sentence_spans(text, 0, len(text))
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    "unit", sampled([".", "a", " ", "\n", ". ", "a. ", ". a", ".\n", '"', "? A ", "(?) ", "1. ", "。"], 4)
)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    assert_in_proportion(lambda text: sentence_spans(text, 0, len(text)), unit, 20_000)
