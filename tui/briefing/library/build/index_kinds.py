"""The kinds of index that stand beside a library's database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from briefing.analyses.articles import Annotations
from briefing.library.reader import Library
from briefing.model.article import Article


class Index(Protocol):
    """One index, open for writing."""

    def add(self, number: int, documents: Any, /) -> None:
        """Take in an article, in place of what its number had."""

    def remove(self, number: int, /) -> None:
        """Forget an article; harmless when it is not there."""

    def commit(self) -> None:
        """Make everything since the last commit durable and visible."""

    def close(self) -> None:
        """Give back what writing holds; what was not committed is lost."""


class Open(Protocol):
    """Opens an index for writing; LibraryError when it is damaged."""

    def __call__(self, folder: Path, library: Library, /, *, fresh: bool) -> Index:
        """With `fresh` it is made anew."""


class Kind(NamedTuple):
    """One kind of index."""

    name: str
    """Of its folder in the library."""
    late: bool
    """Whether it is committed at the end of a build only, because each commit costs much."""
    prepare: Callable[[Article, Annotations], Any]
    """What the index takes of an article and of what was found in it: pure, run by those that read."""
    open: Open
    probe: Callable[[Path, Library], None]
    """Raises LibraryError where the index cannot be used."""
    faults: Callable[[Path, Library], Iterator[str]]
    """Yields what is wrong with an index that has taken in everything."""
    compact: Callable[[Path, Library], bool]
    """Makes it as small as it gets; False where that means to make it anew."""


def kinds() -> tuple[Kind, ...]:
    """Return the kinds of index a library has; imports what they need."""
    from briefing.library.build.related_kind import RELATED_KIND
    from briefing.library.build.search_kind import SEARCH_KIND

    return (SEARCH_KIND, RELATED_KIND)


def kind_named(name: str) -> Kind:
    """Return one kind by its name."""
    return next(kind for kind in kinds() if kind.name == name)


def prepare_all(article: Article, annotations: Annotations) -> tuple[Any, ...]:
    """Return what each kind of index takes of an article, in the order of `kinds`."""
    return tuple(kind.prepare(article, annotations) for kind in kinds())
