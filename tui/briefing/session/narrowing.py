"""What `Session.narrowed` puts together: the list of articles a filter is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.model.article import Article, Ref
from briefing.model.list_answer import ListAnswer, Listed
from briefing.model.topic_passages import StoredPassages
from briefing.search.listing import Listing, Narrowed
from briefing.session.searching import topics_called
from briefing.session.shelf import LibraryArticles

if TYPE_CHECKING:
    from briefing.model.topic import Topic


def listing_of(articles: Mapping[str, Article]) -> Listing:
    """The list of all articles, held in memory or in a library, in its order."""
    return Listing(_on_disk(articles) if isinstance(articles, LibraryArticles) else _in_memory(articles))


def answer_of(found: Narrowed, query: str, articles: Mapping[str, Article]) -> ListAnswer:
    """What a filter leaves, by number in a library and by name in memory."""
    if isinstance(articles, LibraryArticles):
        return ListAnswer(query, found.numbers, faults=found.faults)
    names = tuple(articles)
    return ListAnswer(query, names=tuple(names[number] for number in found.numbers), faults=found.faults)


def number_of(refs: Iterable[Ref], articles: Mapping[str, Article]) -> set[int]:
    """The numbers of the articles of some passages, as `listing_of` gives them."""
    names = {ref.article for ref in refs}
    if isinstance(articles, LibraryArticles):
        found = (articles.library.number(name) for name in names)
        return {number for number in found if number is not None}
    return {number for number, name in enumerate(articles) if name in names}


def _in_memory(articles: Mapping[str, Article]) -> Iterator[Listed]:
    """Articles in list order, numbered by it."""
    for number, article in enumerate(articles.values()):
        yield Listed(number, article.title, article.source, article.published)


def _on_disk(large: LibraryArticles) -> Iterator[Listed]:
    """The articles of a library, with what was set by hand."""
    by_hand = large.described_heads()
    for number, title, source, published in large.library.listed():
        head = by_hand.get(number)
        if head is None:
            yield Listed(number, title, source, published)
        else:
            yield Listed(number, title, head.source, head.published)


def of_topic(topics: Sequence[Topic], value: str) -> set[int] | None:
    """The articles of a library that speak of the topic or story called `value`; None for no such topic."""
    held = [topic.passages for topic in topics_called(topics, value)]
    stored = [passages for passages in held if isinstance(passages, StoredPassages)]
    return {number for passages in stored for number in passages.article_numbers()} if stored else None
