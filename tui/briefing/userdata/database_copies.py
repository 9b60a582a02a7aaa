"""Copies of the database: one a day, and one before each change of its schema.

A copy is made by the database itself (`VACUUM INTO`), so that it is whole whatever others
write meanwhile. Its name begins with a running number: clocks go back, numbers do not.
"""

from __future__ import annotations

import errno
import re
import sqlite3
from pathlib import Path

from briefing.files.atomic import sync_folder
from briefing.files.disk import private_file, private_folder, sync_file

KEPT = 7
"""How many daily copies stay."""

_NAME = re.compile(r"(\d{6})-(daily|before)-([0-9a-z-]{1,40})\.db")


def backup_folder(database: Path) -> Path:
    """Return the folder in which the copies of `database` are kept."""
    return database.with_name(f"{database.stem}-copies")


def copies(database: Path) -> list[Path]:
    """Return the copies of `database` that there are, oldest first."""
    folder = backup_folder(database)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))


def daily_copy_due(database: Path, today: str) -> bool:
    """True when there is no daily copy of the day `today` (an ISO date)."""
    return not any(path.name.endswith(f"-daily-{today}.db") for path in copies(database))


def make_daily_copy(
    connection: sqlite3.Connection, database: Path, today: str, *, keep_all: bool = False
) -> Path:
    """Copy `database` for the day `today` and remove all but the last KEPT daily copies.

    With `keep_all` none is removed.

    Raises sqlite3.Error or OSError when the copy cannot be made; no part of one is left.
    """
    made = _copy(connection, database, f"daily-{today}")
    daily = [path for path in copies(database) if "-daily-" in path.name]
    for old in [] if keep_all else daily[:-KEPT]:
        old.unlink(missing_ok=True)
    return made


def copy_before_migration(connection: sqlite3.Connection, database: Path, version: int) -> Path:
    """Copy `database`, whose schema is `version`; raises as `make_daily_copy`. It stays for good."""
    return _copy(connection, database, f"before-v{version + 1}")


def _copy(connection: sqlite3.Connection, database: Path, label: str) -> Path:
    folder = backup_folder(database)
    private_folder(folder)
    existing = copies(database)
    number = int(existing[-1].name[:6]) + 1 if existing else 1
    finished = folder / f"{number:06d}-{label}.db"
    if not _storable(str(finished)):
        raise OSError(errno.EILSEQ, "the folder's name is not valid Unicode", str(folder))
    partial = folder / "copy.part"
    partial.unlink(missing_ok=True)
    try:
        copy_into(connection, partial)
        partial.rename(finished)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(folder)
    return finished


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """Copy a database to the new file `target`, whole whatever others write meanwhile; it is on disk then.

    Raises sqlite3.Error or OSError; of a copy that failed a part may stay.
    """
    # Made first, so that it is private from its first byte; the database accepts an empty file.
    private_file(target)
    connection.execute("VACUUM INTO ?", (str(target),))
    sync_file(target)


def _storable(name: str) -> bool:
    """True when the database can be given `name`, which it takes as UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in name)
