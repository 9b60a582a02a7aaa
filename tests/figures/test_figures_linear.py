"""No character repeated without end costs more than its length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from growth import assert_in_proportion
from tiers import sampled

from briefing.model.figure import Figure

FiguresOf = Callable[..., tuple[Figure, ...]]

SHORT = 1_200
UNITS = [
    "1", ",", ".", "%", "$", " ", "-", "(", "[", '"', "'", "a", "é", "中", "½", "/", ":", "–", "+",
    "°", "\n", "€", "1,", "1.", "1 ", "1-", "1/", "1:", "$1", "1%", "1,1", "11,111 ", "one ", "one-",
    "million ", "hundred and ", "a ", "half ", "and ", "of ", "more than ", "A ", "Ab ", "May ",
    "may 1 ", "Monday ", "the ", "last ", "in ", "1 to ", "from ", "between 1 and ", "1m ", "1st ",
    "twenty ", "a. ", "a.", "U.S. ", "per ", "tons a ", "2026 ", "1 and ", "one in ", "dozens of ",
    "'s ", "x1", "1x", "(1", "1)", "one of the ", "1 year ", "and a half ",
    "\u00ad", "1\u200b", "–1", " –1", "1'", "1'250'", "1 234 ", "24,50 ", "1.125 ", "$(1) ", "$(", "[Ten] ",
    "the six - member ", " - ", "Six Nations ", "Nine ", "32° ", "5 m ", "4 p ", "19.30 ", "at 19.30 ",
    "150 kr ", "1. 5", "half-a-", "quarter million ", "two thousand, one hundred ", "rows 1 to ", "9-to-5 ",
    "400' ",
    "`", "`1", "<b ", "</b", "<br", "&#", "&lt", "*1", "_1_", "\\\n", "\n> ", "1-\n",
]  # fmt: skip
"""Worst characters, and near misses of each rule."""


@pytest.mark.parametrize("unit", sampled(UNITS, 3), ids=repr)
def test_time_grows_with_length(figures_of: FiguresOf, unit: str) -> None:
    assert_in_proportion(figures_of, unit, SHORT)
