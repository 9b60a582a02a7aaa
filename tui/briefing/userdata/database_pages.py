"""Records read straight from the pages of a database file, whatever else of the file is damaged.

The database itself reads a table from its root down, so that one broken page hides all that lies
under it, and a broken first page everything. Here each page is looked at on its own: a page that
holds records says so in its first byte, and says where they are. Which table a record is of is for
the caller to tell by its shape. The form of pages and records is that of
https://www.sqlite.org/fileformat2.html, sections 1.5, 1.6 and 2.1. Only UTF-8 databases are read.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Cell = int | float | str | bytes | None
"""A value as stored; a text that is no UTF-8 is given as bytes."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
"""Bytes before the first page's own."""
_SIZES = tuple(2**power for power in range(9, 17))
_USUAL_SIZE = 4096
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_FIXED_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a value of serial types 0 to 9."""
_MOST_CELLS = 65536 // 4


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One record of a page."""

    page: int
    """Number of its page, from 1."""
    rowid: int | None
    """None for a record of an index, or of a table that is one."""
    cells: tuple[Cell, ...]
    free: bool
    """Whether its page is on the list of free pages: the record was there once."""


def records_of(path: Path) -> Iterator[PageRecord]:
    """Yield every record of the file that can be read, page by page; raises OSError.

    A record of which a part is damaged is left out where that shows.
    """
    raw = path.read_bytes()
    size = _page_size(raw)
    pages = _Pages(raw, size)
    free = pages.free()
    for number in range(1, len(raw) // size + 2):
        for rowid, cells in pages.records(number):
            yield PageRecord(number, rowid, cells, number in free)


def _page_size(raw: bytes) -> int:
    """Return the size the header tells; where there is no header, the one that gives most records."""
    if raw[: len(_MAGIC)] == _MAGIC:
        told = int.from_bytes(raw[16:18], "big")
        told = 65536 if told == 1 else told
        if told in _SIZES:
            return told
    found = {size: _record_count(raw, size) for size in _SIZES}
    best = max(found.values())
    return _USUAL_SIZE if found[_USUAL_SIZE] == best else max(found, key=lambda size: found[size])


def _record_count(raw: bytes, size: int) -> int:
    pages = _Pages(raw, size)
    return sum(1 for number in range(1, len(raw) // size + 2) for _ in pages.records(number))


class _Pages:
    """The pages of a file, of `size` bytes each; the last may be cut."""

    def __init__(self, raw: bytes, size: int) -> None:
        self._raw = raw
        self._size = size
        # The header may reserve bytes at the end of each page; ours never does.

    def free(self) -> frozenset[int]:
        """Return the numbers of the free pages, as far as the list of them can be read."""
        if self._raw[: len(_MAGIC)] != _MAGIC:
            return frozenset()
        found: set[int] = set()
        trunk = int.from_bytes(self._raw[32:36], "big")
        last = len(self._raw) // self._size
        while 0 < trunk <= last and trunk not in found:
            found.add(trunk)
            page = self._page(trunk)
            count = min(int.from_bytes(page[4:8], "big"), self._size // 4 - 2)
            found.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = int.from_bytes(page[:4], "big")
        return frozenset(found)

    def records(self, number: int) -> Iterator[tuple[int | None, tuple[Cell, ...]]]:
        """Yield the records of one page with their row ids."""
        page = self._page(number)
        header = _HEADER if number == 1 else 0
        kind = page[header] if len(page) >= header + 8 else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER):
            return
        start = header + (12 if kind == _INDEX_INNER else 8)
        count = int.from_bytes(page[header + 3 : header + 5], "big")
        for at in range(start, min(start + 2 * min(count, _MOST_CELLS), len(page) - 1), 2):
            offset = int.from_bytes(page[at : at + 2], "big")
            found = self._record(page, offset, kind) if start <= offset < len(page) else None
            if found is not None:
                yield found

    def _record(self, page: bytes, at: int, kind: int) -> tuple[int | None, tuple[Cell, ...]] | None:
        rowid = None
        try:
            if kind == _INDEX_INNER:
                at += 4  # the number of the page below it
            length, at = _varint(page, at)
            if kind == _TABLE_LEAF:
                rowid, at = _varint(page, at)
            payload = self._payload(page, at, length, table=kind == _TABLE_LEAF)
            return rowid, _cells(payload)
        except (IndexError, ValueError):
            # Not a record any more: what points outside its page or its payload was damaged.
            return None

    def _payload(self, page: bytes, at: int, length: int, *, table: bool) -> bytes:
        """Return the bytes of a record, of which a part may lie on pages of its own."""
        if not 0 < length <= len(self._raw):
            raise ValueError("no record is longer than its file")
        most = self._size - 35 if table else (self._size - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page[at : at + length], length)
        least = (self._size - 12) * 32 // 255 - 23
        local = least + (length - least) % (self._size - 4)
        local = local if local <= most else least
        parts = [_exactly(page[at : at + local], local)]
        further = int.from_bytes(_exactly(page[at + local : at + local + 4], 4), "big")
        left = length - local
        while left > 0:
            more = self._page(further)
            if len(more) < 4 or further < 2:
                raise ValueError("a part of the record is on no page there is")
            parts.append(_exactly(more[4 : 4 + min(left, self._size - 4)], min(left, self._size - 4)))
            left -= len(parts[-1])
            further = int.from_bytes(more[:4], "big")
        return b"".join(parts)

    def _page(self, number: int) -> bytes:
        return self._raw[(number - 1) * self._size : number * self._size] if number > 0 else b""


def _exactly(part: bytes, length: int) -> bytes:
    if len(part) != length:
        raise ValueError("the record is cut")
    return part


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at `at`, and where it ends; raises IndexError at the end of the page."""
    value = 0
    for count in range(9):
        byte = page[at + count]
        if count == 8:
            value = value << 8 | byte
            return (value - (1 << 64) if value >= 1 << 63 else value), at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("a number has 9 bytes at most")


def _cells(payload: bytes) -> tuple[Cell, ...]:
    """Return the values of a record; ValueError or IndexError where its parts do not fit it exactly."""
    header, at = _varint(payload, 0)
    if not at <= header <= len(payload):
        raise ValueError("the header of the record does not fit it")
    types = []
    while at < header:
        serial, at = _varint(payload, at)
        types.append(serial)
    if at != header:
        raise ValueError("the header of the record does not end where it says")
    cells: list[Cell] = []
    for serial in types:
        size = _FIXED_SIZES[serial] if 0 <= serial < 10 else (serial - 12) // 2
        if serial in (10, 11) or size < 0:
            raise ValueError("no value is of this type")
        cells.append(_value(serial, _exactly(payload[at : at + size], size)))
        at += size
    if at != len(payload):
        raise ValueError("the record is longer than its values")
    return tuple(cells)


def _value(serial: int, raw: bytes) -> Cell:
    if serial == 0:
        return None
    if serial == 7:
        number: float = struct.unpack(">d", raw)[0]
        return number
    if serial in (8, 9):
        return serial - 8
    if serial < 7:
        return int.from_bytes(raw, "big", signed=True)
    if serial % 2 == 0:
        return raw
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw
