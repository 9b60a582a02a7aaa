"""The plain noun phrase that a relative clause, a participle or "with" stands behind."""

from __future__ import annotations

from briefing.figures.noun_phrases import (
    DETERMINER,
    ED,
    HYPHEN,
    ING,
    NOUN,
    PARTICIPLE,
    WALL,
    NounPhrase,
)
from briefing.figures.sentence_bounds import ends_sentence
from briefing.figures.token_line import Line

_LONGEST = 12
"""Tokens of a plain noun phrase looked at."""
_PLACING = frozenset({"in", "near", "at", "outside"})
_FORMS = frozenset({ED, PARTICIPLE, ING})


def nearest_phrase(line: Line, tags: list[int], end: int) -> NounPhrase | None:
    """The plain noun phrase that ends before token `end`, or what it tells the place of; None for none."""
    j = end
    while j > 0 and end - j < _LONGEST and _plain(line, tags, j - 1):
        j -= 1
    if j > 1 and line.is_capital(j):
        wider = _wider(line, tags, j, end)
        if wider is not None:
            return wider
    return NounPhrase(j, end, end, None, True) if j < end else None


def _wider(line: Line, tags: list[int], j: int, end: int) -> NounPhrase | None:
    """What the name from `j` to `end` only tells the place of, or is a part of; None for a name alone."""
    before = line.lows[j - 1]
    if before in _PLACING and tags[j - 2] == NOUN:
        return nearest_phrase(line, tags, j - 1)  # "a camp in South Sudan sheltering 300"
    back = 0
    if before == "the" and line.lows[j - 2] == "of" and line.is_capital(j - 3):
        back = 2  # "the Book of the Year title"
    elif before == "and" and line.is_capital(j - 2):
        back = 1  # "Lund and Berg, who own"
    other = nearest_phrase(line, tags, j - back) if back else None
    if other is not None and line.lows[other.first - 1] == "the" and line.lows[other.first - 2] in _PLACING:
        return nearest_phrase(line, tags, other.first - 2)  # "shops in the US and Canada making $3m"
    return None if other is None else NounPhrase(other.first, end, end, None, True)


def _plain(line: Line, tags: list[int], index: int) -> bool:
    """True for a word within a plain noun phrase: "the combined entity", "a fibre-optic network"."""
    tag = tags[index]
    if tag == HYPHEN:
        return line.glued(index)
    if tag == WALL:
        return not ends_sentence(line, index)  # "Sulfa Inc. SUL.N"
    return tag < DETERMINER or (tag in _FORMS and tags[index - 1] == DETERMINER)
