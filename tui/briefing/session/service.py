"""What a worker can be asked: the session's methods, as values or as steps.

A method that returns an iterator is a long job: the process serves other requests between its
steps. Parts are streamed to the asker as they come.
"""

from __future__ import annotations

import io
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.folders import theme_folders
from briefing.model.article import Article, Failure, Ref, Span
from briefing.model.lens import Lens
from briefing.model.opening_events import FilesChanged, FoundFigures
from briefing.model.saved_state import Beginning
from briefing.model.search_answer import FoundSpans
from briefing.model.set_findings import KnownSet
from briefing.session import ExportWhat, Session

if TYPE_CHECKING:
    from briefing.library.build.prepare import FileJob, PreparedFile
    from briefing.model.annotation import Annotation
    from briefing.model.build_progress import BuildProgress
    from briefing.model.figure import Figure
    from briefing.model.list_answer import ListAnswer
    from briefing.model.related_passage import RelatedPassage
    from briefing.model.search_answer import Order, SearchAnswer
    from briefing.model.set_findings import Analysed, Findings, Known
    from briefing.model.steering import Steer, SteeredTopics
    from briefing.model.topic import Topic, TopicExplanation
    from briefing.reading.split_files import FilePart as LinesPart
    from briefing.userdata.overrides import OverrideTable

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a long job's answer."""

    value: Any


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The topics of a large library, as they are stored beside it."""

    steered: SteeredTopics
    sources: dict[str, int]
    """The commonest sources of all articles, with their articles; `""` for those that name none."""


RELATED = 12
"""Related passages the lens is given: it shows the first, and looks for other values in all."""
SAME = 8
"""Other places of a figure the lens is given; a line holds no more."""
TELL_SECONDS = 0.1
"""Between two reports of how far a long job is."""
PATIENT = frozenset({"only_here", "only_here_in", "next_only_here", "export_to"})
"""Long jobs that let every other go first."""
FAILURES = 1000
"""Files that could not be read, of which the reader of a library is told."""
MOST_FOUND = 10_000
"""Passages of the articles being read in which matches are shown."""
BATCH_SECONDS = 0.03
"""Articles read within this time travel together; the first one does not wait."""


class Service:
    """The session behind the worker's door. Every public method can be called by name."""

    def __init__(self) -> None:
        self._session = Session()
        self._warming = False
        self._known: dict[str, Analysed] = {}
        """What was found elsewhere in articles that are to be kept."""

    def rest(self) -> None:
        """Nothing is asked at the moment: give back memory that can be had again at once."""
        if self._session.library is not None:
            from briefing.jobs.trim_memory import give_back

            give_back(self._session.library.folder)

    def open(self, paths: Sequence[str], stdin: bytes | None) -> Iterator[Part]:
        """Read articles. The first part is a `Beginning`; the others are lists of articles and
        failures, and of notes as strings. Where a large set lies in a library, an `OnDisk` says so
        instead, and nothing is read.
        """
        folders = tuple(str(folder) for folder in theme_folders())
        state = self._session.reader_state(paths)
        yield Part(Beginning(state, folders))
        if stdin is None and paths:
            from briefing.session.on_disk import open_large

            on_disk = open_large(self._session, paths, state.columns)
            if on_disk is not None:
                self._session.works_out_topics = False
                yield Part(on_disk)
                yield Part(list(self._session.failures[:FAILURES]))
                yield from self._notes()
                return
        batch: list[Article | Failure | FoundFigures] = []
        sent = time.monotonic()
        for found in self._read(paths, stdin):
            batch.append(found)
            if time.monotonic() - sent > BATCH_SECONDS:
                yield Part(batch)
                batch, sent = [], time.monotonic()
        if batch:
            yield Part(batch)
        yield from self._notes()

    def _read(self, paths: Sequence[str], stdin: bytes | None) -> Iterator[Article | Failure | FoundFigures]:
        """Read articles, each followed by its figures where a library has them."""
        stored = None
        if stdin is None:
            from briefing.session.stored_files import open_stored

            stored = open_stored(paths)
        data = io.BytesIO(stdin) if stdin is not None else None
        try:
            for found in self._session.open(paths, data, stored):
                yield found
                figures = self._session.known_figures(found.id) if isinstance(found, Article) else None
                if isinstance(found, Article) and figures is not None:
                    yield FoundFigures(found.id, figures)
        finally:
            if stored is not None:
                stored.library.close()

    def _notes(self) -> Iterator[Part]:
        if self._session.notes:
            yield Part(list(self._session.notes))

    def build(self, paths: Sequence[str]) -> Iterator[BuildProgress]:
        """Bring the library of `paths` up to date."""
        from briefing.library.build.builder import build_library

        return build_library(paths)

    def known_set(self) -> KnownSet:
        """What is known from the last time of the articles that are held in memory."""
        return KnownSet(self._session.stored is not None, self._session.findings())

    def know(self, known: Known) -> None:
        """Take what was found in some articles elsewhere, for `keep`."""
        self._known.update(known)

    def keep(self, paths: Sequence[str], findings: Findings | None) -> None:
        """Keep a small set, of which all is known, in its library for the next time."""
        from briefing.session.keeping import keep_set

        known, self._known = self._known, {}
        keep_set(paths, known, findings)

    def reopen(self, paths: Sequence[str]) -> None:
        """Take the articles of `paths` from their library, as another worker did before this one."""
        self._session.open_library(paths)
        self._session.works_out_topics = False

    def update_files(self, paths: Sequence[str], changed: Sequence[str]) -> FilesChanged:
        """Take in what lies now at the absolute paths `changed` below `paths`."""
        return self._session.update_files(paths, changed)

    def adopt(
        self, articles: Sequence[Article], paths: Sequence[str] | None = None, gone: Sequence[str] = ()
    ) -> None:
        """Take articles read by another worker, of the paths it opened, and forget those that are gone."""
        self._session.adopt(articles, paths, gone)

    def figures(self, names: Sequence[str]) -> Iterator[Part]:
        """Figures of the named articles; a part an article: (name, figures)."""
        from briefing.jobs.pool import figures_of

        known = {name: self._session.known_figures(name) for name in names}
        yield from (Part((name, found)) for name, found in known.items() if found is not None)
        for name, found in figures_of(
            [self._session.article(name) for name, found in known.items() if found is None]
        ):
            self._session.keep_figures(name, found)
            yield Part((name, found))

    def extract(self, articles: Sequence[Article]) -> list[tuple[str, tuple[Figure, ...]]]:
        """The figures of articles this worker knows nothing else of, for a pool."""
        from briefing.figures.extract_figures import extract_figures

        return [(article.id, extract_figures(article)) for article in articles]

    def prepare(self, jobs: Sequence[FileJob], details: OverrideTable) -> list[PreparedFile]:
        """Files made ready for a library, for a pool."""
        from briefing.library.build.prepare import prepare_files

        return prepare_files(jobs, details)

    def prepare_part(self, path: str, lines: LinesPart, details: OverrideTable) -> PreparedFile:
        """Some lines of a large file made ready for a library, for a pool."""
        from briefing.library.build.record_parts import prepare_part

        return prepare_part(path, lines, details)

    def prepare_stored(
        self, folder: str, paths: Sequence[str], numbers: Sequence[int], kind: str, details: OverrideTable
    ) -> list[tuple[int, Any]]:
        """What an index takes of articles that lie in a library, for a pool."""
        from briefing.library.build.reindex import documents_in

        return documents_in(Path(folder), paths, numbers, kind, details)

    def warm(self) -> Iterator[Progress]:
        """Build the indexes that answer `search` and `lens`."""
        total = 2 * len(self._session.articles)
        self._warming = True
        try:
            for done, name in enumerate(self._session.warm(), 1):
                yield Progress(done, total, name)
        finally:
            self._warming = False

    def topics(self) -> tuple[Topic, ...]:
        """The topics of all articles."""
        return self._session.topics()

    def steered_topics(self) -> SteeredTopics:
        """The topics, the remembered steering they heed, and what of it waits."""
        return self._session.steered_topics()

    def stored_topics(self) -> StoredAnswer:
        """The topics of a large library that are stored now, perhaps of an earlier state of it."""
        return StoredAnswer(self._session.steered_topics(), self._session.source_counts())

    def work_out_topics(self) -> Iterator[Progress | Part]:
        """Bring the stored topics of a large library up to date; the part is a `StoredAnswer`."""
        from briefing.jobs.stepping import steps_of

        work = self._session.topic_work()
        for done, total in steps_of(work) if work is not None else ():
            yield Progress(done, total, "topics")
        yield Part(self.stored_topics())

    def steer(self, paths: Sequence[str], step: Steer) -> SteeredTopics:
        """Remember one more step about topics; the topics as they are then."""
        self._session.steer(paths, step)
        return self._session.steered_topics()

    def undo_steer(self, paths: Sequence[str]) -> SteeredTopics:
        """Forget the last step about topics; the topics as they are then."""
        self._session.undo_steer(paths)
        return self._session.steered_topics()

    def explain_topic(self, label: str, ref: Ref | None) -> TopicExplanation:
        """What makes a topic, and why a passage is in it."""
        return self._session.explain_topic(label, ref)

    def synopsis(self, topic: Topic) -> Iterator[Progress | Part]:
        """What each article says of a topic; the part is the `Synopsis`."""
        return _followed(self._session.synopsis(topic), topic.label)

    def search(self, query: str, limit: int, offset: int = 0, order: Order = "best") -> SearchAnswer:
        """Search while typing: hits from number `offset` on, in the order `best`, `date` or `oldest`."""
        return self._session.search(query, limit=limit, offset=offset, order=order, context=1)

    def narrowed(self, query: str) -> ListAnswer:
        """The articles of the list that a filter leaves, while it is typed."""
        return self._session.narrowed(query)

    def forget_listing(self) -> None:
        """The list is not narrowed any more."""
        self._session.forget_listing()

    def found_in(self, query: str, names: Sequence[str]) -> dict[str, FoundSpans]:
        """Every match of a query in each of these articles; one that is gone is left out."""
        versions = self._versions(names)
        found: dict[str, set[Span]] = {name: set() for name in names}
        for hit in self._session.search(query, limit=MOST_FOUND, within=names).hits:
            found[hit.article].update(hit.spans)
        # Of an article that was written while it was searched nothing is told: its spans fit no one text.
        after = self._versions(names)
        return {
            name: FoundSpans(versions[name], tuple(sorted(spans, key=lambda span: span.start)))
            for name, spans in found.items()
            if name in versions and versions[name] == after.get(name)
        }

    def _versions(self, names: Iterable[str]) -> dict[str, str]:
        """The fingerprint of each of these articles that is there."""
        there = self._session.by_name
        return {name: article.fingerprint for name in names if (article := there.get(name)) is not None}

    def lens(self, ref: Ref, span: Span | None, columns: Sequence[str]) -> Lens:
        """Related passages of `ref`, its counterparts in `columns`, and what is known of its figure or name.

        While the indexes are being built, related passages are pending instead of being worked
        out at once: on a large folder that would keep every other question waiting.
        """
        counterparts: dict[str, RelatedPassage | None] = {}
        related: tuple[RelatedPassage, ...] = ()
        pending = self._warming
        if not pending:
            related = self._session.related(ref, top=RELATED, fold=True)
            for name in columns:
                if name != ref.article:
                    counterparts[name] = self._session.counterpart(ref, name)
        figure = self._session.figure_at(ref.article, span) if span is not None else None
        same = self._session.same_figures(figure)[:SAME] if figure is not None else ()
        others = self._session.rival_figures(figure, related)[:SAME] if figure is not None else ()
        mention = self._session.name_at(ref.article, span) if span is not None and figure is None else None
        elsewhere = self._session.named_elsewhere(mention)[:SAME] if mention is not None else ()
        named = [
            found.article for found in (*related, *counterparts.values(), *same, *others, *elsewhere) if found
        ]
        return Lens(
            ref,
            related,
            counterparts,
            normal=self._session.normal_form(figure) if figure is not None else "",
            same=same,
            rivals=others,
            name=mention,
            named=elsewhere,
            pending=pending,
            least=self._session.least_related,
            versions=self._versions(dict.fromkeys((ref.article, *named))),
        )

    def annotations(
        self, names: Sequence[str], analysis: str
    ) -> dict[str, tuple[str, tuple[Annotation, ...]]]:
        """What an analysis found in each of these articles, with the fingerprint of the text it stands in;
        one that is gone is left out."""
        found: dict[str, tuple[str, tuple[Annotation, ...]]] = {}
        for name in names:
            article = self._session.by_name.get(name)
            if article is not None:
                found[name] = article.fingerprint, self._session.annotations(name, analysis)
        return found

    def copies(self) -> tuple[tuple[Ref, ...], ...]:
        """The groups of passages in nearly the same words."""
        return tuple(group.passages for group in self._session.copies())

    def only_here(self) -> Iterator[Progress | Part]:
        """Compare all passages; the part is the tuple of statements that stand in one article only."""
        return _followed(self._session.only_here_steps())

    def only_here_in(self, names: Sequence[str]) -> Iterator[Progress | Part | None]:
        """The statements of some articles that no other article has; the part is a tuple of them."""
        found: list[Ref] = []
        for name in names:
            found += yield from self._told(self._session.only_here_in(name))
        yield Part(tuple(found))

    def next_only_here(self, ref: Ref, direction: int) -> Iterator[Progress | Part | None]:
        """Look for the next statement that no other article has; the part is its place, or None."""
        yield Part((yield from self._told(self._session.next_only_here(ref, direction))))

    def export_to(
        self, path: str, what: ExportWhat, topic: str | None, form: str, overwrite: bool
    ) -> Iterator[Progress | Part | None]:
        """Write an export to a file, article by article; the part is how many excerpts it holds."""
        steps = self._session.export_steps(path, what, form, topic=topic, overwrite=overwrite)
        yield Part((yield from self._told(steps)))

    @staticmethod
    def _told(steps: Generator[tuple[int, int], None, Result]) -> Generator[Progress | None, None, Result]:
        """Go through a long job a step at a time, telling now and then how far it is."""
        told = time.monotonic()
        try:
            while True:
                done, total = next(steps)
                if time.monotonic() - told > TELL_SECONDS:
                    told = time.monotonic()
                    yield Progress(done, total, "")
                else:
                    yield None
        except StopIteration as end:
            answer: Result = end.value
            return answer
        finally:
            steps.close()

    def set_details(self, name: str, source: str | None, published: str | None) -> Article:
        """Set source and date by hand."""
        article = self._session.set_details(name, source=source, published=published)
        if self._session.library is not None:
            from briefing.library.build.apply_overrides import take_in_details

            take_in_details(self._session.library)
        self._session.forget_listing()
        return article


def _followed(steps: Generator[tuple[int, int], None, object], what: str = "") -> Iterator[Progress | Part]:
    """Go through a long job, telling each step; the part is what it returns."""
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            yield Part(end.value)
            return
        yield Progress(done, total, what)
