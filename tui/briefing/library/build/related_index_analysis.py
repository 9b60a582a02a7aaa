"""The index of related passages, as a library keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from briefing.analyses.articles import Annotations
from briefing.library.analysis_kinds import IndexAnalysis
from briefing.library.locations import RELATED
from briefing.library.reader import Library
from briefing.model.article import Article
from briefing.model.figure import Figure
from briefing.related.article_terms import ArticleTerms, prepare
from briefing.related.index_files import FORMAT, RelatedBuilder
from briefing.related.related_index import RelatedIndex


class FreshRelated:
    """A first index, written while articles come; what comes twice is put right in the end."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._builder: RelatedBuilder | None = RelatedBuilder(folder)
        self._seen: set[int] = set()
        self._later: dict[int, ArticleTerms | None] = {}

    def add(self, number: int, documents: ArticleTerms, /) -> None:
        """Take in an article."""
        if number in self._seen or self._builder is None:
            self._later[number] = documents
        else:
            self._seen.add(number)
            self._builder.add(number, documents)

    def remove(self, number: int, /) -> None:
        """Forget an article."""
        if number in self._seen or self._builder is None:
            self._later[number] = None

    def commit(self) -> None:
        """Put the index in place."""
        if self._builder is not None:
            self._builder.finish()
            self._builder = None
        if self._later:
            grown = GrownRelated(self._folder, self._library)
            for number, documents in self._later.items():
                grown.remove(number)
                if documents is not None:
                    grown.add(number, documents)
            grown.commit()
            self._later.clear()

    def close(self) -> None:
        """Leave what was not committed."""
        if self._builder is not None:
            self._builder.abandon()
            self._builder = None


class GrownRelated:
    """An index that is there, and what has changed since."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._index = RelatedIndex.open(folder, library)

    def add(self, number: int, documents: ArticleTerms, /) -> None:
        """Take in an article."""
        self._index.add(self._library.article(number), (), documents)

    def remove(self, number: int, /) -> None:
        """Forget an article."""
        self._index.remove_number(number)

    def commit(self) -> None:
        """Write what has changed."""
        self._index.save(self._folder)

    def close(self) -> None:
        """Nothing is held that has to be given back."""


def _prepare(article: Article, annotations: Annotations) -> ArticleTerms:
    return prepare(article, cast("Sequence[Figure]", annotations["figures"]))


def _open(folder: Path, library: Library, /, *, fresh: bool) -> FreshRelated | GrownRelated:
    return FreshRelated(folder, library) if fresh else GrownRelated(folder, library)


def _probe(folder: Path, library: Library) -> None:
    RelatedIndex.open(folder, library)


def _faults(folder: Path, library: Library) -> Iterator[str]:
    index = RelatedIndex.open(folder, library)
    missing = sum(number not in index.passages for number in library.numbers())
    # An article whose passages hold no term at all has nothing to relate.
    if index.passages.articles + missing != library.count():
        yield f"{index.passages.articles} articles are in the index, {library.count()} in the library"


def _compact(folder: Path, library: Library) -> bool:
    RelatedIndex.open(folder, library).rewrite(folder)
    return True


ANALYSIS = IndexAnalysis(
    name=RELATED,
    version=FORMAT,
    inputs=("figures",),
    most=None,
    late=True,
    prepare=_prepare,
    open=_open,
    probe=_probe,
    faults=_faults,
    compact=_compact,
)
"""Written at the end of a build: a generation is written whole."""
