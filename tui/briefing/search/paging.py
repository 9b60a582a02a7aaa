"""The passages of one page of an answer, always the same ones in the same order.

The index gives equal scores in the order of its parts, which hangs on when they were written.
So more than the page is fetched, until the last group of equal scores is complete, and sorted
here by score, then date, article and passage.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model.search_answer import Order
from briefing.search.index_schema import NEWEST, OLDEST
from briefing.search.snapshot import Snapshot

if TYPE_CHECKING:
    import tantivy

DIGITS = 4
"""Scores are compared and given with so many decimals: their last bits hang on the order of adding."""
_MORE = 200
_GROWTH = 8
_MOST = 20_000
"""A group of equal scores larger than this is cut where the index cuts it."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query for the index."""

    scored: tantivy.Query
    """The passages to rank, with their scores."""
    every: tantivy.Query | None
    """All that answer, where that is more than `scored` finds: the others follow by date."""
    ranked: bool
    """False where nothing in the query tells one passage from another: then the date does."""
    first: tantivy.Query | None = None
    """Those of the passages that come before all others where they are not ranked."""


Row = tuple[float, int]
"""Score and key of a passage."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an answer."""

    rows: list[Row]
    total: int | None
    """How many rows the whole answer has, where that came to light by the way."""


def page(snapshot: Snapshot, query: Compiled, order: Order, limit: int, offset: int) -> Page:
    """Return the rows `offset` to `offset + limit` of the answer."""
    if limit <= 0:
        return Page([], None)
    every = query.every if query.every is not None else query.scored
    if order != "best" or not query.ranked:
        if order == "best" and query.first is not None:
            return _in_two(snapshot, every, query.first, limit, offset)
        field = OLDEST if order == "oldest" else NEWEST
        sorted_rows, total = snapshot.sorted(every, field, limit, offset)
        return Page([(0.0, key) for _, _, key in sorted_rows], total)
    rows, count = _ranked(snapshot, query.scored, offset + limit)
    found = [(score, key) for score, _, key in rows[offset : offset + limit]]
    if query.every is not None and len(found) < limit:
        found += _rest(snapshot, query, limit - len(found), offset, len(rows))
    return Page(found, count if query.every is None else None)


def _in_two(snapshot: Snapshot, every: tantivy.Query, first: tantivy.Query, limit: int, offset: int) -> Page:
    """The passages that are of `first` by date, and behind them the others by date."""
    import tantivy

    must, must_not = tantivy.Occur.Must, tantivy.Occur.MustNot
    front = tantivy.Query.boolean_query([(must, every), (must, first)])
    rows, before = snapshot.sorted(front, NEWEST, limit, offset)
    if len(rows) < limit:
        behind = tantivy.Query.boolean_query([(must, every), (must_not, first)])
        skipped = max(0, offset - before)
        rows = rows + snapshot.sorted(behind, NEWEST, limit - len(rows), skipped)[0]
    return Page([(0.0, key) for _, _, key in rows], None)


def _ranked(
    snapshot: Snapshot, query: tantivy.Query, wanted: int
) -> tuple[list[tuple[float, int, int]], int]:
    """At least the first `wanted` passages in their order, and how many there are in all."""
    fetch = wanted + _MORE
    while True:
        found, count = snapshot.best(query, fetch)
        complete = len(found) < fetch or round(found[-1][0], DIGITS) < round(found[wanted - 1][0], DIGITS)
        if complete or fetch >= max(_MOST, 2 * wanted):
            break
        fetch *= _GROWTH
    if len(found) > wanted:
        least = -round(found[wanted - 1][0], DIGITS)
        del found[bisect_right(found, least, wanted, key=lambda row: -round(row[0], DIGITS)) :]
    rows = snapshot.keyed([(round(score, DIGITS), address) for score, address in found])
    rows.sort(key=lambda row: (-row[0], row[1], row[2]))
    return rows, count


def _rest(snapshot: Snapshot, query: Compiled, limit: int, offset: int, ranked: int) -> list[Row]:
    """The passages that are not ranked, by date, from where the ranked ones end."""
    import tantivy

    assert query.every is not None, "asked only where there are more"
    others = tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, query.every), (tantivy.Occur.MustNot, query.scored)]
    )
    first = max(0, offset - ranked)
    return [(0.0, key) for _, _, key in snapshot.sorted(others, NEWEST, limit, first)[0]]
