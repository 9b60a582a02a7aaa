"""Topics of articles that are all there at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.model.article import Article
from briefing.model.steering import Steering
from briefing.model.topic import Topic
from briefing.topics.topic_model import UNSTEERED, TopicModel


def build_topics(
    articles: Sequence[Article],
    progress: Callable[[int, int], None] | None = None,
    steering: Steering = UNSTEERED,
) -> tuple[Topic, ...]:
    """Return the topics of `articles` as `steering` leaves them, from a model made for this once."""
    return TopicModel(articles, progress=progress).topics(steering, progress).topics
