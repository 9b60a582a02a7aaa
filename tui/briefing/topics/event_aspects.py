"""Topics of some dozens of articles about one affair: its events, and the aspects of each.

An article belongs to one event; its passages belong to the aspects of that event by their own words. Where
the articles report but one event, the topics are its aspects.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from briefing.model.article import Article, Ref
from briefing.model.topic import Topic, TopicPassage
from briefing.topics.aspects import ENOUGH
from briefing.topics.large_set_topics import EventOfAffair
from briefing.topics.small_set_topics import SmallSetTopics, WiderAnswer
from briefing.topics.steered_topics import in_order
from briefing.topics.steered_words import Key, SteeredWords
from briefing.topics.topic_ids import TopicIds
from briefing.topics.topic_labels import TopicLabels

FEWEST_ASPECTS, FEWEST_ARTICLES = 2, 5
"""An event of which less is told, or by fewer articles, is not opened; nor one of few passages."""
WHOLE_WEIGHT = 0.5
"""What a passage of an article about such an event is about it, where no word of its own tells."""


class EventAspects:
    """The events of an affair, and what is told of each."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        events: Sequence[EventOfAffair],
        unwanted: frozenset[str],
        chosen: SteeredWords,
    ) -> None:
        """`articles` are by id, in order; `unwanted` are words no label may hold."""
        self.places = [
            (article.id, passage.number)
            for article in articles.values()
            for passage in article.passages
            if passage.kind != "boilerplate"
        ]
        labels = TopicLabels(event.description.label for event in events)
        answer = WiderAnswer(labels, TopicIds(), len(self.places))
        self.topics: list[Topic] = []
        self._pinned: SmallSetTopics | None = None
        if chosen.pinned:
            # What a reader pins is a topic of all events.
            every = list(articles.values())
            self._pinned = SmallSetTopics(every, unwanted, chosen.muted, chosen.pinned, answer)
            self.topics += self._pinned.pinned_topics()
        self._events: dict[str, SmallSetTopics] = {}
        for event in events:
            key = answer.keys.make(event.description.keywords, event.description.label)
            mine = [articles[name] for name in event.articles]
            within = answer._replace(prefix=f"{key}/")
            told = self._events[key] = SmallSetTopics(mine, unwanted, chosen.muted, within=within)
            self.topics.append(self._topic(event, key, told))

    def _topic(self, event: EventOfAffair, key: str, told: SmallSetTopics) -> Topic:
        enough = len(event.articles) >= FEWEST_ARTICLES and len(told.places) >= ENOUGH
        stories = in_order(told.topics) if enough and len(told.topics) >= FEWEST_ASPECTS else ()
        weights: dict[tuple[str, int], float] = {}
        for story in told.topics:
            for one in story.passages:
                place = (one.article, one.passage)
                weights[place] = max(one.weight, weights.get(place, 0.0))
        places = [place for place in told.places if place in weights or not stories]
        described = event.description
        return Topic(
            label=described.label,
            keywords=described.keywords,
            share=len(places) / max(len(self.places), 1),
            passages=tuple(TopicPassage(*place, weights.get(place, WHOLE_WEIGHT)) for place in places),
            key=key,
            weights=described.weights,
            stories=stories,
            articles=len(event.articles),
        )

    def missing(self, keys: Collection[Key]) -> set[Key]:
        """Return those of muted and pinned `keys` that stand nowhere in the articles."""
        left = set(keys)
        for told in self._told():
            left = told.missing(left)
        return left

    def parts(self, topic: Topic) -> Sequence[Topic]:
        """Return the topics inside `topic`; fewer than two where there are none."""
        if topic.stories:
            return topic.stories
        return next((parts for told in self._told() if (parts := told.parts(topic))), ())

    def likeness(self, key: str, ref: Ref) -> dict[Key, float]:
        """Return what each word or phrase of a passage gives to its being in the topic called `key`."""
        within = self._events.get(key)
        if within is not None:
            every = [within.likeness(story.key, ref) for story in within.topics]
            return max(every, key=lambda gives: sum(gives.values()), default={})
        return next((gives for told in self._told() if (gives := told.likeness(key, ref))), {})

    def _told(self) -> list[SmallSetTopics]:
        return [*self._events.values(), *filter(None, [self._pinned])]
