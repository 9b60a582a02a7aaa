"""Articles from a library instead of from their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.diagnostics import say
from briefing.cli.progress_line import follow
from briefing.errors import LibraryError
from briefing.folders import named_or_bundled
from briefing.library import holding_policy
from briefing.library.locations import is_library, library_folder
from briefing.library.writer import BusyError
from briefing.session import Session

if TYPE_CHECKING:
    from briefing.session.stored_files import StoredFiles


def from_library(files: Sequence[str], named: Path | None) -> Session | StoredFiles | None:
    """Return a session over the library of `files`, brought up to date; None where they are to be read.

    A library is made for a large set, and where one was `named`. What the library of a small set
    holds is returned as it is: files are compared with it one by one. What is wrong with a library
    costs time, never the answer: it is said in one line, and the articles are read.
    """
    paths, policy = named_or_bundled(files), holding_policy.POLICY
    folder = library_folder(paths, named)
    if not named and policy.holds_paths(paths):
        stored = _stored(paths, folder)
        if stored is None or policy.holds(stored.library.count()):
            return stored
        stored.library.close()
    return _brought_up(paths, folder)


def _stored(paths: Sequence[str], folder: Path) -> StoredFiles | None:
    if not is_library(folder):
        return None
    from briefing.session.stored_files import open_stored

    return open_stored(paths, folder)


def _brought_up(paths: Sequence[str], folder: Path) -> Session | None:
    """A session over the library in `folder`, after it was built."""
    # Imported late: what reads a few files needs nothing of it.
    from briefing.library.build.builder import build_library

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
    for note in session.user_data.notes:
        say(note)
    if holding_policy.POLICY.holds(library.count()):
        session.hold_library()
    return session
