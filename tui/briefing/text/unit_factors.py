"""Units of measure that can be turned into each other, from `unit_factors.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class UnitFactor(NamedTuple):
    """A unit as one of its group."""

    group: str
    """`length`, `mass`...: units of one group can be compared."""
    factor: float
    """What one is worth in the first unit of the group."""


@cache
def unit_factors() -> Mapping[str, UnitFactor]:
    """Return them by their symbols."""
    table = tomllib.loads(files("briefing.text").joinpath("unit_factors.toml").read_text(encoding="utf-8"))
    return {
        unit: UnitFactor(group, factor) for group, units in table.items() for unit, factor in units.items()
    }
