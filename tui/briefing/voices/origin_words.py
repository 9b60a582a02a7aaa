"""Words by which origins are found, from `data/origin_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class OriginWords(NamedTuple):
    """Folded words; each group is told in the file."""

    saying: frozenset[str]
    saying_before_statements: frozenset[str]
    showing: frozenset[str]
    reports: frozenset[str]
    whose: frozenset[str]
    speakers: frozenset[str]
    speaks_for: frozenset[str]
    vague: frozenset[str]
    pronouns: frozenset[str]
    nobody: frozenset[str]
    parts: frozenset[str]
    inside: frozenset[str]
    skipped: frozenset[str]
    when: frozenset[str]
    passive: frozenset[str]
    turning: frozenset[str]
    leading: frozenset[str]
    determiners: frozenset[str]
    whence: frozenset[str]
    opening_statements: frozenset[str]


@cache
def origin_words() -> OriginWords:
    """Return the groups of the file; KeyError where one is missing."""
    text = files("briefing.voices").joinpath("data", "origin_words.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)
    return OriginWords(*(frozenset(groups[name]["words"]) for name in OriginWords._fields))
