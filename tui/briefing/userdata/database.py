"""The one SQLite file that holds what a person made: marks, notes, details set by hand.

Owns connections, transactions and copies; knows the tables only as a list of migrations. Used
by several threads (one lock) and several processes (the database's own locks) at once.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import StoreError
from briefing.files.atomic import why
from briefing.files.clock import utc_now
from briefing.files.lock import lock_file, process_lock
from briefing.files.lock_wait import begin_read, execute_when_free
from briefing.files.sqlite_errors import is_damage, is_disk_failure, store_error
from briefing.text.clean import clean_line
from briefing.userdata import database_copies, repair_log
from briefing.userdata.database_connection import empty_store
from briefing.userdata.open_database import OpenedDatabase, open_store
from briefing.userdata.repair_log import Repair
from briefing.userdata.schema_steps import MIGRATIONS, Migration

if TYPE_CHECKING:
    from briefing.userdata.repair import RicherCopy

_INHERITED: list[sqlite3.Connection] = []
"""Connections of a parent process: never used and never closed, either would break its locks."""


def _roll_back(connection: sqlite3.Connection) -> None:
    """End the transaction, unless an error has ended it already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


class Database:
    """One SQLite file, opened at first use and made at the first write.

    Until then reading finds an empty store, and nothing is left behind on the disk.

    Everything that goes wrong with it is a StoreError with a line a person understands. What
    went wrong and was mended is in `notices`.
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration] = MIGRATIONS,
        *,
        seconds: float = 10.0,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """`seconds` is how long a read or write waits for others before it gives up."""
        self.path = path.absolute()
        self._migrations = migrations
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.RLock()
        self._opened: OpenedDatabase | None = None
        self._empty: sqlite3.Connection | None = None
        self._process = 0
        self._file: tuple[int, int] | None = None
        self._copied_on = ""
        self._openings = 0
        self._commits = 0
        self._failed: StoreError | None = None
        self._notices: list[str] = []
        self._repairs: tuple[Repair, ...] = ()
        self._suspect = False

    def open(self) -> None:
        """Open the file now, and make it where there is none; raises StoreError."""
        with self._lock, self._faults():
            self._ready()

    def close(self) -> None:
        """Close the file; the next read or write opens it again."""
        with self._lock:
            self._drop()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of the store, one line each: repairs nobody has seen yet go first."""
        return (*(repair.describe() for repair in self.unseen_repairs), *self._notices)

    @property
    def unseen_repairs(self) -> tuple[Repair, ...]:
        """Repairs of the store, by this or another process, that no person has seen; oldest first.

        Empty where the store was not opened yet.
        """
        return tuple(repair for repair in self._repairs if not repair.seen)

    def repairs(self) -> tuple[Repair, ...]:
        """Return every repair that is on record, oldest first; raises StoreError."""
        with self.read() as connection:
            return repair_log.read(connection)

    def richest_copy(self) -> RicherCopy | None:
        """Return the copy with most marks and corrections that are not here; None where no copy has any."""
        # Imported here: only a repair needs it.
        from briefing.userdata.repair import richest_copy, stored_ids

        with self.read() as connection:
            here = stored_ids(connection)
        return richest_copy(self.path, here)

    def repairs_seen(self) -> None:
        """Remember that a person has seen all repairs there are; raises StoreError when that fails."""
        if not self.unseen_repairs:
            return
        with self.write() as connection:
            for repair in repair_log.read(connection):
                repair_log.write(connection, replace(repair, seen=True))
            self._repairs = repair_log.read(connection)

    @property
    def read_only(self) -> str:
        """Why nothing can be saved, or an empty string; raises StoreError as `open` does."""
        with self._lock, self._faults():
            return self._ready().read_only

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reading one consistent state; raises StoreError."""
        with self._lock, self._faults():
            connection = self._readable()
            if connection.in_transaction:  # a read inside a write sees that write
                yield connection
                return
            begin_read(connection, self._seconds)
            try:
                yield connection
            finally:
                _roll_back(connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one change, on disk when the block ends, undone when it raises.

        Raises StoreError when it cannot be saved; nothing of the change is then in the file.
        """
        with self._lock, self._faults():
            connection = self._writable()
            # Who holds the process lock is next: without it a process that writes without a pause
            # can shut the others out. The write lock is taken before anything is read: a read
            # lock made stronger later fails at once when another process has written since.
            with process_lock(lock_file(self.path), self._seconds):
                execute_when_free(connection, "BEGIN IMMEDIATE", self._seconds)
            try:
                yield connection
                execute_when_free(connection, "COMMIT", self._seconds)
            except BaseException:
                _roll_back(connection)
                raise
            self._commits += 1
            self._copy_if_due(connection)

    def version(self) -> tuple[int, int, int]:
        """Return a value that changes whenever this or another process has changed the file."""
        with self._lock, self._faults():
            connection = self._readable()
            others: int = execute_when_free(connection, "PRAGMA data_version", self._seconds).fetchone()[0]
            return self._openings, others, self._commits

    def copy_to(self, target: Path) -> bool:
        """Copy the store as it is now to the new file `target`; false where there is none, and no file then.

        Raises StoreError where it cannot be read, or the copy cannot be written.
        """
        with self._lock, self._faults():
            connection = self._readable()
            if connection is self._empty:
                return False
            database_copies.copy_into(connection, target)
            return True

    def check(self) -> list[str]:
        """Return what is wrong with the file, as the database says it; empty when it is sound."""
        with self.read() as connection:
            lines = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        return [] if lines == ["ok"] else lines

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn errors of the database into StoreErrors."""
        try:
            yield
        except sqlite3.Error as error:
            fault = store_error(error, self.path)
            if is_disk_failure(error):
                # After a failed sync nobody knows what is on disk, and a second one may claim
                # success: nothing more is written in this run.
                self._failed = fault
            if is_damage(error):
                self._drop()
                self._suspect = True
            raise fault from error
        except OSError as error:
            raise StoreError(
                f"the store {clean_line(str(self.path))} cannot be used: {why(error)}"
            ) from error

    def _ready(self) -> OpenedDatabase:
        """Return the open database; opens it at first use, and again when its file was replaced."""
        self._forget_stale()
        if self._opened is None:
            self._opened = open_store(
                self.path, self._migrations, seconds=self._seconds, clock=self._clock, whole=self._suspect
            )
            self._suspect = False
            self._openings += 1
            self._process = os.getpid()
            self._file = self._identity()
            self._notices += [line for line in self._opened.notices if line not in self._notices]
            self._repairs = repair_log.read(self._opened.connection)
            if not self._opened.read_only:
                self._copy_if_due(self._opened.connection)
        return self._opened

    def _readable(self) -> sqlite3.Connection:
        """Return a connection to read from; does not make the file."""
        self._forget_stale()
        # Where copies are left of a file that is gone, it is made at once, and what is missing is told.
        if self._opened is None and not os.path.lexists(self.path) and not database_copies.copies(self.path):
            if self._empty is None:
                self._empty = empty_store(self._migrations)
            return self._empty
        return self._ready().connection

    def _forget_stale(self) -> None:
        """Let go of a connection made by a parent process, or to a file that was replaced."""
        if self._opened is None:
            return
        if self._process != os.getpid():
            _INHERITED.append(self._opened.connection)
            self._opened = None
        elif self._moved() and not self._opened.connection.in_transaction:
            self._drop()

    def _writable(self) -> sqlite3.Connection:
        """Return the open connection if it can be written to; raises StoreError."""
        if self._failed is not None:
            raise StoreError(self._failed.message, hint=self._failed.hint)
        opened = self._ready()
        if opened.read_only:
            # The disk may have been made writable, or have room again, since.
            self._drop()
            opened = self._ready()
        if opened.read_only:
            folder = clean_line(str(self.path.parent))
            raise StoreError(f"nothing can be saved in {folder}: {opened.read_only}")
        return opened.connection

    def _moved(self) -> bool:
        """True when the open file is no longer the one of its name: deleted, or put back."""
        return self._file is not None and self._file != self._identity()

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _drop(self) -> None:
        if self._empty is not None:
            self._empty.close()
            self._empty = None
        if self._opened is not None:
            self._opened.connection.close()
            self._opened = None

    def _copy_if_due(self, connection: sqlite3.Connection) -> None:
        """Make the copy of the day where there is none; a failure is a notice, not an error."""
        today = f"{self._clock():%Y-%m-%d}"
        if today == self._copied_on:
            return
        self._copied_on = today
        if not database_copies.daily_copy_due(self.path, today):
            return
        try:
            with process_lock(lock_file(self.path), 0):
                if database_copies.daily_copy_due(self.path, today):
                    # A copy may be all that is left of what was lost: none goes before that was seen.
                    lossy = any(repair.loss for repair in self.unseen_repairs)
                    database_copies.make_daily_copy(connection, self.path, today, keep_all=lossy)
        except (StoreError, OSError, sqlite3.Error) as error:
            reason = why(error) if isinstance(error, OSError) else clean_line(str(error))
            self._notices.append(f"today's copy of the store could not be made: {reason}")
