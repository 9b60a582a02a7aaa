"""Numbers as they are written to files."""

from __future__ import annotations

_EXACT = 2**53
"""Above it a float does not hold every whole number, so its digits would pretend too much."""


def plain(value: float) -> int | float:
    """Return a whole number as an integer, so that 11150000000.0 is written 11150000000.

    What is not finite, or too large to be exact, comes back as it is.
    """
    return int(value) if abs(value) < _EXACT and value == int(value) else value
