"""What was set by hand, taken into a library at once."""

from __future__ import annotations

from briefing.library.build.builder import build_library, build_unwatched
from briefing.library.reader import Library
from briefing.library.writer import BusyError


def take_in_details(library: Library) -> None:
    """Work out anew what changed with sources and dates set by hand: figures, and what can be searched.

    LibraryError when the library cannot be written, StoreError when what was set cannot be read back: it is
    safe in the user's store.
    """
    try:
        build_unwatched(build_library(library.paths, folder=library.folder, changed=()))
    except BusyError:
        # Who builds it at the moment looks at what was set by hand in the end.
        return
