"""The data files of this package."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def load_table(name: str) -> dict[str, Any]:
    """Return the data file `name` (in `data/`), parsed."""
    return tomllib.loads(files("briefing.figures").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def load_words(name: str) -> Mapping[str, frozenset[str]]:
    """Return the groups of words of the data file `name`, by the name of the group; read once.

    A group says what its words are (`meaning`), shows one in a sentence (`example`), and lists them.
    """
    return {group: frozenset(row["words"]) for group, row in load_table(name).items()}
