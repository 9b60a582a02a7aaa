"""Waiting for the locks of other processes, so that every one gets its turn.

The database's own way of waiting sleeps ever longer, up to a tenth of a second, and a process
that writes without a pause can shut the others out for many seconds. Short waits of random
length cannot be shut out.
"""

from __future__ import annotations

import random
import sqlite3
import time

from briefing.files.sqlite_errors import is_busy

_SHORTEST = 0.001
_LONGEST = 0.005
"""Seconds between two tries; a save holds the lock for 2 to 25 milliseconds."""


def execute_when_free(connection: sqlite3.Connection, statement: str, seconds: float) -> sqlite3.Cursor:
    """Execute `statement` as soon as the locks it needs are free.

    Raises sqlite3.OperationalError (busy) when others hold them for `seconds`. A statement that
    found a lock taken has changed nothing, so that doing it again is safe.
    """
    deadline = time.monotonic() + seconds
    usual: int = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                return connection.execute(statement)
            except sqlite3.OperationalError as error:
                if not is_busy(error) or time.monotonic() >= deadline:
                    raise
            time.sleep(random.uniform(_SHORTEST, _LONGEST))  # noqa: S311 - not a secret
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


def begin_read(connection: sqlite3.Connection, seconds: float) -> None:
    """Begin a transaction that sees one state of the database; raises as `execute_when_free` does."""
    connection.execute("BEGIN")
    try:
        # The lock is taken by the first statement that reads, whatever it reads.
        execute_when_free(connection, "SELECT 1 FROM sqlite_master LIMIT 1", seconds).fetchall()
    except BaseException:
        connection.execute("ROLLBACK")
        raise
