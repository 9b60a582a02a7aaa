"""What `Session.narrowed` puts together: the list of articles a filter is held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.model.article import Article
from briefing.model.list_answer import ListAnswer, Listed
from briefing.model.topic_passages import StoredPassages
from briefing.search.listing import Listing, Narrowed
from briefing.session.searching import in_order, topics_called
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
    names = sorted(articles)
    return ListAnswer(query, names=tuple(names[number] for number in found.numbers), faults=found.faults)


def _in_memory(articles: Mapping[str, Article]) -> Iterator[Listed]:
    """Articles in list order, with the numbers the search gives them."""
    numbers = {article.id: number for number, article in enumerate(in_order(articles.values()))}
    for article in articles.values():
        yield Listed(numbers[article.id], article.title, article.source, article.published)


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
