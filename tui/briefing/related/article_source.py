"""Where an index finds the text and figures of its articles: in memory, or in a library on disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefing.model.article import Article
from briefing.model.figure import Figure


class ArticleSource(Protocol):
    """Gives articles by the numbers an index knows them by."""

    def article(self, number: int) -> Article:
        """Return the article with this number; it is always one that was added to the index."""

    def figures(self, number: int) -> Sequence[Figure]:
        """Return its figures, in text order."""

    def number(self, name: str) -> int | None:
        """Return the number of the article called `name`, or None when there is none."""


class MemoryArticles:
    """Articles held in memory, numbered as they come; a number is never given twice."""

    def __init__(self) -> None:
        self._articles: dict[int, Article] = {}
        self._figures: dict[int, Sequence[Figure]] = {}
        self._numbers: dict[str, int] = {}
        self._next = 0

    def put(self, article: Article, figures: Sequence[Figure]) -> int:
        """Take an article that is not there yet; return its number."""
        number = self._numbers[article.id] = self._next
        self._articles[number], self._figures[number] = article, figures
        self._next += 1
        return number

    def drop(self, number: int) -> None:
        del self._numbers[self._articles.pop(number).id], self._figures[number]

    def article(self, number: int) -> Article:
        return self._articles[number]

    def figures(self, number: int) -> Sequence[Figure]:
        return self._figures[number]

    def number(self, name: str) -> int | None:
        return self._numbers.get(name)
