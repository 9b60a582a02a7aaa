"""The level of an index: a bare number behind its name ("The Nikkei closed at 39,214")."""

from __future__ import annotations

from dataclasses import replace

from briefing.figures.data_tables import load_words
from briefing.figures.draft import Draft
from briefing.figures.rules import bare
from briefing.figures.token_line import WALLS, Line

NAME = "index level"

_WORDS = load_words("indices.toml")
INDEX_NAMES = _WORDS["names"] | _WORDS["numbered"]
_LONGEST_RANK = 8
"""Tokens that say before a level how high it is, at most."""
_REACH = 16
"""Tokens before the level in which its index is named."""


def measure_levels(line: Line, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with bare numbers that are the level of an index given the unit `point`."""
    return [
        replace(draft, kind="quantity", unit="point", rule=NAME)
        if draft.rule == bare.NAME and _is_level(line, draft)
        else draft
        for draft in drafts
    ]


def _is_level(line: Line, draft: Draft) -> bool:
    if draft.kind is None:
        return False
    lead = draft.first - 1
    while line.lows[lead] in _WORDS["ranking"] and draft.first - lead < _LONGEST_RANK:
        lead -= 1  # "at a record high of 5,432"
    if line.lows[lead] not in _WORDS["leading"] or line.is_capital(draft.end):
        return False
    number = draft.numbers[0]
    # "The Dow rose for 12 days to 14": a level has weight, and small whole numbers are something else.
    return (number.grouped or "." in number.digits or (number.value or 0) >= 100) and _follows_index(
        line, draft.first
    )


def _follows_index(line: Line, index: int) -> bool:
    """True where the clause before token `index` has an index that did something."""
    acted = False
    for at in range(index - 1, max(-1, index - _REACH), -1):
        low = line.lows[at]
        if low in INDEX_NAMES and line.is_capital(at):
            return acted
        if low in _WORDS["words"]:
            return acted
        if low in WALLS or (low == "," and line.lows[at + 1] in {"and", "but", "while", "which", "who"}):
            return False
        acted = acted or low in _WORDS["verbs"]
    return False
