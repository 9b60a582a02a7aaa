"""The search index, as a library keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.analyses.articles import ANNOTATORS, Annotations, index_terms
from briefing.library.analysis_kinds import IndexAnalysis
from briefing.library.locations import SEARCH
from briefing.library.reader import Library
from briefing.model.article import Article
from briefing.search.index_schema import FORMAT
from briefing.search.passage_documents import ArticleDocuments, documents_of
from briefing.search.search_index import SearchIndex


def _prepare(article: Article, annotations: Annotations) -> ArticleDocuments:
    return documents_of(article, index_terms(annotations))


def _open(folder: Path, library: Library, /, *, fresh: bool) -> SearchIndex:
    made = SearchIndex.create if fresh else SearchIndex.open
    return made(folder, library.passages)


def _probe(folder: Path, library: Library) -> None:
    SearchIndex.open(folder, library.passages).close()


def _faults(folder: Path, library: Library) -> Iterator[str]:
    index = SearchIndex.open(folder, library.passages)
    passages = library.value("SELECT coalesce(sum(passages), 0) FROM article")
    if len(index) != passages:
        yield f"{len(index)} passages are in the index, {passages} in the library"
    index.close()


def _compact(folder: Path, library: Library) -> bool:
    return SearchIndex.open(folder, library.passages).compact()


ANALYSIS = IndexAnalysis(
    name=SEARCH,
    version=FORMAT,
    inputs=tuple(ANNOTATORS),
    most=None,
    late=False,
    prepare=_prepare,
    open=_open,
    probe=_probe,
    faults=_faults,
    compact=_compact,
)
"""Committed with the database, so that what was read can be found while the rest is being read."""
