"""The indexes that stand beside a library's database, and how they keep step with it.

An index is a folder in the library. Beside it stands its mark: the database it belongs to and the
commit it has taken in. The database is committed first; whatever happens then, the mark tells which
commits the index has yet to take in, and taking one in twice does no harm. A mark that is ahead of
its database (which a power cut can leave) or of another one means that the index is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from briefing.errors import LibraryError
from briefing.library.check import Fault
from briefing.library.details import AllDetails
from briefing.library.generations import Mark, read_mark, write_mark
from briefing.library.store import Library
from briefing.library.writing import LibraryWriter
from briefing.model.article import Article
from briefing.model.figure import Figure


class Index(Protocol):
    """One index, open for writing."""

    def add(self, number: int, documents: Any) -> None:
        """Take in an article, in place of what its number had."""

    def remove(self, number: int) -> None:
        """Forget an article; harmless when it is not there."""

    def commit(self) -> None:
        """Make everything since the last commit durable and visible."""


class Kind(NamedTuple):
    """One kind of index."""

    name: str
    """Of its folder in the library."""
    prepare: Callable[[Article, Sequence[Figure]], Any]
    """What the index takes of an article: pure, and run in the processes that read."""
    open: Callable[[Path, Callable[[int], Article]], Index]
    """Opens it for writing, and makes it where there is none; LibraryError when it is damaged."""
    check: Callable[[Library], Iterator[str]]
    """Yields what is wrong with an index that has taken in everything."""
    compact: Callable[[Path, Library], None]
    """Makes it as small as it gets."""


def kinds() -> tuple[Kind, ...]:
    """Return the kinds of index a library has; imports what they need."""
    return ()


def prepare_all(article: Article, figures: Sequence[Figure]) -> tuple[Any, ...]:
    """Return what each kind of index takes of an article, in the order of `kinds`."""
    return tuple(kind.prepare(article, figures) for kind in kinds())


class _Kept:
    """One index of a library and its mark; opened when something has to be written."""

    def __init__(self, kind: Kind, library: Path, identity: str, lookup: Callable[[int], Article]) -> None:
        self.kind = kind
        self._folder = library / kind.name
        self._mark = library / f"{kind.name}.mark"
        self._identity = identity
        self._lookup = lookup
        self._index: Index | None = None

    def generation(self, newest: int) -> int:
        """The commit the index has taken in; 0 after throwing one away that does not fit."""
        mark = read_mark(self._mark)
        if mark is None or mark.identity != self._identity or mark.generation > newest:
            self.discard()
            return 0
        return mark.generation

    def discard(self) -> None:
        """Throw the index away."""
        self._index = None
        self._mark.unlink(missing_ok=True)
        if self._folder.exists():
            shutil.rmtree(self._folder)

    @property
    def index(self) -> Index:
        """The index, open for writing."""
        if self._index is None:
            self._index = self.kind.open(self._folder, self._lookup)
        return self._index

    def try_open(self) -> bool:
        """Open it; False after throwing away one that is damaged."""
        try:
            return self.index is not None
        except LibraryError:
            self.discard()
            return False

    def commit(self, generation: int) -> None:
        """Commit what was taken in, and then say so."""
        if self._index is not None:
            self._index.commit()
        write_mark(self._mark, Mark(self._identity, generation))

    def close(self) -> None:
        """Give the index back; what was not committed is lost."""
        self._index = None


class Indexes:
    """All indexes of one library, for the process that writes it."""

    def __init__(self, writer: LibraryWriter, paths: Sequence[str]) -> None:
        self._writer = writer
        self._reader: Library = writer.reader(paths)
        identity = writer.identity()
        self._kept = [_Kept(kind, writer.folder, identity, self._reader.article) for kind in kinds()]

    def catch_up(self, details: AllDetails) -> Iterator[tuple[int, int]]:
        """Take in every commit that is missing; yield how many articles of how many are done."""
        newest = self._writer.generation()
        for kept in self._kept:
            at = kept.generation(newest)
            if at < newest and at and not kept.try_open():
                at = 0
            if at < newest:
                yield from self._replay(kept, at, details)
                kept.commit(newest)

    def _replay(self, kept: _Kept, at: int, details: AllDetails) -> Iterator[tuple[int, int]]:
        from briefing.worker.preparing import apply_details

        for number in self._reader.removed_since(at):
            kept.index.remove(number)
        numbers = self._reader.written_since(at)
        for done, number in enumerate(numbers, 1):
            article, _ = apply_details(self._reader.article(number), details)
            kept.index.add(number, kept.kind.prepare(article, self._reader.figures(number)))
            if done % 100 == 0 or done == len(numbers):
                yield done, len(numbers)

    def add(self, number: int, documents: Sequence[Any]) -> None:
        """Take in an article; `documents` is what `prepare_all` gave for it."""
        for kept, document in zip(self._kept, documents, strict=True):
            kept.index.add(number, document)

    def remove(self, numbers: Iterable[int]) -> None:
        """Forget articles."""
        for number in numbers:
            for kept in self._kept:
                kept.index.remove(number)

    def commit(self, generation: int) -> None:
        """Bring every index to commit `generation`."""
        self._reader.refresh()
        for kept in self._kept:
            kept.commit(generation)

    def close(self) -> None:
        """Give everything back; what was not committed is taken in by the next build."""
        for kept in self._kept:
            kept.close()


def check_indexes(library: Library) -> Iterator[Fault]:
    """Yield what is wrong with the indexes beside the database, as far as they have come."""
    for kind in kinds():
        mark = read_mark(library.folder / f"{kind.name}.mark")
        if mark is not None and mark.generation == library.generation():
            yield from (Fault(kind.name, fault) for fault in kind.check(library))
