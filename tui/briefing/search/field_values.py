"""The values of fields: `date:2026-01..2026-03`, `figure:>10bn`, `kind:heading`, `name:"Ann Lee"`.

Each reader returns a leaf of the query's tree, or what is wrong in words for the reader.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from datetime import date
from typing import get_args

from briefing.model.amount import Amount, ReadAmount
from briefing.model.article import PassageKind
from briefing.model.figure import FigureKind
from briefing.search.query_tree import Dated, OfKind, WithFigure, WithName
from briefing.text.name_keys import name_key

KINDS = tuple(kind.replace(" ", "-") for kind in get_args(PassageKind) if kind != "boilerplate")
FIGURE_KINDS: tuple[str, ...] = tuple(get_args(FigureKind))
_MAX_VALUE = 200
"""Longer values are no dates and no amounts, and are not tried."""
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
FIRST_DAY, LAST_DAY = 1, date.max.toordinal()
_COMPARISON = re.compile(r"(>=|<=|>|<|=)?\s*(.*)", re.DOTALL)


def read_kind(value: str, position: int) -> OfKind | str:
    """Read the kind of a passage; its beginning is enough where it can be but one."""
    wanted = "-".join(value.casefold().split())
    kinds = [kind for kind in KINDS if kind == wanted] or [kind for kind in KINDS if kind.startswith(wanted)]
    if len(kinds) != 1:
        return f"the kinds are {', '.join(KINDS)}"
    return OfKind(kinds[0], position)


def read_dates(value: str, position: int) -> Dated | str:
    """Read a year, a month or a day (ISO), or a range of these with either end open."""
    first, dots, last = value.strip().partition("..")
    sign, plain = "", first
    if not dots and (match := _COMPARISON.fullmatch(first)):
        sign, plain = match.group(1) or "", match.group(2)
    begin = _days(plain) if plain else (FIRST_DAY, FIRST_DAY)
    end = (_days(last) if last else (LAST_DAY, LAST_DAY)) if dots else begin
    if begin is None or end is None or not (plain or last):
        return "dates are written 2026, 2026-03 or 2026-03-31, ranges 2026-01..2026-03"
    low, high = {
        ">": (begin[1] + 1, LAST_DAY),
        ">=": (begin[0], LAST_DAY),
        "<": (FIRST_DAY, begin[0] - 1),
        "<=": (FIRST_DAY, begin[1]),
    }.get(sign, (begin[0], end[1]))
    return Dated(low, high, position)


def _days(text: str) -> tuple[int, int] | None:
    """The first and the last day of a year, month or day, as ordinals."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        last_month = month or 12
        last_day = day or monthrange(year, last_month)[1]
        return date(year, month or 1, day or 1).toordinal(), date(year, last_month, last_day).toordinal()
    except ValueError:
        return None


def read_figure(value: str, position: int, read: ReadAmount | None) -> WithFigure | str:
    """Read what is asked of figures: a kind, a unit, a value, a bound, or a range of values."""
    value = value.strip()
    if value.casefold() in FIGURE_KINDS:
        return WithFigure(position, kind=value.casefold())
    if len(value) > _MAX_VALUE or read is None:
        return _NO_FIGURE
    first, dots, last = value.partition("..")
    if dots:
        return _range(first.strip(), last.strip(), position, read)
    match = _COMPARISON.fullmatch(value)
    assert match is not None, "the pattern takes any text"
    sign, plain = match.group(1) or "=", match.group(2)
    amount = read(plain)
    if amount is None or (amount.value is None and match.group(1)):
        return _NO_FIGURE
    if amount.value is None:
        return WithFigure(position, unit=amount.unit)
    at = amount.value
    low, high = {
        ">": (math.nextafter(at, math.inf), math.inf),
        ">=": (at, math.inf),
        "<": (-math.inf, math.nextafter(at, -math.inf)),
        "<=": (-math.inf, at),
        "=": (at, at),
    }[sign]
    return WithFigure(position, unit=amount.unit, low=low, high=high)


def _range(first: str, last: str, position: int, read: ReadAmount) -> WithFigure | str:
    """Read a range; the unit and the scale behind its last number hold for the first too: 20..30bn."""
    begin = read(first) if first else Amount(-math.inf, "")
    end = read(last) if last else Amount(math.inf, "")
    if begin is None or end is None or begin.value is None or end.value is None or not (first or last):
        return _NO_FIGURE
    low, high = begin.value, end.value
    if first and last and begin.scale == 1.0 and end.scale != 1.0 and low * end.scale <= high:
        low *= end.scale
    if begin.unit and end.unit and begin.unit != end.unit:
        return f"from {begin.unit} to {end.unit} is no range"
    return WithFigure(position, unit=begin.unit or end.unit, low=min(low, high), high=max(low, high))


_NO_FIGURE = "figures are written >10bn, 20..30%, $5m, USD"


def read_unit(value: str, position: int, read: ReadAmount | None) -> WithFigure | str:
    """Read a unit: its symbol, or its name where `read` knows it."""
    value = value.strip()
    if len(value) > _MAX_VALUE:
        return "this is no unit"
    amount = read(value) if read is not None else None
    known = amount is not None and amount.value is None
    return WithFigure(position, unit=amount.unit if known and amount is not None else value)


def read_name(value: str, position: int, *, goes_on: bool, speaks: bool) -> WithName | str:
    """Read a name, which may be but the beginning of one where it `goes_on`; of who `speaks`, or any."""
    key = name_key(value)
    if not any(char.isalnum() for char in key) or len(value) > _MAX_VALUE:
        return "this is no name"
    return WithName(key, goes_on, position, speaks)
