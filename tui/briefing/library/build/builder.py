"""Bringing a library up to date: what is new is read on all cores, and written by one.

Every commit is whole: files, articles and figures together, and then the indexes up to it. Whatever
ends a build, the next one goes on behind the last commit.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from briefing.analyses.articles import annotators
from briefing.errors import LibraryError, StoreError
from briefing.files.atomic import why
from briefing.folders import data_dir
from briefing.jobs.pool import cores, in_order
from briefing.jobs.requests import Request, RequestHost
from briefing.library.build.indexes import Indexes, NoIndexes
from briefing.library.build.library_boilerplate import LibraryBoilerplate, pack_in_memory
from briefing.library.build.prepare import (
    FileJob,
    PreparedArticle,
    PreparedFile,
    PrepareFiles,
    apply_details,
    digest_of_file,
    prepare_article,
    prepare_files,
)
from briefing.library.build.reading_lists import (
    RECORDED_LISTS,
    as_listed_now,
    may_concern_lists,
    stamps_of,
)
from briefing.library.build.record_parts import PartsReader, is_splittable, split
from briefing.library.build.scan import root_number, scan, scan_some
from briefing.library.file_changes import (
    KnownFile,
    Plan,
    SeenFile,
    plan_changes,
    settled_mtime,
    without_moved,
)
from briefing.library.locations import library_folder
from briefing.library.reader import MADE_AT_ONCE, Library
from briefing.library.recorded_conditions import conditions_now
from briefing.library.stored_names import depth_of
from briefing.library.writer import LibraryWriter, PackedFailure, open_writer, write_fault
from briefing.model.article import Failure
from briefing.model.build_progress import BuildProgress, Stage
from briefing.model.known_set import Known
from briefing.reading.repeated_analysis import RepeatedTexts
from briefing.reading.sources import STANDARD_INPUT
from briefing.text.clean import clean_line
from briefing.userdata.database import Database
from briefing.userdata.database_rows import UnreadRow, describe
from briefing.userdata.overrides import NO_OVERRIDES, OverrideStore, OverrideTable
from briefing.userdata.real_paths import names_below

LARGE = 400_000
"""Bytes from which starting processes is quicker than doing it here."""
BATCH = 100_000
"""Bytes of files a process is given at once: some tenths of a second of work."""
MOST_FILES = 200
"""Files a process is given at once."""
COMMIT_FIRST = 0.5
COMMIT_LAST = 8.0
"""Seconds between two commits: few at first, so that there is something to read, then ever more."""
LOOK_EVERY = 2_000
"""Files found between two reports of looking."""
MANY = 100
"""Files from which on some are read while the others are looked for: a reader has something at once."""
FIRST = 8
"""Files read so."""

Work = tuple[SeenFile, KnownFile | None]


def build_library(
    paths: Sequence[str],
    *,
    folder: Path | None = None,
    changed: Sequence[str] | None = None,
    details: OverrideTable | None = None,
    processes: int | None = None,
    known: Known | None = None,
    wait: float = 0.0,
) -> Iterator[BuildProgress]:
    """Bring the library of `paths` up to date, made where there is none; yield how far it is.

    With `changed` (absolute paths) only those are looked at. `details` is what was set by hand (by
    default, what the user's store says), `processes` how many read (by default one a core where
    there is much to read; with 0 this one does), `wait` the seconds another builder is waited for. Where
    figures are `known` already, everything is done in this process. Where what was set by hand cannot be
    read, the reports say so, and what is recorded with it stays. Giving the iterator up ends the build at
    its last whole file.

    Raises BusyError when another program builds it, LibraryError when it cannot be written.
    """
    writer = open_writer(folder or library_folder(paths), paths, seconds=wait)
    with closing(writer), _refusals(writer.folder):
        build = _Build(writer, paths, details, processes, known)
        try:
            yield from build.steps(changed)
        except GeneratorExit:
            build.keep()
            raise
        finally:
            # On a full disk this too may fail: what is left to be written out is given up then.
            build.end()


def build_unwatched(steps: Iterable[BuildProgress]) -> None:
    """Go through a build of which nobody sees the reports.

    Raises StoreError in the end, when all else is done, where what was set by hand could not be read.
    """
    notes: list[str] = []
    incomplete = False
    for step in steps:
        notes += [step.note] if step.note and step.incomplete else []
        incomplete = step.incomplete
    if incomplete:
        raise StoreError(notes[-1])


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    """Raise what the disk refuses as LibraryError."""
    try:
        yield
    except sqlite3.Error as error:
        raise write_fault(error, folder) from error
    except OSError as error:
        reason = why(error)
        raise LibraryError(f"the library in {clean_line(str(folder))} cannot be written: {reason}") from error


def update_in_memory(
    writer: LibraryWriter,
    paths: Sequence[str],
    changed: Sequence[str] | None,
    details: OverrideTable,
    repeated: RepeatedTexts | None,
) -> RepeatedTexts | None:
    """Bring a library in memory up to date, as `build_library` does one on disk.

    Nothing is analysed but what is `repeated` in its articles, given as it was and returned as it is: what
    else is wanted of new texts is found when it is asked for. LibraryError when it is a copy of one that
    is damaged.
    """
    build = _Build(writer, paths, details, None, indexes=NoIndexes(), analyse=False, repeated=repeated)
    try:
        for _ in build.steps(changed):
            pass
    except sqlite3.Error as error:
        raise write_fault(error, writer.folder) from error
    return build.repeated


class _Build:
    """One build, with its writer's lock held."""

    def __init__(
        self,
        writer: LibraryWriter,
        paths: Sequence[str],
        details: OverrideTable | None,
        processes: int | None,
        known: Known | None = None,
        *,
        indexes: Indexes | None = None,
        analyse: bool = True,
        repeated: RepeatedTexts | None = None,
    ) -> None:
        self._writer = writer
        self._paths = paths
        self._details = details if details is not None else NO_OVERRIDES
        self._stored_details = details is None
        self._details_read = True
        self._unread: tuple[str, ...] = ()
        """What is wrong with what is stored of that, in lines to be told."""
        self._processes = processes
        self._known = known
        self._conditions = (conditions_now(),)
        self._lists = ""
        """How reading lists stand beside the files, where these were looked through."""
        self._analyse = analyse
        self._indexes = indexes if indexes is not None else Indexes(writer, paths)
        self._boilerplate = LibraryBoilerplate(writer, paths, repeated, on_disk=indexes is None)
        self._started = time.monotonic()
        self._committed = self._started
        self._generation = 0
        """Of the commit under way; 0 when none is."""
        self._files = self._total_files = self._size = self._total_size = 0

    @property
    def repeated(self) -> RepeatedTexts | None:
        """What is repeated in the articles, where it was counted."""
        return self._boilerplate.found

    def keep(self) -> None:
        """Keep what is whole of a build that is given up."""
        self._commit()

    def end(self) -> None:
        """Give everything back; what was not committed is undone."""
        try:
            self._writer.undo()
        finally:
            self._indexes.close()

    def steps(self, changed: Sequence[str] | None) -> Iterator[BuildProgress]:
        """Do everything, yielding how far it is."""
        yield from self._take_stored_details()
        if self._writer.made_anew:
            yield self._report("looking", self._writer.made_anew)
        for note in self._indexes.notes:
            yield self._report("looking", note)
        first = not self._writer.generation()
        yield from self._catch_up(last=False)
        plan = self._plan_some(changed) if changed is not None else None
        whole = plan is None
        if plan is None:
            plan = yield from self._plan_all()
        plan = without_moved(plan, digest_of_file)
        # Those that were read while the others were looked for are of the same build.
        self._total_files = self._files + len(plan.to_read)
        self._total_size = self._size + sum(seen.size for seen, _ in plan.to_read)
        self._tidy(plan)
        if plan.to_read:
            self._boilerplate.take_up(self._details)
        yield from self._read(plan.to_read)
        yield from self._describe()
        self._decide()
        if whole and not (self._is_complete() and self._are_lists_recorded()):
            self._begun()
            self._writer.set_state(RECORDED_LISTS, self._lists)
            self._writer.set_state("complete", 1)
            self._writer.keep_conditions(self._conditions)
            if first:
                self._writer.set_state(MADE_AT_ONCE, self._generation)
        self._commit()
        self._boilerplate.keep()
        yield from self._catch_up(last=True)
        yield self._report("done")

    def _report(self, stage: Stage, note: str = "") -> BuildProgress:
        return BuildProgress(
            stage,
            files=self._files,
            total_files=self._total_files,
            size=self._size,
            total_size=self._total_size,
            articles=self._writer.count(),
            seconds=time.monotonic() - self._started,
            generation=self._writer.generation() - bool(self._generation),
            note=note,
            incomplete=bool(self._unread),
        )

    # -- what there is to do -----------------------------------------------------------------

    def _take_stored_details(self) -> Iterator[BuildProgress]:
        """Take what is set by hand by now; what was taken stays where that cannot be read."""
        if not self._stored_details:
            return
        before = self._unread
        try:
            self._details, rows = stored_details()
            self._unread, self._details_read = tuple(describe(rows)), True
        except StoreError as error:
            self._unread = (f"sources and dates set by hand cannot be read now: {error}",)
            self._details_read = False
        for line in self._unread:
            if line not in before:
                yield self._report("looking", line)

    def _catch_up(self, *, last: bool) -> Iterator[BuildProgress]:
        """Bring the indexes to the last commit: where the last build ended in between, and in the end."""
        for done, total in self._indexes.catch_up(self._details, last=last):
            yield replace(self._report("indexing"), files=done, total_files=total)

    def _plan_all(self) -> Generator[BuildProgress, None, Plan]:
        """Look through all paths; the generator's value is the plan."""
        seen: list[SeenFile] = []
        passed_over: list[Failure] = []
        fresh = not self._writer.count()
        paths = [path for path in self._paths if path != STANDARD_INPUT]
        ids = self._writer.root_ids()
        roots = {root_number(path, ids) for path in paths}
        for found in scan(paths, ids):
            if isinstance(found, Failure):
                passed_over.append(found)
                continue
            seen.append(found)
            if fresh and len(seen) == MANY:
                self._total_files = len(seen)
                yield from self._read_first(
                    [(file, None) for file in seen[:FIRST] if not is_splittable(file)]
                )
            if len(seen) % LOOK_EVERY == 0:
                self._total_files = len(seen)
                yield self._report("looking")
        self._writer.keep_passed_over([(f.path, f.reason, f.skipped) for f in passed_over])
        # What came without a path, as through a pipe, is on no disk to be looked for.
        known = (file for file in self._writer.known_files() if file.root in roots)
        self._lists = stamps_of(seen)
        recorded = self._writer.state(RECORDED_LISTS, "")
        return plan_changes(as_listed_now(known, seen, recorded, self._lists), seen)

    def _is_complete(self) -> bool:
        """Whether everything was looked through, and all of it was read as files are read now."""
        return bool(self._writer.state("complete", 0)) and self._writer.conditions() == self._conditions

    def _are_lists_recorded(self) -> bool:
        return bool(self._writer.state(RECORDED_LISTS, "") == self._lists)

    def _plan_some(self, changed: Sequence[str]) -> Plan | None:
        """Look at the changed paths only; None where everything has to be looked through: the first
        time, and where other limits, readers or reading lists may concern any file.
        """
        if may_concern_lists(changed):
            return None
        found = scan_some(self._paths, self._writer.root_ids(), changed)
        if found is None or not self._is_complete():
            return None
        seen, covered = found
        return plan_changes(self._writer.known_below(covered), seen)

    # -- doing it ----------------------------------------------------------------------------

    def _tidy(self, plan: Plan) -> None:
        """Take note of what is gone and what has another name."""
        for known in plan.gone:
            self._forget(self._writer.drop(self._begun(), known))
        now = time.time_ns()
        for known, seen in plan.moved:
            self._writer.move(self._begun(), known, seen, settled_mtime(seen.mtime_ns, now))
        self._commit()

    def _read_first(self, work: list[Work]) -> Iterator[BuildProgress]:
        """Read and write a few files here, without waiting for anything."""
        self._take_batch(work, self._prepared_here(work))
        self._files += len(work)
        self._size += sum(seen.size for seen, _ in work)
        self._commit()
        yield self._report("looking")

    def _read(self, work: list[Work]) -> Iterator[BuildProgress]:
        """Read and write `work`; large files of records part by part."""
        for is_large, some in groupby(work, key=lambda item: self._known is None and is_splittable(item[0])):
            if not is_large:
                yield from self._read_files(list(some))
                continue
            for seen, known in some:
                yield from self._read_parts(seen, known)

    def _read_parts(self, seen: SeenFile, known: KnownFile | None) -> Iterator[BuildProgress]:
        """Read and write a large file; as a whole where it cannot be taken apart."""
        file = split(seen.path)
        if file is None:
            yield from self._read_files([(seen, known)])
            return
        since, mtime_ns = self._begun(), settled_mtime(seen.mtime_ns, time.time_ns())
        if known is not None and known.digest == file.digest:
            self._writer.touch(known, seen, mtime_ns)
            self._files, self._size = self._files + 1, self._size + seen.size
            return
        key, records = self._writer.begin_parts(seen), 0
        parts = PartsReader(file, self._details, self._processes, lambda: self._boilerplate.known)
        for part, found in parts.read():
            generation = self._begun()
            details = [article.details for article in found.articles]
            packed = [article.packed for article in found.articles]
            numbers = self._writer.put_part(generation, key, records, packed, found.failures, details)
            for number, article in zip(numbers, found.articles, strict=True):
                self._take_in(number, article)
            records += len(numbers)
            self._size += part.end - part.begin
            self._commit_if_due()
            yield self._report("reading")
        gone = self._writer.end_parts(self._begun(), since, key, seen, mtime_ns, file.digest)
        self._forget(gone)
        self._files += 1

    def _read_files(self, work: list[Work]) -> Iterator[BuildProgress]:
        for batch, prepared in self._prepared(work):
            self._take_batch(batch, prepared)
            self._files += len(batch)
            self._size += sum(seen.size for seen, _ in batch)
            self._commit_if_due()
            yield self._report("reading")

    def _take_batch(self, batch: list[Work], prepared: Sequence[PreparedFile]) -> None:
        now = time.time_ns()
        for (seen, known), file in zip(batch, prepared, strict=True):
            self._take(seen, known, file, settled_mtime(seen.mtime_ns, now))

    def _take(self, seen: SeenFile, known: KnownFile | None, file: PreparedFile, mtime_ns: int) -> None:
        """Write what was read of one file."""
        if file.unchanged and known is not None:
            # Nothing that anybody asks for is another: no commit is begun for that.
            self._writer.touch(known, seen, mtime_ns)
            return
        generation = self._begun()
        before, numbers = self._writer.put(
            generation,
            seen,
            mtime_ns,
            file.digest,
            [article.packed for article in file.articles],
            file.failures,
            details=[article.details for article in file.articles],
        )
        self._forget(before)
        for number, article in zip(numbers, file.articles, strict=True):
            self._take_in(number, article)

    def _take_in(self, number: int, article: PreparedArticle) -> None:
        """Let everything that keeps step take in an article that was written."""
        self._indexes.add(number, article.documents)
        self._boilerplate.add(number, article.keys, self._details)

    def _forget(self, numbers: Sequence[int]) -> None:
        self._indexes.remove(numbers)
        self._boilerplate.remove(numbers)

    def _prepared(self, work: list[Work]) -> Iterator[tuple[list[Work], list[PreparedFile]]]:
        """Yield batches with what was read of them, in order."""
        if self._known is not None or (self._processes is None and self._total_size < LARGE):
            for batch in _batches(work):
                yield batch, self._prepared_here(batch)
            return
        batches = list(_batches(work))
        requests = (
            PrepareFiles(tuple(_jobs(batch)), self._details, self._boilerplate.known, self._analyse)
            for batch in batches
        )
        processes = cores() if self._processes is None else self._processes
        found = in_order(requests, processes=processes, lost=_one_by_one)
        with closing(found):
            yield from zip(batches, found, strict=True)

    def _prepared_here(self, work: list[Work]) -> list[PreparedFile]:
        return prepare_files(
            _jobs(work),
            self._details,
            self._known,
            boilerplate=self._boilerplate.known,
            analyse=self._analyse,
        )

    def _decide(self) -> None:
        """Decide on passages that stand in many articles, and work out anew what changes by that."""
        for number, article in self._boilerplate.decide(self._details):
            generation = self._begun()
            if self._analyse:
                known = self._known.get(article.id) if self._known is not None else None
                prepared = prepare_article(article, article.id, self._details, known)
                self._writer.redo(generation, number, prepared.packed, prepared.details)
                self._indexes.add(number, prepared.documents)
            else:
                self._writer.redo(generation, number, pack_in_memory(article), (None, None))
        if self._boilerplate.decided_anew:
            self._boilerplate.record(self._begun())

    def _describe(self) -> Iterator[BuildProgress]:
        """Work out anew what changed with a source or date set by hand since it was recorded, and what
        no analysis of this version has found yet."""
        if not self._analyse:
            return
        # Something may have been set while the rest was being read.
        yield from self._take_stored_details()
        reader = self._writer.reader(self._paths)
        behind = set(self._writer.behind({one.number: one.version for one in annotators()}))
        # What cannot be read now is not taken back in what was recorded with it.
        described = self._perhaps_described(reader) if self._details_read else set()
        for number in sorted(behind | described):
            article = reader.article(number)
            _, wanted = apply_details(article, self._details)
            if number in behind or reader.details(number) != wanted:
                prepared = prepare_article(article, article.id, self._details)
                self._writer.redo(self._begun(), number, prepared.packed, wanted)
                self._indexes.add(number, prepared.documents)

    def _perhaps_described(self, reader: Library) -> set[int]:
        """The numbers of all articles to which something set by hand may apply or have applied."""
        numbers = set(self._writer.described())
        for fingerprint in self._details.by_text:
            numbers.update(self._writer.with_fingerprint(fingerprint))
        for place in self._details.by_place:
            found = map(reader.number, names_below(self._paths, place))
            numbers.update(number for number in found if number is not None)
        return numbers

    # -- commits -----------------------------------------------------------------------------

    def _begun(self) -> int:
        """The generation of the commit under way, begun where none is."""
        if not self._generation:
            before = self._writer.conditions() if self._writer.generation() else ()
            self._generation = self._writer.begin()
            if not set(self._conditions).issubset(before):
                # Files come in that are read otherwise: should the build be given up, there are of both.
                self._writer.keep_conditions((*before, *self._conditions))
            if not (self._writer.state("complete", 0) or self._writer.state(RECORDED_LISTS, "")):
                self._writer.set_state(RECORDED_LISTS, self._lists)
        return self._generation

    def _commit(self) -> None:
        """Commit what is under way: the database first, then the indexes up to it."""
        if self._generation:
            generation, self._generation = self._generation, 0
            self._writer.commit()
            self._indexes.commit(generation)
            self._committed = time.monotonic()

    def _commit_if_due(self) -> None:
        if time.monotonic() - self._committed > self._pause():
            self._commit()

    def _pause(self) -> float:
        """Seconds until the next commit is due: a tenth of the time the build has taken."""
        return min(COMMIT_LAST, max(COMMIT_FIRST, (time.monotonic() - self._started) / 10))


def _one_by_one(request: Request[RequestHost, list[PreparedFile]]) -> list[PreparedFile]:
    """Read each file of a batch in which a process ended; the one that ends another is left out."""
    assert isinstance(request, PrepareFiles)
    each = (
        PrepareFiles((job,), request.details, request.boilerplate, request.analyse) for job in request.jobs
    )
    found = in_order(each, processes=1, ahead=1, lost=_left_out)
    return [file for (file,) in found]


def _left_out(_request: Request[RequestHost, list[PreparedFile]]) -> list[PreparedFile]:
    reason = "reading it ended the process that read it"
    return [PreparedFile(b"", unchanged=False, failures=(PackedFailure("", reason, skipped=False),))]


def stored_details() -> tuple[OverrideTable, tuple[UnreadRow, ...]]:
    """Return every source and date set by hand, and the rows that cannot be read; raises StoreError."""
    path = data_dir() / "briefing.sqlite3"
    if not path.exists():
        return NO_OVERRIDES, ()
    database = Database(path)
    try:
        store = OverrideStore(database)
        return store.all_details(), store.unread_met
    finally:
        database.close()


def _jobs(batch: Sequence[Work]) -> list[FileJob]:
    return [
        FileJob(seen.path, known.digest if known is not None else b"", depth=depth_of(seen.place))
        for seen, known in batch
    ]


def _batches(work: Sequence[Work]) -> Iterator[list[Work]]:
    batch: list[Work] = []
    size = 0
    for item in work:
        batch.append(item)
        size += item[0].size
        if size >= BATCH or len(batch) >= MOST_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
