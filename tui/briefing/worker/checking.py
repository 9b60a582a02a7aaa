"""A check of a whole library: its database, its indexes, and the files it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefing.library.check import Checked, Fault, check_library
from briefing.library.store import Library
from briefing.worker.indexes import check_indexes
from briefing.worker.preparing import digest_of_file


def check(folder: Path, paths: list[str], *, deep: bool = False) -> Iterator[Fault | Checked]:
    """Yield every fault of the library in `folder`, and now and then how far the check is.

    With `deep` every file is read and compared with its record: one that has changed since is no
    fault, and is named all the same. LibraryError when there is no library that can be read.
    """
    library = Library.open(folder, paths)
    try:
        yield from check_library(library)
        yield from check_indexes(library)
        if deep:
            yield from _files(library)
    finally:
        library.close()


def _files(library: Library) -> Iterator[Fault]:
    for path, _, digest in library.files():
        found = digest_of_file(path)
        if digest and not found:
            yield Fault(path, "the file cannot be read any more; briefing library build takes note of it")
        elif digest != found:
            yield Fault(path, "the file has changed since; briefing library build takes it in")
