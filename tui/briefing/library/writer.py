"""Changing a library: one writer at a time, in commits that are whole or not there.

The writer holds the library's lock from opening to closing. Every commit has a number, the
generation; what it wrote and removed is recorded under that number, so that an index that stands
beside the database can be brought from any earlier generation to the newest.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from briefing.errors import LibraryError, StoreError
from briefing.files.atomic import remove_half_written
from briefing.files.lock import process_lock
from briefing.files.sqlite_errors import is_damage, is_full
from briefing.library.connection import (
    OtherFormatError,
    connect_writer,
    create,
    create_in_memory,
    leave_tidy,
    load_into_memory,
)
from briefing.library.file_changes import KnownFile, SeenFile
from briefing.library.locations import DATABASE, LOCK, clear_indexes, make_folder, resolved
from briefing.library.packing import PackedAnnotations, PackedArticle
from briefing.library.reader import Library
from briefing.library.recorded_conditions import (
    STATE,
    Conditions,
    as_read_now,
    conditions_now,
    pack_conditions,
    unpack_conditions,
)
from briefing.library.schema import ANYWHERE, annotation_place
from briefing.library.stored_names import decode_name, encode_name
from briefing.text.clean import clean_line

MOST_PASSED_OVER = 1_000
"""Files that are no articles of which a record is kept."""


class BusyError(LibraryError):
    """Another program is building this library."""


class PackedFailure(NamedTuple):
    """Something of a file that could not be read."""

    suffix: str
    reason: str
    skipped: bool


_COLUMNS = (
    "file, record, suffix, fingerprint, title, has_title, source, source_by, author, published, "
    "published_by, language, url, encoding, warnings, origin, extractor, fetched, words, passages, "
    "set_source, set_published, generation"
)
_WRITE_ARTICLE = f"""
    INSERT INTO article (number, {_COLUMNS}) VALUES (?{", ?" * len(_COLUMNS.split(", "))})
    ON CONFLICT (number) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", "))}
"""  # noqa: S608 - names of ours


_HEAD_FIELDS = PackedArticle._fields.index("packed_text")
"""Of an article ready to be stored, those that stand in its row as they are, behind the first."""


class LibraryWriter:
    """One library, open for writing."""

    def __init__(
        self, folder: Path, connection: sqlite3.Connection, held: ExitStack, *, made_anew: str = ""
    ) -> None:
        """Use `open_writer` instead."""
        self.folder = folder
        self.made_anew = made_anew
        """Why what was there before was thrown away, in words for the user; empty where it was not."""
        self._connection = connection
        self._held = held

    def close(self) -> None:
        """Close the library and give its lock back; what was not committed is undone.

        Raises LibraryError where the disk fails at that; the library is closed all the same.
        """
        with self._held, closing(self._connection):
            try:
                self.undo()
                leave_tidy(self._connection)
            except sqlite3.Error as error:
                raise write_fault(error, self.folder) from error

    def reader(self, paths: Sequence[str], *, hold_all: bool = False) -> Library:
        """The library as readers see it, with what was not committed yet; not to be closed."""
        return Library(self.folder, self._connection, paths, hold_all=hold_all)

    # -- facts -------------------------------------------------------------------------------

    def state(self, name: str, default: Any) -> Any:
        """Return one recorded fact."""
        row = self._connection.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return row[0] if row else default

    def set_state(self, name: str, value: int | float | str | bytes) -> None:
        """Record one fact, inside `batch`."""
        self._connection.execute("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", (name, value))

    def generation(self) -> int:
        """Return the number of the last commit."""
        return int(self.state("generation", 0))

    def identity(self) -> str:
        """Return what tells this database from every other, also from one made later in its place."""
        return str(self.state("identity", ""))

    def root_ids(self) -> dict[str, int]:
        """Return the number of each root by its place."""
        rows = self._connection.execute("SELECT place, id FROM root").fetchall()
        return {decode_name(place): root for place, root in rows}

    def known_files(self) -> Iterator[KnownFile]:
        """Yield every recorded file; one that is read otherwise now has neither time nor digest."""
        rows = self._connection.execute(
            "SELECT id, root, place, size, mtime_ns, inode, changed_ns, digest FROM file ORDER BY root, place"
        )
        refused = {
            file for (file,) in self._connection.execute("SELECT file FROM failure WHERE suffix = x''")
        }
        yield from as_read_now(map(KnownFile._make, rows), self.conditions(), conditions_now(), refused)

    def conditions(self) -> Conditions:
        """Return the limits under which the recorded files were read, and the readers that were there."""
        return unpack_conditions(str(self.state(STATE, "")))

    def keep_conditions(self, conditions: Conditions) -> None:
        """Record under which limits and by which readers the files were read, inside `batch`."""
        self.set_state(STATE, pack_conditions(conditions))

    def known_below(self, covered: Sequence[tuple[int, bytes]]) -> Iterator[KnownFile]:
        """Yield the recorded files at or below some places, each once."""
        met: set[int] = set()
        for root, place in covered:
            rows = self._connection.execute(
                "SELECT id, root, place, size, mtime_ns, inode, changed_ns, digest FROM file "
                "WHERE root = ? AND (? = x'' OR place = ? OR (place >= ? AND place < ?)) ORDER BY place",
                (root, place, place, place + b"\0", place + b"\1"),
            ).fetchall()
            for file in map(KnownFile._make, rows):
                if file.id not in met:
                    met.add(file.id)
                    yield file

    def count(self) -> int:
        """Return how many articles are recorded."""
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    # -- changes -----------------------------------------------------------------------------

    def begin(self) -> int:
        """Begin a commit and return its generation; LibraryError when that cannot be done."""
        with self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
            generation = self.generation() + 1
            self.set_state("generation", generation)
            return generation

    def commit(self) -> None:
        """Make everything since `begin` durable and visible; LibraryError when the disk refuses it."""
        with self._faults():
            self._connection.execute("COMMIT")

    def undo(self) -> None:
        """Undo everything since `begin`; harmless when nothing was begun."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def batch(self) -> Iterator[int]:
        """Everything done inside is one commit, or is undone when it raises; gives its generation.

        Raises LibraryError when the disk refuses it.
        """
        generation = self.begin()
        try:
            with self._faults():
                yield generation
            self.commit()
        except BaseException:
            self.undo()
            raise

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn errors of the database into LibraryErrors."""
        try:
            yield
        except sqlite3.Error as error:
            raise write_fault(error, self.folder) from error

    def put(
        self,
        generation: int,
        seen: SeenFile,
        mtime_ns: int,
        digest: bytes,
        articles: Sequence[PackedArticle],
        failures: Sequence[PackedFailure] = (),
        *,
        details: Sequence[tuple[str | None, str | None]] = (),
    ) -> tuple[list[int], list[int]]:
        """Record what was read of a file in place of what was known of it.

        Returns the numbers of the articles that are gone with it, and those of `articles`.

        `mtime_ns` is the time under which the file counts as unchanged. `details` are the source and
        date set by hand that were applied to each article.
        """
        file = self.put_file(seen, mtime_ns, digest)
        old = self._connection.execute(
            "SELECT number, suffix, fingerprint FROM article WHERE file = ? ORDER BY record", (file,)
        ).fetchall()
        numbers = _matched(old, articles)
        kept = {number for number in numbers if number is not None}
        gone = [row[0] for row in old if row[0] not in kept]
        self.remove(generation, gone)
        # Two records may have changed names with each other: no name may stand in the other's way.
        self._connection.execute("UPDATE article SET suffix = number WHERE file = ?", (file,))
        written = [
            self._put_article(
                generation, number, file, record, article, details[record] if details else (None, None)
            )
            for record, (number, article) in enumerate(zip(numbers, articles, strict=True))
        ]
        self._connection.execute("DELETE FROM failure WHERE file = ?", (file,))
        self._connection.executemany(
            "INSERT INTO failure (file, position, suffix, reason, skipped) VALUES (?, ?, ?, ?, ?)",
            [(file, at, encode_name(x.suffix), x.reason, x.skipped) for at, x in enumerate(failures)],
        )
        return gone, written

    def begin_parts(self, seen: SeenFile) -> int:
        """Record that a file is read part by part, and return its key.

        Until `end_parts` it counts as one that has to be read, whatever is committed of it.
        """
        file = self.put_file(seen, 0, b"")
        self._connection.execute("DELETE FROM failure WHERE file = ?", (file,))
        return file

    def put_part(
        self,
        generation: int,
        file: int,
        records: int,
        articles: Sequence[PackedArticle],
        failures: Sequence[PackedFailure],
        details: Sequence[tuple[str | None, str | None]],
    ) -> list[int]:
        """Record what was read of one part of a file, behind `records` articles; return their numbers.

        An article keeps the number that its name had in the file before. Failures stand behind those
        there are.
        """
        numbers = [
            self._put_article(generation, self._named(file, article.suffix), file, record, article, detail)
            for record, (article, detail) in enumerate(zip(articles, details, strict=True), records)
        ]
        row = self._connection.execute(
            "SELECT coalesce(max(position) + 1, 0) FROM failure WHERE file = ?", (file,)
        ).fetchone()
        self._connection.executemany(
            "INSERT INTO failure (file, position, suffix, reason, skipped) VALUES (?, ?, ?, ?, ?)",
            [(file, at, encode_name(x.suffix), x.reason, x.skipped) for at, x in enumerate(failures, row[0])],
        )
        return numbers

    def end_parts(
        self, generation: int, since: int, file: int, seen: SeenFile, mtime_ns: int, digest: bytes
    ) -> list[int]:
        """Record that a file has been read to its end since commit `since`; return what is gone with it."""
        gone = [
            number
            for (number,) in self._connection.execute(
                "SELECT number FROM article WHERE file = ? AND generation < ?", (file, since)
            )
        ]
        self.remove(generation, gone)
        self.put_file(seen, mtime_ns, digest)
        return gone

    def _named(self, file: int, suffix: str) -> int | None:
        """The number of the article of a file that has this name."""
        row = self._connection.execute(
            "SELECT number FROM article WHERE file = ? AND suffix = ?", (file, encode_name(suffix))
        ).fetchone()
        return int(row[0]) if row else None

    def touch(self, known: KnownFile, seen: SeenFile, mtime_ns: int) -> None:
        """Record that a file looks different but has the same content, and perhaps another name."""
        self._connection.execute(
            "UPDATE file SET root = ?, place = ?, size = ?, mtime_ns = ?, inode = ?, changed_ns = ? "
            "WHERE id = ?",
            (seen.root, seen.place, seen.size, mtime_ns, seen.inode, seen.changed_ns, known.id),
        )

    def move(self, generation: int, known: KnownFile, seen: SeenFile, mtime_ns: int) -> None:
        """Record that a file has another name; its articles keep their numbers."""
        self.touch(known, seen, mtime_ns)
        self._connection.execute("UPDATE article SET generation = ? WHERE file = ?", (generation, known.id))

    def drop(self, generation: int, known: KnownFile) -> list[int]:
        """Forget a file and its articles; return their numbers."""
        numbers = [
            n for (n,) in self._connection.execute("SELECT number FROM article WHERE file = ?", (known.id,))
        ]
        self.remove(generation, numbers)
        self._connection.execute("DELETE FROM failure WHERE file = ?", (known.id,))
        self._connection.execute("DELETE FROM file WHERE id = ?", (known.id,))
        return numbers

    def redo(
        self, generation: int, number: int, article: PackedArticle, details: tuple[str | None, str | None]
    ) -> None:
        """Replace what was found in an article whose text stays: its source or date was set by hand, or other
        passages of it are boilerplate.
        """
        head = (article.title, article.has_title, article.words, article.passages)
        self._connection.execute(
            "UPDATE article SET title = ?, has_title = ?, words = ?, passages = ?, set_source = ?, "
            "set_published = ?, generation = ? WHERE number = ?",
            (*head, *details, generation, number),
        )
        self._connection.execute(
            "UPDATE content SET passages = ?, as_read = ? WHERE number = ?",
            (article.packed_passages, article.packed_as_read, number),
        )
        self.clear_annotations([number])
        self.put_annotations(number, article.annotations)

    def put_first(self, generation: int, file: int, article: PackedArticle) -> int:
        """Record the first article of a file that has none; return its number."""
        return self._put_article(generation, None, file, 0, article, (None, None))

    def put_article(self, generation: int, file: int, number: int | None, article: PackedArticle) -> int:
        """Record one article of a file: in place of article `number`, or behind all others of the file.

        What was found in another version of it is forgotten. Returns its number.
        """
        column, key = ("max(record) + 1", file) if number is None else ("record", number)
        where = "file" if number is None else "number"
        row = self._connection.execute(
            f"SELECT coalesce({column}, 0) FROM article WHERE {where} = ?",  # noqa: S608 - names of ours
            (key,),
        ).fetchone()
        return self._put_article(generation, number, file, int(row[0]), article, (None, None))

    def set_details(self, number: int, details: tuple[str | None, str | None]) -> None:
        """Record the source and date set by hand of an article; what was found with others is forgotten."""
        self._connection.execute(
            "UPDATE article SET set_source = ?, set_published = ? WHERE number = ?", (*details, number)
        )
        self.clear_annotations([number])

    def behind(self, analyses: Mapping[int, int]) -> list[int]:
        """Return the numbers of the articles that lack what one of these analyses finds.

        `analyses` gives the version of each by its number; what another version found is not counted.
        """
        missing: set[int] = set()
        for analysis, version in analyses.items():
            rows = self._connection.execute(
                "SELECT number FROM article a WHERE NOT EXISTS (SELECT 1 FROM annotated n "
                "WHERE n.number = a.number AND n.analysis = ? AND n.version = ?)",
                (analysis, version),
            )
            missing.update(number for (number,) in rows)
        return sorted(missing)

    def described(self) -> list[int]:
        """Return the numbers of the articles to which a source or date set by hand was applied."""
        rows = self._connection.execute(
            "SELECT number FROM article WHERE set_source IS NOT NULL OR set_published IS NOT NULL"
        )
        return [number for (number,) in rows]

    def with_fingerprint(self, fingerprint: str) -> list[int]:
        """Return the numbers of the articles with this text."""
        rows = self._connection.execute("SELECT number FROM article WHERE fingerprint = ?", (fingerprint,))
        return [number for (number,) in rows]

    def drop_removed(self, generation: int) -> None:
        """Forget which articles went up to `generation`, and give free space back to the disk."""
        self._connection.execute("DELETE FROM removed WHERE generation <= ?", (generation,))
        self._connection.execute("VACUUM")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_passed_over(self, failures: Sequence[tuple[str, str, bool]]) -> None:
        """Record what a scan passed over, as path, reason and whether by design; the first of many."""
        value = json.dumps(failures[:MOST_PASSED_OVER])
        if self.state("passed over", "[]") != value:
            self.set_state("passed over", value)

    def put_file(self, seen: SeenFile, mtime_ns: int, digest: bytes) -> int:
        row = self._connection.execute(
            "INSERT INTO file (root, place, size, mtime_ns, inode, changed_ns, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (root, place) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns, "
            "inode = excluded.inode, changed_ns = excluded.changed_ns, digest = excluded.digest RETURNING id",
            (seen.root, seen.place, seen.size, mtime_ns, seen.inode, seen.changed_ns, digest),
        ).fetchone()
        return int(row[0])

    def _put_article(
        self,
        generation: int,
        number: int | None,
        file: int,
        record: int,
        article: PackedArticle,
        details: tuple[str | None, str | None],
    ) -> int:
        if number is not None:
            # What was found in another text does not hold in this one, whether it is analysed now or later.
            self.clear_annotations([number])
        head = article[1:_HEAD_FIELDS]
        values = (number, file, record, encode_name(article.suffix), *head, *details, generation)
        cursor = self._connection.execute(_WRITE_ARTICLE, values)
        found = number if number is not None else cursor.lastrowid
        self._connection.execute(
            "INSERT OR REPLACE INTO content (number, text, passages, as_read) VALUES (?, ?, ?, ?)",
            (found, article.packed_text, article.packed_passages, article.packed_as_read),
        )
        if article.annotations:
            self.put_annotations(int(found or 0), article.annotations)
        return int(found or 0)

    def put_annotations(self, number: int, annotations: Sequence[PackedAnnotations]) -> None:
        """Record what analyses found in an article."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO annotated (number, analysis, version, count) VALUES (?, ?, ?, ?)",
            [(number, one.analysis, one.version, one.found) for one in annotations],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO annotation (place, packed) VALUES (?, ?)",
            [(annotation_place(number, one.analysis), one.packed) for one in annotations],
        )

    def count_annotations(self, number: int, analysis: int, version: int, found: int) -> None:
        """Record how much an analysis found in an article, where that itself is held and not stored."""
        self._connection.execute(
            "INSERT OR REPLACE INTO annotated (number, analysis, version, count) VALUES (?, ?, ?, ?)",
            (number, analysis, version, found),
        )

    def remove(self, generation: int, numbers: Sequence[int]) -> None:
        """Forget articles; their file stays recorded."""
        each = [(number,) for number in numbers]
        self._connection.executemany("DELETE FROM article WHERE number = ?", each)
        self._connection.executemany("DELETE FROM content WHERE number = ?", each)
        self.clear_annotations(numbers)
        self._connection.executemany(
            "INSERT OR REPLACE INTO removed (number, generation) VALUES (?, ?)",
            [(number, generation) for number in numbers],
        )

    def clear_annotations(self, numbers: Sequence[int]) -> None:
        """Forget what was found in articles."""
        self._connection.executemany(
            "DELETE FROM annotated WHERE number = ?", [(number,) for number in numbers]
        )
        self._connection.executemany(
            "DELETE FROM annotation WHERE place >= ? AND place < ?",
            [(annotation_place(number, 0), annotation_place(number + 1, 0)) for number in numbers],
        )


def open_in_memory(paths: Sequence[str], folder: Path | None = None) -> LibraryWriter:
    """Make a library of `paths` in memory: an empty one, or a copy of the one in `folder`.

    Articles need not lie below the paths: what comes through a pipe, or without any, is kept under its
    name. LibraryError when the one in `folder` cannot be read or is of other paths.
    """
    roots = resolved(paths)
    if folder is None:
        connection = create_in_memory()
        _begin(connection, roots)
    else:
        connection = load_into_memory(folder / DATABASE)
        _check_roots(connection, folder, roots)
    connection.execute("INSERT INTO root (place) VALUES (?)", (ANYWHERE,))
    return LibraryWriter(folder or Path(), connection, ExitStack())


def open_writer(folder: Path, paths: Sequence[str], *, seconds: float = 0.0) -> LibraryWriter:
    """Open the library of `paths` in `folder` for writing, and make it where there is none.

    One that is damaged or of another format is thrown away and made anew. Raises BusyError when
    another program holds it for `seconds`, LibraryError when it is of other paths or cannot be
    written, UsageError when a folder that was named holds something else.
    """
    make_folder(folder)
    held = ExitStack()
    try:
        try:
            held.enter_context(process_lock(folder / LOCK, seconds))
        except StoreError as error:
            raise BusyError(
                f"another briefing is building the library in {clean_line(str(folder))}"
            ) from error
        remove_half_written(folder)
        connection, made_anew = _opened(folder, paths)
    except OSError as error:
        held.close()
        raise LibraryError(
            f"the library in {clean_line(str(folder))} cannot be written: {error.strerror}"
        ) from error
    except sqlite3.Error as error:
        held.close()
        raise write_fault(error, folder) from error
    except BaseException:
        held.close()
        raise
    return LibraryWriter(folder, connection, held, made_anew=made_anew)


def write_fault(error: sqlite3.Error, folder: Path) -> LibraryError:
    """Return what a user is told of an error met while writing a library."""
    place = clean_line(str(folder))
    if is_full(error):
        return LibraryError(f"the library in {place} cannot grow: the disk is full")
    if is_damage(error):
        return LibraryError(f"the library in {place} is damaged", hint="briefing library build mends it")
    return LibraryError(f"the library in {place} cannot be written: {clean_line(str(error))}")


def _opened(folder: Path, paths: Sequence[str]) -> tuple[sqlite3.Connection, str]:
    """The database, and why it had to be made anew."""
    path = folder / DATABASE
    roots = resolved(paths)
    reason = ""
    if path.exists():
        try:
            connection = connect_writer(path)
        except OtherFormatError as error:
            reason = error.message
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            reason = f"the library in {clean_line(str(folder))} was damaged"
        else:
            if _is_begun(connection):
                _check_roots(connection, folder, roots)
            else:
                _begin(connection, roots)
            return connection, ""
    clear_indexes(folder)
    connection = create(path)
    _begin(connection, roots)
    return connection, reason


def _begin(connection: sqlite3.Connection, roots: Sequence[str]) -> None:
    """Record in an empty library what it is of, and what tells it from every other."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO root (place) VALUES (?)", [(encode_name(root),) for root in roots])
    connection.execute("INSERT INTO state (name, value) VALUES ('identity', ?)", (os.urandom(12).hex(),))
    connection.execute("COMMIT")


def _is_begun(connection: sqlite3.Connection) -> bool:
    """Whether a library says what it is of: who made its tables may have been ended before that."""
    return connection.execute("SELECT 1 FROM state WHERE name = 'identity'").fetchone() is not None


def _check_roots(connection: sqlite3.Connection, folder: Path, roots: Sequence[str]) -> None:
    found = sorted(decode_name(place) for (place,) in connection.execute("SELECT place FROM root"))
    if found != list(roots):
        connection.close()
        raise LibraryError(
            f"the library in {clean_line(str(folder))} is of other paths",
            hint="briefing library info names them",
        )


def _matched(old: Sequence[tuple[int, bytes, str]], articles: Sequence[PackedArticle]) -> list[int | None]:
    """The number each article of a file had before: by its name, or else by its text."""
    by_suffix = {suffix: number for number, suffix, _ in old}
    numbers = [by_suffix.pop(encode_name(article.suffix), None) for article in articles]
    left = set(by_suffix.values())
    by_text = {fingerprint: number for number, _, fingerprint in reversed(old) if number in left}
    return [
        number if number is not None else by_text.pop(article.fingerprint, None)
        for number, article in zip(numbers, articles, strict=True)
    ]
