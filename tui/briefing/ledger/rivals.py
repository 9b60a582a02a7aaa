"""Which figures of a ledger contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

from briefing.model.ledger_line import LedgerEntry, LedgerLine

FigurePlace: TypeAlias = tuple[str, int]
"""An article, and where in its text a figure begins."""


def rivals_of(lines: Iterable[LedgerLine]) -> dict[FigurePlace, frozenset[FigurePlace]]:
    """Return for the figures of lines that differ the figures of other articles that cannot be meant too."""
    found: dict[FigurePlace, set[FigurePlace]] = defaultdict(set)
    for line in lines:
        if line.verdict != "differ":
            continue
        for one, other in combinations(line.entries, 2):
            if one.article != other.article and _apart(one, other):
                found[one.article, one.start].add((other.article, other.start))
                found[other.article, other.start].add((one.article, one.start))
    return {place: frozenset(others) for place, others in found.items()}


def _apart(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether no value lies within what both wordings allow; ends are of one unit, or both ISO days."""
    if one.range is None or other.range is None:
        return False
    return bool(one.range[1] < other.range[0] or other.range[1] < one.range[0])  # type: ignore[operator]
