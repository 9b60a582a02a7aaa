"""Words that name days, from `data/day_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def weekdays() -> dict[str, int]:
    """Return the folded names of the days of the week, each with its number: 0 for Monday."""
    text = files("briefing.events").joinpath("data", "day_words.toml").read_text(encoding="utf-8")
    words: list[str] = tomllib.loads(text)["weekdays"]["words"]
    return {word: number for number, word in enumerate(words)}
