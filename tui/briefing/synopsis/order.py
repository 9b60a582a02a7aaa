"""The order of rows: that of reading.

The article that takes part in most rows leads; the rows of the others are put in where they stand
in those articles, behind the row they follow there. Rows of one voice come last: an article and its copies
are one witness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefing.model.article import Ref

UNDATED = "9999"
"""Articles without a date come after those that have one."""


def in_order(
    rows: Sequence[Sequence[Ref]],
    published: Mapping[str, str | None],
    copy_of: Mapping[str, str] | None = None,
) -> list[int]:
    """Return the numbers of `rows` in the order to show them.

    `published` gives the ISO date of every article, `copy_of` the original of each that is a copy. Rows must
    be disjoint and not empty.
    """
    originals = copy_of or {}
    first = [_first_passages(row) for row in rows]
    voices = [len({originals.get(name, name) for name in places}) for places in first]
    shared = [number for number, count in enumerate(voices) if count > 1]
    alone = [number for number, count in enumerate(voices) if count == 1]
    counts = Counter(name for number in shared for name in first[number])
    articles = sorted(counts, key=lambda name: (-counts[name], published[name] or UNDATED, name))
    order: list[int] = []
    for name in articles:
        _put_in(order, sorted((n for n in shared if name in first[n]), key=lambda n: first[n][name]))
    return [*order, *sorted(alone, key=lambda number: min(first[number].items()))]


def _first_passages(row: Sequence[Ref]) -> dict[str, int]:
    places: dict[str, int] = {}
    for ref in row:
        places[ref.article] = min(ref.passage, places.get(ref.article, ref.passage))
    return places


def _put_in(order: list[int], rows: Sequence[int]) -> None:
    """Put the rows of one article, given in its order, into `order` where they are not there yet."""
    behind = 0
    for number in rows:
        if number in order:
            behind = order.index(number) + 1
        else:
            order.insert(behind, number)
            behind += 1
