"""Percentages, percentage points and basis points."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.number import Number
from briefing.figures.rates import rate_at
from briefing.figures.token_line import HYPHENS, Line

NAME = "percent"

_SPANS = frozenset({"year", "month", "week", "day", "quarter"})

_SIGNS = frozenset({"%", "％", "percent", "pct", "procent", "prozent"})

_ONE = frozenset({"a", "one", "1"})
"""What a part of one per cent is said of: "one-eighth of 1 percent"."""
_BEGINNINGS = _SIGNS | HYPHENS | {"per", "pc", "percentage", "pp", "ppts", "ppt", "basis", "bp", "bps"}


def claim(line: Line, number: Number) -> Draft | None:
    """A draft for a number followed by a word or sign for hundredths."""
    behind = line.lows[number.end]
    if behind in _BEGINNINGS:
        found = percent_at(line, number.end)
    elif behind == "of" and (number.fraction or number.digits) and line.lows[number.end + 1] in _ONE:
        found = percent_at(line, number.end + 2)
    else:
        return None
    # "Tens of per cent" has no value.
    if found is None or number.vague:
        return None
    unit, end = found
    # "Grows six per cent a year"; "3% a year ago" and "5% each" are no rates.
    rate = rate_at(line, end)
    if rate is not None and rate[0] in _SPANS and unit == "%":
        unit, end = f"%/{rate[0]}", rate[1]
    return Draft(number.first, end, "percent", NAME, number.value, None, None, unit, (number,))


def percent_at(line: Line, index: int) -> tuple[str, int] | None:
    """Return `%`, `pp` or `bp` where one is written at token `index`, and the token after it."""
    low = line.lows[index]
    # Every form below begins with one of these; most words do not, and many rules ask.
    if low not in _BEGINNINGS:
        return None
    j = index + 1 if line.hyphen(index) else index
    end = _hundredths_end(line, j)
    if end is not None:
        return _points(line, end) or ("%", end)
    low = line.lows[j]
    # Alone it is a noun ("a large percentage"); only with "points" does it carry a number.
    if low == "percentage":
        return _points(line, j + 1)
    if low in {"pp", "ppts", "ppt"} and line.is_word(j):
        return "pp", j + 1
    if low == "basis":
        k = j + 2 if line.hyphen(j + 1) else j + 1
        return ("bp", k + 1) if line.lows[k] in {"point", "points"} else None
    return ("bp", j + 1) if low in {"bp", "bps"} else None


def _hundredths_end(line: Line, index: int) -> int | None:
    """The token behind "%", "percent", "per cent", "per-cent" or "pc"."""
    low = line.lows[index]
    if low in _SIGNS:
        return index + 1
    if low == "per" and line.lows[index + 1] in {"cent", "centum", "cents"}:
        return index + 2
    if low == "per" and line.hyphen(index + 1) and line.lows[index + 2] == "cent":
        return index + 3
    # British papers write "5pc"; "5 PC" are computers.
    return index + 1 if line.raws[index] == "pc" else None


def _points(line: Line, index: int) -> tuple[str, int] | None:
    j = index + 1 if line.hyphen(index) else index
    return ("pp", j + 1) if line.lows[j] in {"point", "points", "pts", "pt"} else None
