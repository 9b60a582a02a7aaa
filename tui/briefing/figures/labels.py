"""Words beside which a number is a label: `data/labels.toml`, and releases with a letter ("11g")."""

from __future__ import annotations

from briefing.figures.data_tables import load_words
from briefing.figures.number import Number
from briefing.figures.token_line import Line

_WORDS = load_words("labels.toml")
DESIGNATORS = _WORDS["designators"]


def is_release(line: Line, number: Number) -> bool:
    """True for "release 11g", and for the second of "release 9g to 10c"."""
    if not number.plain or not has_letter(line, number):
        return False
    first = number.first
    if line.lows[first - 1] in {"and", "or", "to", "-", "–"} and line.is_number(first - 3):
        first -= 3
    return line.lows[first - 1] in _WORDS["versions"]


def has_letter(line: Line, number: Number) -> bool:
    """True where one letter is written on to the number."""
    return line.glued(number.end) and len(line.raws[number.end]) == 1 and line.is_word(number.end)
