"""Rows as earlier versions of the store had them."""

from __future__ import annotations

import sqlite3


def add_mark_of_before(connection: sqlite3.Connection, mark_id: str) -> None:
    """Insert a mark on the first three letters of `a.txt`, without the columns that came later."""
    connection.execute(
        'INSERT INTO mark (id, article, fingerprint, passage, start, "end", text, prefix, suffix, colour,'
        " note, tags, created, modified, title, source, published)"
        " VALUES (?, 'a.txt', 'f', 0, 0, 3, 'one', '', '', 'yellow', '', '[]', '2026-02-04T09:30:00Z',"
        " '2026-02-04T09:30:00Z', '', '', '')",
        (mark_id,),
    )
