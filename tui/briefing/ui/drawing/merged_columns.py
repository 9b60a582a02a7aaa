"""A synopsis of many articles with fewer columns: those of one source, or of one month, stand in one.

A table of sixty columns in which two speak is no table. Each passage keeps its own article, so that
whatever is done with it goes on as before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain

from briefing.model.excerpt import Citation
from briefing.model.topic_synopsis import MANY_ARTICLES, Synopsis
from briefing.ui.drawing.formatting import count, month_name

SEVERAL = ""
"""The article of a column that holds several."""


def merged(synopsis: Synopsis) -> Synopsis:
    """Return the table with a column for each source, or else each month, where there are many articles.

    Of the two that one is taken which gives from two to `MANY_ARTICLES` columns, and nothing changes where
    neither does. What has no source, or no date, shares the last column.
    """
    if len(synopsis.columns) <= MANY_ARTICLES:
        return synopsis
    for name in (_source, _month):
        groups = _groups(synopsis.columns, name)
        if 2 <= len(groups) <= MANY_ARTICLES:
            return _with_groups(synopsis, groups)
    return synopsis


def _source(column: Citation) -> str:
    return column.source or ""


def _month(column: Citation) -> str:
    return month_name(column.published) if column.published else ""


def _groups(columns: Sequence[Citation], name: Callable[[Citation], str]) -> dict[str, list[int]]:
    """The places of columns by name, in the order of their first ones; those without a name come last."""
    found: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        found.setdefault(name(column), []).append(place)
    if "" in found:
        found[""] = found.pop("")
    return found


def _with_groups(synopsis: Synopsis, groups: dict[str, list[int]]) -> Synopsis:
    places = list(groups.values())
    heads = [_head(name, [synopsis.columns[place] for place in held]) for name, held in groups.items()]
    rows = tuple(
        replace(row, cells=tuple(tuple(chain(*(row.cells[place] for place in held))) for held in places))
        for row in synopsis.rows
    )
    return replace(synopsis, columns=tuple(heads), rows=rows)


def _head(name: str, columns: Sequence[Citation]) -> Citation:
    if len(columns) == 1 and columns[0].source == name:
        return columns[0]
    first = min((column.published for column in columns if column.published), default=None)
    return Citation(SEVERAL, count(len(columns), "article"), name or None, None, first, None)
