"""Figures of a row sorted by what they say: one class for each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing.model.figure import Figure

Same = Callable[[Figure, Figure], bool]
"""Whether two figures give the same value."""


@dataclass(slots=True)
class Value:
    """A value and who gives it."""

    first: Figure
    """The first figure that gives it; every other is compared with this one alone."""
    articles: set[str] = field(default_factory=set)


def values_of(figures: Sequence[Figure], same: Same) -> list[Value]:
    """Return for each figure its value; figures that say the same have the very same one.

    Costs the figures times the different values of a unit, however many say the same.
    """
    known: dict[str | None, list[Value]] = defaultdict(list)
    found: list[Value] = []
    for figure in figures:
        values = known[figure.unit]
        value = next((one for one in values if same(one.first, figure)), None)
        if value is None:
            value = Value(figure)
            values.append(value)
        value.articles.add(figure.article)
        found.append(value)
    return found
