"""What a rule is: its name, the languages it reads, its stage and its function.

The class of a rule is its stage. Stages follow each other: what reads dates and what walks a line by
itself settle first, since a date takes its numbers away from the rules for numbers; then each number
that is left goes to the first rule that claims it; at last rules look at neighbouring drafts together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.figures.draft import Draft
from briefing.figures.number import Number
from briefing.figures.rules.date_expression import Reading
from briefing.figures.token_line import Line

Languages = Literal["any", "en"]
"""`any` for a rule that needs no words: signs, codes, per cent, dates in digits."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The common part; `name` is the one by which a rule is switched off."""

    name: str
    languages: Languages


@dataclass(frozen=True, slots=True)
class DateRule(Rule):
    """Reads the date expression that begins at a token, or None."""

    function: Callable[[Line, int, date | None], Reading | None]
    beginnings: frozenset[str]
    """The words and signs that its dates can begin with; ordinals in digits ("3rd") can too."""
    numbers: bool = False
    """True where its dates can begin with a number that is no ordinal."""


@dataclass(frozen=True, slots=True)
class LineRule(Rule):
    """Finds its figures in a line by itself."""

    function: Callable[[Line], Iterable[Draft]]


@dataclass(frozen=True, slots=True)
class NumberRule(Rule):
    """Claims one number, or leaves it to the next rule."""

    function: Callable[[Line, Number], Draft | None]


@dataclass(frozen=True, slots=True)
class NeighbourRule(Rule):
    """Looks at the drafts of a line together, in order of place: joins, lends, drops."""

    function: Callable[[Line, list[Draft]], list[Draft]]
