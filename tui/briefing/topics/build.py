"""Topics of whatever is open: the one entry to this package.

Up to a few dozen articles are taken to be about one affair, and topics are its aspects; more
articles fall into groups by what they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Article
from briefing.model.topic import Topic
from briefing.text.tokens import words

FEW_ARTICLES = 30
"""Up to this many articles, topics are aspects of passages, above groups of articles."""


def build_topics(
    articles: Sequence[Article], progress: Callable[[int, int], None] | None = None
) -> tuple[Topic, ...]:
    """Return the topics of `articles`, largest share first.

    The same articles give the same topics in any order. `progress` is told how many of all
    articles are done. Passages of kind boilerplate are in no topic; no label or keyword is the
    name of a source.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    unwanted = frozenset(
        word.folded for article in ordered if article.source for word in words(article.source)
    )
    if len(ordered) <= FEW_ARTICLES:
        from briefing.topics.small import small_topics

        topics = small_topics(ordered, unwanted)
    else:
        from briefing.topics.large import large_topics

        topics = large_topics(ordered, unwanted, progress)
    if progress is not None:
        progress(len(ordered), len(ordered))
    return tuple(sorted(topics, key=lambda topic: (-topic.share, topic.label)))
