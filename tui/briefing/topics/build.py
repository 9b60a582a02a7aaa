"""Topics of whatever is open: the one entry to this package.

Up to a few dozen articles are taken to be about one affair, and topics are its aspects; more
articles fall into groups by what they are about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from briefing.model.article import Article
from briefing.model.steering import Steering
from briefing.model.topic import Topic
from briefing.text.terms import stems
from briefing.text.tokens import words

FEW_ARTICLES = 30
"""Up to this many articles, topics are aspects of passages, above groups of articles."""
UNSTEERED = Steering()


def build_topics(
    articles: Sequence[Article],
    progress: Callable[[int, int], None] | None = None,
    steering: Steering = UNSTEERED,
) -> tuple[Topic, ...]:
    """Return the topics of `articles` as `steering` leaves them, largest share first.

    The same articles give the same topics in any order. `progress` is told how many of all
    articles are done. Passages of kind boilerplate are in no topic; no label or keyword is the
    name of a source.
    """
    from briefing.topics.model import TopicModel

    return TopicModel(articles, progress).topics(steering).topics


def build_base(
    articles: Sequence[Article],
    muted: Sequence[str] = (),
    pinned: Sequence[str] = (),  # noqa: ARG001
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Topic, ...]:
    """Return the topics of `articles` before any is renamed, merged or split, largest share first."""
    ordered = sorted(articles, key=lambda article: article.id)
    named = [*(article.source for article in ordered if article.source), *muted]
    unwanted = frozenset(word.folded for name in named for word in words(name))
    if len(ordered) <= FEW_ARTICLES:
        from briefing.topics.small import small_topics

        topics = small_topics(ordered, unwanted)
    else:
        from briefing.topics.large import large_topics

        topics = large_topics(ordered, unwanted, progress)
    if progress is not None:
        progress(len(ordered), len(ordered))
    return tuple(sorted(with_keys(topics), key=lambda topic: (-topic.share, topic.label)))


def with_keys(topics: Iterable[Topic], prefix: str = "") -> list[Topic]:
    """Return `topics` with keys: the stems of the first keyword, and of more where that is taken."""
    taken: set[str] = set()
    result: list[Topic] = []
    for topic in sorted(topics, key=lambda topic: (-topic.share, topic.label)):
        parts = ["+".join(stems(word)) or word for word in (*topic.keywords, topic.label)]
        sizes = range(1, len(parts) + 1)
        key = next((k for size in sizes if (k := prefix + " ".join(parts[:size])) not in taken), "")
        number = 2
        while not key or key in taken:
            key = f"{prefix}{' '.join(parts)} {number}"
            number += 1
        taken.add(key)
        result.append(replace(topic, key=key))
    return result
