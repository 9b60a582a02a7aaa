"""The indexes that stand beside a library's database, and how they keep step with it.

An index is a folder in the library. Beside it stands its mark: the database it belongs to and the
commit it has taken in. The database is committed first; whatever happens then, the mark tells which
commits the index has yet to take in, and taking one in twice does no harm. A mark that is ahead of
its database (which a power cut can leave) or of another one means that the index is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from briefing.errors import LibraryError
from briefing.files.removal import remove_folder
from briefing.library.analysis_kinds import Index, IndexAnalysis, index_analyses
from briefing.library.build.reindex import prepare_stored
from briefing.library.index_marks import IndexMark, mark_file, read_mark, write_mark
from briefing.library.reader import Library
from briefing.library.writer import LibraryWriter
from briefing.userdata.overrides import OverrideTable


class _Kept:
    """One index of a library and its mark; opened when something has to be written."""

    def __init__(self, analysis: IndexAnalysis, library: Library, identity: str) -> None:
        self.analysis = analysis
        self.folder = library.folder / analysis.name
        self._mark = mark_file(library.folder, analysis.name)
        self._library = library
        self._identity = identity
        self._index: Index | None = None
        self.taken: set[int] = set()
        """Articles taken in since it was opened."""
        self.note = ""
        """What was wrong with the index that is made anew, in words for the user; empty where nothing was."""
        self.at = self._checked()
        """The last commit the index has taken in; 0 where there is none."""

    def _checked(self) -> int:
        """What the mark says, after throwing away an index that does not fit its library."""
        mark = read_mark(self._mark)
        newest = self._library.generation()
        if mark is None or mark.identity != self._identity or mark.generation > newest or not self._sound():
            self.discard()
            return 0
        return mark.generation

    def _sound(self) -> bool:
        try:
            self.analysis.probe(self.folder, self._library)
        except LibraryError as error:
            self.note = f"{error.message}; it is made anew"
            return False
        return True

    def discard(self) -> None:
        """Throw the index away."""
        self.close()
        self.at = 0
        self._mark.unlink(missing_ok=True)
        remove_folder(self.folder)

    @property
    def index(self) -> Index:
        """The index, open for writing; made where there is none."""
        if self._index is None:
            self._index = self.analysis.open(self.folder, self._library, fresh=self.at == 0)
        return self._index

    def add(self, number: int, document: Any) -> None:
        """Take in an article."""
        self.index.add(number, document)
        self.taken.add(number)

    def remove(self, number: int) -> None:
        """Forget an article."""
        self.index.remove(number)
        self.taken.discard(number)

    def commit(self, generation: int) -> None:
        """Commit what was taken in, and then say so."""
        self.index.commit()
        write_mark(self._mark, IndexMark(self._identity, generation))
        self.at = generation

    def close(self) -> None:
        """Give the index back; what was not committed is lost."""
        if self._index is not None:
            index, self._index = self._index, None
            index.close()
        self.taken.clear()


class Indexes:
    """All indexes of one library, for the process that writes it."""

    def __init__(self, writer: LibraryWriter, paths: Sequence[str]) -> None:
        self._reader: Library = writer.reader(paths)
        self._paths = tuple(paths)
        self._kept = [_Kept(one, self._reader, writer.identity()) for one in index_analyses()]

    @property
    def notes(self) -> list[str]:
        """What was wrong with indexes that are made anew, in lines for the user."""
        return [kept.note for kept in self._kept if kept.note]

    def catch_up(self, details: OverrideTable, *, last: bool) -> Iterator[tuple[int, int]]:
        """Take in every commit that is missing; yield how many articles of how many are done.

        What is `late` waits for the last time, when nothing else has to be written any more. Then it is also
        seen to that each holds what the library does.
        """
        for kept in self._kept:
            newest = self._reader.generation()
            if kept.at < newest and (last or not kept.analysis.late):
                try:
                    yield from self._replay(kept, details)
                    kept.commit(newest)
                except LibraryError:
                    if not kept.at:
                        raise
                    # It opened, but cannot go on from what a killed process left: it is made anew.
                    kept.discard()
                    yield from self._replay(kept, details)
                    kept.commit(newest)

        if last:
            yield from self._mend(details)

    def _mend(self, details: OverrideTable) -> Iterator[tuple[int, int]]:
        """Make anew what has taken in everything and still does not hold just what the library does.

        Where a process was killed at the wrong moment, an index can go on with an article both as it is and
        as it was.
        """
        for kept in self._kept:
            if any(kept.analysis.faults(kept.folder, self._reader)):
                kept.discard()
                yield from self._replay(kept, details)
                kept.commit(self._reader.generation())

    def _replay(self, kept: _Kept, details: OverrideTable) -> Iterator[tuple[int, int]]:
        for number in self._reader.removed_since(kept.at):
            kept.remove(number)
        numbers = [number for number in self._reader.written_since(kept.at) if number not in kept.taken]
        done = 0
        for some in prepare_stored(self._reader, self._paths, numbers, kept.analysis.name, details):
            for number, document in some:
                kept.add(number, document)
            done += len(some)
            yield done, len(numbers)

    def add(self, number: int, documents: Sequence[Any]) -> None:
        """Take in an article; `documents` is what `prepare_all` gave for it."""
        for kept, document in zip(self._kept, documents, strict=True):
            kept.add(number, document)

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget articles."""
        for number in numbers:
            for kept in self._kept:
                kept.remove(number)

    def commit(self, generation: int) -> None:
        """Bring every index that is not late to commit `generation`."""
        self._reader.refresh()
        for kept in self._kept:
            if not kept.analysis.late:
                kept.commit(generation)

    def compact(self, details: OverrideTable) -> None:
        """Make every index as small as it gets; they must have taken in everything."""
        for kept in self._kept:
            kept.close()
            if not kept.analysis.compact(kept.folder, self._reader):
                kept.discard()
        for _ in self.catch_up(details, last=True):
            pass

    def close(self) -> None:
        """Give everything back; what was not committed is taken in by the next build.

        What the disk refuses in one rises when all are closed.
        """
        with ExitStack() as closing_all:
            for kept in self._kept:
                closing_all.callback(kept.close)


class NoIndexes(Indexes):
    """Those of a library in memory, which are made when they are asked for: nothing keeps step."""

    def __init__(self) -> None:
        self._kept = []

    def add(self, number: int, documents: Sequence[Any]) -> None:
        """Nothing takes it in."""

    def commit(self, generation: int) -> None:
        """Nothing is behind."""
