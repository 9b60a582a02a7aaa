"""Which articles of a list a filter leaves."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from briefing.model.search_answer import QueryFault

ListSort = Literal["date", "source", "title", "length"]
"""What each article tells of itself by which a list can be sorted: the newest and the longest first, sources
and titles by their letters; what is not known comes last."""
LIST_SORTS: tuple[ListSort, ...] = get_args(ListSort)


class Listed(NamedTuple):
    """What a filter looks at of an article."""

    number: int
    """Its key."""
    title: str
    source: str | None
    published: str | None
    """ISO date."""
    words: int = 0
    """Words in passages that count."""


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The articles a filter leaves, in the order of the list, or sorted as was asked."""

    query: str
    numbers: array[int] = field(default_factory=lambda: array("q"))
    """The keys of the articles."""
    names: tuple[str, ...] = ()
    """Their ids, where articles are held in memory; else they are looked up when they are shown."""
    faults: tuple[QueryFault, ...] = ()
    """Where the filter could not be read, in order of place; the rest of it holds."""
