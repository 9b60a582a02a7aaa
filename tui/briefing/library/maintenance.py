"""Libraries as a whole: what there is, forgetting one, making one smaller."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from briefing.analyses.corpus_analyses import CORPUS_ANALYSES
from briefing.errors import LibraryError, StoreError
from briefing.files.atomic import why
from briefing.files.lock import process_lock
from briefing.library import holding_policy
from briefing.library.connection import OtherFormatError, connect_reader
from briefing.library.locations import (
    DATABASE,
    LOCK,
    all_libraries,
    clear_half_written,
    clear_indexes,
    is_library,
    remove_tag,
)
from briefing.library.reader import FIGURES
from briefing.library.stored_names import decode_name
from briefing.library.writer import BusyError, LibraryWriter, write_fault
from briefing.text.clean import clean_line

Condition = Literal["complete", "unfinished", "other version", "damaged"]
MOST_SMALL = 100
"""Libraries of small sets that are kept: whoever looks into many files leaves no more behind."""


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What is known of one library without going through it."""

    folder: str
    paths: tuple[str, ...]
    """What it was made of: absolute, links resolved."""
    condition: Condition
    """Unfinished: the first build has not come to its end, and goes on at the next."""
    files: int = 0
    articles: int = 0
    passages: int = 0
    figures: int = 0
    size: int = 0
    """Bytes on disk."""
    modified: str = ""
    """When it was last written, in UTC."""

    def to_dict(self) -> dict[str, Any]:
        """The public form."""
        return {
            "library": self.folder,
            "paths": list(self.paths),
            "condition": self.condition,
            "files": self.files,
            "articles": self.articles,
            "passages": self.passages,
            "figures": self.figures,
            "size": self.size,
            "modified": self.modified,
        }


def library_info(folder: Path) -> LibraryInfo:
    """Return what is known of the library in `folder`; LibraryError when there is none."""
    path = folder / DATABASE
    if not is_library(folder):
        raise LibraryError(f"there is no library in {clean_line(str(folder))}", hint="briefing library build")
    size, newest = _measure(folder)
    modified = datetime.fromtimestamp(newest, UTC).isoformat(timespec="seconds")
    if not path.is_file():
        # What removed it or was about to make it was ended in between.
        return LibraryInfo(str(folder), (), "unfinished", size=size, modified=modified)
    condition: Condition = "damaged"
    try:
        with closing(connect_reader(path)) as connection:
            articles, passages, figures = connection.execute(
                "SELECT count(*), coalesce(sum(passages), 0), "
                "(SELECT coalesce(sum(count), 0) FROM annotated WHERE analysis = ?) FROM article",
                (FIGURES,),
            ).fetchone()
            files = connection.execute("SELECT count(*) FROM file").fetchone()[0]
            roots = connection.execute("SELECT place FROM root ORDER BY place").fetchall()
            done = connection.execute("SELECT value FROM state WHERE name = 'complete'").fetchone()
    except OtherFormatError as error:
        if "version" in error.message:
            condition = "other version"
        return LibraryInfo(str(folder), (), condition, size=size, modified=modified)
    except (sqlite3.Error, LibraryError):
        return LibraryInfo(str(folder), (), condition, size=size, modified=modified)
    return LibraryInfo(
        str(folder),
        tuple(decode_name(place) for (place,) in roots),
        "complete" if done and done[0] else "unfinished",
        files,
        articles,
        passages,
        figures,
        size,
        modified,
    )


def forget(folder: Path) -> int:
    """Remove the library in `folder` and return its bytes. What a person made is kept elsewhere.

    Raises BusyError while another program builds it, LibraryError when it is none or cannot be removed, and
    before anything is removed where a link leads to it or from it: what lies there may be meant to stay.
    """
    if not is_library(folder):
        raise LibraryError(f"there is no library in {clean_line(str(folder))}")
    inside = (folder / name for name in CORPUS_ANALYSES)
    link = next((path for path in (folder, *inside) if path.is_symlink()), None)
    if link is not None:
        raise LibraryError(
            f"{clean_line(str(link))} is a link to another folder; nothing was removed",
            hint=f"it leads to {clean_line(str(link.resolve()))}",
        )
    size, _ = _measure(folder)
    try:
        with process_lock(folder / LOCK, 0):
            for path in folder.glob(f"{DATABASE}*"):
                path.unlink()
            clear_indexes(folder)
            clear_half_written(folder)
            # Last: what is left without it would not be ours to remove.
            remove_tag(folder)
            (folder / LOCK).unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
    except StoreError as error:
        raise BusyError(f"another briefing is building the library in {clean_line(str(folder))}") from error
    except OSError as error:
        raise LibraryError(
            f"the library in {clean_line(str(folder))} cannot be removed: {why(error)}"
        ) from error
    return size


def mark_used(folder: Path) -> None:
    """Take note that the library in `folder` is of use now; raises LibraryError."""
    try:
        os.utime(folder)
    except OSError as error:
        raise LibraryError(
            f"the library in {clean_line(str(folder))} cannot be used: {why(error)}"
        ) from error


def forget_oldest(most: int = MOST_SMALL) -> list[Path]:
    """Remove the libraries of small sets in the cache folder that were used longest ago, beyond `most`.

    Those of large sets, which take long to make, stay. Returns what was removed.
    """
    libraries = (folder for folder in all_libraries() if not folder.is_symlink())
    folders = sorted(libraries, key=lambda folder: folder.stat().st_mtime, reverse=True)
    removed: list[Path] = []
    for folder in folders[most:]:
        info = library_info(folder)
        if info.condition != "damaged" and not holding_policy.POLICY.holds(info.articles):
            continue
        try:
            forget(folder)
        except BusyError:
            continue  # somebody uses it just now
        removed.append(folder)
    return removed


def compact(writer: LibraryWriter) -> None:
    """Forget which articles are gone, and give free space back to the disk; raises LibraryError.

    Every index must have taken in the last commit.
    """
    try:
        writer.drop_removed(writer.generation())
    except sqlite3.Error as error:
        raise write_fault(error, writer.folder) from error


def _measure(folder: Path) -> tuple[int, float]:
    """Bytes of all files of a library, and when one was written last."""
    size, newest = 0, 0.0
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.endswith("-shm"):
                continue  # what the processes that have it open share in memory
            try:
                status = (Path(parent) / name).stat()
            except FileNotFoundError:
                continue  # a builder has just replaced it
            size += status.st_size
            newest = max(newest, status.st_mtime)
    return size, newest


def library_infos(folders: Iterable[Path]) -> list[LibraryInfo]:
    """Return what is known of several libraries, the one written last first."""
    infos = [library_info(folder) for folder in folders]
    return sorted(infos, key=lambda info: (info.modified, info.folder), reverse=True)
