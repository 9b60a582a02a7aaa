"""The one-line normal form of a figure, and when two figures say the same."""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal

from briefing.model.figure import Figure

_BOUNDS = {
    "about": "~ ",
    "at least": ">= ",
    "at most": "<= ",
    "more than": "> ",
    "less than": "< ",
    "nearly": "< ~ ",
    "average": "avg ",
}
_CLOSE = 1e-9


def normal_form(figure: Figure) -> str:
    """Return `figure` as shown: "USD 11,150,000,000", "20-30 %", "145 → 30 %", ">= 12 t", "x 2".

    A date gives its ISO day, month, year or `from/to`; what nothing resolves gives the words themselves.
    """
    if figure.kind == "date":
        return _date(figure)
    bound = _BOUNDS[figure.qualifier] if figure.qualifier else ""
    amount = _amount(figure)
    if not amount:
        return figure.text
    unit = figure.unit or ""
    if figure.kind == "money":
        code, slash, denominator = unit.partition("/")
        if code.isupper():
            return f"{bound}{code} {amount}{' / ' + denominator if slash else ''}"
    if unit == "x":
        return f"{bound}x {amount}"
    if figure.kind == "ordinal":
        return f"no. {amount} {unit}".rstrip()
    return f"{bound}{amount} {unit}".rstrip()


def same_figure(a: Figure, b: Figure) -> bool:
    """True when both give the same value (or the same range) in the same unit, or the same dates."""
    if (a.kind == "date") != (b.kind == "date"):
        return False
    if a.kind == "date":
        return a.from_ is not None and (a.from_, a.to) == (b.from_, b.to)
    if a.unit != b.unit or (a.kind == "ordinal") != (b.kind == "ordinal"):
        return False
    # A change and a range with the same ends may be one thing told twice; two opposite changes are not.
    if a.from_value is not None and b.from_value is not None and not _same(a.from_value, b.from_value):
        return False
    ends = [(a.value, b.value), (a.low, b.low), (a.high, b.high)]
    return any(x is not None for x, _ in ends) and all(_same(x, y) for x, y in ends)


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b), 1e-12)


def _amount(figure: Figure) -> str:
    if figure.value is not None:
        return plain_number(figure.value)
    if figure.from_value is not None and figure.to_value is not None:
        # "From 145% to 30%" is no range: which end came first is the news.
        return f"{plain_number(figure.from_value)} → {plain_number(figure.to_value)}"
    if figure.low is not None and figure.high is not None:
        return f"{plain_number(figure.low)}-{plain_number(figure.high)}"
    return ""


def plain_number(value: float) -> str:
    """Return a number without exponent, with commas between thousands: "11,150,000,000", "0.333"."""
    if value == int(value) and abs(value) < 1e21:
        return f"{int(value):,}"
    if abs(value) >= 1e21 or abs(value) < 1e-6:
        return f"{value:.4g}"
    digits = Decimal(f"{value:.12g}") if abs(value) >= 1e-3 else Decimal(f"{value:.4g}")
    text = f"{digits:,f}"
    whole, stop, decimals = text.partition(".")
    return f"{whole}{stop}{decimals[:4].rstrip('0') if abs(value) >= 1 else _significant(decimals)}".rstrip(
        "."
    )


def _significant(decimals: str) -> str:
    """Decimals of a part of one: three digits after the leading zeros."""
    zeros = len(decimals) - len(decimals.lstrip("0"))
    return decimals[: zeros + 3].rstrip("0")


def _date(figure: Figure) -> str:
    start, end = figure.from_, figure.to
    if start is None or end is None:
        return figure.text
    if start == end:
        return start
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}-{end[:4]}"
    if start[:7] == end[:7] and start.endswith("-01") and _last_of_month(end):
        return start[:7]
    return f"{start}/{end}"


def _last_of_month(day: str) -> bool:
    return int(day[8:]) == monthrange(int(day[:4]), int(day[5:7]))[1]
