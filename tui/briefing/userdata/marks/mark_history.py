"""What was changed, so that it can be taken back: in the database, and so across restarts.

A step is what one undo takes back. It holds every mark it touched as it was and as it became,
whole; steps are taken back strictly in the reverse of their order, so that a mark before an
undo is always what the step left. A new step makes the ones that were undone unreachable,
without deleting them: what a person typed stays in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.userdata.marks import mark_rows as rows
from briefing.userdata.marks.mark_rows import Entry

if TYPE_CHECKING:
    import sqlite3


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one or more marks."""

    label: str
    """What was done, in words for the reader: "added a mark on “…”"."""
    made: str
    entries: tuple[Entry, ...]
    """The marks as they are after it."""
    new_id: str = ""
    """Id of the mark it makes; empty when it makes none here."""


_LAST_ID = "last mark id"


def record(connection: sqlite3.Connection, step: Step) -> None:
    """Do `step` and remember it; what was undone before can no longer be redone.

    A step without entries changes nothing and is not remembered.
    """
    if not step.entries:
        return
    connection.execute("UPDATE step SET state = 'dropped' WHERE state = 'undone'")
    cursor = connection.execute(
        "INSERT INTO step (label, made, state) VALUES (?, ?, 'done')", (step.label, step.made)
    )
    for entry in step.entries:
        found = rows.find(connection, entry.mark.id)
        before = rows.to_json(found) if found is not None else None
        connection.execute(
            "INSERT INTO change (step, mark, before, after) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, entry.mark.id, before, rows.to_json(entry)),
        )
        rows.write(connection, entry)
    if step.new_id:
        connection.execute(
            "INSERT INTO fact (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_LAST_ID, step.new_id),
        )


def last_id(connection: sqlite3.Connection) -> str | None:
    """Return the id of the mark that was made here last, None when none was."""
    found = connection.execute("SELECT value FROM fact WHERE name = ?", (_LAST_ID,)).fetchone()
    return str(found[0]) if found is not None else None


def undo(connection: sqlite3.Connection) -> str | None:
    """Take the last step back; return its label, None when there is none."""
    found = connection.execute(
        "SELECT seq, label FROM step WHERE state = 'done' ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    seq, label = found
    changes: Sequence[tuple[str | None, str]] = connection.execute(
        "SELECT before, after FROM change WHERE step = ?", (seq,)
    ).fetchall()
    for before, after in changes:
        # A mark that did not exist before becomes a removed one: its row stays.
        entry = rows.from_json(before) if before else replace(rows.from_json(after), removed=True)
        rows.write(connection, entry)
    connection.execute("UPDATE step SET state = 'undone' WHERE seq = ?", (seq,))
    return str(label)


def redo(connection: sqlite3.Connection) -> str | None:
    """Do the step that was undone last again; return its label, None when there is none."""
    found = connection.execute(
        "SELECT seq, label FROM step WHERE state = 'undone' ORDER BY seq LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    seq, label = found
    for (after,) in connection.execute("SELECT after FROM change WHERE step = ?", (seq,)).fetchall():
        rows.write(connection, rows.from_json(after))
    connection.execute("UPDATE step SET state = 'done' WHERE seq = ?", (seq,))
    return str(label)
