"""Analyses of the whole corpus that stand in folders of a library: indexes, and what keeps its own files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from briefing.analyses.articles import Annotations
from briefing.analyses.corpus_analyses import corpus_analysis, kept_as
from briefing.library.reader import Library
from briefing.model.article import Article
from briefing.model.corpus_analysis import CorpusAnalysis
from briefing.model.steering import Steering
from briefing.userdata.overrides import OverrideTable

Progress = Callable[[int, int], None]
"""Told how many of all articles are done; what it raises ends the work."""


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


@dataclass(frozen=True, slots=True)
class IndexAnalysis(CorpusAnalysis):
    """An index, which every build brings up to date article by article."""

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


@dataclass(frozen=True, slots=True)
class FolderAnalysis(CorpusAnalysis):
    """An analysis that keeps files of its own, and heeds what a person decided about what it finds."""

    update: Callable[[Path, Steering, OverrideTable, Progress | None], None]
    """Brings what is kept in the library at this place up to its last commit; what was kept before stays
    where that does not succeed. LibraryError when it cannot be done."""
    faults: Callable[[Library], Iterator[str]]
    """Yields what is wrong with what is kept."""
    discard: Callable[[Path], None]
    """Removes what is kept, so that it is worked out again; raises OSError."""


def index_analysis(name: str) -> IndexAnalysis:
    """Return an index by its name."""
    return cast("IndexAnalysis", corpus_analysis(name))


def folder_analysis(name: str) -> FolderAnalysis:
    """Return an analysis that keeps files of its own by its name."""
    return cast("FolderAnalysis", corpus_analysis(name))


def index_analyses() -> tuple[IndexAnalysis, ...]:
    """Return the indexes a library has; imports what they need."""
    return tuple(index_analysis(name) for name in kept_as("index"))


def prepare_all(article: Article, annotations: Annotations) -> tuple[Any, ...]:
    """Return what each index takes of an article, in the order of `index_analyses`."""
    return tuple(index.prepare(article, annotations) for index in index_analyses())
