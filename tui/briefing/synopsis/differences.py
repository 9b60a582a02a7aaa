"""Figures that differ: two sources of a row give values for the same thing that cannot both be meant.

Whether they do, or only follow each other in time, is judged in one place, the ledger, and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.figure import Figure
from briefing.model.figure_rivals import Places


def with_rivals(figures: Iterable[Figure], rivals: Places) -> frozenset[Figure]:
    """Return those of some figures of which a rival is among them too."""
    held = {(figure.article, figure.start): figure for figure in figures}
    return frozenset(
        figure for place, figure in held.items() if not rivals.get(place, frozenset()).isdisjoint(held)
    )
