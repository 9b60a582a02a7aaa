"""What one stretch holds by itself: its capitalised words, and what of its runs may be names.

The same stretches ("The", "Mr Bessent", "the Bank of England") come again and again, in one article and
in all others, so that what was found in them last is remembered.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from briefing.names.capitalised import CapitalWord, runs, split_compounds, words_of
from briefing.names.name_candidates import Candidate, Cutter
from briefing.names.word_lists import word_lists
from briefing.text.stopwords import STOPWORDS

_REMEMBERED = 8_192
_LONGEST_REMEMBERED = 100
"""Characters; longer stretches are lists, which do not come again."""


class StretchNames(NamedTuple):
    """What stands in one stretch, with offsets into it."""

    text: str
    opening: bool
    """It begins a sentence."""
    words: tuple[CapitalWord, ...]
    telling: int
    """How many of them are no function words."""
    inner: tuple[str, ...]
    """Keys of the words that have their capital inside a sentence."""
    keys: tuple[str, ...]
    """Of all its words."""
    alone: tuple[str, ...]
    """Of the words that are no compounds."""
    has_compounds: bool
    """What a compound is depends on the names that stand alone elsewhere (see `split_compounds`)."""
    candidates: tuple[Candidate, ...]
    """In text order."""


def stretch_names(text: str, opening: bool) -> StretchNames:
    """Return what stands in a stretch, compounds of names as one; `opening` where it begins a sentence."""
    return (_remembered if len(text) <= _LONGEST_REMEMBERED else _found)(text, opening)


def divided_names(names: StretchNames, alone: Container[str]) -> StretchNames:
    """Return what stands in a stretch with compounds of names that are in `alone` taken apart."""
    words = words_of(names.text, word_lists(), opening=names.opening)
    return _names_of(names.text, names.opening, split_compounds(words, alone))


def _found(text: str, opening: bool) -> StretchNames:
    return _names_of(text, opening, words_of(text, word_lists(), opening=opening))


_remembered = lru_cache(maxsize=_REMEMBERED)(_found)
forget = _remembered.cache_clear
"""Lets go of what was found so far."""


def _names_of(text: str, opening: bool, words: list[CapitalWord]) -> StretchNames:
    lists = word_lists()
    cutter = Cutter(text, lists)
    inner: list[str] = []
    for run in runs(text, words, lists):
        inner.extend([word.key for word in run if not word.opening])
        cutter.cut(run)
    keys = tuple([word.key for word in words])
    alone = tuple([word.key for word in words if not word.parts])
    return StretchNames(
        text,
        opening,
        tuple(words),
        sum([key not in STOPWORDS for key in keys]),
        tuple(inner),
        keys,
        alone,
        len(alone) < len(words),
        tuple(cutter.found),
    )
