"""Which figures of a ledger contradict each other, and which follow each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from briefing.model.figure_rivals import FigurePlace, FigureRivals
from briefing.model.ledger_line import LedgerLine
from briefing.text.tokens import fold


def rivals_of(lines: Iterable[LedgerLine]) -> FigureRivals:
    """Return for the figures of lines that differ the figures of other articles that are told instead.

    What contradicts is told where it is clear (`LedgerLine.conflicts`), or set by hand.
    """
    contradict: dict[FigurePlace, set[FigurePlace]] = defaultdict(set)
    changed: dict[FigurePlace, set[FigurePlace]] = defaultdict(set)
    for line in lines:
        if line.verdict != "differ" or (line.kind == "date" and line.reason is None):
            # Two reports on one affair name many days: where no word tells why, they may be of two things.
            continue
        found = changed if line.course else contradict
        pairs = [pair for pair in combinations(line.entries, 2) if pair[0].article != pair[1].article]
        rivals = [(one, other) for one, other in pairs if one.contradicts(other)]
        if not line.course and not line.verdict_set:
            rivals = [(line.entries[one], line.entries[other]) for one, other in line.conflicts]
        if not rivals and line.verdict_set:
            # A person says that they differ, whatever their wordings allow.
            rivals = [(one, other) for one, other in pairs if fold(one.text) != fold(other.text)]
        for one, other in rivals:
            found[one.article, one.start].add((other.article, other.start))
            found[other.article, other.start].add((one.article, one.start))
    return FigureRivals(
        *({place: frozenset(o) for place, o in some.items()} for some in (contradict, changed))
    )
