"""The one-line normal form of a figure, and when two figures say the same."""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from fractions import Fraction

from briefing.figures.currencies import currency_sign
from briefing.figures.nouns import counted_plural, singular
from briefing.figures.units import has_one_form
from briefing.model.figure import Figure
from briefing.text.tokens import WORD

_SIGNS = {
    "about": "~ ",
    "at least": "≥ ",
    "at most": "≤ ",
    "more than": "> ",
    "less than": "< ",
    "nearly": "< ~ ",
    "average": "avg ",
}
_TYPED_SIGNS = {"at least": ">= ", "at most": "<= "}
_MONEY_SCALES = ((10**12, " tn"), (10**9, " bn"), (10**6, " m"))
_SCALES = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_SCALED_DECIMALS = 3
"""A number that needs more of them in front of its scale is written out."""
_WRITTEN_UNITS = {
    "Cel": "°C", "[degF]": "°F", "deg": "°", "m2": "m²", "km2": "km²", "cm2": "cm²", "m3": "m³", "km3": "km³",
    "um": "µm", "ug": "µg", "uA": "µA", "uF": "µF", "uSv": "µSv", "N.m": "Nm", "lb.ft": "lb ft", "[iU]": "IU",
    "ft2": "sq ft", "in2": "sq in", "yd2": "sq yd", "mi2": "sq mi", "ft3": "cu ft", "yd3": "cu yd",
    "floz": "fl oz", "Ohm": "Ω", "kOhm": "kΩ", "MOhm": "MΩ", "Ao": "Å", "m/s2": "m/s²", "mi/h": "mph",
    "btu": "BTU", "mmbtu": "MMBtu", "era": "ERA", "war": "WAR", "whip": "WHIP", "ops": "OPS",
}  # fmt: skip
"""How units are written whose code is not what people write."""
_HYPHEN = re.compile("[-‐‑]")
_LARGEST_PART = 10
"""Parts of one are written as fractions up to tenths."""
_CLOSE = 1e-9


def normal_form(figure: Figure) -> str:
    """Return `figure` as people write it: "≤ $11.15 bn", "4 bombs", "20–30 %", "≥ 12 million t", "2×".

    A date gives its ISO day, month, year or `from/to`; what nothing resolves gives the words themselves.
    """
    if figure.kind == "date":
        return _date(figure)
    bound = _SIGNS[figure.qualifier] if figure.qualifier else ""
    unit = figure.unit or ""
    if figure.kind == "money":
        code, slash, denominator = unit.partition("/")
        if code.isupper():
            amount = _written_amount(figure, _MONEY_SCALES, currency_sign(code) or f"{code} ")
            per = _WRITTEN_UNITS.get(denominator, denominator)
            return f"{bound}{amount}{' / ' + per if slash else ''}" if amount else figure.text
    amount = _written_amount(figure, _SCALES)
    if not amount:
        return figure.text
    if unit == "x":
        return f"{bound}{amount}×"
    if figure.kind == "ordinal":
        return f"{_ordinal(amount)} {_as_in_text(unit, figure.text, many=False)}".rstrip()
    return f"{bound}{amount} {_as_in_text(unit, figure.text, many=amount != '1')}".rstrip()


def coded_form(figure: Figure) -> str:
    """Return `figure` with the code of its unit and its number in full: "<= USD 11,150,000,000", "4 bomb".

    What exports gave as the normal form up to 0.9: notes made then are verified by it.
    """
    if figure.kind == "date":
        return _date(figure)
    bound = ""
    if figure.qualifier:
        bound = _TYPED_SIGNS.get(figure.qualifier, _SIGNS[figure.qualifier])
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


def _written_amount(figure: Figure, scales: tuple[tuple[int, str], ...], sign: str = "") -> str:
    """The number with its scale and the sign of its currency; of a range the scale once."""
    if figure.value is not None:
        if figure.kind == "ratio" and figure.unit is None and (part := _part_of_one(figure.value)):
            return part
        return _signed(*_scaled_as_in(figure, figure.value, scales), sign)
    if figure.from_value is not None and figure.to_value is not None:
        # "From 145% to 30%" is no range: which end came first is the news.
        ends = (figure.from_value, figure.to_value)
        return " → ".join(_signed(*_scaled_as_in(figure, end, scales), sign) for end in ends)
    if figure.low is not None and figure.high is not None:
        low, of_low = _scaled_as_in(figure, figure.low, scales)
        high, of_high = _scaled_as_in(figure, figure.high, scales)
        if of_low == of_high and figure.low >= 0:
            return _signed(f"{low}–{high}", of_high, sign)
        return f"{_signed(low, of_low, sign)} – {_signed(high, of_high, sign)}"
    return ""


def _signed(number: str, scale: str, sign: str) -> str:
    minus = "-" if number.startswith("-") else ""
    return f"{minus}{sign}{number.removeprefix('-')}{scale}"


def _scaled_as_in(figure: Figure, value: float, scales: tuple[tuple[int, str], ...]) -> tuple[str, str]:
    """A number and its scale; "€4.50" keeps the nought that the text has."""
    number, scale = _scaled(value, scales)
    if figure.kind == "money" and not scale:
        last = number.rpartition(",")[2].lstrip("-0")
        whole, stop, decimals = last.partition(".")
        if len(decimals) == 1 and f"{whole}{stop}{decimals}0" in figure.text.replace(",", "."):
            number += "0"
    return number, scale


def _scaled(value: float, scales: tuple[tuple[int, str], ...]) -> tuple[str, str]:
    """A number in front of the largest scale it reaches, and that scale; written out where it would be no
    shorter."""
    for size, name in scales:
        if size <= abs(value) < 1000 * scales[0][0]:
            scaled = Decimal(f"{value:.15g}") / size
            decimals = -int(scaled.normalize().as_tuple().exponent)
            if decimals <= _SCALED_DECIMALS:
                return plain_number(float(scaled)), name
            break
    return plain_number(value), ""


def _part_of_one(value: float) -> str:
    part = Fraction(value).limit_denominator(_LARGEST_PART)
    return str(part) if 0 < part < 1 and abs(float(part) - value) < _CLOSE else ""


def _ordinal(number: str) -> str:
    last = number[-2:].rjust(2, "0")
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(last[1], "th") if last[0] != "1" else "th"
    return f"{number}{ending if number[-1].isdigit() else ''}"


def _as_in_text(unit: str, text: str, *, many: bool) -> str:
    """A unit as people write it: its symbol, or the noun of the text in its number."""
    counted, slash, per = unit.partition("/")
    per = _WRITTEN_UNITS.get(per, per)
    if unit in _WRITTEN_UNITS or has_one_form(counted):
        return _WRITTEN_UNITS.get(unit, f"{_WRITTEN_UNITS.get(counted, counted)}{slash}{per}")
    said = _said(counted, text) if counted else ""
    if said and (not many or said.lower() == counted):
        # The capitals of "Americans" and "GPU" are the text's; its number is the figure's.
        wanted = counted_plural(counted) if many else counted
        alike = len(counted) if wanted.startswith(counted) and said.lower().startswith(counted) else 1
        said = said[:alike] + wanted[alike:]
    return f"{said}{slash}{per}"


def _said(counted: str, text: str) -> str:
    """The noun of a text whose singular is `counted`, also behind the hyphen of "4-GPU"; else that itself."""
    words: list[str] = WORD.findall(text)
    for word in words:
        for begin in (0, *(hyphen.end() for hyphen in _HYPHEN.finditer(word))):
            if counted in _singulars(word[begin:].lower()):
                return word[begin:]
    return counted


def _singulars(low: str) -> tuple[str, str]:
    """The singular of a word, by its end and by its first part: "passers-by", "sons-in-law"."""
    head, hyphen, rest = low.partition("-")
    return singular(low), f"{singular(head)}{hyphen}{rest}"


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
