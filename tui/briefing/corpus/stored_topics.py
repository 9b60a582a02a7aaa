"""The topics that lie beside a library, as its readers ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.errors import LibraryError, UsageError
from briefing.library.analysis_kinds import Progress, folder_analysis
from briefing.library.locations import TOPICS
from briefing.library.reader import Library
from briefing.library.topic_store import TopicStore
from briefing.library.topic_tables import FILE, topics_folder
from briefing.model.steering import SteeredTopics, Steering
from briefing.model.topic import every_topic
from briefing.model.topic_passages import passages_by_article

if TYPE_CHECKING:
    from briefing.library.topics_analysis import ModelArticles
    from briefing.model.article import Ref
    from briefing.model.explained_topic import TopicExplanation
    from briefing.model.topic import Topic
    from briefing.userdata.overrides import OverrideTable


class StoredTopics:
    """What is stored of the topics of one library, as its readers ask for it."""

    def __init__(self, library: Library, *, held: bool = False) -> None:
        """`library` may be a copy in memory of the one on disk; with `held` topics hold their passages."""
        self._library = library
        self._held = held
        self._store: TopicStore | None = None
        self._seen: tuple[int, int] | None = None

    def current(self, steering: Steering) -> SteeredTopics | None:
        """The topics of the library as it is now under `steering`; None where they are not stored."""
        store = self._opened()
        return store.current(steering, held=self._held) if store is not None else None

    def latest(self, steering: Steering) -> SteeredTopics | None:
        """The topics that were stored last, perhaps of an earlier state; None when there are none."""
        store = self._opened()
        if store is None or not store.belongs_to(self._library.last_commit().identity):
            return None
        return store.topics(steering)

    def wanted(
        self, steering: Steering, details: OverrideTable, progress: Progress | None, now: bool
    ) -> SteeredTopics:
        """The current topics, worked out where `now` allows it; else those of before, or none."""
        found = self.current(steering)
        if found is None and now:
            folder_analysis(TOPICS).update(self._library.folder, steering, details, progress)
        return found or self.latest(steering) or SteeredTopics((), steering)

    def work(self, steering: Steering, details: OverrideTable) -> Callable[[Progress | None], None] | None:
        """What brings the stored topics up to date, for any thread; None where they are."""
        if self.current(steering) is not None:
            return None
        return partial(folder_analysis(TOPICS).update, self._library.folder, steering, details)

    def explain(
        self, steered: SteeredTopics, label: str, ref: Ref | None, details: OverrideTable, whole: bool
    ) -> TopicExplanation:
        """What makes a topic of `steered`, and why passage `ref` is in it.

        Without `whole`, who speaks of it is told for the passage's article alone: counting all takes
        time. UsageError when there is no such topic or passage.
        """
        from briefing.library.topics_analysis import ModelArticles
        from briefing.topics.explain import explanation
        from briefing.topics.topic_model import named

        topic = named(steered.topics, label)
        all_of_it = explanation(topic, dict(_counted(self._library)), None) if whole or ref is None else None
        if ref is None and all_of_it is not None:
            return all_of_it
        assert ref is not None, "without a passage all is counted"
        number = self._library.number(ref.article)
        own = Library.open(self._library.folder, ())
        try:
            articles = ModelArticles(own, details)
            name = own.name(number) if number is not None else None
            if name is None:
                raise UsageError(f"no article is called {ref.article}")
            found = _explained(articles, steered, topic, ref, name)
        finally:
            own.close()
        why = replace(found.passage, article=ref.article) if found.passage is not None else None
        here = tuple(replace(one, article=ref.article) for one in found.spread if one.article == name)
        return replace(found, passage=why, spread=all_of_it.spread if all_of_it is not None else here)

    def sources(self) -> dict[str, int]:
        """The commonest sources, with their articles."""
        store = self._opened()
        return store.sources if store is not None else {}

    def close(self) -> None:
        """Let go of the file."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _opened(self) -> TopicStore | None:
        """What is stored now; None when there is nothing that can be read."""
        try:
            status = (topics_folder(self._library.folder) / FILE).stat()
        except OSError:
            self.close()
            return None
        seen = (status.st_ino, status.st_mtime_ns)
        if self._store is None or seen != self._seen:
            self.close()
            try:
                self._store = TopicStore(self._library)
            except LibraryError:
                # Of another format or damaged: they are worked out again.
                return None
            self._seen = seen
        return self._store


def _explained(
    articles: ModelArticles, steered: SteeredTopics, topic: Topic, ref: Ref, name: str
) -> TopicExplanation:
    """The explanation with the article under the name it has in the model."""
    from briefing.library.topics_analysis import bring_up

    model = articles.model()
    if len(model) != len(articles.standing):
        # Of a few articles no model is kept.
        bring_up(model, articles, None)
    if model.stale or any(step.verb in ("merge", "split") for step in steered.steering.steps):
        # What a merged topic is made of is known once the steps have been done.
        model.topics(steered.steering)
    others = [one for one in steered.topics if all(it.label != topic.label for it in every_topic([one]))]
    narrow = tuple(_in_article(one, ref.article, name) for one in (topic, *others))
    return model.explain(topic.label, replace(steered, topics=narrow), replace(ref, article=name))


def _in_article(topic: Topic, article: str, name: str) -> Topic:
    """A topic with its passages of one article, which the model calls `name`."""
    here = passages_by_article(topic.passages)(article)
    return replace(topic, passages=tuple(replace(one, article=name) for one in here), stories=())


def _counted(library: Library) -> Iterator[tuple[str, int]]:
    """The id of each article with its passages that count."""
    for head in library.heads():
        yield head.id, head.passages
