"""Topics of whatever is open: the one entry to this package for those who need them once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Article
from briefing.model.steering import Steering
from briefing.model.topic import Topic

UNSTEERED = Steering()


def build_topics(
    articles: Sequence[Article],
    progress: Callable[[int, int], None] | None = None,
    steering: Steering = UNSTEERED,
) -> tuple[Topic, ...]:
    """Return the topics of `articles` as `steering` leaves them, largest share first.

    The same articles give the same topics in any order. `progress` is told how many of all
    articles are done, and ends the work by raising. Passages of kind boilerplate are in no topic;
    no label or keyword is the name of a source.
    """
    from briefing.topics.topic_model import TopicModel

    return TopicModel(articles, progress=progress).topics(steering, progress).topics
