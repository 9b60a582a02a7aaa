"""Which articles of a list a filter leaves."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.model.search_answer import QueryFault


class Listed(NamedTuple):
    """What a filter looks at of an article."""

    number: int
    """Its key."""
    title: str
    source: str | None
    published: str | None
    """ISO date."""


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The articles a filter leaves, in the order of the list."""

    query: str
    numbers: array[int] = field(default_factory=lambda: array("q"))
    """The keys of the articles."""
    names: tuple[str, ...] = ()
    """Their ids, where articles are held in memory; else they are looked up when they are shown."""
    faults: tuple[QueryFault, ...] = ()
    """Where the filter could not be read, in order of place; the rest of it holds."""
