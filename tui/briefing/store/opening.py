"""How the database file is opened: made, checked, migrated or repaired first where need be.

`open_store` answers with a connection in every case but three, which are StoreErrors: the
schema is newer than the program, the file is locked, or it is there and may not be read. Where
nothing can be written (a read-only home, a file in place of a folder), the connection is
read-only or empty, and a notice says so.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from briefing.errors import StoreError
from briefing.store import backup, repair
from briefing.store.atomic import sync_folder, why
from briefing.store.disk import network_type, private_file, private_folder, tighten
from briefing.store.faults import is_damage, is_full, store_error
from briefing.store.lock import lock_file, process_lock
from briefing.store.schema import APPLICATION_ID, Migration
from briefing.store.waiting import begin_read, patiently
from briefing.text.clean import clean_line

CHECKED_WHOLE = 64 * 2**20
"""Bytes up to which every page is checked at each opening (about 2 ms a megabyte)."""

_SMALLEST = 512
"""Bytes of the smallest database there can be, of one page of the smallest size."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database."""

    connection: sqlite3.Connection
    read_only: str = ""
    """Why nothing can be saved; empty when everything can."""
    notices: tuple[str, ...] = ()
    """What the user should know: what was repaired, what is risky."""


@dataclass(slots=True)
class _Opening:
    """One opening: what to open and what was noticed on the way."""

    path: Path
    migrations: Sequence[Migration]
    seconds: float
    clock: Callable[[], datetime]
    notices: list[str] = field(default_factory=list)


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def open_store(
    path: Path,
    migrations: Sequence[Migration],
    *,
    seconds: float = 10.0,
    clock: Callable[[], datetime] = now,
) -> Opened:
    """Open the database `path`, whose schema is the sum of `migrations`.

    `seconds` is how long to wait for others. Raises StoreError as the module says.
    """
    opening = _Opening(path, migrations, seconds, clock)
    try:
        reason = _why_unwritable(path)
        if reason:
            return _open_unwritable(opening, reason)
        connection = _open_writable(opening)
        _warn_of_risks(opening)
    except sqlite3.Error as error:
        if is_full(error) and not _is_file(path):
            return _open_unwritable(opening, "the disk is full")
        raise store_error(error, path) from error
    except OSError as error:
        if not _is_file(path):
            return _open_unwritable(opening, why(error))
        raise StoreError(f"the store {clean_line(str(path))} cannot be opened: {why(error)}") from error
    return Opened(connection, notices=tuple(opening.notices))


def _why_unwritable(path: Path) -> str:
    """Make the folder of `path`; return why nothing can be written there, or an empty string."""
    try:
        private_folder(path.parent)
    except OSError as error:
        return why(error)
    closed = not os.access(path.parent, os.W_OK) or (_is_file(path) and not os.access(path, os.W_OK))
    return "no permission, or the disk is read-only" if closed else ""


def _open_writable(opening: _Opening) -> sqlite3.Connection:
    """Open the file for reading and writing; make, repair or migrate it under the lock."""
    path = opening.path
    if _state(opening) == "current":
        connection = _connect(path, opening.seconds)
        with _closed_on_error(connection):
            if _sound_now(connection, opening):
                return connection
        connection.close()
    with process_lock(lock_file(path), opening.seconds):
        # Another process may have done the work while this one waited: look again.
        if not path.exists():
            _create(opening)
        elif _is_damaged(opening):
            _replace_damaged(opening)
        connection = _connect(path, opening.seconds)
        with _closed_on_error(connection):
            _migrate(connection, opening)
        return connection


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close `connection` when the block raises; it stays open otherwise."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _open_unwritable(opening: _Opening, reason: str) -> Opened:
    """Open what cannot be written: the file as it is, or nothing at all."""
    path = opening.path
    line = f"nothing can be saved in {clean_line(str(path.parent))}: {reason}"
    state = _state(opening) if _is_file(path) else "missing"
    if state == "current":
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
    elif state == "missing":
        connection = empty_store(opening.migrations)
    else:
        raise StoreError(f"the store {clean_line(str(path))} is {state}, and {line}")
    connection.execute("PRAGMA query_only = ON")
    return Opened(connection, read_only=reason, notices=(*opening.notices, line))


def empty_store(migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Return a store with nothing in it, in memory: what there is to read before anything is saved."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _apply(connection, migrations, 0)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _state(opening: _Opening) -> str:
    """Return `missing`, `current`, `outdated` or `damaged` without changing anything on disk.

    Raises StoreError when the schema is newer than the program, OSError when the file may not
    be looked at or is no plain file.
    """
    path = opening.path
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
    if version > len(opening.migrations):
        raise StoreError(
            f"the store {clean_line(str(path))} was written by a newer version of briefing",
            hint="update briefing; nothing was changed",
        )
    return "current" if version == len(opening.migrations) else "outdated"


def _connect(path: Path, seconds: float) -> sqlite3.Connection:
    """Open an existing file with the settings that keep it safe."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    # A rollback journal, not a write-ahead log: SQLite up to 3.51.2 can corrupt the latter.
    patiently(connection, "PRAGMA journal_mode = DELETE", seconds)
    # FULL, and the folder synced after a commit too: without that a power cut right after a
    # commit can bring the journal's name back, and the commit is rolled back.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _sound_now(connection: sqlite3.Connection, opening: _Opening) -> bool:
    """As `_sound`, while others may be writing."""
    try:
        begin_read(connection, opening.seconds)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    try:
        return _sound(connection, opening.path)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _sound(connection: sqlite3.Connection, path: Path) -> bool:
    """True when the database can be read, every page of it where it is not too large for that."""
    try:
        if path.stat().st_size > CHECKED_WHOLE:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return True
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise


def _is_damaged(opening: _Opening) -> bool:
    """Look at the file again, now with its own lock held; only this verdict moves it away.

    The first look took no lock, and may have met another process in the middle of a write.
    """
    path = opening.path
    if path.stat().st_size < _SMALLEST:
        # We never make one: a new file gets its name when it is whole. Not even looked at by the
        # database, which would take its journal for a left-over and delete it.
        return True
    try:
        with closing(_connect(path, opening.seconds)) as connection:
            patiently(connection, "BEGIN EXCLUSIVE", opening.seconds)
            return _version(connection) < 1 or not _sound(connection, path)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return True
        raise


def _version(connection: sqlite3.Connection) -> int:
    """Return the number of migrations done, 0 for a database that is not one of ours."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version if application == APPLICATION_ID else 0


def _create(opening: _Opening) -> None:
    """Make a new database under another name and put it in place whole.

    A process killed on the way leaves no half-made file under the real name.
    """
    path = opening.path
    stamp = f"{opening.clock():%Y%m%dT%H%M%SZ}"
    repair.move_companions(path, path.with_name(f"{path.name}.bad-{stamp}"))
    partial = path.with_name(f".{path.name}.new")
    partial.unlink(missing_ok=True)
    partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)
    private_file(partial)
    try:
        with closing(_connect(partial, opening.seconds)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _apply(connection, opening.migrations, 0)
        partial.rename(path)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(path.parent)


def _replace_damaged(opening: _Opening) -> None:
    """Set the damaged file aside and put in its place what can be saved."""
    path = opening.path
    newest = len(opening.migrations)
    bad = repair.set_aside(path, f"{opening.clock():%Y%m%dT%H%M%SZ}")
    copy = repair.restore_copy(path, newest)
    if copy is None:
        _create(opening)
    with closing(_connect(path, opening.seconds)) as connection:
        _migrate(connection, opening)
        patiently(connection, "BEGIN IMMEDIATE", opening.seconds)
        saved = repair.save_rows(connection, bad)
        connection.execute("COMMIT")
    opening.notices.append(repair.describe(bad, copy, saved))


def _migrate(connection: sqlite3.Connection, opening: _Opening) -> None:
    """Bring an older schema to the newest, after a copy of the file as it was."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version >= len(opening.migrations):
        return
    backup.copy_before_migration(connection, opening.path, version)
    _apply(connection, opening.migrations, version)


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


def _warn_of_risks(opening: _Opening) -> None:
    """Note what makes this place a risky one, and take the file away from other users."""
    path = opening.path
    tighten(path)
    network = network_type(path)
    if network is not None:
        opening.notices.append(
            f"the store is on a network disk ({network}), where locks may fail: "
            "use it from one machine at a time"
        )
    if path.stat().st_nlink > 1:
        opening.notices.append(
            f"the store {clean_line(str(path))} has a second name (a hard link): "
            "two programs that use both names would damage it"
        )
