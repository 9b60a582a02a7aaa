"""Marks that say which commit of a library an index beside it has taken in."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import write_atomic
from briefing.library.locations import MARK

_LONGEST = 200


class IndexMark(NamedTuple):
    """How far an index is."""

    identity: str
    """Of the database it belongs to."""
    generation: int
    """The last commit it has taken in."""


def mark_file(folder: Path, name: str) -> Path:
    """Return where a library in `folder` keeps the mark of the index called `name`."""
    return folder / f"{name}{MARK}"


def read_mark(path: Path) -> IndexMark | None:
    """Return the mark in a file, or None where there is none that can be read."""
    try:
        with path.open("rb") as file:
            words = file.read(_LONGEST).decode("ascii", "replace").split()
    except OSError:
        return None
    if len(words) != 2 or not words[1].isascii() or not words[1].isdigit():
        return None
    return IndexMark(words[0], int(words[1]))


def write_mark(path: Path, mark: IndexMark) -> None:
    """Put a mark in place, whole; LibraryError when the disk refuses it."""
    try:
        write_atomic(path, f"{mark.identity} {mark.generation}\n".encode(), overwrite=True, mode=0o600)
    except ExportError as error:
        raise LibraryError(error.message, hint=error.hint) from error
