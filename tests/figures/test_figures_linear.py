"""No character repeated without end costs more than its length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

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
]  # fmt: skip
"""Worst characters, and near misses of each rule."""


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_grows_with_length(figures_of: FiguresOf, unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        best = 1e9
        for _ in range(2):
            begun = time.perf_counter()
            figures_of(text)
            best = min(best, time.perf_counter() - begun)
        return best

    seconds(2_000)
    assert seconds(4 * SHORT) < 12 * max(seconds(SHORT), 0.004)
