"""Figures that differ: two sources of a row give values for the same thing that cannot both be meant.

Whether they do is judged in one place, the ledger, and handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from briefing.model.figure import Figure
from briefing.synopsis.compared_passages import ComparedPassage

FigurePlace: TypeAlias = tuple[str, int]
"""An article, and where in its text a figure begins."""
Rivals: TypeAlias = Mapping[FigurePlace, frozenset[FigurePlace]]
"""For figures that others contradict, which those are."""


def differing(row: Sequence[ComparedPassage], rivals: Rivals) -> frozenset[Figure]:
    """Return the figures of a row that another figure of it contradicts."""
    held = {(figure.article, figure.start): figure for one in row for figure in one.figures}
    return frozenset(
        figure for place, figure in held.items() if not rivals.get(place, frozenset()).isdisjoint(held)
    )
