"""The topics of a set of articles: kept up to date as articles come and go, steered, and explained.

Articles about one event have its aspects for topics; others fall into groups by what they are
about. Few articles are taken for one event, and up to a hundred when they are alike enough. Groups
are kept: an article that comes is placed in the nearest one, and only when a fifth of all articles
have changed since they were grouped are they grouped anew, at the next question for topics. `rebuild`
does so at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import UsageError
from briefing.model.article import Article, Ref
from briefing.model.explained_topic import TopicExplanation, WhyAlsoInTopic, WhyInTopic
from briefing.model.steering import Steer, SteeredTopics, Steering
from briefing.model.topic import OTHER, Topic, every_topic
from briefing.text.tokens import words
from briefing.topics.called_topics import path_labelled
from briefing.topics.explain import explanation, why_in_topic
from briefing.topics.progress import EVERY, READ, Progress
from briefing.topics.small_set_topics import FEW_ARTICLES, SmallSetTopics, other_than
from briefing.topics.steered_topics import TopicSteerer, in_order
from briefing.topics.steered_words import Key, SteeredWords, key_of, steered_words

if TYPE_CHECKING:
    from briefing.topics.event_aspects import EventAspects
    from briefing.topics.large_set_topics import LargeSetTopics

MANY_ARTICLES = 100
"""Above this many, topics are groups of articles; between the two their likeness decides."""
LONGEST_PHRASE = 3
"""Telling words of a phrase that can be muted or pinned."""
UNSTEERED = Steering()


class TopicModel:
    """Articles, and the topics made of them."""

    def __init__(
        self,
        articles: Collection[Article] = (),
        lookup: Callable[[str], Article] | None = None,
        progress: Progress | None = None,
        *,
        packed: bool = False,
    ) -> None:
        """`lookup` gives an article by id when its text is wanted again; without it all are kept.

        With `packed` the passages of the topics of many articles stay arrays.
        """
        self._packed = packed
        self._kept: dict[str, Article] = {}
        self._lookup = lookup or self._kept.__getitem__
        self._keeps = lookup is None
        self._counts: dict[str, int] = {}
        self._sources: dict[str, str] = {}
        self._stamps: dict[str, str] = {}
        self._small: SmallSetTopics | EventAspects | None = None
        self._small_chosen = SteeredWords()
        self._single_event: bool | None = None
        self._many: LargeSetTopics | None = None
        self._parts_merged: Mapping[str, tuple[str, ...]] = {}
        for number, article in enumerate(articles):
            if progress is not None and number % EVERY == 0:
                progress(int(READ * number), len(articles))
            self.add(article)

    # -- articles ----------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._counts)

    def __contains__(self, article: object) -> bool:
        return article in self._counts

    @property
    def stamps(self) -> Mapping[str, str]:
        """What each article was stamped with when it was added, by id."""
        return self._stamps

    def add(self, article: Article, stamp: str = "") -> None:
        """Take an article, in place of the one with its id. Costs what the article costs.

        `stamp` tells whoever keeps the model which state of the article it holds.
        """
        self._stamps[article.id] = stamp
        if self._keeps:
            self._kept[article.id] = article
        self._counts[article.id] = article.counted()
        self._sources[article.id] = article.source or ""
        self._small, self._single_event = None, None
        if self._many is not None:
            self._many.add(article)
        elif len(self) > FEW_ARTICLES:
            self._many = self._read_many()

    def remove(self, article: str) -> None:
        """Forget the article with this id; KeyError when there is none."""
        del self._counts[article]
        del self._sources[article]
        del self._stamps[article]
        self._kept.pop(article, None)
        self._small, self._single_event = None, None
        if self._many is not None:
            self._many.remove(article)

    @property
    def stale(self) -> bool:
        """Whether the next question for topics works them all out anew."""
        if self._is_small:
            return self._small is None
        return self._many is None or self._many.stale

    @property
    def _is_small(self) -> bool:
        """Whether topics are aspects of passages; worked out once for the articles there are."""
        if len(self) <= FEW_ARTICLES or len(self) > MANY_ARTICLES:
            return len(self) <= FEW_ARTICLES
        if self._single_event is None:
            self._many = self._many or self._read_many()
            self._single_event = self._many.is_single_event()
        return self._single_event

    # -- topics ------------------------------------------------------------------------------

    def topics(self, steering: Steering = UNSTEERED, progress: Progress | None = None) -> SteeredTopics:
        """The topics as `steering` leaves them, largest share first."""
        chosen = steered_words(steering)
        base, missing = self._few(chosen) if self._is_small else self._groups(chosen, progress)
        if progress is not None:
            progress(len(self), len(self))
        steered = TopicSteerer(list(in_order(base)), sum(self._counts.values()), self._parts)
        steered.apply(steering, missing)
        self._parts_merged = steered.made_of
        return SteeredTopics(in_order(steered.topics), steering, tuple(steered.waiting))

    def rebuild(self, steering: Steering = UNSTEERED, progress: Progress | None = None) -> SteeredTopics:
        """Work all topics out anew: exactly what a new model of these articles has."""
        self._small = None
        if self._many is not None:
            self._many.forget_groups()
        return self.topics(steering, progress)

    # -- on disk -----------------------------------------------------------------------------

    def save(self, folder: Path) -> None:
        """Write the model of many articles to `folder`, which is there; of a few there is nothing to save.

        LibraryError when it cannot be written.
        """
        if self._many is not None:
            head = {"counted": self._counts, "sources": self._sources, "stamps": self._stamps}
            self._many.save(folder, head)

    @classmethod
    def open(cls, folder: Path, lookup: Callable[[str], Article], *, packed: bool = False) -> TopicModel:
        """Return the model saved in `folder`; `lookup` gives an article by id.

        LibraryError when it is missing, damaged, or of another format: then it is made anew.
        """
        from briefing.topics.large_set_topics import LargeSetTopics

        model = cls((), lookup, packed=packed)
        model._many, head = LargeSetTopics.open(folder, lookup, packed=packed)
        model._counts, model._sources = head.get("counted", {}), head.get("sources", {})
        model._stamps = head.get("stamps", {})
        return model

    # -- how ---------------------------------------------------------------------------------

    def _few(self, chosen: SteeredWords) -> tuple[Iterable[Topic], set[Key]]:
        if self._small is None or chosen != self._small_chosen:
            self._small = self._read_few(chosen)
            self._small_chosen = chosen
        small = self._small
        topics = [*small.topics, *other_than(small.topics, small.places)]
        return topics, small.missing([*chosen.muted, *chosen.pinned])

    def _read_few(self, chosen: SteeredWords) -> SmallSetTopics | EventAspects:
        """Read few articles, or those of one affair: its events where it has several, else its aspects."""
        articles = {name: self._lookup(name) for name in sorted(self._counts)}
        unwanted = self._unwanted()
        if len(articles) > FEW_ARTICLES:
            from briefing.topics.event_aspects import EventAspects

            many = self._many = self._many or self._read_many()
            events = many.events(chosen, unwanted)
            if len(events) > 1:
                return EventAspects(articles, events, unwanted, chosen)
        return SmallSetTopics(list(articles.values()), unwanted, chosen.muted, chosen.pinned)

    def _groups(self, chosen: SteeredWords, progress: Progress | None) -> tuple[Iterable[Topic], set[Key]]:
        many = self._many = self._many or self._read_many()
        return many.topics(chosen, self._unwanted(), progress)

    def _read_many(self) -> LargeSetTopics:
        """Read the articles there are, now that they are no longer few."""
        # Imported here: a few articles do without numpy.
        from briefing.topics.large_set_topics import LargeSetTopics

        many = LargeSetTopics(self._lookup, packed=self._packed)
        for name in self._counts:
            many.add(self._lookup(name))
        return many

    def _unwanted(self) -> frozenset[str]:
        return frozenset(word.folded for source in set(self._sources.values()) for word in words(source))

    def _parts(self, topic: Topic) -> Sequence[Topic]:
        """The topics a topic splits into."""
        if self._is_small:
            return self._small.parts(topic) if self._small is not None else ()
        if topic.stories:
            return topic.stories
        return self._many.parts(topic.key) if self._many is not None else ()

    # -- explanation -------------------------------------------------------------------------

    def explain(self, label: str, steered: SteeredTopics, ref: Ref | None = None) -> TopicExplanation:
        """What makes the topic or story called `label` in `steered`, the last answer of `topics`.

        With `ref`, also why that passage is in it. UsageError when there is no such topic or passage.
        """
        topic = named(steered.topics, label)
        if ref is None:
            return explanation(topic, self._counts, None)
        also = [WhyAlsoInTopic(one.label, self._why(one, ref)) for one in beside(steered.topics, topic, ref)]
        return explanation(topic, self._counts, self._why(topic, ref), also)

    def _why(self, topic: Topic, ref: Ref) -> WhyInTopic:
        article = self._lookup(ref.article) if ref.article in self else None
        if article is None or not 0 <= ref.passage < len(article.passages):
            raise UsageError(f"{ref.article} has no passage {ref.passage}")
        # What is not known of a topic made elsewhere, its keywords tell.
        told = {key_of(word): weight for word, weight in zip(topic.keywords, topic.weights, strict=True)}
        best: tuple[float, dict[Key, float], float] = (0.0, told, 0.0)
        for key in self._parts_merged.get(topic.key, (topic.key,)):
            gives, own, whole = self._likeness(key, ref)
            if own + whole > best[0]:
                best = (own + whole, gives, whole / (own + whole))
        return why_in_topic(topic, article, ref, best[1], best[2])

    def _likeness(self, key: str, ref: Ref) -> tuple[dict[Key, float], float, float]:
        """What speaks for a passage being in a topic: its words, all of them, its article."""
        if not self._is_small:
            return self._many.likeness(key, ref) if self._many is not None else ({}, 0.0, 0.0)
        gives = self._small.likeness(key, ref) if self._small is not None else {}
        return gives, sum(gives.values()), 0.0


def named(topics: Sequence[Topic], label: str) -> Topic:
    """Return the topic called `label`, however narrow; UsageError when there is none."""
    path = path_labelled(topics, label)
    if not path:
        raise UsageError(f"no topic is called {label}", hint="briefing topics lists them")
    return path[-1]


def beside(topics: Sequence[Topic], topic: Topic, ref: Ref) -> list[Topic]:
    """Return the narrowest of `topics` that hold a passage, but for what `topic` stands in or holds."""
    own = {one.label for one in (*path_labelled(topics, topic.label), *every_topic([topic]))}
    return [
        one
        for one in every_topic(topics)
        if not one.stories
        and one.label not in own
        and any((held.article, held.passage) == (ref.article, ref.passage) for held in one.passages)
    ]


def described(step: Steer, topics: Sequence[Topic]) -> Steer:
    """Return `step` with the keywords of the topics it names, by which they are found again.

    UsageError when a topic it names is not there, or a word it needs is missing or none that tells.
    """
    if step.verb in ("mute", "unmute", "pin", "unpin"):
        if not 1 <= len(key_of(step.word)) <= LONGEST_PHRASE:
            raise UsageError(f"{step.word or 'nothing'} is not one to {LONGEST_PHRASE} telling words")
        return step
    if step.verb == "unsplit":
        return step
    if step.verb == "rename" and not step.other.strip():
        raise UsageError("a topic needs a name")
    topic, other = named(topics, step.topic), named(topics, step.other) if step.verb == "merge" else None
    if topic.is_other or (other is not None and other.is_other):
        raise UsageError(f"“{OTHER}” is no topic: it holds what belongs to none, and stays as it is")
    return replace(step, about=topic.keywords, other_about=other.keywords if other is not None else ())
