"""The search index of articles that are held as values: made in memory, article by article."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING

from briefing.model.article import Article

if TYPE_CHECKING:
    from briefing.analyses.articles import Annotations
    from briefing.search.search_index import SearchIndex


def build_steps(
    articles: Iterable[Article], annotations: Callable[[str], Annotations]
) -> Generator[str, None, SearchIndex]:
    """Index articles in memory, yielding the name of each; `annotations` gives what of it is to be found."""
    from briefing.analyses.articles import index_terms
    from briefing.search.passage_documents import documents_of
    from briefing.search.passage_lookup import lookup_in
    from briefing.search.search_index import SearchIndex

    held = in_order(articles)
    index = SearchIndex.in_memory(lookup_in(held.__getitem__))
    for number, article in enumerate(held):
        index.add(number, documents_of(article, index_terms(annotations(article.id))))
        yield article.id
    index.commit()
    return index


def in_order(articles: Iterable[Article]) -> list[Article]:
    """The articles as they are numbered in memory: by name, so that their order changes no answer."""
    return sorted(articles, key=lambda article: article.id)
