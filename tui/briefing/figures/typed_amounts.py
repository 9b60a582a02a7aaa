"""Amounts as a person asks for them: "10bn", "$5m", "1.5 million", "20%", "tonnes"."""

from __future__ import annotations

import re

from briefing.figures.extract_figures import extract_figures
from briefing.figures.number import STARTERS
from briefing.figures.numerals import read_number
from briefing.figures.token_line import Line
from briefing.model.amount import Amount
from briefing.model.article import Article, Passage

_MAX_LENGTH = 60
_GLUED = re.compile(r"([+-]?[\d.,]{1,30})([kmb])", re.IGNORECASE)
"""A number with a letter that alone means a scale: whoever asks for 5m means millions, not metres."""
_LETTERS = {"k": "thousand", "m": "million", "b": "billion"}


def read_amount(text: str) -> Amount | None:
    """Return the amount that all of `text` is, by the words and units figures are found with.

    None for anything else. Never raises; time is linear in the length of `text`.
    """
    text = " ".join(text.split())
    if not text or len(text) > _MAX_LENGTH:
        return None
    if glued := _GLUED.fullmatch(text):
        text = f"{glued.group(1)} {_LETTERS[glued.group(2).lower()]}"
    sign = -1.0 if text[0] in "-−" and len(text) > 1 else 1.0
    text = text.lstrip("+-−")
    return _number(text, sign) or _with_unit(text, sign) or _apart(text, sign) or _unit(text)


def _number(text: str, sign: float) -> Amount | None:
    """A bare number, in digits or words."""
    line = Line(text, 0, len(text))
    if not len(line) or not (line.is_number(0) or line.lows[0] in STARTERS):
        return None
    number = read_number(line, 0)
    if number is None or number.first != 0 or number.end != len(line) or number.value is None:
        return None
    return Amount(sign * number.value, "", number.scale)


def _with_unit(text: str, sign: float) -> Amount | None:
    """A number with its unit, found as in an article of these words alone."""
    found = _only_figure(text)
    if found is None or found[0] is None or not found[1]:
        return None
    return Amount(sign * found[0], found[1], _scale(text))


def _apart(text: str, sign: float) -> Amount | None:
    """A number and behind a blank a symbol that no prose has without more around it: "5 t"."""
    first, _, last = text.rpartition(" ")
    number, unit = _number(first, sign) if first else None, _unit(last)
    if number is None or unit is None:
        return None
    return Amount(number.value, unit.unit, number.scale)


def _scale(text: str) -> float:
    """What the scale word of the first number in `text` multiplies by."""
    line = Line(text, 0, len(text))
    for index in range(len(line)):
        if line.is_number(index) or line.lows[index] in STARTERS:
            number = read_number(line, index)
            return number.scale if number is not None else 1.0
    return 1.0


def _unit(text: str) -> Amount | None:
    """A unit by its symbol, its code or its name in either number; any single word may be one."""
    if any(char.isdecimal() for char in text) or text.casefold() in STARTERS:
        return None
    found = _only_figure(f"2 {text}")
    if found is not None and found[1]:
        if found[1] == "person" and _only_figure(f"2 more {text}") is None:
            return None  # "2 killed" leaves out what is counted, and is no unit of it
        return Amount(None, found[1])
    return Amount(None, text) if len(text.split()) == 1 else None


def _only_figure(text: str) -> tuple[float | None, str | None] | None:
    """Value and unit of the figure that all of `text` is; None where it is not one."""
    passage = Passage(0, "paragraph", 0, 0, len(text))
    article = Article(
        "", text, (passage,), "", False, None, None, None, "unknown", "en", None, ""
    )  # fmt: skip
    figures = extract_figures(article)
    if len(figures) != 1 or (figures[0].start, figures[0].end) != (0, len(text)) or figures[0].kind == "date":
        return None
    return figures[0].value, figures[0].unit
