"""A damaged database: set aside, never deleted, and replaced by what can be saved.

Works on a file that nobody else replaces meanwhile: the caller holds the process lock.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from briefing.files.atomic import sync_folder
from briefing.files.disk import private_file, sync_file
from briefing.files.sqlite_errors import is_damage
from briefing.text.clean import clean_line
from briefing.userdata.backup import copies
from briefing.userdata.schema_steps import APPLICATION_ID

_COMPANIONS = ("-journal", "-wal", "-shm")
_SAVED = {
    "mark": ("id", "modified"),
    "detail": ("seq", "made"),
}
"""Tables whose rows are saved from a damaged file, with the key and the age of a row."""


def set_aside(path: Path, stamp: str) -> Path:
    """Move the database `path` and its journal to `PATH.bad-STAMP`; return the new name."""
    target = path.with_name(f"{path.name}.bad-{stamp}")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.bad-{stamp}-{number}")
    path.rename(target)
    move_companions(path, target)
    sync_folder(path.parent)
    return target


def move_companions(path: Path, target: Path) -> None:
    """Move journals of `path` beside `target`: left behind, one would be played into a new file."""
    for ending in _COMPANIONS:
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(target.with_name(target.name + ending))


def restore_copy(path: Path, newest_version: int) -> Path | None:
    """Put the newest sound copy in the place of `path`, which is not there; return that copy.

    A copy with a schema newer than `newest_version` is passed over. None when no copy is sound.
    """
    for copy in reversed(copies(path)):
        if not _usable(copy, newest_version):
            continue
        partial = path.with_name(f".{path.name}.restored")
        partial.unlink(missing_ok=True)
        private_file(partial)
        shutil.copyfile(copy, partial)
        sync_file(partial)
        partial.rename(path)
        sync_folder(path.parent)
        return copy
    return None


def save_rows(connection: sqlite3.Connection, damaged: Path) -> int:
    """Copy into `connection` the rows of `damaged` that can still be read; return how many.

    A row that is there already is replaced only by a younger one. Both databases have the
    newest schema, or nothing is copied.
    """
    saved = 0
    with closing(_read_only(damaged)) as source:
        for table, (key, age) in _SAVED.items():
            columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
            if columns != _columns(source, table):
                continue
            for row in _readable_rows(source, table):
                values = dict(zip(columns, row, strict=True))
                saved += _keep_younger(connection, table, key, age, values)
    if saved:
        # The history of the copy knows nothing of these rows: an undo would write over them.
        connection.execute("UPDATE step SET state = 'dropped'")
    return saved


def describe(bad: Path, copy: Path | None, saved: int) -> str:
    """Return what happened, in one line for the user."""
    line = f"the store was damaged and moved to {clean_line(str(bad))}"
    if copy is not None:
        line += f"; its copy {clean_line(copy.name)} took its place"
    if saved:
        line += f"; {saved} entries were saved from the damaged file"
    if copy is None and not saved:
        line += "; a new, empty one took its place"
    return line


def _usable(copy: Path, newest_version: int) -> bool:
    """True when `copy` is a sound database of ours that this program can read."""
    try:
        with closing(_read_only(copy)) as connection:
            ours: bool = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            sound: bool = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return False
        raise
    return ours and sound and 0 < version <= newest_version


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to as it is, without locks and whatever journal is beside it."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _columns(source: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of `table` in a damaged database; none when they cannot be read."""
    try:
        return [str(row[1]) for row in source.execute(f"PRAGMA table_info({table})")]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return []
        raise


def _readable_rows(source: sqlite3.Connection, table: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows before the first broken page, then, from the other end, those after the last."""
    for order in ("ASC", "DESC"):
        try:
            yield from source.execute(f"SELECT * FROM {table} ORDER BY rowid {order}")  # noqa: S608 - a name of ours
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        else:
            return


def _keep_younger(
    connection: sqlite3.Connection, table: str, key: str, age: str, values: dict[str, object]
) -> int:
    """Insert one row, or replace an older one of the same key; return the number of rows written."""
    found = connection.execute(
        f"SELECT {age} FROM {table} WHERE {key} = ?",  # noqa: S608 - names of ours
        (values[key],),
    ).fetchone()
    if found is not None and str(found[0]) >= str(values[age]):
        return 0
    # The running number of a row may be taken by another one in the copy.
    names = [name for name in values if name == key or name != "seq"]
    if found is not None:
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", (values[key],))  # noqa: S608 - as above
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    cursor = connection.execute(
        f"INSERT OR IGNORE INTO {table} ({quoted}) VALUES ({marks})",  # noqa: S608 - as above
        [values[name] for name in names],
    )
    return max(cursor.rowcount, 0)
