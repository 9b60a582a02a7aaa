"""Topics of a corpus: found in memory, or stored beside a library, and steered by a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from briefing.jobs.collector import collector_paused

if TYPE_CHECKING:
    from briefing.corpus.corpus import Corpus
    from briefing.corpus.stored_topics import StoredTopics
    from briefing.model.article import Article, Ref
    from briefing.model.explained_topic import TopicExplanation
    from briefing.model.steering import Steer, SteeredTopics, Steering
    from briefing.model.topic import Topic
    from briefing.model.topic_cut import Grain
    from briefing.session.user_data import UserData
    from briefing.topics.topic_model import TopicModel


class TopicAnalysis:
    """The topics of whatever articles there are."""

    def __init__(self, corpus: Corpus, user_data: UserData, paths: tuple[str, ...] | None = None) -> None:
        """`user_data` remembers the steering."""
        self._corpus = corpus
        self._user_data = user_data
        self.paths = paths
        """Whose remembered steering is heeded; None for no steering."""
        self._topics: tuple[Topic, ...] | None = None
        self._topic_model: TopicModel | None = None
        self._steered: SteeredTopics | None = None
        self.works_out = True
        """Whether missing topics of a library are worked out when they are asked for.

        That may take minutes: a process that must answer quickly takes those that are there.
        """

    def forget(self) -> None:
        """Let go of what was found: articles have come, changed or gone."""
        self._topics = self._topic_model = self._steered = None

    def update(self, articles: Iterable[Article], gone: Iterable[str] = ()) -> None:
        """Forget the topics, and let groups of articles go on from where they were."""
        model = self._topic_model
        self.forget()
        if model is not None:
            for article in articles:
                model.add(article)
            for name in gone:
                model.remove(name)
            self._topic_model = model

    def all(
        self,
        progress: Callable[[int, int], None] | None = None,
        *,
        steering: Steering | None = None,
        grain: Grain = "default",
    ) -> tuple[Topic, ...]:
        """The topics of all articles that are shown at `grain`, largest share first.

        As `steering` leaves them; by default, as the one remembered for the paths opened does.
        """
        from briefing.model.topic_cut import cut

        return cut(self.tree(progress, steering=steering), grain)

    def tree(
        self, progress: Callable[[int, int], None] | None = None, *, steering: Steering | None = None
    ) -> tuple[Topic, ...]:
        """The broadest topics, with all that is inside them."""
        if self._topics is None or steering is not None or self._steering_changed():
            return self.steered(progress, steering=steering).topics
        return self._topics

    def steered(
        self, progress: Callable[[int, int], None] | None = None, *, steering: Steering | None = None
    ) -> SteeredTopics:
        """The same with the steering that was heeded, the steps that wait, and what is to be said of it."""
        from dataclasses import replace

        notes: tuple[str, ...] = ()
        if steering is None:
            steering, note = self._remembered()
            notes = (note,) if note else ()
        stored = self.stored
        if stored is not None:
            self._steered = stored.wanted(steering, self._corpus.overrides, progress, self.works_out)
            return replace(self._steered, notes=notes)
        if self._steered is None or self._steered.steering != steering:
            self._steered = self.kept(steering) if self._topic_model is None else None
        if self._steered is None:
            with collector_paused():
                self._steered = self._model(progress).topics(steering, progress)
        self._topics = self._steered.topics
        return replace(self._steered, notes=notes)

    def _model(self, progress: Callable[[int, int], None] | None = None) -> TopicModel:
        """The topics of the articles that are held in memory, ready to be steered and explained."""
        if self._topic_model is None:
            from briefing.topics.topic_model import TopicModel

            self._topic_model = TopicModel(self._corpus.in_order(), self._corpus.article, progress)
        return self._topic_model

    def kept(self, steering: Steering | None = None) -> SteeredTopics | None:
        """The topics of just these articles that are stored beside their library; None where there are none.

        As `steering` leaves them; by default, as the one remembered does.
        """
        stored = self._corpus.stored_topics
        if stored is None:
            return None
        return stored.current(self._remembered()[0] if steering is None else steering)

    @property
    def stored(self) -> StoredTopics | None:
        """The topics stored beside a library on disk; None where they are worked out of what is at hand."""
        return self._corpus.topics_on_disk

    def stored_work(self) -> Callable[[Callable[[int, int], None]], None] | None:
        """What brings the stored topics of the library up to date, for any thread; None where none is due."""
        stored = self.stored
        return stored.work(self._remembered()[0], self._corpus.overrides) if stored is not None else None

    def source_counts(self) -> dict[str, int] | None:
        """The commonest sources with their articles, where they are counted with stored topics."""
        stored = self.stored
        return stored.sources() if stored is not None else None

    def steer(self, paths: Sequence[str], step: Steer) -> Steering:
        """Remember one more step for these paths, at once; StoreError when it cannot be written.

        UsageError when the step names a topic that is not there.
        """
        from briefing.topics.topic_model import described

        return self._user_data.steering_file(paths).add(described(step, self.tree()), paths).value

    def planned(self, steering: Steering, step: Steer) -> Steering:
        """`steering` with one more step, which is not remembered by that.

        UsageError when the step names a topic that `steering` does not leave.
        """
        from briefing.topics.topic_model import described

        return steering.then(described(step, self.steered(steering=steering).topics))

    def explain(self, label: str, ref: Ref | None = None) -> TopicExplanation:
        """What makes the topic called `label`, why passage `ref` is in it, and who speaks of it.

        UsageError when no topic or story is called so.
        """
        steered = self._steered or self.steered()
        stored = self.stored
        if stored is not None:
            return stored.explain(steered, label, ref, self._corpus.overrides, self.works_out)
        if self._topic_model is None:
            # The topics were known: what they are made of comes out in working them out.
            self._model().topics(steered.steering)
        return self._model().explain(label, steered, ref)

    def _steering_changed(self) -> bool:
        return self._steered is not None and self._remembered()[0] != self._steered.steering

    def _remembered(self) -> tuple[Steering, str]:
        from briefing.model.steering import Steering

        if self.paths is None or not self._user_data.use_store:
            return Steering(), ""
        return self._user_data.steering_file(self.paths).load()

    def called(self, label: str) -> Topic:
        """The topic that is meant by `label`, however narrow; raises as `path_called` does."""
        return self.path_called(label)[-1]

    def path_called(self, label: str) -> tuple[Topic, ...]:
        """The topic that is meant by `label`, behind all that it is inside of, the broadest first; UsageError
        where none is, or it is not clear which."""
        from briefing.topics.called_topics import path_called

        return path_called(self.tree(), label)
