"""Words that stand between what governs a number and the number itself: "killed at least 14"."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.token_line import Line

_WORDS = load_words("softening_words.toml")
ADVERBS, COMPARING = _WORDS["adverbs"], _WORDS["comparing"]
FURTHER, PLANNED = _WORDS["further"], _WORDS["planned"]
"""The groups of the data file, which says what each is."""


def before_words(line: Line, last: int, words: frozenset[str]) -> int:
    """Return the last token, from token `last` backwards, that is none of `words`."""
    while line.lows[last] in words:
        last -= 1
    return last
