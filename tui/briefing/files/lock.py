"""A lock between processes, beside the database's own.

Making, repairing and migrating the file need one, because a database cannot lock a file that
is not there or is no database; and whoever is about to write holds it until it is its turn.
The lock is the kernel's, so that it ends with the process that holds it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import StoreError

_PAUSE = 0.002
"""Seconds between two tries."""


def lock_file(database: Path) -> Path:
    """Return the lock file of a database."""
    return database.with_name(f"{database.name}.lock")


@contextmanager
def process_lock(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock file `path`; raises StoreError when others hold it for `seconds`.

    The empty file stays: removing it would let two processes hold two locks of one name.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        deadline = time.monotonic() + seconds
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise StoreError("another briefing is working on the store", hint="try again in a moment")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


try:
    import fcntl
except ImportError:
    # Windows, where the lock is one of the file's first byte.
    import msvcrt

    def _try_lock(handle: int) -> bool:
        """Take the lock if it is free."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:

    def _try_lock(handle: int) -> bool:
        """Take the lock if it is free."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
