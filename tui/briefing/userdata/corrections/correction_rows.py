"""A correction as a row of the database, and as the JSON its history is kept in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.errors import UsageError
from briefing.model.correction import Correction, FigureAnchor
from briefing.userdata.corrections.correction_import import correction_from
from briefing.userdata.database_rows import UnreadableError, UnreadRow, read_each, read_first, rows_as_stored

if TYPE_CHECKING:
    import sqlite3

COLUMNS = ("id", "kind", "said", "created", "modified", "removed")
"""Columns of the table in their order."""
_SAID = ("label", "figures", "others", "verdict", "note", "names")
"""What of a correction's public form lies in the column `said`."""
_FOUND = {"real_paths": "real_path", "seen_fingerprints": "seen_fingerprint", "seen_paths": "seen_path"}
"""What lies there besides, each a list in the order of its figures: by what else their articles are known."""
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM correction"  # noqa: S608 - names of ours


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A correction with its state in the store: removing one changes the state and keeps the row."""

    correction: Correction
    removed: bool = False

    @property
    def id(self) -> str:
        """Of the correction."""
        return self.correction.id

    @property
    def modified(self) -> str:
        """When it was made, or changed by an import."""
        return self.correction.modified

    @property
    def anchors(self) -> tuple[FigureAnchor, ...]:
        """The figures it is about."""
        return self.correction.anchors


class StoredCorrections(NamedTuple):
    """All rows of the table, each read on its own."""

    entries: dict[str, CorrectionEntry]
    """By id, in their order."""
    unread: tuple[UnreadRow, ...]


def find(connection: sqlite3.Connection, correction_id: str) -> CorrectionEntry | None:
    """Return the entry of a correction, removed or not; None when there never was one.

    Raises UnreadableError for a row that cannot be read.
    """
    return read_first(rows_as_stored(connection, f"{_SELECT} WHERE id = ?", (correction_id,)), entry_from)


def all_entries(connection: sqlite3.Connection) -> StoredCorrections:
    """Return every entry that can be read, and what cannot."""
    return StoredCorrections(*read_each(rows_as_stored(connection, f"{_SELECT} ORDER BY id"), entry_from))


def entry_from(row: tuple[Any, ...]) -> CorrectionEntry | UnreadRow:
    """Return the entry that a row of the table stands for (its columns in their order)."""
    values = dict(zip(COLUMNS, row, strict=True))
    key = values["id"] if isinstance(values["id"], str) else "of which the id is lost"
    try:
        said = json.loads(values["said"])
        public = {**said, **{name: values[name] for name in ("id", "kind", "created", "modified")}}
        if values["removed"] not in (0, 1):
            raise UsageError("whether it was removed is lost")
        # The rules for what comes from outside are those for what the store holds.
        correction = _with_found(correction_from(public, 1, ""), said)
        return CorrectionEntry(correction, bool(values["removed"]))
    except (ValueError, TypeError, RecursionError):
        return UnreadRow("correction", key, "what it says is lost", values)
    except UsageError as error:
        return UnreadRow("correction", key, error.message.removeprefix("correction 1: "), values)


def _with_found(correction: Correction, said: Mapping[str, object]) -> Correction:
    """Return a correction with by what else the articles of its figures are known; as it is where that is not
    told."""
    known: list[dict[str, Any]] = [{} for _ in correction.anchors]
    for column, name in _FOUND.items():
        values = said.get(column)
        if isinstance(values, list) and len(values) == len(known):
            for of_anchor, value in zip(known, values, strict=True):
                if isinstance(value, str):
                    of_anchor[name] = value
    found = [replace(anchor, **of) for anchor, of in zip(correction.anchors, known, strict=True)]
    return with_anchors(correction, found)


def with_anchors(correction: Correction, anchors: Sequence[FigureAnchor]) -> Correction:
    """Return a correction with others in the place of its figures, which are as many."""
    figures = len(correction.figures)
    return replace(correction, figures=tuple(anchors[:figures]), others=tuple(anchors[figures:]))


def keep_found(connection: sqlite3.Connection, correction: Correction) -> None:
    """Keep by what the articles of a correction's figures are known now; nothing of one that is about others
    now, or is not there."""
    entry = find(connection, correction.id)
    if entry is not None and entry.anchors == correction.anchors:
        _write(connection, replace(entry, correction=with_anchors(entry.correction, correction.anchors)))


def write(connection: sqlite3.Connection, entry: CorrectionEntry) -> None:
    """Insert the row of `entry`, or change it to this state where there is one of its id.

    By what the articles of its figures are known stays known: what comes from before that was, or from
    elsewhere, does not tell.
    """
    try:
        before = find(connection, entry.id)
    except UnreadableError:
        before = None
    if before is not None and before.anchors == entry.anchors:
        known = [
            replace(
                now,
                real_path=now.real_path or was.real_path,
                seen_fingerprint=was.seen_fingerprint or now.seen_fingerprint,
                seen_path=was.seen_path or now.seen_path,
            )
            for now, was in zip(entry.anchors, before.anchors, strict=True)
        ]
        entry = replace(entry, correction=with_anchors(entry.correction, known))
    _write(connection, entry)


def _write(connection: sqlite3.Connection, entry: CorrectionEntry) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO correction ({', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of ours
        to_row(entry),
    )


def to_row(entry: CorrectionEntry) -> tuple[Any, ...]:
    """Return the row that `entry_from` reads, in the order of COLUMNS."""
    public = entry.correction.to_dict()
    # A name that is no UTF-8 stays readable: JSON escapes all but ASCII.
    kept = {name: public[name] for name in _SAID if name in public}
    for column, name in _FOUND.items():
        values = [getattr(anchor, name) for anchor in entry.anchors]
        kept |= {column: values} if any(values) else {}
    said = json.dumps(kept)
    return (*(public[name] for name in ("id", "kind")), said, public["created"], public["modified"],
            int(entry.removed))  # fmt: skip


def to_json(entry: CorrectionEntry) -> str:
    """Return `entry` for the history."""
    return json.dumps(dict(zip(COLUMNS, to_row(entry), strict=True)))


def from_json(text: object) -> CorrectionEntry | None:
    """Return the entry that `to_json` wrote; None where that cannot be read any more."""
    try:
        values = json.loads(text) if isinstance(text, str) else None
        if not isinstance(values, dict):
            return None
        entry = entry_from(tuple(values[name] for name in COLUMNS))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return entry if isinstance(entry, CorrectionEntry) else None
