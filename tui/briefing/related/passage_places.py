"""Passages as numbers: by which an index of related passages knows them, and what was found in it."""

from __future__ import annotations

from typing import NamedTuple

PASSAGE_BITS = 24
"""A place is article number * 2**24 + passage number: places sort as a reader would sort them."""


class PassageUnit(NamedTuple):
    """A passage: its article's number, and its own number in it."""

    article: int
    passage: int


def place_at(article: int, passage: int) -> int:
    """Return the place of a passage."""
    return (article << PASSAGE_BITS) + passage


def place_of(key: int) -> PassageUnit:
    """Return the passage that a place is."""
    return PassageUnit(key >> PASSAGE_BITS, key & ((1 << PASSAGE_BITS) - 1))
