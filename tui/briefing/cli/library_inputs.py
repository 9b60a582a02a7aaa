"""Articles from a library instead of from their files."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.cli.diagnostics import say
from briefing.cli.progress import follow
from briefing.errors import LibraryError
from briefing.library.places import SMALL, is_library, library_folder
from briefing.library.writing import BusyError
from briefing.session import Session, bundled_folder


def from_library(files: Sequence[str], named: str | None) -> Session | None:
    """Return a session over the library of `files`, brought up to date; None where they are to be read.

    A library is made for a large set, and where one was `named`. What is wrong with it costs time,
    never the answer: it is said in one line, and the articles are read.
    """
    from briefing.worker.sizing import is_large

    paths = list(files) or [bundled_folder()]
    folder = library_folder(paths, named)
    if not (named or is_library(folder) or is_large(paths)):
        return None
    # Imported late: what reads a few files needs nothing of it.
    from briefing.worker.building import build_library

    try:
        try:
            follow(build_library(paths, folder=folder))
        except BusyError as error:
            say(f"{error.message}; what is in it by now is used")
        session = Session()
        session.open_library(paths, folder, heed_steering=False)
    except LibraryError as error:
        say(f"{error}; the articles are read without a library")
        return None
    library = session.library
    if library is None:
        return None
    for name, warning in library.warnings():
        say(f"{name}: {warning}")
    for note in session.notes:
        say(note)
    if library.count() <= SMALL:
        session.hold_library()
    return session
