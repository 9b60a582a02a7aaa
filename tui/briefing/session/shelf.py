"""The articles of a library as a session holds them: by name, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, overload

from briefing.library.details import AllDetails
from briefing.model.article import Article
from briefing.reading.build import with_details

if TYPE_CHECKING:
    from briefing.library.store import Library
    from briefing.model.figure import Figure
    from briefing.model.head import ArticleHead
    from briefing.model.mark import Mark


class LibraryArticles(Mapping[str, Article]):
    """Articles by id, with what was set by hand; nothing is held but what was asked for last."""

    def __init__(self, library: Library, details: AllDetails) -> None:
        self.library = library
        self.details = details

    def __len__(self) -> int:
        """How many articles there are."""
        return self.library.count()

    def __contains__(self, name: object) -> bool:
        """Whether an article is there."""
        return isinstance(name, str) and self.library.number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Every id, in the order of the paths and their folders."""
        for head in self.heads():
            yield head.id

    def __getitem__(self, name: str) -> Article:
        """The article called `name`; KeyError when there is none."""
        number = self.library.number(name)
        if number is None:
            raise KeyError(name)
        return self.by_number(number)

    def by_number(self, number: int) -> Article:
        """The article with this number; LibraryError when it is gone."""
        article = self.library.article(number)
        found = self.details.find(article.fingerprint, article.id)
        if found is None:
            return article
        return with_details(article, source=found.source, published=found.published)

    def figures(self, name: str) -> tuple[Figure, ...]:
        """The figures of an article, also where its date was set since they were recorded."""
        from briefing.figures.extract import extract_figures

        number = self.library.number(name)
        if number is None:
            raise KeyError(name)
        article = self.by_number(number)
        found = self.details.find(article.fingerprint, article.id)
        _, recorded = self.library.details(number)
        if recorded != (found.published if found is not None else None):
            return extract_figures(article)
        return self.library.figures(number)

    def heads(self, offset: int = 0, limit: int | None = None) -> Iterator[ArticleHead]:
        """Heads with what was set by hand, fetched a few hundred at a time."""
        numbers = self.library.numbers()
        end = len(numbers) if limit is None else min(len(numbers), offset + limit)
        for begin in range(offset, end, _PAGE):
            for head in self.library.heads_of(numbers[begin : min(end, begin + _PAGE)]):
                yield described(head, self.details)

    def of_marks(self, marks: Sequence[Mark]) -> list[Article]:
        """The articles in which `marks` may stand: by their text, or by the name of their file."""
        numbers = {n for mark in marks for n in self.library.numbers_of(mark.fingerprint)}
        names = {PurePath(mark.article).name for mark in marks}
        numbers.update(self.library.numbers_named(names))
        return [self.by_number(number) for number in sorted(numbers)]


class ArticleSequence(Sequence[Article]):
    """All articles of a library in order, each read when it is looked at."""

    def __init__(self, articles: LibraryArticles) -> None:
        self._articles = articles

    def __len__(self) -> int:
        """How many there are."""
        return len(self._articles)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        """One article, or several in a list."""
        numbers = self._articles.library.numbers()[index]
        if isinstance(numbers, int):
            return self._articles.by_number(numbers)
        return [self._articles.by_number(number) for number in numbers]


_PAGE = 500
"""Heads fetched at once."""


def described(head: ArticleHead, details: AllDetails) -> ArticleHead:
    """Return `head` with what was set by hand."""
    from dataclasses import replace

    found = details.find(head.fingerprint, head.id)
    if found is None:
        return head
    return replace(head, source=found.source or head.source, published=found.published or head.published)
