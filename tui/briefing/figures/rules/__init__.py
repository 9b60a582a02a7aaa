"""The rules, in the order in which they may claim a number; each can be switched off by name.

A number rule is asked for each number in turn, the first that claims it wins. A scan rule walks
a line by itself (dates, words that are figures without a number).
"""

from __future__ import annotations

from collections.abc import Callable

from briefing.figures.draft import Draft
from briefing.figures.numerals import Number
from briefing.figures.rules import (
    age,
    bare,
    clock_times,
    count,
    duration,
    measure,
    money,
    multiple,
    non_figures,
    percent,
    ratio,
)
from briefing.figures.token_line import Line

NumberRule = Callable[[Line, Number], Draft | None]

NUMBER_RULES: tuple[tuple[str, NumberRule], ...] = (
    (money.NAME, money.claim),
    (clock_times.NAME, clock_times.claim),
    (age.NAME, age.claim),
    (non_figures.NAME, non_figures.claim),
    (percent.NAME, percent.claim),
    (multiple.NAME, multiple.claim),
    (measure.NAME, measure.claim),
    (duration.NAME, duration.claim),
    (ratio.NAME, ratio.claim),
    (count.NAME, count.claim),
    (bare.NAME, bare.claim),
)

SAFE_RULES = frozenset({money.NAME, percent.NAME, non_figures.NAME, clock_times.NAME})
"""Rules that need no English words."""
