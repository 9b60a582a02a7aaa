"""SQLite's errors in words a person understands."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from briefing.errors import StoreError
from briefing.text.clean import clean_line

_WORDS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("is locked by another program", "try again in a moment"),
    sqlite3.SQLITE_LOCKED: ("is locked by another program", "try again in a moment"),
    sqlite3.SQLITE_FULL: ("could not be saved: the disk is full", "make room and try again"),
    sqlite3.SQLITE_READONLY: ("is read-only", "check the permissions of its folder"),
    sqlite3.SQLITE_PERM: ("may not be opened", "check the permissions of its folder"),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "check the permissions of its folder"),
    sqlite3.SQLITE_IOERR: (
        "could not be saved: the disk reports an error",
        "check the disk; nothing more is written until the program starts again",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", "it is set aside and repaired when it is opened next"),
    sqlite3.SQLITE_NOTADB: ("is damaged", "it is set aside and repaired when it is opened next"),
}


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of `error`, or -1 where it carries none."""
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code & 0xFF if code >= 0 else -1


def is_damage(error: sqlite3.Error) -> bool:
    """True when `error` says that the file is no sound database."""
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_busy(error: sqlite3.Error) -> bool:
    """True when `error` says that another connection holds the lock."""
    return primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_full(error: sqlite3.Error) -> bool:
    """True when `error` says that the disk has no room left."""
    return primary_code(error) == sqlite3.SQLITE_FULL


def is_disk_failure(error: sqlite3.Error) -> bool:
    """True when `error` says that the disk could not do what it was asked."""
    return primary_code(error) == sqlite3.SQLITE_IOERR


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the error a user may see for `error`, met on the database `path`."""
    words, hint = _WORDS.get(primary_code(error), (f"failed: {clean_line(str(error))}", ""))
    return StoreError(f"the store {clean_line(str(path))} {words}", hint=hint)
