"""A small set of articles that lies in a library as well: what was worked out of it there is used.

The articles are held in memory. The indexes are opened instead of being built, as long as the
articles are those of the library's last commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefing.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.details import AllDetails
    from briefing.model.article import Article, Failure
    from briefing.model.figure import Figure
    from briefing.reading.sources import Source
    from briefing.related.index import RelatedIndex
    from briefing.search.index import SearchIndex


class Stored(Protocol):
    """What is known of files without reading them."""

    def read(self, source: Source, /) -> Iterable[Article | Failure] | None:
        """What a file was read as; None where it has to be read."""

    def figures(self, article: Article, /) -> tuple[Figure, ...] | None:
        """The figures of an article that `read` gave; None where they have to be found."""

    def whole(self, details: AllDetails, /) -> StoredSet | None:
        """What was read, where it is all there is and as it is now; else None."""


@dataclass(frozen=True, slots=True)
class StoredSet:
    """The articles of one commit of a library."""

    folder: Path
    """Of the library."""
    identity: str
    """Of its database."""
    generation: int
    numbers: Mapping[str, int]
    """The number of each article by its id."""

    @property
    def as_in_memory(self) -> bool:
        """Whether the indexes answer exactly as those made in memory do: they were made at once, and
        numbers follow ids, by which ties are decided."""
        from briefing.library.findings import Commit, made_at_once

        numbers = [self.numbers[name] for name in sorted(self.numbers)]
        return numbers == sorted(numbers) and made_at_once(self.folder) == Commit(
            self.identity, self.generation
        )


def open_indexes(
    stored: StoredSet, articles: Mapping[str, Article], figures: Mapping[str, Sequence[Figure]]
) -> tuple[SearchIndex, RelatedIndex] | None:
    """Open the indexes for search and related passages of a stored set, whose articles are given by id.

    None where they are damaged or behind, or would not answer as those made in memory do.
    """
    from briefing.library.places import RELATED, SEARCH
    from briefing.related.index import RelatedIndex
    from briefing.search.index import SearchIndex
    from briefing.search.lookup import lookup_in

    if not (stored.as_in_memory and stored.numbers.keys() == articles.keys() <= figures.keys()):
        return None
    shelf = _Shelf(stored, articles, figures)
    try:
        search = SearchIndex.open(_folder(stored, SEARCH), lookup_in(shelf.article))
        return search, RelatedIndex.open(_folder(stored, RELATED), shelf)
    except LibraryError:
        return None


def _folder(stored: StoredSet, name: str) -> Path:
    """Where the index called `name` lies; LibraryError where it is not of these articles."""
    from briefing.library.generations import IndexMark, read_mark

    if read_mark(stored.folder / f"{name}.mark") != IndexMark(stored.identity, stored.generation):
        raise LibraryError(f"the {name} index is of another commit")
    return stored.folder / name


class _Shelf:
    """The articles as the indexes ask for them: by number."""

    def __init__(
        self, stored: StoredSet, articles: Mapping[str, Article], figures: Mapping[str, Sequence[Figure]]
    ) -> None:
        self._numbers = stored.numbers
        self._names = {number: name for name, number in stored.numbers.items()}
        self._articles = articles
        self._figures = figures

    def article(self, number: int) -> Article:
        """The article with this number."""
        return self._articles[self._names[number]]

    def figures(self, number: int) -> Sequence[Figure]:
        """Its figures."""
        return self._figures[self._names[number]]

    def number(self, name: str) -> int | None:
        """The number of an article, or None when there is none."""
        return self._numbers.get(name)
