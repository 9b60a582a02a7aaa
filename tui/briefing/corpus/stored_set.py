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

    from briefing.model.article import Article, Failure
    from briefing.model.figure import Figure
    from briefing.reading.sources import InputFile
    from briefing.related.related_index import RelatedIndex
    from briefing.search.search_index import SearchIndex
    from briefing.userdata.overrides import OverrideTable

    Articles = Mapping[str, Article]
    Figures = Mapping[str, Sequence[Figure]]


class Stored(Protocol):
    """What is known of files without reading them."""

    def read(self, source: InputFile, /) -> Iterable[Article | Failure] | None:
        """What a file was read as; None where it has to be read."""

    def figures(self, article: Article, /) -> tuple[Figure, ...] | None:
        """The figures of an article that `read` gave; None where they have to be found."""

    def whole(self, details: OverrideTable, /) -> StoredSet | None:
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


def open_search(stored: StoredSet, articles: Articles, figures: Figures) -> SearchIndex | None:
    """Open the search index of a stored set, whose articles and figures are given by id.

    None where it is damaged or behind, or would not answer as one made in memory does.
    """
    from briefing.library.locations import SEARCH
    from briefing.search.passage_lookup import lookup_in
    from briefing.search.search_index import SearchIndex

    by_number = _ValuesByNumber(stored, articles, figures)
    try:
        return SearchIndex.open(_folder(stored, SEARCH, articles, figures), lookup_in(by_number.article))
    except LibraryError:
        return None


def open_related(stored: StoredSet, articles: Articles, figures: Figures) -> RelatedIndex | None:
    """Open the index of related passages in the same way."""
    from briefing.library.locations import RELATED
    from briefing.related.related_index import RelatedIndex

    by_number = _ValuesByNumber(stored, articles, figures)
    try:
        return RelatedIndex.open(_folder(stored, RELATED, articles, figures), by_number)
    except LibraryError:
        return None


def _folder(stored: StoredSet, name: str, articles: Articles, figures: Figures) -> Path:
    """Where the index called `name` lies; LibraryError where it is not of these articles."""
    from briefing.library.index_marks import IndexMark, read_mark

    same = stored.numbers.keys() == articles.keys() <= figures.keys()
    mark = read_mark(stored.folder / f"{name}.mark")
    if not (same and stored.as_in_memory and mark == IndexMark(stored.identity, stored.generation)):
        raise LibraryError(f"the {name} index is of other articles")
    return stored.folder / name


class _ValuesByNumber:
    """The articles as the indexes ask for them: by number."""

    def __init__(self, stored: StoredSet, articles: Articles, figures: Figures) -> None:
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
