"""The articles of a list sorted by what each tells of itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TYPE_CHECKING

from briefing.text.tokens import fold

if TYPE_CHECKING:
    from briefing.model.list_answer import Listed, ListSort


def sorted_numbers(articles: Iterable[Listed], sort: ListSort) -> array[int]:
    """Return the numbers of articles in an order; those that are alike in it stay as they come."""
    listed = list(articles)
    if sort == "date":
        listed.sort(key=lambda one: one.published or "", reverse=True)
    elif sort == "length":
        listed.sort(key=lambda one: one.words, reverse=True)
    elif sort == "source":
        listed.sort(key=lambda one: (not one.source, fold(one.source or "")))
    else:
        listed.sort(key=lambda one: (not one.title, fold(one.title)))
    return array("q", (one.number for one in listed))
