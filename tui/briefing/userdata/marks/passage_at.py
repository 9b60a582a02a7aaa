"""The passage an offset falls in."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.model.article import Article


def passage_at(article: Article, offset: int) -> int:
    """Return the number of the passage that holds `offset`, or the last one before it; 0 if none."""
    index = bisect_right(article.passages, offset, key=lambda passage: passage.start) - 1
    return article.passages[index].number if index >= 0 else 0
