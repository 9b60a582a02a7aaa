"""Where the cursor stands in a new version of an article. Pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.article import Span
from briefing.text.tokens import words
from briefing.ui.state.cursor import Cursor, first_passage

if TYPE_CHECKING:
    from briefing.model.article import Article

ENOUGH = 0.5
"""Share of its words a passage must keep to be taken for the same one."""


def relocated(old: Article, new: Article, cursor: Cursor) -> Cursor:
    """The same words in the new version: the same passage, else the likest one, else the same number.

    Of several that are alike the nearest is taken. What the cursor was on inside the passage is
    kept where the passage has not changed.
    """
    if not new.passages:
        return Cursor()
    if cursor.passage >= len(old.passages):
        return Cursor(first_passage(new))
    before = old.passages[cursor.passage]
    text = old.text[before.start : before.end]
    near = sorted(range(len(new.passages)), key=lambda number: (abs(number - cursor.passage), number))
    same = next((number for number in near if new.passage_text(number) == text), None)
    if same is not None:
        return _moved(cursor, same, new.passages[same].start - before.start)
    likest = _likest(text, new, near)
    return Cursor(min(cursor.passage, len(new.passages) - 1) if likest is None else likest)


def _moved(cursor: Cursor, passage: int, by: int) -> Cursor:
    span = cursor.span
    # A match belongs to the answer of a search over the old text.
    if span is None or cursor.kind == "match":
        return Cursor(passage)
    return Cursor(passage, Span(span.start + by, span.end + by), cursor.kind)


def _likest(text: str, new: Article, near: list[int]) -> int | None:
    wanted = {word.folded for word in words(text)}
    best, best_share = None, 0.0
    for number in near:
        passage = new.passages[number]
        found = {word.folded for word in words(new.text, passage.start, passage.end)}
        share = len(wanted & found) / max(len(wanted | found), 1)
        if share > best_share:
            best, best_share = number, share
    return best if best_share >= ENOUGH else None
