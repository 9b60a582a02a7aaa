"""Which figures count as evidence that two passages tell the same."""

from __future__ import annotations

import pytest

from briefing.model.figure import Figure, FigureKind
from briefing.related.passage_terms import figure_key


def make(kind: FigureKind, value: float | None, unit: str | None, low: float | None = None) -> Figure:
    high = None if low is None else low * 2
    return Figure("a", 0, 0, 1, "x", kind, value, low, high, unit, None, None, None, None, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make("money", 330e6, "USD"), make("money", 330000000.0, "USD")),
        (make("percent", None, "%", low=4), make("percent", None, "%", low=4.0)),
    ],
)
def test_equal_figures_meet(one: Figure, other: Figure) -> None:
    assert figure_key(one) == figure_key(other) != ""


def test_unit_and_value_tell_figures_apart() -> None:
    keys = {
        figure_key(figure)
        for figure in (
            make("money", 5.0, "USD"),
            make("money", 5.0, "EUR"),
            make("money", 6.0, "USD"),
            make("money", None, "USD", low=5.0),
        )
    }
    assert len(keys) == 4
    assert "" not in keys


@pytest.mark.parametrize(
    "figure",
    [
        make("date", None, None),
        make("count", 2.0, "leader"),
        make("duration", 1.0, "year"),
        make("ordinal", 250.0, "anniversary"),
        make("count", None, "person"),
    ],
)
def test_what_many_passages_share_by_accident_is_no_evidence(figure: Figure) -> None:
    assert figure_key(figure) == ""
