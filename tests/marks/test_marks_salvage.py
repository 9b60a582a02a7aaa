"""A damaged store gives back what can still be read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.userdata.database import Database
from briefing.userdata.database_copies import copies
from briefing.userdata.marks.mark_rows import Entry
from briefing.userdata.marks.mark_store import MarkStore
from briefing.userdata.repair import merge
from briefing.userdata.salvage import Salvage, SalvagedMark

PAGE = 4096


def filled(path: Path, article: Article, count: int) -> list[str]:
    """Make a store with `count` marks; return their ids in order."""
    database = Database(path)
    store = MarkStore(database)
    public = store.add(article, 0, 3).to_dict()
    store.import_marks([{**public, "id": f"M{n:04d}", "note": f"note {n} " * 5} for n in range(count)])
    ids = [mark.id for mark in store.list()]
    database.close()
    return ids


def pages_of(path: Path, words: bytes) -> list[int]:
    """Return the numbers of the pages that hold `words`."""
    raw = path.read_bytes()
    return [n for n in range(len(raw) // PAGE) if words in raw[n * PAGE : (n + 1) * PAGE]]


def break_page(path: Path, number: int) -> None:
    with path.open("r+b") as file:
        file.seek(number * PAGE)
        file.write(b"\x55" * PAGE)


def test_marks_around_a_broken_page_are_saved(path: Path, article: Article) -> None:
    ids = filled(path, article, 400)
    for copy in copies(path):
        copy.unlink()
    table = pages_of(path, b"M0200")[0]
    break_page(path, table)
    database = Database(path)
    store = MarkStore(database)
    kept = [mark.id for mark in store.list()]
    assert set(kept) <= set(ids)
    assert len(kept) >= len(ids) - 40, "what stood on the other pages is there"
    assert "saved from the damaged file" in database.notices[0]
    assert database.check() == []
    added = store.add(article, 4, 8)
    assert store.list()[-1] == added
    database.close()


def test_a_copy_is_completed_from_the_damaged_file(path: Path, article: Article) -> None:
    ids = filled(path, article, 400)
    break_page(path, pages_of(path, b"M0200")[0])
    database = Database(path)
    kept = {mark.id for mark in MarkStore(database).list()}
    # The copy of the day was made after the first mark; the others come from the file.
    assert ids[0] in kept
    assert len(kept) >= len(ids) - 40
    assert "took its place" in database.notices[0]
    assert MarkStore(database).undo() is None, "the copy's history would write over what was saved"
    assert {mark.id for mark in MarkStore(database).list()} == kept
    assert database.check() == []
    database.close()


@pytest.mark.parametrize("number", range(6))
def test_any_broken_page_leaves_a_store_that_works(path: Path, article: Article, number: int) -> None:
    ids = filled(path, article, 100)
    break_page(path, number)
    database = Database(path)
    store = MarkStore(database)
    assert {mark.id for mark in store.list()} <= set(ids)
    actions: list[Callable[[], object]] = [lambda: store.add(article, 4, 8), store.undo, store.redo]
    for action in actions:
        assert action() is not None
    assert database.check() == []
    database.close()


@pytest.mark.parametrize("of_history", [True, False])
def test_of_one_second_only_a_row_stands_for_the_copy(path: Path, article: Article, of_history: bool) -> None:
    """The last changes of a mark of which only the history is left may be on the pages that are lost."""
    database = Database(path)
    store = MarkStore(database)
    mark = store.note(store.add(article, 0, 3).id, "the copy's")
    theirs = SalvagedMark(Entry(replace(mark, note="the file's")), None)
    ids = frozenset({mark.id})
    found = Salvage({mark.id: theirs}, ids if of_history else frozenset(), {}, {}, {}, {}, ids)
    with database.write() as connection:
        merge(connection, found)
    assert [one.note for one in store.list()] == ["the copy's" if of_history else "the file's"]
    database.close()
