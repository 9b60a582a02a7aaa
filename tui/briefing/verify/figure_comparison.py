"""When a figure of a source says what a figure of the note says.

Values are compared in the first unit of what they measure, whatever unit each is told in; currencies
are never exchanged. A value must be the same, or one end of a range or a change. It may be rounded only
where the note says so ("about", "nearly", "more than").
"""

from __future__ import annotations

import math
import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from briefing.model.figure import Figure, FigureKind
from briefing.text.background import rarity
from briefing.text.stems import stem
from briefing.text.tokens import fold
from briefing.text.unit_factors import unit_factors

_SAME = 1e-6
"""Part of a value by which two may differ that come of one by way of another unit."""
_MOST_ROUNDED = 0.10
"""Behind "about" and the like a value may be rounded by half a unit of its last digit, and by this part of
it at most."""
_ALIKE = 3.0
"""Two dates that name as exact a time are so many times as long as each other at most."""
_MONTH = 31
_YEAR = re.compile(r"\d{4}")
_LOWER = frozenset({"at least", "more than"})
_ROUNDED = frozenset({"about", "nearly", "more than", "less than"})
_UPPER = frozenset({"at most", "less than", "nearly"})


class UnitMeasure(NamedTuple):
    """What a figure measures, and what one of its unit is worth."""

    dimension: str
    """`money EUR`, `length`, `count ship`: only figures of one dimension can be the same."""
    factor: float = 1.0


@cache
def _factors() -> dict[str, UnitMeasure]:
    text = files("briefing.verify").joinpath("data", "time_factors.toml").read_text(encoding="utf-8")
    found = {unit: UnitMeasure(*known) for unit, known in unit_factors().items()}
    for group, units in tomllib.loads(text).items():
        found |= {unit: UnitMeasure(group, factor) for unit, factor in units.items()}
    return found


def measure_of(figure: Figure) -> UnitMeasure:
    """Return what `figure` measures; things counted are told apart by the stem of their noun."""
    return _measure(figure.kind, figure.unit or "")


@lru_cache(maxsize=4096)
def _measure(kind: FigureKind, unit: str) -> UnitMeasure:
    if kind == "money":
        return UnitMeasure("money USD", 0.01) if unit == "cent" else UnitMeasure(f"money {unit}")
    if kind == "percent" and unit not in ("pp", "bp"):
        return UnitMeasure("percent")
    if kind == "ratio" and not unit:
        return UnitMeasure("percent", 100.0)
    if kind in ("quantity", "duration", "percent"):
        return _factors().get(unit) or UnitMeasure(f"{kind} {unit}")
    if kind == "count":
        return UnitMeasure(f"count {' '.join(stem(fold(word)) for word in unit.split())}")
    return UnitMeasure(f"{kind} {unit}".rstrip())


def rarity_of_noun(figure: Figure) -> float:
    """How rare the noun is that a count counts; 0 for any other figure."""
    if figure.kind != "count" or not figure.unit:
        return 0.0
    return rarity(stem(fold(figure.unit.split()[-1])))


def says_the_same(claim: Figure, source: Figure) -> bool:
    """Whether `source` bears out `claim`: value, unit, direction, and no bound that is its contrary."""
    if claim.kind == "date" or source.kind == "date":
        return claim.kind == source.kind and _same_days(claim, source)
    if _is_bare(claim):
        return same_number(claim, source)
    return measure_of(claim).dimension == measure_of(source).dimension and _agrees(claim, source)


def is_end(claim: Figure, source: Figure) -> int | None:
    """Which end of a range or change the single value `source` is, 0 or 1; None where it is none."""
    if claim.value is not None or claim.kind == "date" or source.value is None:
        return None
    if measure_of(claim).dimension != measure_of(source).dimension:
        return None
    one, other = measure_of(claim).factor, measure_of(source).factor
    for number, value in enumerate((claim.low, claim.high)):
        if value is not None and _close(value * one, source.value * other):
            return number
    return None


def _is_bare(claim: Figure) -> bool:
    """Whether words before a number tell what it counts: "12 million tons this year, then 25 million"."""
    return claim.kind == "count" and not claim.unit and claim.value is not None


def claim_keys(claim: Figure) -> Iterator[str]:
    """Yield keys of which a figure that says the same has one, but for loose claims (`is_loose`)."""
    if claim.kind == "date":
        yield _text_key(claim)
        if claim.from_ is not None and claim.to is not None:
            yield f"days {claim.from_} {claim.to}"
            yield f"no year {claim.from_[4:]} {claim.to[4:]}"
        return
    if _is_bare(claim):
        yield f"number {claim.value:.6g}"
        return
    dimension = measure_of(claim).dimension
    for value in _ends(claim):
        # A value that comes of another unit may end in other digits.
        yield from {_value_key(dimension, value * near) for near in (1 - _SAME, 1.0, 1 + _SAME)}


def source_keys(source: Figure) -> Iterator[str]:
    """Yield the keys of a figure of a source: those of its values, of a date its month and year, too."""
    if source.kind != "date":
        dimension = measure_of(source).dimension
        yield from {_value_key(dimension, value) for value in _ends(source)}
        if source.value is not None:
            yield f"number {source.value:.6g}"
        return
    yield _text_key(source)
    if source.from_ is None or source.to is None:
        return
    yield from dict.fromkeys(f"days {first} {last}" for first, last in _enclosing(source.from_, source.to))
    yield f"no year {source.from_[4:]} {source.to[4:]}"


def is_loose(claim: Figure) -> bool:
    """Whether a claim allows for more values than its keys tell: for such as are rounded."""
    return claim.kind != "date" and claim.qualifier in _ROUNDED


def _enclosing(first: str, last: str) -> Iterator[tuple[str, str]]:
    """Yield the days from `first` to `last`, the month and the year that hold them."""
    yield first, last
    if first[:7] == last[:7]:
        end = monthrange(int(first[:4]), int(first[5:7]))[1]
        yield f"{first[:7]}-01", f"{first[:7]}-{end:02}"
    if first[:4] == last[:4]:
        yield f"{first[:4]}-01-01", f"{first[:4]}-12-31"


def _text_key(figure: Figure) -> str:
    return f"text {fold(figure.text)}"


def _value_key(dimension: str, value: float) -> str:
    return f"{dimension} {value:.6g}"


def same_number(claim: Figure, source: Figure) -> bool:
    """Whether the two give one number, whatever it counts or measures."""
    if "date" in (claim.kind, source.kind) or claim.value is None or source.value is None:
        return False
    return _close(claim.value, source.value)


def is_rival(claim: Figure, source: Figure) -> bool:
    """Whether `source` gives a value of what `claim` is a value of, as far as the units tell."""
    if claim.kind == "date" or source.kind == "date":
        if claim.kind != source.kind:
            return False
        one, other = _length(claim), _length(source)
        return one is not None and other is not None and max(one, other) <= _ALIKE * min(one, other)
    return measure_of(claim).dimension == measure_of(source).dimension


def distance(claim: Figure, source: Figure) -> float:
    """How far apart two values of one dimension are: 0 for the same, else by how many times they differ
    (as a logarithm), of dates by how many days."""
    if claim.from_ is not None and source.from_ is not None:
        return float(abs((date.fromisoformat(claim.from_) - date.fromisoformat(source.from_)).days))
    one, other = _ends(claim), _ends(source)
    if not one or not other:
        return math.inf
    return min(abs(math.log((abs(a) + 1e-12) / (abs(b) + 1e-12))) for a in one for b in other)


def _agrees(claim: Figure, source: Figure) -> bool:
    if claim.trend and source.trend and claim.trend != source.trend:
        return False
    if (claim.qualifier in _LOWER and source.qualifier in _UPPER) or (
        claim.qualifier in _UPPER and source.qualifier in _LOWER
    ):
        return False
    if claim.value is None:
        return _same_ends(claim, source)
    factor = measure_of(claim).factor
    return any(_fits(claim, claim.value * factor, value) for value in _ends(source))


def _same_ends(claim: Figure, source: Figure) -> bool:
    ours, theirs = (claim.low, claim.high), (source.low, source.high)
    # From 145 to 30 is not from 30 to 145.
    if claim.from_value is not None and source.from_value is not None:
        ours, theirs = (claim.from_value, claim.to_value), (source.from_value, source.to_value)
    one, other = measure_of(claim).factor, measure_of(source).factor
    return all(
        a is not None and b is not None and _close(a * one, b * other)
        for a, b in zip(ours, theirs, strict=True)
    )


def _ends(figure: Figure) -> tuple[float, ...]:
    """The value of a figure, or the ends of its range or change, in the first unit of its dimension."""
    factor = measure_of(figure).factor
    values = (figure.value, figure.low, figure.high, figure.from_value, figure.to_value)
    return tuple(value * factor for value in values if value is not None)


def _fits(claim: Figure, ours: float, theirs: float) -> bool:
    if _close(ours, theirs):
        return True
    factor = measure_of(claim).factor
    room = min(_half_unit(ours / factor) * factor, abs(ours) * _MOST_ROUNDED)
    if claim.qualifier == "about":
        return abs(ours - theirs) <= room
    if claim.qualifier == "more than":
        return ours < theirs <= ours + room
    if claim.qualifier in ("nearly", "less than"):
        return ours - room <= theirs < ours
    return False


def _half_unit(value: float) -> float:
    """Half of what the last digit of a number that is not 0 counts: 5 for 120, 0.05 for 11.2."""
    digits, _, exponent = f"{abs(value):.12e}".partition("e")
    fraction = digits.partition(".")[2].rstrip("0")
    return 0.5 * float(10.0 ** (int(exponent) - len(fraction)))


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * max(abs(one), abs(other), 1e-12)


def _same_days(claim: Figure, source: Figure) -> bool:
    """A time of the note may be told less exactly, as "in November" of a day in it, and without its year."""
    if fold(claim.text) == fold(source.text):
        return True
    if claim.from_ is None or claim.to is None or source.from_ is None or source.to is None:
        return False
    if (claim.from_, claim.to) in _enclosing(source.from_, source.to):
        return True
    length = _length(claim)
    no_year = length is not None and length <= _MONTH and not _YEAR.search(claim.text)
    return no_year and (claim.from_[4:], claim.to[4:]) == (source.from_[4:], source.to[4:])


def _length(figure: Figure) -> int | None:
    if figure.from_ is None or figure.to is None:
        return None
    return (date.fromisoformat(figure.to) - date.fromisoformat(figure.from_)).days + 1
