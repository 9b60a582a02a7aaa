"""Figures that differ: two sources of a row give values for the same thing that cannot both be meant.

Whether they do, or only follow each other in time, is judged in one place, the ledger, and handed in.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.figure import Figure
from briefing.model.figure_rivals import Places
from briefing.synopsis.compared_passages import ComparedPassage


def with_rivals(row: Sequence[ComparedPassage], rivals: Places) -> frozenset[Figure]:
    """Return the figures of a row of which a rival stands in it too."""
    held = {(figure.article, figure.start): figure for one in row for figure in one.figures}
    return frozenset(
        figure for place, figure in held.items() if not rivals.get(place, frozenset()).isdisjoint(held)
    )
