"""What a figure measures by its unit: which figures can be compared at all, and in which unit they are."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from briefing.model.figure import Figure, FigureKind
from briefing.model.ledger_line import LedgerLine
from briefing.text.unit_factors import unit_factors

PERCENT = "percent"
COUNT = "count"
DATE = "date"
TIME = "time"


class Measure(NamedTuple):
    """A unit as one of its dimension."""

    dimension: str
    """Figures of one dimension can be compared: `length`, `money EUR`, `count`, `percent`..."""
    factor: float = 1.0
    """What one is worth in the dimension's first unit."""


def load_table(name: str) -> dict[str, Any]:
    """Return the data file `name` (in `data/`), parsed."""
    return tomllib.loads(files("briefing.ledger").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def _units() -> dict[str, Measure]:
    times = {unit: Measure(TIME, factor) for unit, factor in load_table("measures.toml")[TIME].items()}
    return {unit: Measure(*known) for unit, known in unit_factors().items()} | times


def measure_of(figure: Figure) -> Measure:
    """Return the measure of a figure; see `measure_in`."""
    return measure_in(figure.kind, figure.unit)


def measure_in(kind: FigureKind, unit: str | None) -> Measure:
    """Return the measure of figures of a kind and unit: currencies are never exchanged, and things counted
    are one dimension whatever they are called ("lawyers", "attorneys")."""
    if kind == "money":
        # Cents are told where dollars are meant; of what currency they are, their sentence does not say.
        return Measure("money USD", 0.01) if unit == "cent" else Measure(f"money {unit}")
    if kind == "percent":
        return Measure(PERCENT)
    if kind == "ratio":
        return Measure("ratio x") if unit == "x" else Measure(PERCENT, 100.0)
    if kind == "quantity":
        return _units().get(unit or "") or Measure(f"quantity {unit}")
    if kind == "duration":
        return _units().get(unit or "") or Measure(f"duration {unit}")
    if kind == "count":
        return Measure(COUNT)
    return Measure(kind)


def same_dimension(one: LedgerLine, other: LedgerLine) -> bool:
    """Whether the figures of two lines can be compared, and so stand in one."""
    return measure_in(one.kind, one.unit).dimension == measure_in(other.kind, other.unit).dimension
