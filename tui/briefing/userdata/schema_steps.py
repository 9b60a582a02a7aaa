"""The tables of the user's database, as the list of steps that make them.

A step that has been released is never edited: a change is a new step at the end. The number of
steps done is the database's `user_version`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from contextlib import closing
from functools import cache

Migration = tuple[str, ...]
"""The SQL statements of one step, done in one transaction."""

APPLICATION_ID = 0x42524644
"""Tells our databases from others (`BRFD`); stands in the file's header."""

_FIRST: Migration = (
    # Order of making is `seq`, never a clock: clocks go back.
    """
    CREATE TABLE mark (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        article NOT NULL,
        fingerprint TEXT NOT NULL,
        passage INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        text TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        colour TEXT NOT NULL,
        note TEXT NOT NULL,
        tags TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        published TEXT NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX mark_article ON mark (article)",
    "CREATE INDEX mark_fingerprint ON mark (fingerprint)",
    # One step is what one undo takes back; its changes hold each mark (or correction) before and after.
    """
    CREATE TABLE step (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        made TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped'))
    )
    """,
    "CREATE INDEX step_state ON step (state, seq)",
    """
    CREATE TABLE change (
        step INTEGER NOT NULL REFERENCES step (seq),
        mark TEXT NOT NULL,
        before TEXT,
        after TEXT NOT NULL,
        PRIMARY KEY (step, mark)
    ) WITHOUT ROWID
    """,
    # What a person said of an article, newest last; earlier words stay.
    """
    CREATE TABLE detail (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        fingerprint TEXT NOT NULL,
        location NOT NULL,
        source TEXT,
        published TEXT,
        made TEXT NOT NULL
    )
    """,
    "CREATE INDEX detail_fingerprint ON detail (fingerprint, seq)",
    "CREATE INDEX detail_location ON detail (location, seq)",
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

_CORRECTIONS: Migration = (
    # Their ids sort by their making, so that the order in which they are heeded is that of their ids,
    # whatever was imported when. What is said of the ledger is JSON.
    """
    CREATE TABLE correction (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        said TEXT NOT NULL,
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        removed INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID
    """,
)

_REAL_PATHS: Migration = (
    # Where the article of a mark lies, as `Mark.real_path`; null until that is known.
    "ALTER TABLE mark ADD COLUMN real_path",
)

_SEEN: Migration = (
    # The text and the place its article had when a mark was met last, as `Mark.seen_fingerprint` and
    # `Mark.seen_path`; null while they are those it was made with.
    "ALTER TABLE mark ADD COLUMN seen_fingerprint",
    "ALTER TABLE mark ADD COLUMN seen_path",
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _CORRECTIONS, _REAL_PATHS, _SEEN)


@cache
def columns_of(version: int) -> Mapping[str, frozenset[str]]:
    """Return the names of the columns of each table that a store of this version has."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in MIGRATIONS[:version]:
            for statement in step:
                connection.execute(statement)
        return columns_in(connection, ())


def columns_in(connection: sqlite3.Connection, names: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return the names of the columns of those tables of a store that it has, of all where none is named."""
    asked = f" AND t.name IN ({', '.join('?' * len(names))})" if names else ""
    # What others may have put beside ours is not looked at: that may need what is not there.
    rows = connection.execute(
        "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c"  # noqa: S608 - signs of ours
        f" WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'{asked}",
        tuple(names),
    )
    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(str(table), set()).add(str(column))
    return {table: frozenset(columns) for table, columns in found.items()}
