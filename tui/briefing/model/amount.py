"""Amounts as a person asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, a bare number, or a bare unit; never neither."""

    value: float | None
    """In `unit`, scaled; None for a bare unit."""
    unit: str
    """As `Figure.unit`; empty for a bare number."""
    scale: float = 1.0
    """What the number's scale word multiplies by: 1e9 for "10bn"."""


ReadAmount = Callable[[str], Amount | None]
"""Reads "10bn", "$5m", "20%", "t"; None for what is no amount. Never raises."""
