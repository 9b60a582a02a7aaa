"""Topics as an analysis of the corpus: how those of a library are brought up to date and stored.

The model behind them is kept too, so that articles that come or go are placed in the topics there
are, and only when many have are all grouped anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import LibraryError, StoreError
from briefing.files.disk import private_folder
from briefing.files.lock import process_lock
from briefing.library.analysis_kinds import FolderAnalysis, Progress
from briefing.library.locations import TOPICS
from briefing.library.reader import GoneError, Library
from briefing.library.topic_check import topic_faults
from briefing.library.topic_store import TopicStore
from briefing.library.topic_tables import FILE, FORMAT, Standing, topics_folder, write_topics
from briefing.model.article import Article
from briefing.model.steering import Steering
from briefing.topics.topic_model import TopicModel
from briefing.userdata.overrides import OverrideTable

EVERY = 50
"""Articles between two reports."""
TAKING_IN = 0.5
"""The part of the work that is taking articles in, where all of them are new."""
WAIT = 3600.0
"""Seconds to wait for another process that works out the same topics: it is then nearly done."""


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
            commit = library.last_commit()
            if _is_current(library, steering):
                return
            articles = ModelArticles(library, details)
            model = articles.model()
            bring_up(model, articles, progress)
            steered = model.topics(steering, progress)
            model.save(topics_folder(folder))
            write_topics(folder, commit, steered, articles.standing)
    finally:
        library.close()


class ModelArticles:
    """The articles of a library by the names the model has them under: absolute paths."""

    def __init__(self, library: Library, details: OverrideTable) -> None:
        self.library = library
        self._details = details
        self.standing: dict[str, Standing] = {}
        self.stamps: dict[str, str] = {}
        """Which state of each article the library holds."""
        whose = library.last_commit().identity[:8]
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


def bring_up(model: TopicModel, articles: ModelArticles, progress: Progress | None) -> None:
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


def _is_current(library: Library, steering: Steering) -> bool:
    try:
        store = TopicStore(library)
    except LibraryError:
        return False
    try:
        return store.current(steering) is not None
    finally:
        store.close()


def discard(folder: Path) -> None:
    """Remove the stored topics of the library in `folder`; the model behind them stays. Raises OSError."""
    (topics_folder(folder) / FILE).unlink(missing_ok=True)


ANALYSIS = FolderAnalysis(
    name=TOPICS,
    version=FORMAT,
    inputs=(),
    most=None,
    update=work_out,
    faults=topic_faults,
    discard=discard,
)
