"""Rows read each on its own: one that cannot be read is set aside, and hides no other."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from briefing.errors import StoreError
from briefing.files.sqlite_errors import primary_code
from briefing.text.clean import clean_line

_TOLD = 5
"""Rows that are told one by one; of more only the number is told."""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of the store that is no value of the program any more: it stays in the store as it is."""

    table: str
    key: str
    """The mark's id, or the row's number where even that cannot be read."""
    problem: str
    """What is wrong, in words for the reader: "its tags are no list of texts"."""
    cells: Mapping[str, object]
    """What is left of it, by column: numbers, texts, bytes where a text is no UTF-8, or None."""

    def to_dict(self) -> dict[str, Any]:
        """The row for JSON; bytes become `{"base64": …}`."""
        cells = {name: _for_json(value) for name, value in self.cells.items()}
        return {"table": self.table, "id": self.key, "problem": self.problem, "row": cells}


class UnreadableError(StoreError):
    """A mark or correction that is in the store and cannot be read."""

    def __init__(self, row: UnreadRow) -> None:
        super().__init__(
            f"{_NAMES[row.table]} {clean_line(row.key)} cannot be read: {row.problem}",
            hint="`briefing marks repair` brings back what the history or a copy has of it",
        )
        self.row = row


def describe(rows: Sequence[UnreadRow]) -> list[str]:
    """Return lines that tell of rows that cannot be read; none where there are none."""
    lines = [
        f"{_NAMES[row.table]} {clean_line(row.key)} cannot be read and is set aside: {row.problem}"
        for row in rows[:_TOLD]
    ]
    if len(rows) > _TOLD:
        lines.append(f"{len(rows) - _TOLD} more cannot be read and are set aside")
    if rows:
        lines.append("`briefing marks repair --salvage FILE` writes out what is left of them")
    return lines


_NAMES = {
    "mark": "mark",
    "detail": "the source or date set by hand in row",
    "correction": "correction",
    "fact": "what was set by hand of a repeated passage in row",
}


def rows_as_stored(
    connection: sqlite3.Connection, query: str, parameters: Sequence[object] = ()
) -> list[tuple[Any, ...]]:
    """Return the rows of `query`; a text that is no UTF-8 is given as bytes instead of ending them all.

    Raises sqlite3.Error for everything else.
    """
    return list(each_row_as_stored(connection, query, parameters))


def each_row_as_stored(
    connection: sqlite3.Connection, query: str, parameters: Sequence[object] = ()
) -> Iterator[tuple[Any, ...]]:
    """Yield the same one after the other, in an order that `query` says; the connection is asked nothing
    else until the last."""
    given = 0
    try:
        for row in connection.execute(query, parameters):
            given += 1
            yield row
        return
    except sqlite3.OperationalError as error:
        if primary_code(error) >= 0:
            raise
    # What has no code of the database's comes from decoding a text. The rest is read by a slower way,
    # which nobody pays for whose store is whole.
    usual = connection.text_factory
    connection.text_factory = _text_or_bytes
    try:
        yield from islice(connection.execute(query, parameters), given, None)
    finally:
        connection.text_factory = usual


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


E = TypeVar("E", bound=_Identified)
EntryOfRow = Callable[[tuple[Any, ...]], E | UnreadRow]
"""Reads a row of a table, its columns in their order."""


def read_each(
    rows: Iterable[tuple[Any, ...]], read: EntryOfRow[E]
) -> tuple[dict[str, E], tuple[UnreadRow, ...]]:
    """Return every entry that can be read, by id in the order of the rows, and what cannot."""
    entries: dict[str, E] = {}
    unread: list[UnreadRow] = []
    for row in rows:
        entry = read(row)
        if isinstance(entry, UnreadRow):
            unread.append(entry)
        else:
            entries[entry.id] = entry
    return entries, tuple(unread)


def read_first(rows: Sequence[tuple[Any, ...]], read: EntryOfRow[E]) -> E | None:
    """Return the entry of the first row, None where there is no row; UnreadableError if it cannot be read."""
    entry = read(rows[0]) if rows else None
    if isinstance(entry, UnreadRow):
        raise UnreadableError(entry)
    return entry


def _text_or_bytes(raw: bytes) -> str | bytes:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw


def _for_json(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return value
