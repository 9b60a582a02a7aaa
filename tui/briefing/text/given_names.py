"""Given names and whether they are women's, from `given_names.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class GivenNames(NamedTuple):
    """Folded given names."""

    all: frozenset[str]
    women: frozenset[str]
    also_places: frozenset[str]
    """Those that are a place's as often."""


@cache
def given_names() -> GivenNames:
    """Return them, read once."""
    table = tomllib.loads(files("briefing.text").joinpath("given_names.toml").read_text(encoding="utf-8"))
    women = frozenset(table["women"].split())
    return GivenNames(
        frozenset(table["names"].split()) | women, women, frozenset(table["also_places"].split())
    )
