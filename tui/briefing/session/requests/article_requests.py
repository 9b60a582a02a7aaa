"""Articles: taken from a library or another worker, kept up with, described by hand, and kept."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority, Progress
from briefing.model.library_choice import ANY_LIBRARY
from briefing.session.requests.session_request import SessionRequest, SessionStream

if TYPE_CHECKING:
    from briefing.model.article import Article
    from briefing.model.build_progress import BuildProgress
    from briefing.model.known_set import Analysed, FoundTogether, KnownSet
    from briefing.model.library_choice import LibraryChoice
    from briefing.model.opening_events import FilesChanged
    from briefing.model.original import Original
    from briefing.model.repeated_text import RepeatedText
    from briefing.model.steering import SteeredTopics
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class OpenFromLibrary(SessionRequest[None]):
    """Take the articles of `paths` from their library, as another worker did before this one."""

    paths: tuple[str, ...]
    library: LibraryChoice = ANY_LIBRARY

    def run(self, host: SessionHost) -> None:
        """Topics are worked out by the worker that is asked for them, never on the way."""
        host.session.open_library(self.paths, self.library.folder)
        host.session.topics.works_out = False


@dataclass(frozen=True, slots=True)
class HoldArticles(SessionRequest[None]):
    """Hold articles read by another worker, of the paths it opened, and forget those that are gone."""

    articles: tuple[Article, ...]
    paths: tuple[str, ...] | None = None
    gone: tuple[str, ...] = ()

    def run(self, host: SessionHost) -> None:
        """In place of earlier versions."""
        host.session.hold(self.articles, self.paths, self.gone)


@dataclass(frozen=True, slots=True)
class UpdateFiles(SessionRequest["FilesChanged"]):
    """Take in what lies now at some places below `paths`, which were opened."""

    paths: tuple[str, ...]
    changed: tuple[str, ...]
    """Absolute paths."""

    priority = Priority.UPDATE

    def run(self, host: SessionHost) -> FilesChanged:
        """The new versions travel with the answer where articles are held in memory."""
        return host.session.update_files(self.paths, self.changed)


@dataclass(frozen=True, slots=True)
class BuildLibrary(SessionStream["BuildProgress", None]):
    """Bring the library of `paths` up to date; the parts say how far that is."""

    paths: tuple[str, ...]
    library: LibraryChoice = ANY_LIBRARY

    priority = Priority.MAINTENANCE
    cancellable = True

    def run(self, host: SessionHost) -> Generator[BuildProgress]:  # noqa: ARG002 - it has its own session
        """Given up, it ends at its last whole file."""
        from briefing.library.build.builder import build_library

        yield from build_library(self.paths, folder=self.library.folder)


@dataclass(frozen=True, slots=True)
class LoadKnownSet(SessionRequest["KnownSet"]):
    """What is known from the last time of articles that are held in memory."""

    def run(self, host: SessionHost) -> KnownSet:
        """Whether everything is as it was then, and what was found by comparing."""
        from briefing.model.known_set import KnownSet

        session = host.session
        copies = session.related.known_copies()
        return KnownSet(
            session.corpus.kept is not None,
            session.topics.kept(),
            session.related.known_only_here(),
            tuple(group.passages for group in copies) if copies is not None else None,
        )


@dataclass(frozen=True, slots=True)
class ReadFoundTogether(SessionRequest["FoundTogether"]):
    """What is known of all articles together, as `KeepSet` takes it."""

    def run(self, host: SessionHost) -> FoundTogether:
        """Nothing is worked out."""
        from briefing.corpus.kept_analyses import known_together

        return known_together(host.session.corpus)


@dataclass(frozen=True, slots=True)
class CollectKnown(SessionRequest[None]):
    """Take what was found in some articles elsewhere, for `KeepSet`; sent some at a time."""

    known: dict[str, Analysed]

    priority = Priority.MAINTENANCE

    def run(self, host: SessionHost) -> None:
        """Later ones go before earlier ones of the same article."""
        host.known.update(self.known)


@dataclass(frozen=True, slots=True)
class KeepSet(SessionRequest[None]):
    """Keep a small set, of which all is known, in its library for the next time."""

    paths: tuple[str, ...]
    topics: SteeredTopics | None
    found: FoundTogether
    library: LibraryChoice = ANY_LIBRARY

    priority = Priority.MAINTENANCE

    def run(self, host: SessionHost) -> None:
        """What was collected is used up."""
        from briefing.session.small_set_library import keep_set

        known, host.known = host.known, {}
        keep_set(self.paths, known, self.topics, self.found, self.library)


@dataclass(frozen=True, slots=True)
class WarmIndexes(SessionStream[Never, None]):
    """Build the indexes that answer `Search` and `ReadLens`."""

    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress]:
        """A step an article and index."""
        total = 2 * len(host.session.articles)
        host.warming = True
        try:
            for done, name in enumerate(host.session.warm(), 1):
                yield Progress(done, total, name)
        finally:
            host.warming = False


@dataclass(frozen=True, slots=True)
class ListRepeatedTexts(SessionRequest["tuple[RepeatedText, ...]"]):
    """The texts that stand word for word in many articles, and which of them are boilerplate."""

    def run(self, host: SessionHost) -> tuple[RepeatedText, ...]:
        """In most articles first."""
        return host.session.repeated_texts()


@dataclass(frozen=True, slots=True)
class DecideText(SessionRequest["FilesChanged"]):
    """Say whether a text that stands in many articles is boilerplate; what that makes of them."""

    key: int
    text: str
    boilerplate: bool

    priority = Priority.UPDATE

    def run(self, host: SessionHost) -> FilesChanged:
        """On disk before anything else."""
        return host.session.decide_text(self.key, self.text, self.boilerplate)


@dataclass(frozen=True, slots=True)
class FindOriginal(SessionRequest["Original"]):
    """Where an article comes from, and the line of its file in which a passage stands."""

    article: str
    passage: int | None = None

    def run(self, host: SessionHost) -> Original:
        """Its file is read as it is now."""
        return host.session.original(self.article, self.passage)


@dataclass(frozen=True, slots=True)
class SetDetails(SessionRequest["Article"]):
    """Set source and date of an article by hand; the article with what is set."""

    article: str
    source: str | None
    """None leaves it as it is, an empty one takes it back."""
    published: str | None
    """ISO date; None and empty as for the source."""

    def run(self, host: SessionHost) -> Article:
        """A library takes it in as well."""
        session = host.session
        article = session.set_details(self.article, source=self.source, published=self.published)
        session.corpus.write_overrides()
        session.search.forget_listing()
        return article
