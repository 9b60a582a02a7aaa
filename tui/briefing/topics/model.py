"""The topics of a set of articles, with what is needed to steer and explain them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.errors import UsageError
from briefing.model.article import Article, Ref
from briefing.model.steering import Steer, SteeredTopics, Steering
from briefing.model.topic import Topic, TopicExplanation
from briefing.text.terms import stems
from briefing.text.tokens import fold
from briefing.topics.build import build_base
from briefing.topics.explain import explanation, why_in_topic
from briefing.topics.steered import Steered, words_chosen

Progress = Callable[[int, int], None]
UNSTEERED = Steering()


class TopicModel:
    """Topics that can be steered and explained without being worked out anew."""

    def __init__(self, articles: Sequence[Article], progress: Progress | None = None) -> None:
        self._articles = {article.id: article for article in articles}
        self._progress = progress
        self._base: tuple[Topic, ...] = ()
        self._words: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def topics(self, steering: Steering = UNSTEERED) -> SteeredTopics:
        """The topics as `steering` leaves them."""
        chosen = words_chosen(steering)
        if self._words != chosen:
            self._base = build_base(tuple(self._articles.values()), *chosen, self._progress)
            self._words = chosen
        counted = sum(
            passage.kind != "boilerplate" for one in self._articles.values() for passage in one.passages
        )
        steered = Steered(list(self._base), counted, lambda topic: topic.stories)
        steered.apply(steering)
        return SteeredTopics(steered.result(), steering, tuple(steered.waiting))

    def explain(self, label: str, steered: SteeredTopics, ref: Ref | None = None) -> TopicExplanation:
        """What makes the topic or story called `label` in `steered`, an answer of `topics`.

        With `ref`, also why that passage is in it. UsageError when there is no such topic or passage.
        """
        topic = named(steered.topics, label)
        why = None
        if ref is not None:
            article = self._articles.get(ref.article)
            if article is None or not 0 <= ref.passage < len(article.passages):
                raise UsageError(f"{ref.article} has no passage {ref.passage}")
            gives = {
                tuple(stems(word)): weight for word, weight in zip(topic.keywords, topic.weights, strict=True)
            }
            why = why_in_topic(topic, article, ref, gives, 0.0)
        return explanation(topic, tuple(self._articles.values()), why)


def named(topics: Sequence[Topic], label: str) -> Topic:
    """Return the topic or story called `label`; UsageError when there is none."""
    for topic in topics:
        for one in (topic, *topic.stories):
            if fold(one.label) == fold(label):
                return one
    raise UsageError(f"no topic is called {label}", hint="briefing topics lists them")


def described(step: Steer, topics: Sequence[Topic]) -> Steer:
    """Return `step` with the keywords of the topics it names, by which they are found again.

    UsageError when a topic it names is not there, or a word it needs is missing.
    """
    if step.verb in ("mute", "unmute", "pin", "unpin"):
        if not stems(step.word):
            raise UsageError(f"{step.word or 'nothing'} is no word that tells anything")
        return step
    if step.verb == "unsplit":
        return step
    if step.verb == "rename" and not step.other.strip():
        raise UsageError("a topic needs a name")
    other = named(topics, step.other).keywords if step.verb == "merge" else ()
    return replace(step, about=named(topics, step.topic).keywords, other_about=other)
