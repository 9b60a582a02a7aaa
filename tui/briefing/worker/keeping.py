"""Keeping a small set for the next time: its library is made of what is known of it already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefing.errors import LibraryError, StoreError
from briefing.library.findings import Commit, read_findings, write_findings
from briefing.library.places import library_folder, library_wanted
from briefing.library.store import Library
from briefing.library.upkeep import forget, forget_oldest, used
from briefing.library.writing import BusyError
from briefing.session import Session, bundled_folder
from briefing.session.stored_set import StoredSet
from briefing.worker.building import build_library
from briefing.worker.preparing import KnownFigures

if TYPE_CHECKING:
    from briefing.model.findings import Findings


class Held(NamedTuple):
    """What is known of an article that is held in memory."""

    fingerprint: str
    published: str | None
    figures: KnownFigures


def keep_set(paths: Sequence[str], known: Mapping[str, KnownFigures], findings: Findings | None) -> None:
    """Make the library of a small set, or bring it up to date.

    `known` are the figures of its articles by id, found with what is set by hand, and `findings` what
    comparing these very articles gave. LibraryError when nothing can be kept. While another program
    builds the library it is left to that.
    """
    named = list(paths) or [bundled_folder()]
    folder = library_folder(named)
    if not library_wanted():
        return
    try:
        _build(named, known)
        stored = _stored(named)
        if not stored.in_order:
            # Articles came between others: numbered anew, the indexes answer as those in memory.
            forget(folder)
            _build(named, known)
            stored = _stored(named)
        if findings is not None and _are_of(stored, known, named):
            write_findings(folder, Commit(stored.identity, stored.generation), findings, stored.numbers)
        used(folder)
        forget_oldest()
    except BusyError:
        return
