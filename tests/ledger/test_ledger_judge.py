"""What two wordings say together: intervals, units, days."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from articles import make_article
from hypothesis import given
from hypothesis import strategies as st

from briefing.figures.extract_figures import extract_figures
from briefing.ledger.allowed_values import allowed_values, contradict
from briefing.ledger.line_reasons import why_agree
from briefing.ledger.mentions import FigureMention, LedgerArticle, mentions_of
from briefing.model.figure import Figure, FigureKind, Qualifier

CASES = tomllib.loads((Path(__file__).parent / "data" / "judged.toml").read_text("utf-8"))["pair"]


def mention_of(sentence: str, place: int) -> FigureMention:
    article = make_article(f"{place}.txt", sentence)
    figures = extract_figures(article)
    assert len(figures) == 1, sentence
    (found,) = mentions_of([LedgerArticle(article, figures, (), 0, place)])
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['one']} {case['other']}")
def test_two_wordings_agree_or_differ(case: dict[str, str]) -> None:
    one, other = mention_of(case["one"], 0), mention_of(case["other"], 1)
    for first, second in ((one, other), (other, one)):
        assert contradict(first.figure, second.figure) == (case["say"] == "differ")
        if case["say"] == "agree":
            assert why_agree([first, second]) == case.get("why")


VALUES = st.floats(0.01, 1e12, allow_nan=False)
BOUNDS: tuple[Qualifier | None, ...] = (
    None,
    "about",
    "at least",
    "at most",
    "more than",
    "less than",
    "nearly",
)


KINDS: tuple[tuple[FigureKind, str], ...] = (
    ("money", "USD"),
    ("count", "person"),
    ("percent", "%"),
    ("quantity", "km"),
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    value = draw(VALUES)
    kind, unit = draw(st.sampled_from(KINDS))
    figure = Figure("a", 0, 0, 5, str(value), "count", value, None, None, unit, None, None, None, None, None)
    return replace(figure, kind=kind, qualifier=draw(st.sampled_from(BOUNDS)))


@given(figures(), figures())
def test_the_judge_is_symmetric_and_no_figure_contradicts_itself(one: Figure, other: Figure) -> None:
    if one.unit == other.unit:
        assert contradict(one, other) == contradict(other, one)
    assert not contradict(one, one)


@given(figures())
def test_what_a_wording_allows_holds_its_own_number_unless_it_is_bounded(figure: Figure) -> None:
    allowed = allowed_values(figure)
    assert allowed is not None
    assert allowed.low <= allowed.high
    assert figure.value is not None
    factor = 1000.0 if figure.unit == "km" else 1.0
    assert allowed.low <= figure.value * factor * 1.0001
    assert allowed.high >= figure.value * factor * 0.9999
