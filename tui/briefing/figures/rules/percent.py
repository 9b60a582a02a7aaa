"""Percentages, percentage points and basis points."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.numerals import Number
from briefing.figures.token_line import HYPHENS, Line

NAME = "percent"

_SIGNS = frozenset({"%", "％", "percent", "pct", "procent", "prozent"})

_BEGINNINGS = _SIGNS | HYPHENS | {"per", "pc", "percentage", "pp", "ppts", "ppt", "basis", "bp", "bps"}


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number followed by a word or sign for hundredths."""
    found = percent_at(line, number.end)
    if (
        found is None
        and (number.fraction or number.digits)
        and line.lows[number.end] == "of"
        and line.lows[number.end + 1] in {"a", "one"}
    ):
        found = percent_at(line, number.end + 2)
    # "Tens of per cent" has no value.
    if found is None or number.vague:
        return None
    unit, end = found
    return Draft(number.first, end, "percent", NAME, number.value, None, None, unit, (number,))


def percent_at(line: Line, index: int) -> tuple[str, int] | None:
    """Return `%`, `pp` or `bp` where one is written at token `index`, and the token after it."""
    low = line.lows[index]
    # Every form below begins with one of these; most words do not, and many rules ask.
    if low not in _BEGINNINGS:
        return None
    j = index + 1 if line.hyphen(index) else index
    low = line.lows[j]
    if low in _SIGNS:
        return _points(line, j + 1) or ("%", j + 1)
    if low == "per" and line.lows[j + 1] in {"cent", "centum", "cents"}:
        return _points(line, j + 2) or ("%", j + 2)
    if low == "per" and line.hyphen(j + 1) and line.lows[j + 2] == "cent":
        return "%", j + 3
    # British papers write "5pc"; "5 PC" are computers.
    if low == "pc" and line.raws[j] == "pc":
        return _points(line, j + 1) or ("%", j + 1)
    # Alone it is a noun ("a large percentage"); only with "points" does it carry a number.
    if low == "percentage":
        return _points(line, j + 1)
    if low in {"pp", "ppts", "ppt"} and line.is_word(j):
        return "pp", j + 1
    if low == "basis":
        k = j + 2 if line.hyphen(j + 1) else j + 1
        return ("bp", k + 1) if line.lows[k] in {"point", "points"} else None
    if low in {"bp", "bps"}:
        return "bp", j + 1
    return None


def _points(line: Line, index: int) -> tuple[str, int] | None:
    j = index + 1 if line.hyphen(index) else index
    return ("pp", j + 1) if line.lows[j] in {"point", "points", "pts", "pt"} else None
