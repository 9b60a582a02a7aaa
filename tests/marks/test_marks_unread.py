"""A row that cannot be read is set aside by its id, and hides no other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import StoreError
from briefing.model.article import Article
from briefing.userdata.database import Database
from briefing.userdata.marks.mark_rows import FIELDS
from briefing.userdata.marks.mark_store import MarkStore
from briefing.userdata.overrides import OverrideStore

DAMAGES = [
    ("tags", "'{'", "its tags are no list of texts"),
    ("tags", "''", "its tags are no list of texts"),
    ("tags", "'[1]'", "its tags are no list of texts"),
    ("tags", "'" + "[" * 100_000 + "'", "its tags are no list of texts"),
    ("tags", "x'80'", "its tags is no text"),
    ("note", "CAST(x'80ff' AS TEXT)", "its note is no text"),
    ("note", "x'80ff'", "its note is no text"),
    ("note", "'a' || char(0) || 'b'", "a part of it is lost"),
    ("text", "CAST(x'80ff' AS TEXT)", "its text is no text"),
    ("text", "'other words'", "its place does not fit its words"),
    ("start", "'x'", "its start is no number"),
    ("end", "2", "its place does not fit its words"),
    ("passage", "1.5", "its passage is no number"),
    ("colour", "'beige'", "its colour is none there is"),
    ("article", "x'80'", "its article is no text"),
    ("article", "5", "its article is no text"),
    ("modified", "CAST(x'80ff' AS TEXT)", "its modified is no text"),
    ("created", "'/'", "its created is no time"),
    ("created", "''", "its created is no time"),
    ("modified", "'2026-02-30T00:00:00Z'", "its modified is no time"),
    ("title", "CAST(x'80ff' AS TEXT)", "its title is no text"),
    ("removed", "'x'", "its removed is no number"),
    ("removed", "-1", "whether it was removed is lost"),
    ("removed", "2", "whether it was removed is lost"),
]
"""A column, what stands in it as SQL, and what is said of it."""


def damage(path: Path, mark_id: str, column: str, value: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f'UPDATE mark SET "{column}" = {value} WHERE id = ?', (mark_id,))
        connection.commit()


@pytest.mark.parametrize(("column", "value", "problem"), DAMAGES)
def test_one_damaged_cell_hides_no_other_mark(
    path: Path, store: MarkStore, article: Article, column: str, value: str, problem: str
) -> None:
    first, second, third = (store.add(article, n, n + 5, note="n", tags=["t"]) for n in (0, 10, 20))
    damage(path, second.id, column, value)
    assert store.list() == (first, third)
    (row,) = store.unread
    assert (row.key, row.problem) == (second.id, problem)
    json.dumps(row.to_dict())
    for action in (store.get, store.remove, lambda mark_id: store.note(mark_id, "new")):
        with pytest.raises(StoreError, match=f"mark {second.id} cannot be read"):
            action(second.id)
    assert store.unsaved == ()
    assert store.note(first.id, "changed").note == "changed"
    assert store.mend() == (second,)
    assert [mark.id for mark in store.list()] == [first.id, second.id, third.id]
    assert store.get(second.id) == second
    assert store.unread == ()


def test_a_mark_whose_place_lies_before_its_article(path: Path, store: MarkStore, article: Article) -> None:
    mark = store.add(article, 0, 5)
    damage(path, mark.id, "start", "-1")
    damage(path, mark.id, "end", "4")
    assert [row.problem for row in store.unread] == ["its place does not fit its words"]
    assert store.mend() == (mark,)


@pytest.mark.parametrize("column", ["id", *FIELDS[1:]])
def test_every_cell_may_be_of_any_kind(path: Path, store: MarkStore, article: Article, column: str) -> None:
    """Whatever stands in a cell, the mark is listed with it or set aside, and the others are there."""
    first, second = (store.add(article, n, n + 5) for n in (0, 10))
    for value in ("''", "x''", "0", "-1", "1e300", "CAST(x'ff' AS TEXT)", "char(0)", "9223372036854775807"):
        damage(path, second.id, column, value)
        assert first in store.list()
        assert len(store.list()) + len(store.unread) == 2
        damage(path, first.id, "note", "''")
        if column == "id":
            return


def test_a_mark_that_cannot_be_read_is_brought_back_by_an_import(
    path: Path, database: Database, store: MarkStore, article: Article
) -> None:
    mark = store.add(article, 0, 8, note="kept elsewhere")
    damage(path, mark.id, "note", "x'80ff'")
    assert store.import_marks([mark.to_dict()]) == 1
    assert [found.to_dict() for found in store.list()] == [mark.to_dict()]
    with database.read() as connection:
        (left,) = connection.execute("SELECT value FROM fact WHERE name LIKE 'unread mark %'").fetchone()
    assert json.loads(left)["row"]["note"] == {"base64": "gP8="}, "what was left of it is kept"


def test_what_is_undone_later_is_not_brought_back(path: Path, store: MarkStore, article: Article) -> None:
    mark = store.add(article, 0, 8, note="first")
    store.note(mark.id, "second")
    store.undo()
    damage(path, mark.id, "tags", "'{'")
    assert [found.note for found in store.mend()] == ["first"]


def test_without_a_history_it_stays_set_aside(path: Path, store: MarkStore, article: Article) -> None:
    mark = store.add(article, 0, 8)
    damage(path, mark.id, "tags", "'{'")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE change SET after = '{'")
        connection.commit()
    assert store.mend() == ()
    assert [row.key for row in store.unread] == [mark.id]


@pytest.mark.parametrize(
    "damaged", ["'{'", "'[]'", "'{}'", "CAST(x'ff' AS TEXT)", "7", "'" + "[" * 100_000 + "'"]
)
def test_a_change_that_cannot_be_read_is_not_taken_back(
    path: Path, store: MarkStore, article: Article, damaged: str
) -> None:
    mark = store.add(article, 0, 8)
    store.note(mark.id, "typed")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE change SET before = {damaged} WHERE before IS NOT NULL")
        connection.commit()
    with pytest.raises(StoreError, match="stays as it is"):
        store.undo()
    assert store.get(mark.id).note == "typed"


@pytest.mark.parametrize(
    "values",
    [
        {"source": b"\xff"},
        {"published": "soon"},
        {"fingerprint": b"\x80"},
        {"location": 7},
        {"location": b"\x80"},
    ],
)
def test_a_detail_that_cannot_be_read_hides_no_other(
    path: Path, database: Database, make_article: Callable[..., Article], values: dict[str, Any]
) -> None:
    overrides = OverrideStore(database)
    one, other = make_article("One.", "one.txt"), make_article("Other.", "other.txt")
    overrides.set_details(one.fingerprint, "one.txt", source="Gazette")
    overrides.set_details(other.fingerprint, "other.txt", source="Courier", published="2026-02-04")
    with closing(sqlite3.connect(path)) as connection:
        for column, value in values.items():
            connection.execute(f"UPDATE detail SET {column} = ? WHERE source = 'Gazette'", (value,))
        connection.commit()
    table = overrides.all_details()
    assert table.applied(other).source == "Courier"
    assert table.applied(one).source != "Gazette"
    assert [row.table for row in overrides.unread_met] == ["detail"]
    assert overrides.set_details(one.fingerprint, "one.txt", source="Herald").source == "Herald"
    assert overrides.all_details().applied(one).source == "Herald"
