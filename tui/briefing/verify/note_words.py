"""The words of `data/words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def note_words() -> Mapping[str, frozenset[str]]:
    """Return the groups of words by their names."""
    text = files("briefing.verify").joinpath("data", "words.toml").read_text(encoding="utf-8")
    return {group: frozenset(row["words"]) for group, row in tomllib.loads(text).items()}
