"""Connections to the database file, and the making and changing of its tables.

Making, changing and replacing the file is for who holds the process lock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from briefing.files.atomic import sync_folder
from briefing.files.disk import private_file
from briefing.files.lock_wait import execute_when_free
from briefing.userdata import database_copies
from briefing.userdata.schema_steps import APPLICATION_ID, Migration

_COMPANIONS = ("-journal", "-wal", "-shm")


def connect(path: Path, seconds: float) -> sqlite3.Connection:
    """Open an existing file with the settings that keep it safe."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # A rollback journal, not a write-ahead log: SQLite up to 3.51.2 can corrupt the latter.
        execute_when_free(connection, "PRAGMA journal_mode = DELETE", seconds)
        # FULL, and the folder synced after a commit too: without that a power cut right after a
        # commit can bring the journal's name back, and the commit is rolled back.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def empty_store(migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Return a store with nothing in it, in memory: what there is to read before anything is saved."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _apply(connection, migrations, 0)
    connection.execute("PRAGMA query_only = ON")
    return connection


def migrated_in_memory(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Return a store of an older schema as one of the newest, to be read where it cannot be changed."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as stored:
            stored.backup(connection)
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        _apply(connection, migrations, version)
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path, migrations: Sequence[Migration], seconds: float, stamp: str) -> None:
    """Make a new database under another name and put it in place whole.

    A process killed on the way leaves no half-made file under the real name. `stamp` is the time,
    for the name of a journal that was left without its file.
    """
    move_companions(path, path.with_name(f"{path.name}.bad-{stamp}"))
    partial = path.with_name(f".{path.name}.new")
    remove_partial(partial)
    private_file(partial)
    try:
        with closing(connect(partial, seconds)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _apply(connection, migrations, 0)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_partial(partial: Path) -> None:
    """Remove a file that was not finished, with its journal: that would be played into the next one."""
    for ending in ("", *_COMPANIONS):
        partial.with_name(partial.name + ending).unlink(missing_ok=True)


def move_companions(path: Path, target: Path) -> None:
    """Move journals of `path` beside `target`: left behind, one would be played into a new file."""
    for ending in _COMPANIONS:
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(target.with_name(target.name + ending))


def migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """Bring an older schema to the newest, after a copy of the file as it was."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version >= len(migrations):
        return
    database_copies.copy_before_migration(connection, path, version)
    _apply(connection, migrations, version)


def _apply(connection: sqlite3.Connection, migrations: Sequence[Migration], done: int) -> None:
    """Do the steps after the first `done`, all in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in migrations[done:]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
