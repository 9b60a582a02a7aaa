"""What an archive holds, put where it belongs: merged with what is here, or in its place.

Before anything is changed all that is here is written to an archive of its own, and every byte of the one
that is restored was read and compared.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.errors import ReadError, StoreError
from briefing.files.atomic import atomic_file, why
from briefing.files.clock import utc_now
from briefing.files.disk import private_folder
from briefing.files.plain_file import is_plain_file
from briefing.folders import data_dir
from briefing.text.clean import clean_line
from briefing.userdata.archive import COPIES, STORE, Archive, Part, folders, place_of, write_archive
from briefing.userdata.corrections import correction_rows
from briefing.userdata.database_connection import migrated_in_memory
from briefing.userdata.database_inspection import state_of
from briefing.userdata.database_rows import rows_as_stored
from briefing.userdata.marks import mark_rows
from briefing.userdata.repair import is_usable
from briefing.userdata.schema_steps import MIGRATIONS, columns_in

if TYPE_CHECKING:
    from briefing.userdata.corrections.correction_store import CorrectionStore
    from briefing.userdata.database import Database
    from briefing.userdata.marks.mark_store import MarkStore
    from briefing.userdata.overrides import OverrideStore

Way = Literal["look", "merge", "replace"]
Became = Literal["new", "same", "differs", "replaced", "kept"]
"""What a file of an archive is to what is here, or became: `differs` where nothing was changed yet, `kept`
where that of here stays."""

_FILLED = ("mark", "step", "change", "detail", "correction", "fact")
"""The tables in the order in which they are filled."""


class Stores(NamedTuple):
    """What the store holds is changed by way of these."""

    database: Database
    marks: MarkStore
    corrections: CorrectionStore
    overrides: OverrideStore


class Held(NamedTuple):
    """How much of each kind a store holds."""

    marks: int = 0
    corrections: int = 0
    details: int = 0
    """Sources and dates set by hand, and texts of which it was said whether they are boilerplate."""


class RestoredFile(NamedTuple):
    """A file of an archive and what became of it."""

    name: str
    size: int
    became: Became


class Restored(NamedTuple):
    """What an archive holds and what was done with it."""

    made: str
    program: str
    way: Way
    store: Held | None
    """None where it holds no store."""
    taken: Held
    """What of its store is new or younger than what was here; all of it where it took the place of that."""
    files: tuple[RestoredFile, ...]
    copy: str
    """The archive of what was here before; empty where nothing was, or nothing was changed."""


def restore(path: Path, stores: Stores, way: Way) -> Restored:
    """Look at the archive `path`, or restore it: `merge` adds what is not here, and takes of marks,
    corrections and details the younger form; `replace` puts what it holds in the place of what is here.
    Neither removes a file.

    Raises ReadError where it is no archive, or damaged; StoreError or ExportError where something cannot be
    written: what stands is told there, and doing it again goes on.
    """
    with Archive(path) as archive, TemporaryDirectory(prefix="briefing-") as folder:
        archive.verify()
        files = {part: _standing(part, archive) for part in archive.parts if part.name != STORE}
        store = next((part for part in archive.parts if part.name == STORE), None)
        if store is not None:
            _write(Path(folder) / "store", archive.pieces(store))
        with _read_store(Path(folder) / "store" if store is not None else None) as other:
            held = _held(other) if other is not None else None
            copy, taken = "", Held()
            if way != "look":
                copy = _copied(stores.database)
                if other is not None:
                    merging = way == "merge"
                    taken = _merged(stores, other, path.name) if merging else _replaced(stores, other)
        done = []
        for part, stands in files.items():
            became: Became = stands
            if way != "look":
                became = _restored(part, archive, stands, way)
            done.append(RestoredFile(part.name, part.size, became))
        return Restored(archive.made, archive.program, way, held, taken, tuple(done), copy)


def _standing(part: Part, archive: Archive) -> Became:
    """Return what the file of a part is to what is here; ReadError where something stands in its way."""
    place = place_of(part.name)
    inside = [
        one
        for one in place.parents
        if any(one.is_relative_to(folder) and one != folder for folder in folders())
    ]
    if any(one.is_symlink() for one in inside):
        # Written through it, the file would lie elsewhere.
        raise ReadError(
            f"{clean_line(str(place))} would be written through a link", hint="put a folder in its place"
        )
    if not os.path.lexists(place):
        return "new"
    if not is_plain_file(place):
        raise ReadError(f"{clean_line(str(place))} is no plain file", hint="move it out of the way")
    try:
        return "same" if _is_same(place, archive.pieces(part), part.size) else "differs"
    except OSError as error:
        raise ReadError(f"{clean_line(str(place))}: {why(error)}") from error


def _is_same(place: Path, pieces: Iterable[bytes], size: int) -> bool:
    if place.stat().st_size != size:
        return False
    with place.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces)


def _restored(part: Part, archive: Archive, stands: Became, way: Way) -> Became:
    place = place_of(part.name)
    # What a link leads to is another's: a settings file that is kept elsewhere is told, and stays.
    if stands == "same" or (stands == "differs" and (way == "merge" or place.is_symlink())):
        return "same" if stands == "same" else "kept"
    try:
        private_folder(place.parent)
    except OSError as error:
        raise StoreError(f"{clean_line(str(place.parent))} cannot be made: {why(error)}") from error
    _write(place, archive.pieces(part), overwrite=stands == "differs")
    return "new" if stands == "new" else "replaced"


def _write(place: Path, pieces: Iterable[bytes], *, overwrite: bool = False) -> None:
    with atomic_file(place, overwrite=overwrite, mode=0o600) as file:
        for piece in pieces:
            file.write(piece)


def _copied(database: Database) -> str:
    """Write what is here to an archive and return its name; empty where there is nothing."""
    folder = data_dir() / COPIES
    try:
        private_folder(folder)
    except OSError as error:
        raise StoreError(f"{clean_line(str(folder))} cannot be made: {why(error)}") from error
    stamp, number = f"{utc_now():%Y%m%dT%H%M%SZ}", 1
    while os.path.lexists(copy := folder / (f"{stamp}.zip" if number == 1 else f"{stamp}-{number}.zip")):
        number += 1
    return str(copy) if write_archive(copy, database, overwrite=False).parts else ""


# -- the store ---------------------------------------------------------------------------------------


@contextmanager
def _read_store(file: Path | None) -> Iterator[sqlite3.Connection | None]:
    """Give the store of an archive as one of the newest schema, in memory; None where there is no file.

    ReadError where it is damaged or holds what no store of ours does; StoreError where it is a newer one.
    """
    if file is None:
        yield None
        return
    damaged = ReadError("the store in it is damaged, or none of this program")
    try:
        try:
            state_of(file, len(MIGRATIONS))
        except StoreError as error:
            raise StoreError(
                "the store in it was written by a newer version of briefing", hint=error.hint
            ) from error
        if not is_usable(file, len(MIGRATIONS)):
            raise damaged
        with closing(migrated_in_memory(file, MIGRATIONS)) as other:
            others = other.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
            if others.fetchone()[0]:
                raise damaged
            yield other
    except sqlite3.Error as error:
        raise damaged from error


def _held(connection: sqlite3.Connection) -> Held:
    counts = (
        "SELECT count(*) FROM mark WHERE removed = 0",
        "SELECT count(*) FROM correction WHERE removed = 0",
        "SELECT (SELECT count(DISTINCT fingerprint) FROM detail)"
        " + (SELECT count(*) FROM fact WHERE name LIKE 'repeated text %')",
    )
    return Held(*(connection.execute(count).fetchone()[0] for count in counts))


def _merged(stores: Stores, other: sqlite3.Connection, name: str) -> Held:
    """Take what is new or younger; a store with nothing in it becomes the other, with its history."""
    with stores.database.read() as connection:
        empty = not any(
            connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608 - names of ours
            for table in _FILLED
        )
    if empty:
        return _replaced(stores, other)
    marks = stores.marks.merge_from(list(mark_rows.all_entries(other).entries.values()), name)
    corrected = list(correction_rows.all_entries(other).entries.values())
    corrections = stores.corrections.merge_from(corrected, name)
    return Held(marks, corrections, stores.overrides.merge_from(other))


def _replaced(stores: Stores, other: sqlite3.Connection) -> Held:
    """Put the rows of another store in the place of ours, as they are, in one transaction."""
    known = columns_in(other, ())
    with stores.database.write() as connection:
        for table in reversed(_FILLED):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        for table in _FILLED:
            columns = [f'"{column}"' for column in sorted(known[table])]
            names, places = ", ".join(columns), ", ".join("?" * len(columns))
            rows = rows_as_stored(other, f"SELECT {names} FROM {table}")  # noqa: S608 - as above
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - as above
    return _held(other)
