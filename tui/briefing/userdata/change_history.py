"""What was changed, so that it can be taken back: in the database, and so across restarts.

A step is what one undo takes back. It holds every mark and every correction of the ledger it touched as
it was and as it became, whole; steps are taken back in the reverse of their order, so that what is there
before an undo is always what the step left. Who has some articles open goes by the steps that belong to
those alone, and a step waits for later ones on the same marks. A new step makes the ones that were undone
unreachable, without deleting them: what a person typed stays in the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from briefing.errors import StoreError
from briefing.text.clean import clean_line
from briefing.userdata.corrections import correction_rows
from briefing.userdata.corrections.correction_rows import CorrectionEntry
from briefing.userdata.database_rows import UnreadableError, rows_as_stored
from briefing.userdata.marks import mark_rows
from briefing.userdata.marks.mark_rows import Entry

if TYPE_CHECKING:
    import sqlite3


StoredEntry: TypeAlias = Entry | CorrectionEntry
"""What has a history: a mark or a correction of the ledger, with its state in the store."""


Belongs: TypeAlias = "Callable[[StoredEntry], bool]"
"""Whether a mark or correction is of what is open."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one or more marks, or corrections."""

    label: str
    """What was done, in words for the reader: "added a mark on “…”"."""
    made: str
    entries: tuple[StoredEntry, ...]
    """They as they are after it."""
    new_id: str = ""
    """Id of what it makes; empty when it makes nothing here."""


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
        before = _before(connection, entry)
        connection.execute(
            "INSERT INTO change (step, mark, before, after) VALUES (?, ?, ?, ?)",
            (cursor.lastrowid, entry.id, before, to_json(entry)),
        )
        write(connection, entry)
    if step.new_id:
        connection.execute(
            "INSERT INTO fact (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_LAST_ID, step.new_id),
        )


def write_over(connection: sqlite3.Connection, entry: StoredEntry) -> None:
    """Put `entry` in the place of its row, of which what cannot be read is kept beside."""
    _before(connection, entry)
    write(connection, entry)


def _before(connection: sqlite3.Connection, entry: StoredEntry) -> str | None:
    """Return what stands in the place of an entry, for the history; None where nothing can be read.

    What is left of a row that cannot be read is kept beside: it is about to be written over.
    """
    found: StoredEntry | None
    try:
        if isinstance(entry, CorrectionEntry):
            found = correction_rows.find(connection, entry.id)
        else:
            found = mark_rows.find(connection, entry.id)
    except UnreadableError as error:
        connection.execute(
            "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)",
            (f"unread {error.row.table} {entry.id}", json.dumps(error.row.to_dict())),
        )
        return None
    return to_json(found) if found is not None else None


def write(connection: sqlite3.Connection, entry: StoredEntry) -> None:
    """Insert the row of `entry`, or change it to this state where there is one of its id."""
    if isinstance(entry, CorrectionEntry):
        correction_rows.write(connection, entry)
    else:
        mark_rows.write(connection, entry)


def to_json(entry: StoredEntry) -> str:
    """Return `entry` for the history."""
    return correction_rows.to_json(entry) if isinstance(entry, CorrectionEntry) else mark_rows.to_json(entry)


def from_json(text: object) -> StoredEntry | None:
    """Return the entry that `to_json` wrote; None where that cannot be read any more."""
    return mark_rows.from_json(text) or correction_rows.from_json(text)


def forget(connection: sqlite3.Connection) -> None:
    """Make every step one that is neither undone nor redone any more; it stays in the file."""
    connection.execute("UPDATE step SET state = 'dropped'")


def remember(connection: sqlite3.Connection, entries: Sequence[StoredEntry], label: str) -> None:
    """Keep `entries`, which are in the table, in the history too, as a step that is never undone.

    What stands in two places is not lost with one of them.
    """
    made = max(entry.modified for entry in entries)
    cursor = connection.execute(
        "INSERT INTO step (label, made, state) VALUES (?, ?, 'dropped')", (label, made)
    )
    connection.executemany(
        "INSERT INTO change (step, mark, before, after) VALUES (?, ?, NULL, ?)",
        ((cursor.lastrowid, entry.id, to_json(entry)) for entry in entries),
    )


def newest_entry(connection: sqlite3.Connection, entry_id: str) -> StoredEntry | None:
    """Return a mark or correction as the history has it: after its last change, or before the first undone.

    None where the history has nothing of it that can be read.
    """
    changes = rows_as_stored(
        connection,
        "SELECT state, before, after FROM change JOIN step ON step.seq = change.step"
        " WHERE mark = ? ORDER BY step.seq DESC",
        (entry_id,),
    )
    return next(newest_first(changes), None)


def newest_first(changes: Sequence[tuple[object, object, object]]) -> Iterator[StoredEntry]:
    """Yield the forms of one mark or correction that can be read, the one it has now first.

    `changes` are the state of the step, the entry before and after it, the last step first.
    """
    undone = [before for state, before, _ in changes if state == "undone"]
    done = [after for state, _, after in changes if state == "done"]
    dropped = [after for state, _, after in changes if state == "dropped"]
    for text in (*undone[-1:], *done, *dropped):
        entry = from_json(text)
        if entry is not None:
            yield entry


def last_id(connection: sqlite3.Connection) -> str | None:
    """Return the id of what was made here last, None when nothing was."""
    found = connection.execute("SELECT value FROM fact WHERE name = ?", (_LAST_ID,)).fetchone()
    return str(found[0]) if found is not None else None


def undo(connection: sqlite3.Connection, belongs: Belongs | None = None) -> str | None:
    """Take the last step back, of those that belong to what is open; return its label, None when there is
    none."""
    found = _next_step(connection, "done", "DESC", belongs)
    if found is None:
        return None
    seq, label, changes = found
    for _, before, after in changes:
        # What did not exist before becomes a removed one: its row stays.
        entry = _entry(before, label) if before else replace(_entry(after, label), removed=True)
        write(connection, entry)
    connection.execute("UPDATE step SET state = 'undone' WHERE seq = ?", (seq,))
    return str(label)


def redo(connection: sqlite3.Connection, belongs: Belongs | None = None) -> str | None:
    """Do the step that was undone last again, of those that belong to what is open; return its label, None
    when there is none."""
    found = _next_step(connection, "undone", "ASC", belongs)
    if found is None:
        return None
    seq, label, changes = found
    for _, _, after in changes:
        write(connection, _entry(after, label))
    connection.execute("UPDATE step SET state = 'done' WHERE seq = ?", (seq,))
    return str(label)


def _next_step(
    connection: sqlite3.Connection, state: str, order: str, belongs: Belongs | None
) -> tuple[int, object, Sequence[tuple[object, object, object]]] | None:
    """Return the first step of a state, in this order of its making, that belongs to what is open: number,
    label, and what it changed: id, before and after of each; None where there is none, or it has to wait for
    one before it that belongs elsewhere.
    """
    steps = connection.execute(f"SELECT seq, label FROM step WHERE state = ? ORDER BY seq {order}", (state,))  # noqa: S608 - one of two words
    passed: set[object] = set()
    for seq, label in steps:
        changes = rows_as_stored(connection, "SELECT mark, before, after FROM change WHERE step = ?", (seq,))
        ids = {mark for mark, _, _ in changes}
        if belongs is None or any(_may_belong(after, belongs) for _, _, after in changes):
            steps.close()
            return (seq, label, changes) if passed.isdisjoint(ids) else None
        passed |= ids
    return None


def _may_belong(text: object, belongs: Belongs) -> bool:
    """Whether a change is of what is open; one that cannot be read may be, and is not passed over unsaid."""
    entry = from_json(text)
    return entry is None or belongs(entry)


def _entry(text: object, label: object) -> StoredEntry:
    """Return the entry a change holds; StoreError where it cannot be read, and nothing is changed then."""
    entry = from_json(text)
    if entry is None:
        raise StoreError(f"“{clean_line(str(label))}” stays as it is: what it changed cannot be read")
    return entry
