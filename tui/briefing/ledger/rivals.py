"""Which figures of a ledger contradict each other, and which follow each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from briefing.model.figure_rivals import FigurePlace, FigureRivals
from briefing.model.ledger_line import LedgerLine


def rivals_of(lines: Iterable[LedgerLine]) -> FigureRivals:
    """Return for the figures of lines that differ the figures of other articles that are told instead."""
    contradict: dict[FigurePlace, set[FigurePlace]] = defaultdict(set)
    changed: dict[FigurePlace, set[FigurePlace]] = defaultdict(set)
    for line in lines:
        if line.verdict != "differ" or (line.kind == "date" and line.reason is None):
            # Two reports on one affair name many days: where no word tells why, they may be of two things.
            continue
        found = changed if line.course else contradict
        for one, other in combinations(line.entries, 2):
            if one.article != other.article and one.contradicts(other):
                found[one.article, one.start].add((other.article, other.start))
                found[other.article, other.start].add((one.article, one.start))
    return FigureRivals(
        *({place: frozenset(o) for place, o in some.items()} for some in (contradict, changed))
    )
