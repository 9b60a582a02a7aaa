"""Looking at the database file: whether it is ours, of which version, and sound."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Literal

from briefing.errors import StoreError
from briefing.files.lock_wait import begin_read, execute_when_free
from briefing.files.sqlite_errors import is_damage
from briefing.text.clean import clean_line
from briefing.userdata.database_connection import connect
from briefing.userdata.schema_steps import APPLICATION_ID, columns_in, columns_of

CHECKED_WHOLE = 64 * 2**20
"""Bytes up to which every page is checked at each opening (about 5 ms a megabyte)."""

_SMALLEST = 512
"""Bytes of the smallest database there can be, of one page of the smallest size."""

LAST_NUMBER = 2**53
"""Running numbers above it are damage: ours count from 1, and the database gives none behind its greatest."""

State = Literal["missing", "current", "outdated", "damaged"]


def state_of(path: Path, newest: int) -> State:
    """Return the state of `path` without changing anything on disk.

    `newest` is the version of the schema the program knows; a file of it is `current`.

    Raises StoreError when the schema is newer than the program, OSError when the file may not
    be looked at or is no plain file.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return "missing"
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"the store {clean_line(str(path))} is not a plain file")
    if found.st_size < _SMALLEST:
        return "damaged"
    try:
        # Immutable: no lock is taken, no journal made or played, whatever the header says.
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            version = _version(connection)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return "damaged"
        raise
    if version < 1:
        return "damaged"
    if version > newest:
        raise StoreError(
            f"the store {clean_line(str(path))} was written by a newer version of briefing",
            hint="update briefing; nothing was changed",
        )
    return "current" if version == newest else "outdated"


def is_sound(connection: sqlite3.Connection, path: Path, seconds: float, *, whole: bool = False) -> bool:
    """True when the database can be read; looked at while others may be writing.

    Every page is checked where the file is not too large for that, or where `whole` asks for it.
    """
    try:
        begin_read(connection, seconds)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    try:
        return _sound(connection, path, whole=whole)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def is_damaged(path: Path, seconds: float, *, whole: bool = False) -> bool:
    """Look at the file again, now with its own lock held; only this verdict moves it away.

    The first look took no lock, and may have met another process in the middle of a write.
    """
    if path.stat().st_size < _SMALLEST:
        # We never make one: a new file gets its name when it is whole. Not even looked at by the
        # database, which would take its journal for a left-over and delete it.
        return True
    try:
        with closing(connect(path, seconds)) as connection:
            execute_when_free(connection, "BEGIN EXCLUSIVE", seconds)
            return _version(connection) < 1 or not _sound(connection, path, whole=whole)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return True
        raise


def _sound(connection: sqlite3.Connection, path: Path, *, whole: bool) -> bool:
    """As `is_sound`, inside a transaction."""
    try:
        if lacking(connection) or is_counted_out(connection):
            return False
        if path.stat().st_size > CHECKED_WHOLE and not whole:
            return True
        # Not the quick form, which does not look whether the indexes have what the tables have.
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def lacking(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the tables of its version that are not there, or lack a column: the file may be whole, and part
    of it be gone."""
    wanted = columns_of(_version(connection))
    there = columns_in(connection, wanted)
    return tuple(table for table, columns in wanted.items() if not there.get(table, frozenset()) >= columns)


def is_counted_out(connection: sqlite3.Connection) -> bool:
    """Whether a running number is so great that hardly one is left for a new row; the tables are there."""
    tables = ("mark", "step", "detail", "sqlite_sequence")
    query = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE seq > {LAST_NUMBER}" for table in tables)  # noqa: S608 - names of ours
    return connection.execute(f"{query} LIMIT 1").fetchone() is not None


def _version(connection: sqlite3.Connection) -> int:
    """Return the number of migrations done, 0 for a database that is not one of ours."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version if application == APPLICATION_ID else 0
