"""Decides whether articles are opened from their library, and says what the reader needs of it at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import LibraryError, UsageError
from briefing.folders import named_or_bundled
from briefing.library import holding_policy
from briefing.library.locations import is_library, library_folder
from briefing.model.library_choice import ANY_LIBRARY
from briefing.model.opening_events import OnDisk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.model.library_choice import LibraryChoice
    from briefing.session import Session

FIRST = 64
"""Heads sent along: more than one screen of the list."""
COLUMNS = 2
"""Articles that are opened where nothing is known of the last time."""


class OpenedAs(NamedTuple):
    """How the articles of some paths are opened."""

    held: bool
    """Whether they are held in memory, as the holding policy says; else they stay in their library."""
    folder: Path
    """That of their library, whether there is one or not."""
    known: int | None
    """How many articles it has; None where there is none that can be read."""


def opened_as(paths: Sequence[str], chosen: LibraryChoice) -> OpenedAs:
    """Say how the articles of `paths` are opened; no more of them is looked at than that needs."""
    folder = library_folder(paths, chosen.folder)
    known = _articles_in(folder, paths) if is_library(folder) else None
    return OpenedAs(holding_policy.POLICY.holds_set(paths, known), folder, known)


def _articles_in(folder: Path, paths: Sequence[str]) -> int | None:
    """How many articles a library holds; None where it cannot be read."""
    from briefing.library.reader import Library

    try:
        library = Library.open(folder, paths)
    except LibraryError:
        # Of another version or damaged: whoever builds it next makes it anew, and says so.
        return None
    try:
        return library.count()
    finally:
        library.close()


def hold_few(session: Session) -> None:
    """Take everything of the library that `session` has open into memory, where the holding policy holds that
    many articles.
    """
    if holding_policy.POLICY.holds(len(session.corpus)):
        session.hold_library()


def kept_library(paths: Sequence[str], chosen: LibraryChoice = ANY_LIBRARY) -> Path | None:
    """Return the folder of the library of `paths`; None where there is none, or none is wanted."""
    folder = library_folder(named_or_bundled(paths), chosen.folder)
    return folder if chosen.wanted and is_library(folder) else None


def open_on_disk(
    session: Session, paths: Sequence[str], columns: Sequence[str], chosen: LibraryChoice = ANY_LIBRARY
) -> OnDisk | None:
    """Let `session` take the articles of `paths` from their library; None where they are to be read, as the
    holding policy says.

    Where there is no library yet, an empty one is made, to be built. `columns` are the articles that were
    open the last time. What is wrong with the library goes to `notes`.
    """
    if not chosen.wanted:
        return None
    opened = opened_as(paths, chosen)
    if opened.held:
        return None
    try:
        if opened.known is None or not _opened(session, paths, opened.folder):
            _make(paths, opened.folder)
            session.open_library(paths, opened.folder)
    except LibraryError as error:
        session.user_data.notes.append(f"{error}; everything is held in memory")
        return None
    return _on_disk(session, paths, columns)


def _opened(session: Session, paths: Sequence[str], folder: Path) -> bool:
    """Whether the library could be opened: it may have become another one, or have no list of failures."""
    try:
        session.open_library(paths, folder)
    except LibraryError:
        return False
    return True


def _make(paths: Sequence[str], folder: Path) -> None:
    """Make an empty library, also in place of one that cannot be read."""
    from briefing.library.writer import open_writer

    open_writer(folder, paths).close()


def _on_disk(session: Session, paths: Sequence[str], columns: Sequence[str]) -> OnDisk:
    library = session.corpus.library
    heads = library.first_heads(FIRST)
    known = [(name, number) for name in columns if (number := library.number(name)) is not None]
    known = known or [(head.id, head.number) for head in heads[:COLUMNS]]
    known = [(name, number) for name, number in known if _there(session, name)]
    return OnDisk(
        folder=str(library.folder),
        paths=tuple(paths),
        generation=library.generation(),
        count=library.count(),
        heads=heads,
        articles=tuple(session.article(name) for name, _ in known),
        numbers=tuple(number for _, number in known),
        figures=tuple(session.figures(name) for name, _ in known),
    )


def _there(session: Session, name: str) -> bool:
    try:
        return bool(session.article(name).id)
    except (UsageError, LibraryError):
        return False
