"""Marks set aside as they are at one moment, to be gone through at leisure, however many they are.

Nobody can write the store while it is read, and whoever goes through marks may take long: an export waits
for the program that reads it. So the rows are copied at once, into a database that nobody else sees: in
memory while it is small, in a file without a name when it grows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from weakref import finalize

from briefing.errors import StoreError
from briefing.files.name_column import name_from_column, name_to_column
from briefing.files.sqlite_errors import is_full
from briefing.model.mark import Mark, PlacedMark
from briefing.text.clean import clean_line
from briefing.userdata.database_rows import UnreadRow
from briefing.userdata.marks import mark_rows as rows

if TYPE_CHECKING:
    from briefing.userdata.marks.mark_filters import Filter
    from briefing.userdata.marks.mark_rows import Entry

BATCH = 500
"""Marks that are held at once."""

ROWS = 50
"""Rows that are taken at once."""

PlacedOrder = Literal["made", "reading", "reading, then id"]
"""In which placed marks are given: as they were made, or as they stand in the articles. Of those that begin
at one place goes first the one that was made first, or the one with the least id."""

_SETTINGS = (
    # KiB. It is gone through in order: hardly a page is looked at twice.
    "PRAGMA cache_size = -512",
    # It ends with whoever made it: nothing of it is rolled back or found again.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
)
_TABLES = (
    # But for the number no column has a type, so that each cell stays what it is in the store.
    "CREATE TABLE mark (seq INTEGER PRIMARY KEY, "
    + ", ".join(f'"{name}"' for name in rows.COLUMNS[1:])
    + ")",
    "CREATE TABLE place (nth INTEGER, begin INTEGER, seq INTEGER, article, passage, start, behind,"
    " fingerprint, reworded, named, PRIMARY KEY (nth, begin, seq)) WITHOUT ROWID",
    "CREATE INDEX place_seq ON place (seq)",
)
_INSERT = f"INSERT OR REPLACE INTO mark VALUES ({', '.join('?' * len(rows.COLUMNS))})"  # noqa: S608 - no values
_MARK = ", ".join(f'm."{name}"' for name in rows.COLUMNS)
_PLACE = "p.article, p.passage, p.start, p.behind, p.fingerprint, p.reworded, p.named"
_PLACED = f"SELECT {_MARK}, {_PLACE} FROM "  # noqa: S608 - names of ours
_ORDERS: Mapping[PlacedOrder, str] = {
    # CROSS JOIN keeps to this order of the tables, in which hardly anything is left to be sorted.
    "made": "mark m CROSS JOIN place p ON p.seq = m.seq ORDER BY m.seq",
    "reading": "place p CROSS JOIN mark m ON m.seq = p.seq ORDER BY p.nth, p.begin, p.seq",
    "reading, then id": "place p CROSS JOIN mark m ON m.seq = p.seq ORDER BY p.nth, p.begin, m.id",
}
_BESIDE_ORPHANS = (
    "place p CROSS JOIN mark m ON m.seq = p.seq AND p.nth IN (SELECT nth FROM place WHERE start IS NULL)"
    " ORDER BY p.nth, p.begin, p.seq"
)


class NumberedMark(NamedTuple):
    """A mark, and its number among those set aside."""

    number: int
    mark: Mark


class MarksAside:
    """The marks of a store as they were when they were set aside, and the places given to them since.

    Whatever is asked of them raises StoreError where the disk has no room for them.
    """

    def __init__(
        self,
        stored: Iterable[tuple[Any, ...]],
        waiting: Mapping[str, Entry],
        wanted: Filter,
        unread: MutableMapping[int, UnreadRow],
    ) -> None:
        """Set aside the rows of a store, and what waits to be saved there, by id; none of it is asked for
        again. Only what is `wanted` is given. Rows that cannot be read are put into `unread` as they are met,
        by their number.
        """
        self._wanted = wanted
        self._unread = unread
        with _told():
            self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
            # Who goes through marks may stop anywhere: it is closed when nobody has it any more.
            finalize(self, self._connection.close)
            for statement in (*_SETTINGS, "BEGIN", *_TABLES):
                self._connection.execute(statement)
        left = iter(stored)
        while some := list(islice(left, BATCH)):  # what is wrong with the store itself is told by the store
            with _told():
                self._connection.executemany(_INSERT, some)
        if waiting:
            self._take_in(waiting.values())

    def _take_in(self, waiting: Iterable[Entry]) -> None:
        """Put what waits in the place of what the store has of it; behind all where it has nothing."""
        with _told():
            self._connection.execute("CREATE INDEX mark_id ON mark (id)")
            for entry in waiting:
                query = f"SELECT {_MARK} FROM mark m WHERE id = ?"  # noqa: S608 - names of ours
                found = self._connection.execute(query, (name_to_column(entry.id),)).fetchone()
                number = found[0] if found is not None and self._entry(found) is not None else None
                self._connection.execute(_INSERT, rows.to_row(entry, number))

    def __iter__(self) -> Iterator[Mark]:
        """The marks in the order they were made."""
        for row in self._rows(f"SELECT {_MARK} FROM mark m ORDER BY m.seq"):  # noqa: S608 - names of ours
            if (mark := self._mark(row)) is not None:
                yield mark

    def by_text(self) -> Iterator[list[NumberedMark]]:
        """The marks some at a time, those of one text together: each article has to be read once for them."""
        with _told():
            self._connection.execute("CREATE INDEX IF NOT EXISTS mark_text ON mark (fingerprint)")
        every = self._rows(f"SELECT {_MARK} FROM mark m ORDER BY m.fingerprint, m.seq")  # noqa: S608 - as above
        while some := list(islice(every, BATCH)):
            yield [NumberedMark(row[0], mark) for row in some if (mark := self._mark(row)) is not None]

    def put_places(self, placed: Iterable[tuple[int, int, PlacedMark]]) -> None:
        """Put the places of marks, each with its number and the place of its article among all."""
        some = [
            (
                nth,
                one.start if one.start is not None else one.mark.start,
                number,
                *(_name(one.article), one.passage, one.start, one.end, one.fingerprint, one.reworded),
                _name(one.named),
            )
            for number, nth, one in placed
        ]
        with _told():
            self._connection.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", some)

    def placed(self, order: PlacedOrder) -> Iterator[PlacedMark]:
        """The marks to which places were put. An orphan stands where it stood when it was made."""
        return self._placed(_PLACED + _ORDERS[order])

    def placed_beside_orphans(self) -> Iterator[PlacedMark]:
        """Those of articles of which one of them is an orphan, in reading order."""
        return self._placed(_PLACED + _BESIDE_ORPHANS)

    def _placed(self, query: str) -> Iterator[PlacedMark]:
        for row in self._rows(query):
            if (mark := self._mark(row[: len(rows.COLUMNS)])) is not None:
                article, passage, start, end, fingerprint, reworded, named = row[len(rows.COLUMNS) :]
                yield PlacedMark(
                    mark, _named(article), passage, start, end, fingerprint, bool(reworded), _named(named)
                )

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        with _told():
            found = self._connection.execute(query)
        # Where whoever goes through the rows stops, nothing of the database is touched: it may be closed.
        while some := self._fetched(found):
            yield from some

    @staticmethod
    def _fetched(found: sqlite3.Cursor) -> list[tuple[Any, ...]]:
        with _told():
            return found.fetchmany(ROWS)

    def _mark(self, row: tuple[Any, ...]) -> Mark | None:
        """The mark of a row, None where it was removed, is not wanted or cannot be read."""
        entry = self._entry(row)
        return (
            entry.mark if entry is not None and not entry.removed and self._wanted.fits(entry.mark) else None
        )

    def _entry(self, row: tuple[Any, ...]) -> Entry | None:
        entry = rows.entry_from(row)
        if isinstance(entry, UnreadRow):
            self._unread[row[0]] = entry
            return None
        return entry


def _name(name: str | None) -> str | bytes | None:
    return None if name is None else name_to_column(name)


def _named(value: str | bytes | None) -> str | None:
    return None if value is None else name_from_column(value)


@contextmanager
def _told() -> Iterator[None]:
    """Turn errors of the database in which marks are set aside into words of their own."""
    try:
        yield
    except sqlite3.Error as error:
        why = "there is no room on the disk" if is_full(error) else clean_line(str(error))
        raise StoreError(
            f"the marks cannot be set aside: {why}", hint="they go where temporary files go: TMPDIR names it"
        ) from error
