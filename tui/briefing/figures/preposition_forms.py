"""Prepositions' forms that govern nothing: what bounds a number, and "as" before a clause."""

from __future__ import annotations

from briefing.figures.noun_phrases import (
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    ED,
    HYPHEN,
    NOUN,
    NUMERAL,
    PAST,
    PREPOSITION,
    PRESENT,
    WALL,
)
from briefing.figures.token_line import Line

_COMPARED = frozenset({"more", "less", "fewer", "higher", "lower", "rather"})
_MANY = frozenset({"many", "much", "few", "little"})
_BOUNDS = frozenset({"about", "around", "over", "under", "above", "below"})
_FAR = 8
"""Tokens behind "as" in which a clause has its verb."""


def bounds_number(line: Line, tags: list[int], index: int) -> bool:
    """True for a preposition that only bounds a number: "over 40 men", "up to 12", "as many as 9"."""
    low, before, after = line.lows[index], line.lows[index - 1], line.lows[index + 1]
    if low == "than":
        return before in _COMPARED
    if low == "as":
        return after in _MANY or before in _MANY
    if low == "at":
        return after in {"least", "most"}
    return tags[index + 1] == NUMERAL and (low in _BOUNDS or (low == "to" and before == "up"))


def opens_clause(tags: list[int], index: int) -> bool:
    """True for "as" before a clause: "fell as the company reported"."""
    for j in range(index + 1, index + _FAR):
        tag = tags[j]
        if tag in {AUXILIARY, PAST, PRESENT} or (tag == ED and tags[j - 1] == NOUN):
            return j > index + 1
        if tag in {COMMA, WALL, PREPOSITION, CONJUNCTION, HYPHEN}:
            return False
    return False
