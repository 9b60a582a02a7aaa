"""The figures of a passage that a query asked for, so that they are shown as words are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.model.figure import Figure
from briefing.text.index_terms import unit_term


@dataclass(frozen=True, slots=True)
class FigureSought:
    """What one `figure:` or `unit:` of a query asks of a single figure."""

    kind: str = ""
    """Alone: with neither units nor bounds."""
    units: frozenset[str] | None = None
    """The figure's unit is one of these, as terms; None for any, also for none."""
    low: float | None = None
    high: float | None = None
    """Bounds, included; None, both of them, for any value."""

    def fits(self, figure: Figure) -> bool:
        """Tell whether the figure is one of those asked for, as the index would."""
        if self.kind:
            return figure.kind == self.kind
        if figure.kind == "date":
            return False
        if self.units is not None and unit_term(figure.unit or "") not in self.units:
            return False
        low, high = self.low, self.high
        if low is None or high is None:
            return True
        if any(
            value is not None and low <= value <= high for value in (figure.value, figure.low, figure.high)
        ):
            return True
        return figure.low is not None and figure.high is not None and figure.low <= low <= high <= figure.high


def figure_matches(
    figures: Iterable[Figure], passage: int, sought: Sequence[FigureSought], first: int
) -> list[tuple[int, int, int]]:
    """Return start, end and number of what asked, counted from `first`, of the passage's figures."""
    return [
        (figure.start, figure.end, first + number)
        for figure in figures
        if figure.passage == passage
        for number, one in enumerate(sought)
        if one.fits(figure)
    ]
