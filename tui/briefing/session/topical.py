"""What a session says of topics: found in memory, or stored beside a library, and steered by a person."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.corpus.held_corpus import HeldCorpus
from briefing.errors import UsageError
from briefing.jobs.collector import collector_paused
from briefing.session.user_data import UserData

if TYPE_CHECKING:
    from briefing.corpus.protocol import Corpus
    from briefing.corpus.stored_set import StoredSet
    from briefing.corpus.stored_topics import StoredTopics
    from briefing.model.article import Article, Ref
    from briefing.model.explained_topic import TopicExplanation
    from briefing.model.set_findings import Findings
    from briefing.model.steering import Steer, SteeredTopics, Steering
    from briefing.model.topic import Topic
    from briefing.topics.topic_model import TopicModel


class Topical(UserData):
    """The topics of whatever articles there are."""

    def __init__(self, *, store: Path | None = None, use_store: bool = True) -> None:
        """`store` names the user's store file; by default it lies in the data folder."""
        super().__init__(store=store, use_store=use_store)
        self.corpus: Corpus = HeldCorpus()
        self._paths: tuple[str, ...] | None = None
        self._topics: tuple[Topic, ...] | None = None
        self._topic_model: TopicModel | None = None
        self._steered: SteeredTopics | None = None
        self.works_out_topics = True
        """Whether missing topics of a library are worked out when they are asked for.

        That may take minutes: a process that must answer quickly takes those that are there.
        """

    @property
    @abstractmethod
    def articles(self) -> Sequence[Article]:
        """Every article."""

    @abstractmethod
    def article(self, name: str) -> Article:
        """The article called `name`; UsageError when there is none."""

    def topics(
        self, progress: Callable[[int, int], None] | None = None, *, steering: Steering | None = None
    ) -> tuple[Topic, ...]:
        """The topics of all articles, largest share first.

        As `steering` leaves them; by default, as the one remembered for the paths opened does.
        """
        if self._topics is None or steering is not None or self._steering_changed():
            return self.steered_topics(progress, steering=steering).topics
        return self._topics

    def steered_topics(
        self, progress: Callable[[int, int], None] | None = None, *, steering: Steering | None = None
    ) -> SteeredTopics:
        """The same with the steering that was heeded, the steps that wait, and what is to be said of it."""
        from dataclasses import replace

        notes: tuple[str, ...] = ()
        if steering is None:
            steering, note = self._remembered()
            notes = (note,) if note else ()
        stored = self._stored_topics
        if stored is not None:
            self._steered = stored.wanted(steering, self.corpus.overrides, progress, self.works_out_topics)
            return replace(self._steered, notes=notes)
        if self._steered is None or self._steered.steering != steering:
            known = self.findings(steering) if self._topic_model is None else None
            if known is not None and known.topics is not None:
                self._steered = known.topics
            else:
                with collector_paused():
                    self._steered = self._model(progress).topics(steering, progress)
        self._topics = self._steered.topics
        return replace(self._steered, notes=notes)

    def _model(self, progress: Callable[[int, int], None] | None = None) -> TopicModel:
        """The topics of the articles that are held in memory, ready to be steered and explained."""
        if self._topic_model is None:
            from briefing.topics.topic_model import TopicModel

            self._topic_model = TopicModel(self.articles, self.article, progress)
        return self._topic_model

    def findings(self, steering: Steering | None = None) -> Findings | None:
        """What comparing just these articles gave the last time, where they are held in memory and kept.

        Its topics are those of `steering`, by default the one remembered, or None.
        """
        stored = self.corpus.stored
        if stored is None:
            return None
        from briefing.library.findings import Commit, read_findings

        commit = Commit(stored.identity, stored.generation)
        wanted = self._remembered()[0] if steering is None else steering
        return read_findings(stored.folder, commit, wanted, stored.numbers)

    @property
    def stored(self) -> StoredSet | None:
        """The library that holds just the articles that are held as values; None where none does."""
        return self.corpus.stored

    @property
    def _stored_topics(self) -> StoredTopics | None:
        """The topics stored beside the articles, where these are many, or topics are not to be waited for."""
        from briefing.library import holding_policy

        wanted = not holding_policy.POLICY.holds(len(self.corpus)) or not self.works_out_topics
        return self.corpus.stored_topics if wanted else None

    def topic_work(self) -> Callable[[Callable[[int, int], None]], None] | None:
        """What brings the stored topics of the library up to date, for any thread; None where none is due."""
        stored = self._stored_topics
        return stored.work(self._remembered()[0], self.corpus.overrides) if stored is not None else None

    def source_counts(self) -> dict[str, int]:
        """The commonest sources of a library, with their articles; else empty."""
        stored = self.corpus.stored_topics
        return stored.sources() if stored is not None else {}

    def steer(self, paths: Sequence[str], step: Steer) -> Steering:
        """Remember one more step for these paths, at once; StoreError when it cannot be written.

        UsageError when the step names a topic that is not there.
        """
        from briefing.topics.topic_model import described

        return self._steering_file(paths).add(described(step, self.topics()), paths).steering

    def planned(self, steering: Steering, step: Steer) -> Steering:
        """`steering` with one more step, which is not remembered by that.

        UsageError when the step names a topic that `steering` does not leave.
        """
        from briefing.topics.topic_model import described

        return steering.then(described(step, self.steered_topics(steering=steering).topics))

    def explain_topic(self, label: str, ref: Ref | None = None) -> TopicExplanation:
        """What makes the topic called `label`, why passage `ref` is in it, and who speaks of it.

        UsageError when no topic or story is called so.
        """
        steered = self._steered or self.steered_topics()
        stored = self._stored_topics
        if stored is not None:
            return stored.explain(steered, label, ref, self.corpus.overrides, self.works_out_topics)
        if self._topic_model is None:
            # The topics were known: what they are made of comes out in working them out.
            self._model().topics(steered.steering)
        return self._model().explain(label, steered, ref)

    def _steering_changed(self) -> bool:
        return self._steered is not None and self._remembered()[0] != self._steered.steering

    def _remembered(self) -> tuple[Steering, str]:
        from briefing.model.steering import Steering

        if self._paths is None or not self._use_store:
            return Steering(), ""
        return self._steering_file(self._paths).load()

    def topic(self, label: str) -> Topic:
        """The topic or story called `label`, in any case; UsageError when there is none."""
        wanted = label.casefold()
        for topic in self.topics():
            for found in (topic, *topic.stories):
                if found.label.casefold() == wanted:
                    return found
        raise UsageError(f"no topic is called {label}", hint="briefing topics lists them")
