"""A mark as a row of the database, and as the JSON its history is kept in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, cast

from briefing.files.name_column import name_from_column, name_to_column
from briefing.model.mark import Mark, MarkColour

if TYPE_CHECKING:
    import sqlite3

FIELDS = (
    "id", "article", "fingerprint", "passage", "start", "end", "text", "prefix", "suffix", "colour",
    "note", "tags", "created", "modified", "title", "source", "published",
)  # fmt: skip
"""Columns that hold the fields of a Mark, in their order."""

_SELECTED = ", ".join(f'"{name}"' for name in FIELDS)
_SELECT = f"SELECT {_SELECTED}, removed FROM mark"  # noqa: S608 - names of ours


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark with its state in the store: removing one changes the state and keeps the row."""

    mark: Mark
    removed: bool = False


def find(connection: sqlite3.Connection, mark_id: str) -> Entry | None:
    """Return the entry of the mark `mark_id`, removed or not; None when there never was one."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (name_to_column(mark_id),)).fetchone()
    return _from_row(row) if row is not None else None


def all_entries(connection: sqlite3.Connection) -> dict[str, Entry]:
    """Return every entry by its id, in the order the marks were made."""
    entries = (_from_row(row) for row in connection.execute(f"{_SELECT} ORDER BY seq"))
    return {entry.mark.id: entry for entry in entries}


def _from_row(row: tuple[Any, ...]) -> Entry:
    """Return the entry a row of the query stands for."""
    values = dict(zip(FIELDS, row[:-1], strict=True))
    values["article"] = name_from_column(values["article"])
    values["tags"] = tuple(json.loads(values["tags"]))
    return Entry(Mark(**values), bool(row[-1]))


def write(connection: sqlite3.Connection, entry: Entry) -> None:
    """Insert the row of `entry`, or change it to this state where there is one of its id."""
    values = asdict(entry.mark)
    values["article"] = name_to_column(entry.mark.article)
    values["tags"] = json.dumps(entry.mark.tags, ensure_ascii=False)
    values["removed"] = int(entry.removed)
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" * len(values))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in values if name != "id")
    connection.execute(
        f"INSERT INTO mark ({names}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {changes}",  # noqa: S608 - names of ours
        tuple(values.values()),
    )


def to_json(entry: Entry) -> str:
    """Return `entry` for the history."""
    return json.dumps({**asdict(entry.mark), "removed": entry.removed})


def from_json(text: str) -> Entry:
    """Return the entry that `to_json` wrote."""
    values: dict[str, Any] = json.loads(text)
    removed = bool(values.pop("removed"))
    values["tags"] = tuple(values["tags"])
    values["colour"] = cast("MarkColour", values["colour"])
    return Entry(Mark(**values), removed)
