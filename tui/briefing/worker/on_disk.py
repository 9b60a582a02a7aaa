"""What the reader is told of a set of articles that lies in a library: enough for its first screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import LibraryError
from briefing.library.places import is_library, library_folder
from briefing.model.opening import OnDisk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.library.store import Library

SMALL = 500
"""Articles up to which a set is held in memory."""
FIRST = 64
"""Heads sent along: more than one screen of the list."""
COLUMNS = 2
"""Articles that are opened where nothing is known of the last time."""


def look_up(paths: Sequence[str], columns: Sequence[str]) -> OnDisk | None:
    """What lies in the library of `paths`; None where there is none, or the set is small.

    `columns` are the articles that were open the last time.
    """
    folder = library_folder(paths)
    if not is_library(folder):
        return None
    from briefing.library.store import Library

    try:
        library = Library.open(folder, paths)
    except LibraryError:
        # It will be made anew; until then the articles are read as if it were not there.
        return None
    try:
        return _on_disk(library, paths, columns)
    finally:
        library.close()


def _on_disk(library: Library, paths: Sequence[str], columns: Sequence[str]) -> OnDisk | None:
    count = library.count()
    if count <= SMALL:
        return None
    heads = library.first_heads(FIRST)
    known = (library.number(name) for name in columns)
    numbers = [number for number in known if number is not None]
    numbers = numbers or [head.number for head in heads[:COLUMNS]]
    return OnDisk(
        folder=str(library.folder),
        paths=tuple(paths),
        generation=library.generation(),
        count=count,
        heads=heads,
        articles=tuple(library.article(number) for number in numbers),
        numbers=tuple(numbers),
        figures=tuple(library.figures(number) for number in numbers),
    )
