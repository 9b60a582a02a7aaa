"""The topics of a library: worked out once, stored beside it, and looked up from there.

The model behind them is kept too, so that articles that come or go are placed in the topics there
are, and only when many have are all grouped anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import LibraryError, StoreError, UsageError
from briefing.files.disk import private_folder
from briefing.files.lock import process_lock
from briefing.library.reader import GoneError, Library
from briefing.library.topic_store import TopicStore
from briefing.library.topic_tables import FILE, Standing, TopicState, topics_folder, write_topics
from briefing.model.steering import SteeredTopics, Steering
from briefing.model.topic_passages import StoredPassages
from briefing.topics.explain import explanation
from briefing.topics.topic_model import TopicModel, named

if TYPE_CHECKING:
    from briefing.model.article import Article, Ref
    from briefing.model.explained_topic import TopicExplanation
    from briefing.model.topic import Topic
    from briefing.userdata.overrides import OverrideTable

Progress = Callable[[int, int], None]
"""Told how many of all articles are done; what it raises ends the work."""
EVERY = 50
"""Articles between two reports."""
TAKING_IN = 0.5
"""The part of the work that is taking articles in, where all of them are new."""
WAIT = 3600.0
"""Seconds to wait for another process that works out the same topics: it is then nearly done."""


class StoredTopics:
    """What is stored of the topics of one library, as its readers ask for it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._store: TopicStore | None = None
        self._seen: tuple[int, int] | None = None

    def current(self, steering: Steering) -> SteeredTopics | None:
        """The topics of the library as it is now under `steering`; None where they are not stored."""
        store = self._opened()
        if store is None or not store.made_of(
            identity_of(self._library), self._library.generation(), steering
        ):
            return None
        return store.topics(steering)

    def latest(self, steering: Steering) -> SteeredTopics | None:
        """The topics that were stored last, perhaps of an earlier state; None when there are none."""
        store = self._opened()
        if store is None or not store.belongs_to(identity_of(self._library)):
            return None
        return store.topics(steering)

    def wanted(
        self, steering: Steering, details: OverrideTable, progress: Progress | None, now: bool
    ) -> SteeredTopics:
        """The current topics, worked out where `now` allows it; else those of before, or none."""
        found = self.current(steering)
        if found is None and now:
            work_out(self._library.folder, steering, details, progress)
        return found or self.latest(steering) or SteeredTopics((), steering)

    def work(self, steering: Steering, details: OverrideTable) -> Callable[[Progress], None] | None:
        """What brings the stored topics up to date, for any thread; None where they are."""
        if self.current(steering) is not None:
            return None
        return partial(work_out, self._library.folder, steering, details)

    def explain(
        self, steered: SteeredTopics, label: str, ref: Ref | None, details: OverrideTable, whole: bool
    ) -> TopicExplanation:
        """What makes a topic of `steered`, and why passage `ref` is in it.

        Without `whole`, who speaks of it is told for the passage's article alone: counting all takes
        time. UsageError when there is no such topic or passage.
        """
        topic = named(steered.topics, label)
        all_of_it = explanation(topic, dict(_counted(self._library)), None) if whole or ref is None else None
        if ref is None and all_of_it is not None:
            return all_of_it
        assert ref is not None, "without a passage all is counted"
        number = self._library.number(ref.article)
        own = Library.open(self._library.folder, ())
        try:
            articles = _ModelArticles(own, details)
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
                self._store = TopicStore(self._library.folder, self._library.paths)
            except LibraryError:
                # Of another format or damaged: they are worked out again.
                return None
            self._seen = seen
        return self._store


def work_out(
    folder: Path, steering: Steering, details: OverrideTable, progress: Progress | None = None
) -> None:
    """Bring the stored topics of the library in `folder` up to it, under `steering`.

    Articles are read one by one; none is held. LibraryError when it cannot be done, and whatever
    `progress` raises: then what was stored stays.
    """
    library = Library.open(folder, ())
    try:
        with _locked(folder):
            generation = library.generation()
            stored = StoredTopics(library)
            done = stored.current(steering) is not None
            stored.close()
            if done:
                return
            articles = _ModelArticles(library, details)
            model = articles.model()
            _bring_up(model, articles, progress)
            steered = model.topics(steering, progress)
            model.save(topics_folder(folder))
            state = TopicState(identity_of(library), generation, steering)
            waiting = [number for number, step in enumerate(steering.steps) if step in steered.waiting]
            write_topics(folder, state, steered.topics, waiting, articles.standing)
    finally:
        library.close()


def _explained(
    articles: _ModelArticles, steered: SteeredTopics, topic: Topic, ref: Ref, name: str
) -> TopicExplanation:
    """The explanation with the article under the name it has in the model."""
    model = articles.model()
    if len(model) != len(articles.standing):
        # Of a few articles no model is kept.
        _bring_up(model, articles, None)
    if model.stale or any(step.verb in ("merge", "split") for step in steered.steering.steps):
        # What a merged topic is made of is known once the steps have been done.
        model.topics(steered.steering)
    held = topic.passages
    here = held.in_article(ref.article) if isinstance(held, StoredPassages) else ()
    narrow = replace(topic, passages=tuple(replace(one, article=name) for one in here), stories=())
    return model.explain(topic.label, replace(steered, topics=(narrow,)), replace(ref, article=name))


class _ModelArticles:
    """The articles of a library by the names the model has them under: absolute paths."""

    def __init__(self, library: Library, details: OverrideTable) -> None:
        self.library = library
        self._details = details
        self.standing: dict[str, Standing] = {}
        self.stamps: dict[str, str] = {}
        """Which state of each article the library holds."""
        whose = identity_of(library)[:8]
        for name, number, generation, source in library.standing():
            self.standing[name] = Standing(number, source or "")
            self.stamps[name] = f"{whose}:{number}:{generation}"

    def model(self) -> TopicModel:
        """The model that is kept, or a new one."""
        try:
            return TopicModel.open(topics_folder(self.library.folder), self.article, packed=True)
        except LibraryError:
            # Missing or damaged: made anew, which costs time only.
            return TopicModel((), self.article, packed=True)

    def article(self, name: str) -> Article:
        """The article with this name, as a person described it; KeyError when it is gone."""
        article = self.library.article(self.standing[name].number)
        found = self._details.find(article.fingerprint, article.id)
        if found is None:
            return article
        if found.source is not None:
            self.standing[name] = Standing(self.standing[name].number, found.source)
        return self._details.applied(article)


def _bring_up(model: TopicModel, articles: _ModelArticles, progress: Progress | None) -> None:
    """Let the model forget what is gone and take in what is new or different."""
    held: Mapping[str, str] = model.stamps
    for name in [name for name in held if name not in articles.stamps]:
        model.remove(name)
    new = [name for name, stamp in articles.stamps.items() if held.get(name) != stamp]
    for done, name in enumerate(new):
        if progress is not None and done % EVERY == 0:
            progress(int(TAKING_IN * done), len(new))
        try:
            model.add(articles.article(name), articles.stamps[name])
        except GoneError:
            # It went this moment; the commit that took it away brings the topics up again.
            del articles.standing[name], articles.stamps[name]


def _counted(library: Library) -> Iterator[tuple[str, int]]:
    """The id of each article with its passages that count."""
    for head in library.heads():
        yield head.id, head.passages


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process works out the topics of a library at a time."""
    home = topics_folder(folder)
    try:
        private_folder(home)
        lock = process_lock(home / "lock", WAIT)
        with lock:
            yield
    except StoreError as error:
        raise LibraryError("another program is working out the topics", hint="try again later") from error


def identity_of(library: Library) -> str:
    """What tells this library's database from all others."""
    return str(library.state("identity", ""))
