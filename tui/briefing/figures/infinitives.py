"""Verbs that only their place tells: behind "to" and behind an auxiliary such as "will"."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.figures.noun_phrases import (
    ADJECTIVE,
    AUXILIARY,
    DETERMINER,
    INFINITIVE,
    NOUN,
    NUMERAL,
    POSSESSIVE,
    PREPOSITION,
    PRESENT,
    PRONOUN,
    word_classes,
)
from briefing.figures.token_line import Line

_BASE_FORMS = frozenset({NOUN, ADJECTIVE, PRESENT})
_OBJECT_OPENERS = frozenset({DETERMINER, POSSESSIVE, NUMERAL, PRONOUN})


def tag_infinitives(line: Line, tags: list[int], places: Iterable[int]) -> list[int]:
    """Give INFINITIVE to the verbs behind "to" and "will" at `places`, and return where they stand.

    "Output is expected to reach 3m tons", but not "fell to levels last seen in May".
    """
    lows, modals = line.lows, word_classes().modals
    found: list[int] = []
    for j in places:
        tag = tags[j]
        if tag == PREPOSITION:
            verb = lows[j] == "to" and (tags[j + 1] == PRESENT or _object_follows(line, tags, j + 2))
        else:
            verb = tag == AUXILIARY and lows[j] in modals
        if verb and tags[j + 1] in _BASE_FORMS and not line.is_capital(j + 1):
            tags[j + 1] = INFINITIVE
            found.append(j + 1)
    return found


def _object_follows(line: Line, tags: list[int], index: int) -> bool:
    """True for a number or a determiner that does not only say when: not "to growth this year"."""
    if tags[index] not in _OBJECT_OPENERS:
        return False
    words = word_classes()
    return line.lows[index] not in words.period_leads and line.lows[index + 1] not in words.periods
