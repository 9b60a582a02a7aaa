"""Capitals: where one says that a word is a name's, and where it only follows a rule of spelling.

A word that opens a sentence (`cues.opens`) and one in a line in title case are written with a
capital whatever they are, so neither says anything of the word.
"""

from __future__ import annotations

from collections.abc import Sequence

_NAME_SHARE = 0.7
_TITLE_CASE = 0.6
_FEWEST = 2
"""So few terms are no line in title case, however they are written."""


def is_mostly_capital(seen: int, capital: int) -> bool:
    """Tell whether a word that stands `seen` times inside sentences, `capital` times of them with a
    capital, is a name's: now and then even a common word has one ("the Ministry")."""
    return capital > _NAME_SHARE * seen


def is_title_case(capitals: Sequence[bool]) -> bool:
    """Tell from its terms, each capitalised or not, whether a passage is a headline or a list of names."""
    return len(capitals) > _FEWEST and sum(capitals) > _TITLE_CASE * len(capitals)
