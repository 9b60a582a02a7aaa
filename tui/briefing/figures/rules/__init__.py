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
    # What proves itself by a sign comes first. Times of day stand before all that reads "10:30" as two
    # numbers, ages before durations ("60 years old"), names before everything that counts ("Section 427
    # cases"), multiples and measures before durations ("5 times a day"), and a noun is counted only when
    # nothing more exact was found. `bare` takes the rest for ranges and lists.
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
