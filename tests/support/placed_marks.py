"""Where one mark stands in one article."""

from __future__ import annotations

from briefing.model.article import Article
from briefing.model.mark import Mark, PlacedMark
from briefing.userdata.marks.anchor import OpenTexts


def place(mark: Mark, article: Article) -> PlacedMark:
    """Return where `mark` stands where `article` is all there is."""
    (placed,) = OpenTexts([article]).place([mark])
    return placed
