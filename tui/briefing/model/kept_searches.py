"""What was searched for in a set of paths: the last queries, and those that were saved to be asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace

MOST_RECENT = 100
"""Queries that are remembered; of more the last."""
MOST_SAVED = 200
LONGEST_QUERY = 1_000
"""Characters of a query that is remembered."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query that was saved, and what it had found when it was looked at last."""

    query: str
    seen: tuple[str, ...] | None = None
    """Fingerprints of the articles in which it had hits, sorted; None where they were too many to be kept, or
    it was not looked at yet."""


@dataclass(frozen=True, slots=True)
class KeptSearches:
    """Of one set of paths."""

    recent: tuple[str, ...] = ()
    """The last query first, each once."""
    saved: tuple[SavedSearch, ...] = ()
    """In the order they were saved."""

    def find(self, query: str) -> SavedSearch | None:
        """The saved search of a query; None where it is not saved."""
        wanted = query.strip()
        return next((one for one in self.saved if one.query == wanted), None)

    def asked(self, query: str) -> KeptSearches:
        """With `query` as the last one that was asked."""
        asked = query.strip()
        if not asked or len(asked) > LONGEST_QUERY:
            return self
        others = tuple(one for one in self.recent if one != asked)
        return replace(self, recent=(asked, *others)[:MOST_RECENT])

    def with_saved(self, search: SavedSearch) -> KeptSearches:
        """With a search saved; one of its query keeps its place and takes what `search` says was seen."""
        if self.find(search.query) is None:
            return replace(self, saved=(*self.saved, search)[-MOST_SAVED:])
        return self.looked_at(search)

    def looked_at(self, search: SavedSearch) -> KeptSearches:
        """With what was seen of a search, where that is saved still."""
        return replace(self, saved=tuple(search if one.query == search.query else one for one in self.saved))

    def without(self, query: str) -> KeptSearches:
        """With the search of a query saved no longer."""
        wanted = query.strip()
        return replace(self, saved=tuple(one for one in self.saved if one.query != wanted))


@dataclass(frozen=True, slots=True)
class SearchNews:
    """What a saved search finds now."""

    query: str
    total: int
    """Passages."""
    new: int | None
    """How many of them are in articles that had no hit, or another text, when it was looked at last; None
    where that cannot be told."""
    articles: tuple[str, ...] | None
    """Fingerprints of the articles that have hits now, sorted; None where they are too many."""
    new_articles: frozenset[str] = frozenset()
    """Ids of the articles that `new` counts the hits of."""
