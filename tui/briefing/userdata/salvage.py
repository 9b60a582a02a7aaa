"""What a damaged database file still holds, told by the shape of its records.

A mark's row may be gone and its history there, or the other way round: each is looked for in both.
Nothing of a mark is ever deleted from the tables, so that the youngest form found is the mark. The same
holds for corrections of the ledger.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.userdata.change_history import StoredEntry, newest_first
from briefing.userdata.corrections import correction_rows
from briefing.userdata.corrections.correction_rows import CorrectionEntry
from briefing.userdata.database_pages import Cell, PageRecord, records_of
from briefing.userdata.database_rows import UnreadRow, rows_as_stored
from briefing.userdata.marks import mark_rows
from briefing.userdata.marks.mark_ids import is_ours
from briefing.userdata.marks.mark_rows import Entry
from briefing.userdata.overrides import DETAIL_COLUMNS, override_from
from briefing.userdata.schema_steps import columns_in

_STEP_STATES = ("done", "undone", "dropped")
_MARK_WIDTHS = range(len(mark_rows.COLUMNS_OF_BEFORE), len(mark_rows.COLUMNS) + 1)


@dataclass(frozen=True, slots=True)
class SalvagedMark:
    """A mark, and where it stood among the others."""

    entry: Entry
    seq: int | None
    """Its running number; None where only the history had it."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What was found in one file."""

    marks: dict[str, SalvagedMark]
    """By id, in the order they were made; those at the end of which only the history is left."""
    from_history: frozenset[str]
    """Ids of the marks whose row is gone or cannot be read."""
    unread: dict[str, tuple[Cell, ...]]
    """Rows of marks that cannot be read and of which there is nothing else, by id, in the columns' order."""
    details: dict[int, tuple[Cell, ...]]
    """Rows of sources and dates set by hand, by their number."""
    facts: dict[str, str]
    corrections: dict[str, CorrectionEntry]
    """By id, in their order."""
    known: frozenset[str]
    """Ids of all marks there were, as far as anything names them."""


@dataclass(slots=True)
class _RecordsByKind:
    """The records of a file by what they are."""

    rows: dict[str, tuple[bool, Entry, int]] = field(default_factory=dict)
    """By id: whether its page is in use, the mark, its number."""
    unread: dict[str, tuple[Cell, ...]] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    changes: dict[str, list[tuple[int, Cell, Cell]]] = field(default_factory=dict)
    """By id: number of the step, the mark before and after it."""
    numbers: dict[str, int] = field(default_factory=dict)
    details: dict[int, tuple[Cell, ...]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, CorrectionEntry] = field(default_factory=dict)
    """Those whose pages are in use."""


def salvage_from(path: Path) -> Salvage:
    """Return what `path` holds; raises OSError when the file cannot be read."""
    found = _RecordsByKind()
    for record in records_of(path):
        _take(found, record)
    found.details |= _details_cut_short(path)
    marks: dict[str, SalvagedMark] = {}
    from_history: set[str] = set()
    for mark_id in {*found.rows, *found.changes}:
        in_use, entry, seq = found.rows.get(mark_id, (False, None, None))
        told = None if in_use else _newest(found, mark_id)
        if isinstance(told, CorrectionEntry):
            continue
        if told is not None and (entry is None or told.mark.modified >= entry.mark.modified):
            entry = told
            from_history.add(mark_id)
        if in_use and entry is not None and not entry.mark.real_path:
            entry = _with_found(entry, _newest(found, mark_id))
        if entry is not None:
            marks[mark_id] = SalvagedMark(entry, seq if seq is not None else found.numbers.get(mark_id))
    corrections: dict[str, CorrectionEntry] = {}
    for entry_id in sorted({*found.corrections, *found.changes}):
        corrected = found.corrections.get(entry_id) or _newest(found, entry_id)
        if isinstance(corrected, CorrectionEntry):
            corrections[entry_id] = corrected
    last = max((one.seq for one in marks.values() if one.seq is not None), default=0) + 1
    order = sorted(
        marks, key=lambda mark_id: (marks[mark_id].seq or last, marks[mark_id].entry.mark.created, mark_id)
    )
    return Salvage(
        {mark_id: marks[mark_id] for mark_id in order},
        frozenset(from_history),
        {mark_id: row for mark_id, row in found.unread.items() if mark_id not in marks},
        found.details,
        found.facts,
        corrections,
        frozenset({*marks, *found.unread, *found.changes, *found.numbers}) - corrections.keys(),
    )


def _with_found(entry: Entry, told: StoredEntry | None) -> Entry:
    """Return an entry with where its article lies, if the history knows."""
    if not isinstance(told, Entry):
        return entry
    return replace(entry, mark=mark_rows.with_found(entry.mark, told.mark))


def _details_cut_short(path: Path) -> dict[int, tuple[Cell, ...]]:
    """Return the rows of details that lack a column, with what they still say; none where that is not so, or
    the file cannot be asked."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            there = columns_in(connection, ("detail",)).get("detail", frozenset())
            if not there or there >= set(DETAIL_COLUMNS) or not there >= {"seq", "fingerprint", "location"}:
                return {}
            usual = {"made": "''"}
            asked = (name if name in there else usual.get(name, "NULL") for name in DETAIL_COLUMNS)
            rows = rows_as_stored(connection, f"SELECT {', '.join(asked)} FROM detail")  # noqa: S608 - words of ours
    except sqlite3.DatabaseError:
        return {}
    return {row[0]: row for row in rows if override_from(row) is not None}


def _take(found: _RecordsByKind, record: PageRecord) -> None:
    cells = record.cells
    if record.rowid is None:
        _take_index_record(found, record)
    elif len(cells) in _MARK_WIDTHS and cells[0] is None:
        row = (record.rowid, *cells[1:])
        # A row that was written before there were the last columns has none.
        row += (None,) * (len(mark_rows.COLUMNS) - len(row))
        _take_mark(found, record.rowid, row, in_use=not record.free)
    elif len(cells) == len(DETAIL_COLUMNS) and cells[0] is None:
        row = (record.rowid, *cells[1:])
        # None is ever deleted or changed, so that one on a free page is of a table that is gone.
        known = record.free and record.rowid in found.details
        if override_from(row) is not None and isinstance(row[-1], str) and not known:
            found.details[record.rowid] = row
    elif len(cells) == 4 and not record.free and isinstance(cells[3], str) and cells[3] in _STEP_STATES:
        found.states[record.rowid] = cells[3]


def _take_mark(found: _RecordsByKind, rowid: int, row: tuple[Cell, ...], *, in_use: bool) -> None:
    entry = mark_rows.entry_from(row)
    if isinstance(entry, UnreadRow):
        if in_use and isinstance(row[1], str) and None not in row[: len(mark_rows.COLUMNS_OF_BEFORE)]:
            found.unread.setdefault(row[1], row)
        return
    before = found.rows.get(entry.mark.id)
    if before is None or (in_use, entry.mark.modified) > (before[0], before[1].mark.modified):
        found.rows[entry.mark.id] = (in_use, entry, rowid)


def _take_index_record(found: _RecordsByKind, record: PageRecord) -> None:
    """Take a record of a table without row ids, or an id in the index of marks."""
    match record.cells:
        case (int(step), str(mark_id), before, after):
            found.changes.setdefault(mark_id, []).append((step, before, after))
        case (str(mark_id), int(seq)) if is_ours(mark_id):
            found.numbers.setdefault(mark_id, seq)
        case (str(), str(), str(), str(), str(), int()) if not record.free:
            entry = correction_rows.entry_from(record.cells)
            if isinstance(entry, CorrectionEntry):
                found.corrections.setdefault(entry.id, entry)
        case (str(name), str(value)) if not record.free:
            found.facts.setdefault(name, value)
        case _:
            return


def _newest(found: _RecordsByKind, entry_id: str) -> StoredEntry | None:
    """Return a mark or correction as the history has it last; of steps whose state is lost, as if they were
    done."""
    steps = sorted(found.changes.get(entry_id, ()), key=lambda change: change[0], reverse=True)
    changes = [(found.states.get(step, "done"), before, after) for step, before, after in steps]
    return next((entry for entry in newest_first(changes) if entry.id == entry_id), None)
