"""Articles from a library instead of from their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.cli.diagnostics import say
from briefing.cli.progress_line import follow
from briefing.errors import LibraryError
from briefing.folders import named_or_bundled
from briefing.library.locations import library_folder
from briefing.library.writer import BusyError
from briefing.model.library_choice import ANY_LIBRARY
from briefing.session import Session
from briefing.session.on_disk import hold_few, opened_as


def from_library(files: Sequence[str], named: Path | None) -> Session | Path | None:
    """Return a session over the library of `files`, brought up to date; None where they are to be read.

    A library is made for a large set, and where one was `named`. Of a small set the folder of its library
    is returned, if there is one: it is left as it is. What is wrong with a library costs time, never the
    answer: it is said in one line, and the articles are read.
    """
    paths = named_or_bundled(files)
    if named is not None:
        return _brought_up(paths, library_folder(paths, named))
    opened = opened_as(paths, ANY_LIBRARY)
    if opened.held:
        return opened.folder if opened.known is not None else None
    return _brought_up(paths, opened.folder)


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
    hold_few(session)
    return session
