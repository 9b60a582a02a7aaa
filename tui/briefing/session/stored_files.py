"""What a library holds of files that are looked at anyway: read from it where they are unchanged.

For sets that are held in memory. Every file is compared with its record, so that a library that is
behind costs time, never an answer; nothing is written, and no lock is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.corpus.stored_set import StoredSet
from briefing.errors import LibraryError, ReadError
from briefing.folders import named_or_bundled
from briefing.library.build.scan import root_of
from briefing.library.file_changes import KnownFile, digest_of
from briefing.library.locations import is_library, library_folder
from briefing.library.reader import Library, StoredArticle
from briefing.library.stored_names import place_of
from briefing.model.article import Article, Failure
from briefing.reading.input_bytes import read_file
from briefing.userdata.overrides import OverrideTable

if TYPE_CHECKING:
    from briefing.model.figure import Figure
    from briefing.reading.sources import InputFile


class StoredFiles:
    """The files of one library, by the name they are met under."""

    def __init__(self, library: Library) -> None:
        """`library` is read from; who opened it closes it."""
        self.library = library
        self.generation = library.generation()
        self._roots = library.roots
        self._files = {(file.root, file.place): file for file in library.known_files()}
        self._taken: dict[str, StoredArticle] = {}
        self._met = 0
        self._missed = 0

    def read(self, source: InputFile) -> list[Article | Failure] | None:
        """Return the articles and failures of a file as they were read once; None where it must be read."""
        found = self._unchanged(source)
        if found is None:
            self._missed += 1
            return None
        self._met += 1
        articles, failures = found
        self._taken.update((one.article.id, one) for one in articles)
        return [*(one.article for one in articles), *failures]

    def figures(self, article: Article) -> tuple[Figure, ...] | None:
        """Return the recorded figures of `article`, which has what was set by hand; None where they
        were worked out with another date."""
        stored = self._taken.get(article.id)
        if stored is None:
            return None
        by_hand = article.published if article.published_by == "reader" else None
        return stored.figures if (stored.details[1] or None) == by_hand else None

    def whole(self, details: OverrideTable) -> StoredSet | None:
        """Return what was read, where it is all that the library holds now, with what is set by hand."""
        if (
            self._missed
            or self._met < len(self._files)
            or self.library.generation() != self.generation
            or not all(_applied(stored, details) for stored in self._taken.values())
        ):
            return None
        numbers = {name: stored.number for name, stored in self._taken.items()}
        return StoredSet(
            self.library.folder, str(self.library.state("identity", "")), self.generation, numbers
        )

    def _unchanged(self, source: InputFile) -> tuple[list[StoredArticle], list[Failure]] | None:
        known = self._known(source)
        if known is None or not _same(known, source):
            return None
        try:
            return self.library.of_file(known.id)
        except LibraryError:
            # Damaged, or replaced this moment: the file says it all.
            return None

    def _known(self, source: InputFile) -> KnownFile | None:
        if source.status is None:
            return None
        try:
            root, below = root_of(source.path, self._roots)
        except ValueError:
            return None
        return self._files.get((root, place_of(below)))


def _same(known: KnownFile, source: InputFile) -> bool:
    """Whether a file is as it was recorded: by its time, or where that leaves it open by its content."""
    status = source.status
    if status is None or known.size != status.st_size or not known.digest:
        return False
    if (known.mtime_ns, known.inode) == (status.st_mtime_ns, status.st_ino):
        return True
    try:
        return digest_of(read_file(source.path)) == known.digest
    except ReadError:
        return False


def _applied(stored: StoredArticle, details: OverrideTable) -> bool:
    """Whether what is set by hand now is what an article was recorded with."""
    found = details.find(stored.article.fingerprint, stored.article.id)
    source, published = (found.source, found.published) if found is not None else (None, None)
    return (stored.details[0] or None, stored.details[1] or None) == (source or None, published or None)


def open_stored(paths: Sequence[str], folder: Path | None = None) -> StoredFiles | None:
    """Return what the library of `paths` holds; None where there is none that can be read."""
    paths = named_or_bundled(paths)
    folder = folder or library_folder(paths)
    if not is_library(folder):
        return None
    try:
        return StoredFiles(Library.open(folder, paths))
    except LibraryError:
        # Of another version or damaged: whoever builds it next makes it anew, and says so.
        return None
