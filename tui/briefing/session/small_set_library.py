"""Keeping a small set for the next time: its library is made of what is known of it already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import LibraryError
from briefing.folders import named_or_bundled
from briefing.library.build.builder import build_library
from briefing.library.findings import Commit, made_at_once, write_findings
from briefing.library.locations import is_library, library_folder, resolved
from briefing.library.maintenance import forget, forget_oldest, library_info, mark_used
from briefing.library.reader import Library
from briefing.library.writer import BusyError
from briefing.model.library_choice import ANY_LIBRARY, LibraryChoice
from briefing.text.clean import clean_line

if TYPE_CHECKING:
    from briefing.model.set_findings import Findings, Known


def keep_set(
    paths: Sequence[str], known: Known, findings: Findings | None, chosen: LibraryChoice = ANY_LIBRARY
) -> None:
    """Make the library of a small set, or bring it up to date.

    `known` are the figures of its articles by id, found with what is set by hand, and `findings` what
    comparing these very articles gave. LibraryError when nothing can be kept. While another program
    builds the library it is left to that.
    """
    if not chosen.wanted:
        return
    named = named_or_bundled(paths)
    folder = library_folder(named, chosen.folder)
    _refuse_other(folder, named)
    try:
        commit, numbers = _made_at_once(named, folder, known)
    except BusyError:
        return
    if not _holds(folder, named, known):
        # An article has come, changed or gone since they were found.
        findings = None
    write_findings(folder, commit, findings, numbers)
    mark_used(folder)
    forget_oldest()


def _refuse_other(folder: Path, paths: Sequence[str]) -> None:
    """Raise LibraryError where a folder that was named holds the library of other paths: it is kept."""
    there = library_info(folder).paths if is_library(folder) else ()
    if there and there != resolved(paths):
        raise LibraryError(
            f"the library in {clean_line(str(folder))} is of other paths",
            hint="briefing library info names them",
        )


def _made_at_once(paths: Sequence[str], folder: Path, known: Known) -> tuple[Commit, dict[str, int]]:
    """Bring the library up to date; return its last commit, and the number of each article by its id.

    One that would grow bit by bit is made anew: what was replaced goes on counting in the ranking,
    and what came between others has a later number, so that the answers would not be those of the
    first opening.
    """
    before = made_at_once(folder) if is_library(folder) else None
    if is_library(folder) and (before is None or not _holds(folder, paths, known)):
        forget(folder)
        before = None
    fresh = not is_library(folder)
    built = _built(paths, folder, known)
    if fresh or before == built[0]:
        return built
    forget(folder)
    return _built(paths, folder, known)


def _built(paths: Sequence[str], folder: Path, known: Known) -> tuple[Commit, dict[str, int]]:
    """Build the library, and return the same."""
    for _ in build_library(paths, folder=folder, known=known):
        pass
    library = Library.open(folder, paths)
    try:
        numbers = {name: number for name, number, _, _ in library.standing()}
        return Commit(str(library.state("identity", "")), library.generation()), numbers
    finally:
        library.close()


def _holds(folder: Path, paths: Sequence[str], known: Known) -> bool:
    """Whether the library holds just the articles that are known, with the same texts."""
    try:
        library = Library.open(folder, paths)
    except LibraryError:
        return False
    try:
        there = {head.id: head.fingerprint for head in library.heads()}
        return there == {name: one.fingerprint for name, one in known.items()}
    finally:
        library.close()
