"""Which figures of several articles give other values for the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

FigurePlace: TypeAlias = tuple[str, int]
"""An article, and where in its text a figure begins."""
Places: TypeAlias = Mapping[FigurePlace, frozenset[FigurePlace]]


class FigureRivals(NamedTuple):
    """For figures of one article the figures of others."""

    contradict: Places
    """Those that cannot be meant too."""
    changed: Places
    """Those of another day, from or to which the value changed: no contradiction."""
