"""Connections to a library's database.

The log of changes is written ahead (WAL) where the disk is local, so that readers never wait. SQLite
before 3.51.3 can damage such a database when one connection moves the log into the file while
another writes; here only the holder of the library's lock does either, by one connection, and
readers open the file read-only, which keeps them from doing it when they close.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from briefing.errors import LibraryError
from briefing.files.disk import network_type, private_file
from briefing.files.sqlite_errors import is_busy, is_damage, is_full
from briefing.library.schema import APPLICATION_ID, FORMAT, TABLES
from briefing.text.clean import clean_line

_SECONDS = 10.0
"""How long a statement waits for others on disks where it must."""
_PAGE_CACHE = 16_000
"""Kilobytes of pages a writer holds."""


class OtherFormatError(LibraryError):
    """The library was made by another version of the program, or is no library at all."""


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open an existing library for reading; LibraryError when that cannot be done."""
    if not path.is_file():
        raise LibraryError(f"there is no library in {clean_line(str(path.parent))}")
    try:
        connection = _connect(path, "mode=ro")
        try:
            check_format(connection, path)
        except sqlite3.OperationalError:
            # In a folder that cannot be written there can be no log to look after, and so none to read.
            connection.close()
            if _log(path).exists() and _log(path).stat().st_size:
                raise
            connection = _connect(path, "mode=ro&immutable=1")
            check_format(connection, path)
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error as error:
        place = clean_line(str(path.parent))
        if is_damage(error):
            raise OtherFormatError(f"the library in {place} is damaged") from error
        raise LibraryError(f"the library in {place} cannot be read: {clean_line(str(error))}") from error
    return connection


def connect_writer(path: Path) -> sqlite3.Connection:
    """Open an existing library for writing; whoever does holds its lock. Raises sqlite3.Error."""
    connection = _connect(path, "mode=rw")
    try:
        check_format(connection, path)
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path) -> sqlite3.Connection:
    """Make a new, empty library and open it for writing; raises sqlite3.Error or OSError."""
    for name in (
        path,
        _log(path),
        path.with_name(f"{path.name}-shm"),
        path.with_name(f"{path.name}-journal"),
    ):
        name.unlink(missing_ok=True)
    private_file(path)
    connection = _connect(path, "mode=rw")
    try:
        _prepare(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        for statement in TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def create_in_memory() -> sqlite3.Connection:
    """Make an empty library that ends with its connection."""
    connection = _in_memory()
    for statement in TABLES:
        connection.execute(statement)
    return connection


def load_into_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of an existing library in memory; LibraryError when it cannot be read or is damaged."""
    source = connect_reader(path)
    connection = _in_memory()
    place = clean_line(str(path.parent))
    try:
        source.backup(connection)
        # A page that is damaged would be met only when something is written over it.
        faults = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # A message that quotes a damaged schema need not be text.
        connection.close()
        raise LibraryError(f"the library in {place} cannot be read: {clean_line(str(error))}") from error
    finally:
        source.close()
    if faults != "ok":
        connection.close()
        raise LibraryError(f"the library in {place} is damaged")
    return connection


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def leave_tidy(connection: sqlite3.Connection) -> None:
    """Move the log into the file and do without one until the next writer comes.

    A finished library is then one file, which can be read from a disk that cannot be written. While
    somebody reads, or where the disk is full, it stays as it is, which does no harm.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if not is_busy(error) and not is_full(error):
            raise


def check_format(connection: sqlite3.Connection, path: Path) -> None:
    """Raise OtherFormatError unless the database is a library of the format the program knows."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if (application, version) != (APPLICATION_ID, FORMAT):
        raise OtherFormatError(
            f"the library in {clean_line(str(path.parent))} is of another version of the program",
            hint="it is worked out again when it is opened",
        )


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Set what a writer needs."""
    mode = "DELETE" if network_type(path) else "WAL"
    connection.execute(f"PRAGMA journal_mode = {mode}")
    # A power cut may cost the last commits, which are worked out again, but never the file.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_PAGE_CACHE}")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
