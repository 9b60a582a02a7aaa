"""A damaged database: set aside, never deleted, and replaced by what can be saved.

Works on a file that nobody else replaces meanwhile: the caller holds the process lock.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefing.files.atomic import sync_folder
from briefing.files.disk import sync_file
from briefing.files.sqlite_errors import is_damage
from briefing.userdata import change_history as history
from briefing.userdata.change_history import StoredEntry
from briefing.userdata.corrections import correction_rows
from briefing.userdata.database_connection import move_companions
from briefing.userdata.database_copies import copies
from briefing.userdata.database_inspection import LAST_NUMBER, is_counted_out, lacking
from briefing.userdata.database_rows import rows_as_stored
from briefing.userdata.marks import mark_rows as rows
from briefing.userdata.overrides import DETAIL_COLUMNS
from briefing.userdata.repair_log import Repair, counted_marks
from briefing.userdata.salvage import Salvage, salvage_from
from briefing.userdata.schema_steps import APPLICATION_ID


def free_name(path: Path, stamp: str) -> Path:
    """Return a name beside `path`, `PATH.bad-STAMP`, that nothing has yet."""
    target = path.with_name(f"{path.name}.bad-{stamp}")
    number = 1
    while os.path.lexists(target):
        number += 1
        target = path.with_name(f"{path.name}.bad-{stamp}-{number}")
    return target


def set_aside(path: Path, target: Path) -> None:
    """Give the database `path` the second name `target`, and move its journal there.

    It keeps its own name until another file takes that: whoever is killed in between leaves a damaged
    store, to be repaired at the next start, and never none.
    """
    try:
        os.link(path, target)
    except OSError:
        # No second names on this disk: a copy, then.
        shutil.copyfile(path, target)
        sync_file(target)
    move_companions(path, target)
    sync_folder(path.parent)


def sound_copy(path: Path, newest_version: int) -> Path | None:
    """Return the newest sound copy of `path`, None when no copy is sound.

    A copy with a schema newer than `newest_version` is passed over.
    """
    return next((copy for copy in reversed(copies(path)) if is_usable(copy, newest_version)), None)


def merge(connection: sqlite3.Connection, found: Salvage) -> Repair:
    """Put what was found in a damaged file into the store that takes its place; return what became of it.

    `connection` is in a transaction; the store is empty, or a copy. Of a mark that both have the younger
    form stays. Where they are of one age that is the form of the damaged file, unless only its history told
    it there: the last changes of the second may be those that are lost.
    """
    before = rows.all_entries(connection).entries
    written: list[StoredEntry] = []
    for mark_id, salvaged in found.marks.items():
        ours = before.get(mark_id)
        age = salvaged.entry.mark.modified
        of_history = mark_id in found.from_history
        if ours is None or age > ours.mark.modified or (age == ours.mark.modified and not of_history):
            mark = salvaged.entry.mark
            kept = replace(
                salvaged.entry, mark=rows.with_found(mark, ours.mark) if ours is not None else mark
            )
            _insert(connection, "mark", rows.COLUMNS, rows.to_row(kept, salvaged.seq))
            written.append(kept)
    for mark_id, row in found.unread.items():
        if mark_id not in before:
            _insert(connection, "mark", rows.COLUMNS, row)
    # Details are never changed: of the same number and text the copy has the same, and has it whole.
    details = dict(rows_as_stored(connection, "SELECT seq, fingerprint FROM detail"))
    for seq, row in found.details.items():
        if details.get(seq) != row[1]:
            _insert(connection, "detail", DETAIL_COLUMNS, row)
    for fact in found.facts.items():
        _insert(connection, "fact", ("name", "value"), fact)
    corrected = correction_rows.all_entries(connection).entries
    for entry_id, entry in found.corrections.items():
        known = corrected.get(entry_id)
        if known is None or entry.modified >= known.modified:
            correction_rows.write(connection, entry)
            written.append(entry)
    if written:
        history.forget(connection)
        history.remember(connection, written, "kept when the store was damaged")
    there = rows.all_entries(connection)
    unread = {row.key for row in there.unread}
    return Repair(
        made="",
        file="",
        marks=sum(not one.entry.removed for one in found.marks.values()),
        from_history=sum(not found.marks[one].entry.removed for one in found.from_history),
        from_copy=sum(not one.removed for mark_id, one in before.items() if mark_id not in found.marks),
        details=len(found.details),
        details_from_copy=len(details.keys() - found.details.keys()),
        corrections=sum(not entry.removed for entry in found.corrections.values()),
        corrections_from_copy=sum(
            not one.removed for entry_id, one in corrected.items() if entry_id not in found.corrections
        ),
        unread=tuple(sorted(unread)),
        lost=tuple(sorted(found.known - there.entries.keys() - unread)),
    )


def lacking_in(path: Path) -> tuple[str, ...]:
    """Return which tables a damaged file lacks, or lacks a column of; none where that cannot be told."""
    try:
        with closing(_read_only(path)) as connection:
            return lacking(connection)
    except sqlite3.DatabaseError:
        return ()


class RicherCopy(NamedTuple):
    """A copy of the store that holds what the store does not."""

    path: Path
    marks: int
    """How many of them are not here."""
    corrections: int

    @property
    def told(self) -> str:
        """What it holds, in words."""
        return counted_marks(self.marks, self.corrections)


def richest_copy(path: Path, here: Collection[str]) -> RicherCopy | None:
    """Return the copy of `path` with most marks and corrections of which the ids are not `here`; None where
    no copy has any."""
    best: RicherCopy | None = None
    for copy in copies(path):
        there = salvage_from(copy)
        marks = sum(not one.entry.removed for one in there.marks.values() if one.entry.id not in here)
        corrections = sum(not one.removed for one in there.corrections.values() if one.id not in here)
        missing = marks + corrections
        if missing and (best is None or missing >= best.marks + best.corrections):
            best = RicherCopy(copy, marks, corrections)
    return best


def stored_ids(connection: sqlite3.Connection) -> set[str]:
    """Return the ids of all marks and corrections of a store, removed ones among them."""
    query = "SELECT id FROM mark UNION ALL SELECT id FROM correction"
    return {str(row[0]) for row in rows_as_stored(connection, query)}


def is_usable(copy: Path, newest_version: int) -> bool:
    """True when `copy` is a sound database of ours that this program can read."""
    try:
        with closing(_read_only(copy)) as connection:
            ours: bool = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            complete = not lacking(connection) and not is_counted_out(connection)
            sound: bool = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    return ours and complete and sound and 0 < version <= newest_version


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to as it is, without locks and whatever journal is beside it."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _insert(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], values: Sequence[object]
) -> None:
    """Put a row in the place of the one with its key; its running number changes if that is another's, or
    none that we gave."""
    key = "seq" if table == "detail" else columns[0] if table == "fact" else "id"
    row = dict(zip(columns, values, strict=True))
    connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (row[key],))  # noqa: S608 - names of ours
    seq = row.get("seq")
    if "seq" in row and (
        not isinstance(seq, int)
        or seq > LAST_NUMBER
        or connection.execute(f"SELECT 1 FROM {table} WHERE seq = ?", (seq,)).fetchone()  # noqa: S608 - as above
    ):
        del row["seq"]
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))  # noqa: S608 - as above
