"""No figure is cut where a long passage is looked at in stretches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_in_proportion
from hypothesis import given, settings
from hypothesis import strategies as st
from tiers import examples, sampled

from briefing.figures.stretches import LONGEST, stretches
from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]

FIGURES = [
    "the pier cost $12.5 billion in the end",
    "the pier was opened on Sunday, May 4, 2025, in the rain",
    "about 4.5 per cent of the ships stayed away",
    "the fares rose from 145 dollars to 190 dollars a ton",
    "two hundred and three million people watched",
    "it holds between 3 and 4 million barrels of oil a day",
    "more than 12,000 jobs went",
    "the third quarter of 2019 was better",
]
"""Words with figures that are long enough to be cut at many places."""
FILLERS = {
    "sentences": "The council said that new rules would come after the recess. Owners waited. ",
    "no full stop": "while the council said that new rules would come after the recess and owners waited ",
    "lines": "while the council said that new\nrules would come after the recess and owners\nwaited ",
    "semicolons": "the council waited; owners read the rules; the recess ended; the harbour stood still; ",
    "abbreviations": "the firm of J. R. Smith Inc. of St. Ives e.g. or the like of Dr. Brown et al. and ",
}


def said(figure: Figure) -> tuple[object, ...]:
    """What a figure says, whatever its place."""
    f = figure
    return f.text, f.kind, f.value, f.low, f.high, f.unit, f.qualifier, f.from_, f.to


@pytest.mark.parametrize("words", FIGURES)
@pytest.mark.parametrize("filler", FILLERS.values(), ids=FILLERS)
def test_a_figure_is_the_same_at_every_place_around_a_cut(
    figures_of: FiguresOf, filler: str, words: str
) -> None:
    alone = [said(figure) for figure in figures_of(f"{filler}{words}, {filler}")]
    assert alone
    for shift in range(0, len(words) + 4, 3):
        before = (filler * (LONGEST // len(filler)))[: LONGEST - len(filler) - len(words)]
        lead = before[: before.rfind(" ", 0, len(before) - shift) + 1]
        lead += "a" * (LONGEST - len(filler) - shift - len(lead) - 1) + " "
        text = f"{lead}{filler}{words}, {filler * 30}"
        assert [said(figure) for figure in figures_of(text)] == alone, shift


@pytest.mark.parametrize("filler", FILLERS.values(), ids=FILLERS)
def test_every_one_of_many_figures_is_found_in_a_long_passage(figures_of: FiguresOf, filler: str) -> None:
    """The period of the text shares no factor with the length of a stretch: cuts fall everywhere."""
    words = " ".join(f"{words}, {filler}" for words in FIGURES)
    alone = [said(figure) for figure in figures_of(words)]
    times = 8 * LONGEST // len(words)
    for shift in range(0, 60, 7):
        text = f"{'a' * shift} " + words * times
        assert [said(figure) for figure in figures_of(text)] == alone * times


PIECES = ["a ", ". ", "\n", " ", "A", "1", "x" * 900, "x" * 3995 + " ", "1 " * 250, "中，", "The end. ", "。"]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.integers(1, 700)).map(lambda p: (p[0] * p[1])[:9_000]), max_size=6
).map("".join)


@settings(max_examples=examples(100), deadline=None)
@given(text=TEXTS)
def test_stretches_are_short_and_follow_on_each_other(text: str) -> None:
    taken = looked_at = 0
    for seen in stretches(text, 0, len(text)):
        assert seen.start <= seen.first < seen.last <= seen.end <= len(text)
        assert seen.end - seen.start <= LONGEST
        # What is left out between two is no text: a run without blanks, or nothing to read.
        assert taken <= seen.first
        taken = seen.last
        looked_at += seen.end - seen.start
    assert looked_at <= 3 * len(text)


@pytest.mark.parametrize(
    "unit", sampled(["1", "x", "中", "$", "x" * 3_990 + " ", "1" * 2_000 + " 1 ", "A. ", "a\n"], 3)
)
def test_time_grows_with_the_length_of_a_line_without_end(figures_of: FiguresOf, unit: str) -> None:
    assert_in_proportion(figures_of, unit, 60_000)


@pytest.mark.parametrize(("sentence", "kinds"), [
    ("{n} 3-4 2.5% ", {"percent"}),
    ("a {n} 7/8 $9 ", {"money"}),
    ("{n} cars and {n} ships left the port. ", {"count"}),
    ("Sales of {n} cars rose by 3% to 5% in the port. ", {"count", "percent"}),
])  # fmt: skip
def test_hundreds_of_numbers_without_words_are_read_by_their_signs(
    figures_of: FiguresOf, sentence: str, kinds: set[str]
) -> None:
    text = "".join(sentence.format(n=100 + n) for n in range(200))
    assert {figure.kind for figure in figures_of(text)} == kinds
