"""Articles from a library instead of from their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.cli.diagnostics import say
from briefing.cli.progress_line import follow
from briefing.errors import LibraryError
from briefing.folders import named_or_bundled
from briefing.library import holding_policy
from briefing.library.locations import is_library, library_folder
from briefing.library.reader import Library
from briefing.library.writer import BusyError
from briefing.session import Session


def from_library(files: Sequence[str], named: Path | None) -> Session | Path | None:
    """Return a session over the library of `files`, brought up to date; None where they are to be read.

    A library is made for a large set, and where one was `named`. Of a small set the folder of its library
    is returned, if there is one: it is left as it is. What is wrong with a library costs time, never the
    answer: it is said in one line, and the articles are read.
    """
    paths = named_or_bundled(files)
    folder = library_folder(paths, named)
    if not named:
        known = _articles_in(folder, paths) if is_library(folder) else None
        if holding_policy.POLICY.holds_set(paths, known):
            return folder if known is not None else None
    return _brought_up(paths, folder)


def _articles_in(folder: Path, paths: Sequence[str]) -> int | None:
    """How many articles a library holds; None where it cannot be read."""
    try:
        library = Library.open(folder, paths)
    except LibraryError:
        # Of another version or damaged: whoever builds it next makes it anew, and says so.
        return None
    try:
        return library.count()
    finally:
        library.close()


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
    library = session.corpus.library
    for name, warning in library.warnings():
        say(f"{name}: {warning}")
    for note in session.user_data.notes:
        say(note)
    if holding_policy.POLICY.holds(library.count()):
        session.hold_library()
    return session
