"""Marks are added, changed, found, removed and taken back."""

from __future__ import annotations

import sqlite3
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.errors import StoreError, UsageError
from briefing.model.article import Article
from briefing.model.mark import Mark
from briefing.userdata.database import Database
from briefing.userdata.marks.anchor import CONTEXT
from briefing.userdata.marks.mark_ids import new_id
from briefing.userdata.marks.mark_store import MarkStore

MakeArticle = Callable[..., Article]


def mark_words(store: MarkStore, article: Article, words: str, **fields: object) -> Mark:
    start = article.text.index(words)
    return store.add(article, start, start + len(words), **fields)  # type: ignore[arg-type]


def test_a_mark_holds_its_quote_context_and_citation(store: MarkStore, article: Article) -> None:
    mark = mark_words(store, article, "14 ships", colour="blue", note="how many?", tags=["queue"])
    assert article.text[mark.start : mark.end] == mark.text == "14 ships"
    assert len(mark.prefix) == CONTEXT
    assert mark.suffix == " were waiting outside the bay."
    assert mark.prefix + mark.text + mark.suffix in article.text
    assert (mark.article, mark.fingerprint, mark.passage) == (article.id, article.fingerprint, 2)
    assert (mark.title, mark.source, mark.published) == ("Port reopens", "Harbour Gazette", "2026-02-03")
    assert (mark.colour, mark.note, mark.tags) == ("blue", "how many?", ("queue",))
    assert mark.created == mark.modified == "2026-02-04T09:30:01Z"
    assert store.get(mark.id) == mark
    assert store.list() == (mark,)


def test_context_stops_at_the_ends_of_the_text(store: MarkStore, article: Article) -> None:
    whole = store.add(article, 0, len(article.text))
    assert (whole.prefix, whole.suffix) == ("", "")


@pytest.mark.parametrize(("start", "end"), [(5, 5), (7, 3), (-1, 4), (0, 10_000), (45, 47)])
def test_what_cannot_be_marked(store: MarkStore, article: Article, start: int, end: int) -> None:
    with pytest.raises(UsageError):
        store.add(article, start, end)
    assert store.list() == ()


def test_a_colour_there_is_not(store: MarkStore, article: Article) -> None:
    with pytest.raises(UsageError, match="no such colour") as caught:
        store.add(article, 0, 3, colour="mauve")  # type: ignore[arg-type]
    assert "yellow" in caught.value.hint


def test_changes_are_kept_and_dated(store: MarkStore, article: Article) -> None:
    mark = mark_words(store, article, "14 ships")
    store.note(mark.id, "twelve elsewhere")
    store.tag(mark.id, ["queue", " Queue ", "", "bay"])
    changed = store.recolour(mark.id, "pink")
    assert (changed.note, changed.tags, changed.colour) == ("twelve elsewhere", ("queue", "bay"), "pink")
    assert changed.modified > changed.created == mark.created
    assert store.get(mark.id) == changed


def test_a_change_that_changes_nothing_is_no_step(store: MarkStore, article: Article) -> None:
    mark = mark_words(store, article, "14 ships", note="x")
    assert store.note(mark.id, "x") == mark
    assert store.undo() == "added a mark on “14 ships”"


def test_typed_text_is_cleaned(store: MarkStore, article: Article) -> None:
    mark = mark_words(store, article, "14 ships", note="a\x1b]0;x\x07\r\nb", tags=["\x1b[31mred\nhot"])
    assert mark.note == "a␛]0;x␇\nb"
    assert mark.tags == ("␛[31mred hot",)


def test_filters(store: MarkStore, article: Article, make_article: MakeArticle) -> None:
    other = make_article("Ferries resumed on Friday.", "ferry.txt", title="Ferries")
    ships = mark_words(store, article, "14 ships", colour="blue", tags=["Queue", "bay"])
    cranes = mark_words(store, article, "Two cranes", note="whose Ärger?")
    ferries = mark_words(store, other, "Ferries", tags=["queue"])
    assert store.list() == (ships, cranes, ferries)
    assert store.list(articles=[other.id]) == (ferries,)
    assert store.list(fingerprints=[article.fingerprint]) == (ships, cranes)
    assert store.list(articles=[other.id], fingerprints=[article.fingerprint]) == (ships, cranes, ferries)
    assert store.list(articles=[]) == ()
    assert store.list(tags=["QUEUE"]) == (ships, ferries)
    assert store.list(tags=["queue", "bay"]) == (ships,)
    assert store.list(colour="blue") == (ships,)
    assert store.list(text="ärger cranes") == (cranes,)
    assert store.list(text="ferries") == (ferries,)
    assert store.list(text="nowhere") == ()


def test_removing_keeps_the_row(store: MarkStore, article: Article, path: Path) -> None:
    mark = mark_words(store, article, "14 ships", note="typed with care")
    assert store.remove(mark.id).note == "typed with care"
    assert store.list() == ()
    with pytest.raises(UsageError, match="there is no mark"):
        store.get(mark.id)
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("SELECT note, removed FROM mark").fetchall() == [("typed with care", 1)]


def test_unknown_marks_are_named(store: MarkStore) -> None:
    actions: list[Callable[[], object]] = [
        lambda: store.get("X1"),
        lambda: store.note("X1", "n"),
        lambda: store.tag("X1", []),
        lambda: store.recolour("X1", "pink"),
        lambda: store.remove("X1"),
    ]
    for action in actions:
        with pytest.raises(UsageError, match="there is no mark X1"):
            action()
    with pytest.raises(UsageError, match="there is no mark"):
        store.get("\udcff\x1b")
    assert store.undo() is None


def test_undo_and_redo_cover_every_change_across_restarts(path: Path, article: Article) -> None:
    def reopened() -> MarkStore:
        return MarkStore(Database(path))

    mark = mark_words(reopened(), article, "14 ships", note="first")
    reopened().note(mark.id, "second")
    reopened().tag(mark.id, ["bay"])
    reopened().recolour(mark.id, "green")
    reopened().remove(mark.id)
    undone = []
    notes = []
    while (label := reopened().undo()) is not None:
        undone.append(label)
        notes.append([(m.note, m.tags, m.colour) for m in reopened().list()])
    assert undone == [
        "removed the mark on “14 ships”",
        "changed the colour of “14 ships”",
        "changed the tags of “14 ships”",
        "changed the note on “14 ships”",
        "added a mark on “14 ships”",
    ]
    assert notes == [
        [("second", ("bay",), "green")],
        [("second", ("bay",), "yellow")],
        [("second", (), "yellow")],
        [("first", (), "yellow")],
        [],
    ]
    redone = []
    while (label := reopened().redo()) is not None:
        redone.append(label)
    assert redone == undone[::-1]
    assert reopened().list() == ()


def test_a_new_change_clears_what_could_be_redone(store: MarkStore, article: Article) -> None:
    mark = mark_words(store, article, "14 ships")
    store.note(mark.id, "lost?")
    store.undo()
    store.recolour(mark.id, "pink")
    assert store.redo() is None
    assert store.undo() == "changed the colour of “14 ships”"


def test_undone_words_stay_in_the_file(store: MarkStore, article: Article, path: Path) -> None:
    mark = mark_words(store, article, "14 ships")
    store.note(mark.id, "an idea")
    store.undo()
    store.recolour(mark.id, "pink")
    with closing(sqlite3.connect(path)) as raw:
        assert any("an idea" in row[0] for row in raw.execute("SELECT after FROM change"))


def test_names_that_are_not_unicode_are_kept(store: MarkStore, make_article: MakeArticle) -> None:
    odd = make_article("Some words here.", "caf\udce9.txt")
    mark = store.add(odd, 0, 4)
    assert store.get(mark.id).article == "caf\udce9.txt"
    assert store.list(articles=["caf\udce9.txt"]) == (mark,)
    store.note(mark.id, "n")
    assert store.undo() is not None


def test_another_process_is_seen(path: Path, store: MarkStore, article: Article) -> None:
    assert store.list() == ()
    before = store.version()
    other = MarkStore(Database(path))
    mark = mark_words(other, article, "14 ships")
    assert store.version() != before
    assert store.list() == (mark,)


def test_ids_sort_by_making_even_when_the_clock_goes_back() -> None:
    moments = [datetime(year, 1, 1, tzinfo=UTC) for year in (2026, 2016, 2100, 1960, 2026, 9999)]
    ids: list[str] = []
    for moment in moments * 20:
        ids.append(new_id(moment, ids[-1] if ids else None))
    assert ids == sorted(set(ids))
    assert {len(made) for made in ids} == {26}
    assert len(new_id(moments[0], "not one of ours")) == 26


def test_marks_made_after_the_clock_went_back_come_last(path: Path, article: Article) -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
    first = MarkStore(Database(path), clock=lambda: late).add(article, 0, 3)
    second = MarkStore(Database(path), clock=lambda: early).add(article, 0, 3)
    assert first.id < second.id
    assert [mark.id for mark in MarkStore(Database(path)).list()] == [first.id, second.id]


class FullDisk:
    """Makes a database full, and gives it room again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def fill(self) -> None:
        with self._database.read() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

    def clear(self) -> None:
        with self._database.read() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")


def test_what_the_disk_refuses_is_kept_and_saved_later(
    path: Path, database: Database, store: MarkStore, article: Article
) -> None:
    first = mark_words(store, article, "Two cranes")
    disk = FullDisk(database)
    disk.fill()
    long_note = "typed for an hour " * 5000
    with pytest.raises(StoreError, match="disk is full") as caught:
        mark_words(store, article, "14 ships", note=long_note)
    assert "1 change kept in memory" in caught.value.hint
    with pytest.raises(StoreError, match="2 changes kept in memory"):
        store.note(first.id, long_note)
    assert store.unsaved == ("added a mark on “14 ships”", "changed the note on “Two cranes”")
    assert [(mark.text, mark.note) for mark in store.list()] == [
        ("Two cranes", long_note),
        ("14 ships", long_note),
    ]
    with pytest.raises(StoreError, match="disk is full"):
        store.undo()
    assert len(MarkStore(Database(path)).list()) == 1
    disk.clear()
    assert store.save_waiting() == 2
    waiting: tuple[str, ...] = store.unsaved
    assert waiting == ()
    assert [mark.note for mark in MarkStore(Database(path)).list()] == [long_note, long_note]
    assert store.undo() == "changed the note on “Two cranes”"


def test_what_waits_is_saved_with_the_next_change(
    path: Path, database: Database, store: MarkStore, article: Article
) -> None:
    mark_words(store, article, "Two cranes")
    disk = FullDisk(database)
    disk.fill()
    with pytest.raises(StoreError):
        mark_words(store, article, "14 ships", note="x" * 100_000)
    disk.clear()
    mark_words(store, article, "nine days")
    assert store.unsaved == ()
    assert [mark.text for mark in MarkStore(Database(path)).list()] == ["Two cranes", "14 ships", "nine days"]


def test_what_marks_have_in_common_is_held_once(store: MarkStore, article: Article, path: Path) -> None:
    for start in range(0, 40, 4):
        store.add(article, start, start + 3)
    again = MarkStore(Database(path)).list()
    assert len(again) == 10
    for name in ("article", "fingerprint", "colour", "title", "source", "published", "real_path"):
        assert len({id(getattr(mark, name)) for mark in again}) == 1, name


def test_reading_all_marks_holds_little_more_than_they_are(
    store: MarkStore, article: Article, path: Path
) -> None:
    public = store.add(article, 0, 3).to_dict()
    store.import_marks([{**public, "id": f"M{n:04d}", "note": f"note {n}"} for n in range(2_000)])
    again = MarkStore(Database(path))
    again.get("M0000")  # opens the store
    tracemalloc.start()
    try:
        assert len(again.list()) == 2_001
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1.6 * held
