"""The words by which the parts of a page are told apart, read from `data/page_words.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, Any] = tomllib.loads((files(__package__) / "data/page_words.toml").read_text("utf-8"))
    return found


@cache
def any_of(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern that any of the entries of this name fits, in any case of letters."""
    return re.compile(_pattern(table, name), re.IGNORECASE)


@cache
def any_of_small(table: str, name: str) -> re.Pattern[str]:
    """Return the same for what is in small letters, as the entries are: it is found several times faster."""
    return re.compile(_pattern(table, name))


def _pattern(table: str, name: str) -> str:
    return f"(?:{'|'.join(_words()[table][name])})"
