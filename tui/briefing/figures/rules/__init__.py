"""The rules, in the order in which they may claim a number; each can be switched off by name.

A number rule is asked for each number in turn, the first that claims it wins. A scan rule walks
a line by itself (dates, and what looks like a figure but is none); it goes before the others.
"""

from __future__ import annotations

from typing import Protocol

from briefing.figures.draft import Draft
from briefing.figures.lexer import Line
from briefing.figures.numerals import Number
from briefing.figures.rules import measure, money, percent


class NumberRule(Protocol):
    """Turns one number into a draft, or leaves it."""

    NAME: str

    def claim(self, line: Line, number: Number) -> Draft | None: ...


NUMBER_RULES = (money, percent, measure)
