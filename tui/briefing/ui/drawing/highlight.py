"""Which style holds where: layers of spans over a text, cut into runs for one line.

Pure functions. A layer is a list of disjoint spans in order; a later layer is drawn over an
earlier one. Styles are names; the widget knows what they look like in the theme.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Paint(NamedTuple):
    """A span and the name of the style it is drawn in."""

    start: int
    end: int
    style: str


class Layer:
    """Disjoint spans in order, quick to ask for a line."""

    __slots__ = ("_paints", "_starts")

    def __init__(self, paints: Iterable[Paint] = ()) -> None:
        self._paints = sorted(paint for paint in paints if paint.start < paint.end)
        self._starts = [paint.start for paint in self._paints]

    def __bool__(self) -> bool:
        return bool(self._paints)

    def between(self, start: int, end: int) -> list[Paint]:
        """The spans that touch `[start, end)`, clipped to it."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for paint in self._paints[index:]:
            if paint.start >= end:
                break
            if paint.end > start:
                found.append(Paint(max(paint.start, start), min(paint.end, end), paint.style))
        return found


class Run(NamedTuple):
    """A piece of a line with all the styles that hold in it, the topmost last."""

    start: int
    end: int
    styles: tuple[str, ...]


def runs(start: int, end: int, layers: Sequence[Layer]) -> list[Run]:
    """Cut `[start, end)` where any layer begins or ends; pieces are in order and leave no gap."""
    paints = [layer.between(start, end) for layer in layers if layer]
    if not any(paints):
        return [Run(start, end, ())] if start < end else []
    cuts = sorted({start, end, *(edge for layer in paints for paint in layer for edge in paint[:2])})
    pieces = []
    for left, right in pairwise(cuts):
        styles = tuple(p.style for layer in paints for p in layer if p.start <= left and right <= p.end)
        pieces.append(Run(left, right, styles))
    return pieces
