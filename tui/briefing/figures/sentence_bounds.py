"""Where sentences end, as far as the clauses of a line need to know it."""

from __future__ import annotations

from briefing.figures.noun_phrases import WALL, word_classes
from briefing.figures.token_line import Line

_INSIDE = frozenset(",()[]")
"""Signs before which a full stop is that of an abbreviation: "Sulfa Ltd. (SUL.PA)"."""
_BRACKET = 6
"""Tokens of a short note in brackets."""


def sentences_around(line: Line, tags: list[int], first: int, last: int) -> tuple[int, int]:
    """The tokens of the sentences that hold tokens `first` to `last`, half-open, roughly."""
    if WALL not in tags[:first]:
        first = 0
    while first > 0 and (tags[first - 1] != WALL or not ends_sentence(line, first - 1)):
        first -= 1
    end = len(line)
    while last < end and WALL in tags[last:end]:
        last = tags.index(WALL, last)
        if ends_sentence(line, last):
            return first, last
        last += 1
    return first, end


def ends_sentence(line: Line, index: int) -> bool:
    """False for the stop of "Mr." and the colon of "11:30" and of "(NSDQ: ORL)"."""
    lows = line.lows
    before, sign = lows[index - 1] if index else "", lows[index]
    if sign == ".":
        inside = line.glued(index + 1) or lows[index + 1] in _INSIDE
        return not inside and len(before) != 1 and before not in word_classes().abbreviations
    if sign == ";" and before == "amp":
        return False  # "Sulfa &amp; Sons", half decoded
    if sign != ":" or index < 2:
        return True
    near = lows[max(0, index - _BRACKET) : index]
    if "(" in near and ")" not in near:
        return False
    return not (line.is_number(index - 1) and line.glued(index + 1))
