"""How the database file is opened: made, checked, migrated or repaired first where need be.

`open_store` answers with a connection in every case but three, which are StoreErrors: the
schema is newer than the program, the file is locked, or it is there and may not be read. Where
nothing can be written (a read-only home, a file in place of a folder), the connection is
read-only or empty, and a notice says so.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefing.errors import StoreError
from briefing.files.atomic import sync_folder, why
from briefing.files.clock import utc_now
from briefing.files.disk import network_type, private_file, private_folder, sync_file, tighten
from briefing.files.lock import lock_file, process_lock
from briefing.files.lock_wait import execute_when_free
from briefing.files.sqlite_errors import is_damage, is_full, store_error
from briefing.text.clean import clean_line
from briefing.userdata.database_connection import (
    connect,
    create,
    empty_store,
    migrate,
    migrated_in_memory,
    remove_partial,
)
from briefing.userdata.database_copies import copies
from briefing.userdata.database_inspection import is_damaged, is_sound, state_of
from briefing.userdata.schema_steps import Migration


@dataclass(frozen=True, slots=True)
class OpenedDatabase:
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
    whole: bool
    notices: list[str] = field(default_factory=list)

    def stamp(self) -> str:
        """Return the time as it stands in names of files."""
        return f"{self.clock():%Y%m%dT%H%M%SZ}"


def open_store(
    path: Path,
    migrations: Sequence[Migration],
    *,
    seconds: float = 10.0,
    clock: Callable[[], datetime] = utc_now,
    whole: bool = False,
) -> OpenedDatabase:
    """Open the database `path`, whose schema is the sum of `migrations`.

    `seconds` is how long to wait for others; `whole` has every page checked, however large the file is.
    Raises StoreError as the module says.
    """
    opening = _Opening(path, migrations, seconds, clock, whole)
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
    return OpenedDatabase(connection, notices=tuple(opening.notices))


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
    if state_of(path, len(opening.migrations)) == "current":
        connection = _sound_connection(opening)
        if connection is not None:
            return connection
    with process_lock(lock_file(path), opening.seconds):
        # Another process may have done the work while this one waited: look again.
        if not path.exists():
            _make_new(opening)
        elif is_damaged(path, opening.seconds, whole=opening.whole):
            _replace_damaged(opening)
        connection = connect(path, opening.seconds)
        with _closed_on_error(connection):
            migrate(connection, path, opening.migrations)
        return connection


def _sound_connection(opening: _Opening) -> sqlite3.Connection | None:
    """Return a connection to a file that can be read; None where it shows to be damaged."""
    try:
        connection = connect(opening.path, opening.seconds)
    except sqlite3.DatabaseError as error:
        # A first page of which more than the header is gone cannot even be connected to.
        if is_damage(error):
            return None
        raise
    with _closed_on_error(connection):
        if is_sound(connection, opening.path, opening.seconds, whole=opening.whole):
            return connection
    connection.close()
    return None


@contextmanager
def _closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close `connection` when the block raises; it stays open otherwise."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _open_unwritable(opening: _Opening, reason: str) -> OpenedDatabase:
    """Open what cannot be written: the file as it is, or nothing at all."""
    path = opening.path
    line = f"nothing can be saved in {clean_line(str(path.parent))}: {reason}"
    state = state_of(path, len(opening.migrations)) if _is_file(path) else "missing"
    if state == "current":
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
    elif state == "outdated":
        connection = migrated_in_memory(path, opening.migrations)
    elif state == "missing":
        connection = empty_store(opening.migrations)
    else:
        raise StoreError(f"the store {clean_line(str(path))} is {state}, and {line}")
    connection.execute("PRAGMA query_only = ON")
    return OpenedDatabase(connection, read_only=reason, notices=(*opening.notices, line))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _make_new(opening: _Opening) -> None:
    """Make the file; where copies of one are left that hold marks, what is missing is put on record."""
    create(opening.path, opening.migrations, opening.seconds, opening.stamp())
    if not copies(opening.path):
        return
    from briefing.userdata import repair, repair_log

    richest = repair.richest_copy(opening.path, ())
    if richest is None:
        return
    gone = repair_log.Repair(
        opening.stamp(),
        "",
        offered=richest.path.name,
        offered_marks=richest.marks,
        offered_corrections=richest.corrections,
    )
    with closing(connect(opening.path, opening.seconds)) as connection:
        execute_when_free(connection, "BEGIN IMMEDIATE", opening.seconds)
        repair_log.write(connection, gone)
        connection.execute("COMMIT")


def _replace_damaged(opening: _Opening) -> None:
    """Set the damaged file aside and put in its place what can be saved of it and its newest copy.

    The new file is made whole under another name: whoever is killed on the way leaves the damaged one.
    """
    # Imported here: whose store is whole needs nothing of it.
    from briefing.userdata import repair, repair_log
    from briefing.userdata.salvage import salvage_from

    path, newest = opening.path, len(opening.migrations)
    found = salvage_from(path)
    copy = repair.sound_copy(path, newest)
    partial = path.with_name(f".{path.name}.restored")
    remove_partial(partial)
    if copy is None:
        create(partial, opening.migrations, opening.seconds, opening.stamp())
    else:
        private_file(partial)
        shutil.copyfile(copy, partial)
    bad = repair.free_name(path, opening.stamp())
    try:
        with closing(connect(partial, opening.seconds)) as connection:
            migrate(connection, path, opening.migrations)
            execute_when_free(connection, "BEGIN IMMEDIATE", opening.seconds)
            made = repair.merge(connection, found)
            richest = repair.richest_copy(path, repair.stored_ids(connection))
            stamp = bad.name.rpartition(".bad-")[2]
            made = replace(
                made,
                made=stamp,
                file=str(bad),
                copy=copy.name if copy is not None else "",
                lacking=repair.lacking_in(path),
                offered=richest.path.name if richest is not None else "",
                offered_marks=richest.marks if richest is not None else 0,
                offered_corrections=richest.corrections if richest is not None else 0,
            )
            repair_log.write(connection, made)
            connection.execute("COMMIT")
        sync_file(partial)
        repair.set_aside(path, bad)
        partial.replace(path)
    finally:
        remove_partial(partial)
    sync_folder(path.parent)


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
