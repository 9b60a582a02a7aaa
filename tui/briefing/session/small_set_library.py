"""Keeping a small set for the next time: its library is made of what is known of it already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.analyses.corpus_analyses import found_analysis
from briefing.errors import LibraryError
from briefing.folders import named_or_bundled
from briefing.library.analysis_store import write_analysis
from briefing.library.build.builder import build_library, build_unwatched, stored_details
from briefing.library.locations import is_library, library_folder, resolved
from briefing.library.maintenance import forget, forget_oldest, library_info, mark_used
from briefing.library.reader import Library
from briefing.library.topic_tables import Standing, write_topics
from briefing.library.writer import BusyError
from briefing.model.library_choice import ANY_LIBRARY, LibraryChoice
from briefing.text.clean import clean_line

if TYPE_CHECKING:
    from briefing.model.known_set import FoundTogether, Known
    from briefing.model.steering import SteeredTopics


def keep_set(
    paths: Sequence[str],
    known: Known,
    topics: SteeredTopics | None = None,
    found: FoundTogether | None = None,
    chosen: LibraryChoice = ANY_LIBRARY,
) -> None:
    """Make the library of a small set, or bring it up to date.

    `known` are the figures of its articles by id, found with what is set by hand; `topics` and what was
    `found` by comparing are of these very articles. LibraryError when nothing can be kept, StoreError when
    what was set by hand cannot be read. While another
    program builds the library it is left to that.
    """
    if not chosen.wanted:
        return
    named = named_or_bundled(paths)
    folder = library_folder(named, chosen.folder)
    _refuse_other(folder, named)
    try:
        library = _made_at_once(named, folder, known)
    except BusyError:
        return
    try:
        if topics is not None and _holds(library, known):
            details, _ = stored_details()
            heads = map(details.applied_to_head, library.heads())
            articles = {head.id: Standing(head.number, head.source or "") for head in heads}
            write_topics(folder, library.last_commit(), topics, articles)
        if found is not None:
            _keep_found(library, found)
    finally:
        library.close()
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


def _made_at_once(paths: Sequence[str], folder: Path, known: Known) -> Library:
    """Bring the library up to date, and open it.

    One that would grow bit by bit is made anew: what was replaced goes on counting in the ranking,
    and what came between others has a later number, so that the answers would not be those of the
    first opening.
    """
    if is_library(folder) and not _is_of(folder, paths, known):
        forget(folder)
    library = _built(paths, folder, known)
    if not library.made_at_once():
        library.close()
        forget(folder)
        library = _built(paths, folder, known)
    return library


def _built(paths: Sequence[str], folder: Path, known: Known) -> Library:
    build_unwatched(build_library(paths, folder=folder, known=known))
    return Library.open(folder, paths)


def _is_of(folder: Path, paths: Sequence[str], known: Known) -> bool:
    """Whether there is a library that was made at once of just the articles that are known."""
    try:
        library = Library.open(folder, paths)
    except LibraryError:
        return False
    try:
        return library.made_at_once() and _holds(library, known)
    finally:
        library.close()


def _holds(library: Library, known: Known) -> bool:
    """Whether the library holds just the articles that are known, with the same texts."""
    there = {head.id: head.fingerprint for head in library.heads()}
    return there == {name: one.fingerprint for name, one in known.items()}


def _keep_found(library: Library, found: FoundTogether) -> None:
    """Keep what was found by comparing, if that was done with the articles that the library holds."""
    heads = {(head.id, head.fingerprint): head.number for head in library.heads()}
    if heads.keys() != set(found.articles.values()):
        return
    numbers = {number: heads[article] for number, article in found.articles.items()}
    for name, packed in found.packed.items():
        analysis = found_analysis(name)
        value = analysis.renumbered(analysis.unpack(packed), numbers)
        write_analysis(library.folder, analysis, library.last_commit(), value)
