"""A mark as a row of the database, and as the JSON its history is kept in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.files.name_column import name_from_column, name_to_column
from briefing.model.mark import MARK_COLOURS, Mark
from briefing.userdata.database_rows import (
    UnreadRow,
    each_row_as_stored,
    read_each,
    read_first,
    rows_as_stored,
)

if TYPE_CHECKING:
    import sqlite3

FIELDS = (
    "id", "article", "fingerprint", "passage", "start", "end", "text", "prefix", "suffix", "colour",
    "note", "tags", "created", "modified", "title", "source", "published",
)  # fmt: skip
"""Columns that hold the fields of a Mark, in their order, but for those of `FOUND`."""

COLUMNS_OF_BEFORE = ("seq", *FIELDS, "removed")
"""Columns of the table up to its second version; a row that was written then still has no more."""
FOUND = ("real_path", "seen_fingerprint", "seen_path")
"""Columns that came later: by what else the article of a mark is known; null until there is something."""
COLUMNS = (*COLUMNS_OF_BEFORE, *FOUND)
"""Columns of the table in their order."""
_SELECTED = ", ".join(f'"{name}"' for name in COLUMNS)
_SELECT = f"SELECT {_SELECTED} FROM mark"  # noqa: S608 - names of ours
_OF_ARTICLES = ("article", "fingerprint", "colour", "title", "source", "published", *FOUND)
"""Columns in which many marks have the same words: held once, as they are a quarter of what is read."""
_NUMBERS = frozenset({"seq", "passage", "start", "end", "removed"})
_TYPES = tuple(int if name in _NUMBERS else str for name in COLUMNS_OF_BEFORE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark with its state in the store: removing one changes the state and keeps the row."""

    mark: Mark
    removed: bool = False

    @property
    def id(self) -> str:
        """Of the mark."""
        return self.mark.id

    @property
    def modified(self) -> str:
        """When the mark was changed last."""
        return self.mark.modified

    @property
    def anchors(self) -> tuple[Mark, ...]:
        """The words it is about."""
        return (self.mark,)


class StoredEntries(NamedTuple):
    """All rows of the table, each read on its own."""

    entries: dict[str, Entry]
    """By id, in the order the marks were made."""
    unread: tuple[UnreadRow, ...]


def find(connection: sqlite3.Connection, mark_id: str) -> Entry | None:
    """Return the entry of the mark `mark_id`, removed or not; None when there never was one.

    Raises UnreadableError for a row that cannot be read.
    """
    return read_first(
        rows_as_stored(connection, f"{_SELECT} WHERE id = ?", (name_to_column(mark_id),)), entry_from
    )


def all_entries(connection: sqlite3.Connection) -> StoredEntries:
    """Return every entry that can be read, and what cannot."""
    rows = rows_as_stored(connection, f"{_SELECT} ORDER BY seq DESC")
    return StoredEntries(*read_each(_taken_from(rows), entry_from))


def each_row(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield every row as it is stored, for `entry_from`, in the order the marks were made."""
    return each_row_as_stored(connection, f"{_SELECT} ORDER BY seq")


def _taken_from(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield rows from the last to the first; none is held once the next is taken."""
    while rows:
        yield rows.pop()


def entry_from(row: tuple[Any, ...]) -> Entry | UnreadRow:
    """Return the entry that a row of the table stands for (its columns in their order)."""
    values = dict(zip(COLUMNS, row, strict=True))
    problem = "" if tuple(map(type, row[: len(_TYPES)])) == _TYPES else _problem_of_types(values)
    tags = _tags(values["tags"])
    problem = problem or _problem(values, tags)
    if problem or tags is None:
        key = values["id"] if isinstance(values["id"], str) else f"row {values['seq']}"
        return UnreadRow("mark", key, problem, values)
    removed = bool(values.pop("removed"))
    del values["seq"]
    values["article"] = name_from_column(values["article"])
    values["tags"] = tags
    values["real_path"] = _real_path(values["real_path"])
    values["seen_path"] = _real_path(values["seen_path"])
    values["seen_fingerprint"] = _fingerprint(values["seen_fingerprint"])
    for name in _OF_ARTICLES:
        values[name] = intern(values[name])
    return Entry(Mark(**values), removed)


def _fingerprint(value: object) -> str:
    """Return that of a text; empty where it is not known, or cannot be read."""
    return value if isinstance(value, str) and "\0" not in value else ""


def _real_path(value: object) -> str:
    """Return where an article lies; empty where that is not known, or cannot be read: the mark is whole."""
    try:
        path = name_from_column(value) if isinstance(value, str | bytes) else ""
    except UnicodeDecodeError:
        return ""
    # It is told from the root: what has no folder in it is of another column, and this one is gone.
    return "" if "\0" in path or not ("/" in path or "\\" in path) else path


def _problem_of_types(values: Mapping[str, Any]) -> str:
    """Return what is wrong with the kinds of cells; an empty text where only a name is of bytes."""
    for name, wanted in zip(COLUMNS_OF_BEFORE, _TYPES, strict=True):
        value = values[name]
        if type(value) is wanted or (name == "article" and _is_name(value)):
            continue
        return f"its {name} is no {'number' if wanted is int else 'text'}"
    return ""


def _is_name(value: object) -> bool:
    try:
        return isinstance(value, bytes) and bool(name_from_column(value))
    except UnicodeDecodeError:
        return False


def _problem(values: Mapping[str, Any], tags: tuple[str, ...] | None) -> str:
    """Return what is wrong with cells of the right kinds."""
    if tags is None:
        return "its tags are no list of texts"
    if values["colour"] not in MARK_COLOURS:
        return "its colour is none there is"
    if values["end"] - values["start"] != len(values["text"]) or not values["text"] or values["start"] < 0:
        return "its place does not fit its words"
    if values["removed"] not in (0, 1):
        return "whether it was removed is lost"  # which would hide it
    for name in ("created", "modified"):
        try:
            datetime.fromisoformat(values[name])
        except ValueError:
            return f"its {name} is no time"
    # No text of ours holds one: a mark is made of cleaned text, and zeros are what is left of a
    # block that was lost.
    if any("\0" in values[name] for name in _CLEANED):
        return "a part of it is lost"
    return ""


_CLEANED = tuple(name for name in FIELDS if name not in _NUMBERS and name != "article")


def _tags(text: object) -> tuple[str, ...] | None:
    """Return the tags that a cell holds; None for what is no list of texts."""
    if text == "[]":
        return ()
    try:
        values = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list) or not all(isinstance(tag, str) for tag in values):
        return None
    return tuple(values)


def write(connection: sqlite3.Connection, entry: Entry) -> None:
    """Insert the row of `entry`, or change it to this state where there is one of its id.

    By what its article is known stays known: what comes from before that was, or from elsewhere, does not
    tell. How it was met last says nothing of a mark that is on other words now, as an import may make it.
    """
    values = dict(zip(COLUMNS[1:], to_row(entry, None)[1:], strict=True))
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("?" * len(values))
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in values if name not in ("id", *FOUND))
    changes += ", real_path = coalesce(excluded.real_path, real_path)"
    for name in FOUND[1:]:
        changes += (
            f", {name} = CASE WHEN fingerprint = excluded.fingerprint"
            f" THEN coalesce({name}, excluded.{name}) ELSE excluded.{name} END"
        )
    connection.execute(
        f"INSERT INTO mark ({names}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {changes}",  # noqa: S608 - names of ours
        tuple(values.values()),
    )


def to_row(entry: Entry, seq: int | None) -> tuple[Any, ...]:
    """Return the row that `entry_from` reads, in the order of COLUMNS."""
    values = {**asdict(entry.mark), "seq": seq, "removed": int(entry.removed)}
    values["article"] = name_to_column(entry.mark.article)
    values["tags"] = json.dumps(entry.mark.tags, ensure_ascii=False)
    values |= _found(entry.mark)
    return tuple(values[name] for name in COLUMNS)


def _found(mark: Mark) -> dict[str, str | bytes | None]:
    """The cells of a mark that may be empty."""
    return {
        "real_path": name_to_column(mark.real_path) or None,
        "seen_fingerprint": mark.seen_fingerprint or None,
        "seen_path": name_to_column(mark.seen_path) or None,
    }


def keep_found(connection: sqlite3.Connection, mark: Mark) -> None:
    """Keep by what the article of a mark is known now; where it lay when the mark was made, if that was not
    known. Nothing is kept of a mark that is on other words now."""
    connection.execute(
        "UPDATE mark SET real_path = coalesce(real_path, :real_path),"
        " seen_fingerprint = :seen_fingerprint, seen_path = :seen_path"
        " WHERE id = :id AND fingerprint = :fingerprint",
        {"id": name_to_column(mark.id), "fingerprint": mark.fingerprint, **_found(mark)},
    )


def with_found(mark: Mark, other: Mark) -> Mark:
    """Return a mark with what another form of it knows of its article, where itself does not."""
    known = {name: getattr(mark, name) or getattr(other, name) for name in FOUND}
    return replace(mark, **known) if mark.fingerprint == other.fingerprint else mark


def to_json(entry: Entry) -> str:
    """Return `entry` for the history."""
    return json.dumps({**asdict(entry.mark), "removed": entry.removed})


def from_json(text: object) -> Entry | None:
    """Return the entry that `to_json` wrote; None where that cannot be read any more."""
    try:
        values = json.loads(text) if isinstance(text, str) else None
        if not isinstance(values, dict):
            return None
        # Through the form of a row, so that one set of rules says what a mark is.
        values["tags"] = json.dumps(values["tags"], ensure_ascii=False)
        named = (values[name] for name in FIELDS)
        entry = entry_from((0, *named, int(values["removed"]), *map(values.get, FOUND)))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return entry if isinstance(entry, Entry) else None
