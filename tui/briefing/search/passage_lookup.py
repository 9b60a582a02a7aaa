"""How the texts of the passages found are fetched: they stay where they are, and come a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Article
from briefing.model.passage_text import PassageText

Lookup = Callable[[Sequence[tuple[int, int]]], Sequence[PassageText | None]]
"""The passages with these numbers of article and passage, in this order; None for each that has gone
since the last commit."""


def lookup_in(article: Callable[[int], Article | None]) -> Lookup:
    """Return a lookup for passages of articles that are at hand by number."""

    def lookup(refs: Sequence[tuple[int, int]]) -> list[PassageText | None]:
        return [_passage(article(number), passage) for number, passage in refs]

    return lookup


def _passage(article: Article | None, number: int) -> PassageText | None:
    if article is None or number >= len(article.passages):
        return None
    passage = article.passages[number]
    return PassageText(
        article.id, passage.start, article.text[passage.start : passage.end], article.fingerprint
    )
