"""Tallies of votes: whether the clause before a number is one of voting."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.noun_phrases import AUXILIARY, ED, PAST, PRESENT, word_classes
from briefing.figures.token_line import WALLS, Line

_VOTING = load_words("relation_words.toml")["voting"]
_REACH = 10
"""Words from the verb of voting to its tally, at most."""
_CLAUSE = WALLS | {",", "and", "but", "then", "or", "while", "from"}
_FINITE = frozenset({AUXILIARY, PAST, PRESENT, ED})


def tallies_vote(line: Line, first: int) -> bool:
    """True where the verb of the clause before token `first` is one of voting: "approved the bill | 218"."""
    tags = word_classes().tags
    for j in range(first - 1, max(-1, first - 1 - _REACH), -1):
        low = line.lows[j]
        if low in _VOTING:
            return not line.is_capital(j) or line.opens_sentence(j)
        if low in _CLAUSE or tags[low] in _FINITE:
            return False
    return False
