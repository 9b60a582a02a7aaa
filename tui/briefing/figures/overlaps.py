"""One decision where drafts overlap: dates and what is no figure first, then order of the rules."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.figures.draft import Draft


def settle(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts in order of place, without those that overlap an earlier given one."""
    taken: list[Draft] = []
    used: set[int] = set()
    for draft in drafts:
        span = range(draft.first, draft.end)
        if not used.intersection(span):
            used.update(span)
            taken.append(draft)
    return sorted(taken, key=lambda d: (d.first, d.end))
