"""Corrections of the ledger in the store: kept as marks are, with one history for both."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores_of_before import add_mark_of_before

from briefing.errors import StoreError, UsageError
from briefing.model.article import Article, Passage, Span
from briefing.model.correction import CORRECTION_KINDS, Correction, FigureAnchor, SetVerdict
from briefing.userdata.change_history import StoredEntry
from briefing.userdata.change_log import ChangeLog
from briefing.userdata.corrections.correction_store import CorrectionStore, anchor_in
from briefing.userdata.database import Database
from briefing.userdata.database_copies import copies
from briefing.userdata.marks.mark_store import MarkStore
from briefing.userdata.repair import RicherCopy
from briefing.userdata.schema_steps import MIGRATIONS

TEXT = "The fire injured 23 people. The mill has 640 employees."
ARTICLE = Article("one.md", TEXT, (Passage(0, "paragraph", 0, 0, len(TEXT)),), "Fire", True, None, None, None,
                  "unknown", "en", None, "f1")  # fmt: skip
HURT, STAFF = anchor_in(ARTICLE, 17, 26), anchor_in(ARTICLE, 41, 54)
PAGE = 4096


@pytest.fixture
def log(database: Database) -> ChangeLog:
    return ChangeLog(database)


@pytest.fixture
def store(log: ChangeLog) -> CorrectionStore:
    return CorrectionStore(log)


@pytest.fixture
def marks(log: ChangeLog) -> MarkStore:
    return MarkStore(log.database, changes=log)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[CorrectionStore]:
    """An empty store of somebody else."""
    database = Database(tmp_path / "other" / "marks.db")
    yield CorrectionStore(ChangeLog(database))
    database.close()


def reopened(path: Path) -> CorrectionStore:
    return CorrectionStore(ChangeLog(Database(path)))


def test_anchors_are_what_a_mark_would_keep(marks: MarkStore) -> None:
    mark = marks.add(ARTICLE, 17, 26)
    assert FigureAnchor("one.md", "f1", 0, 17, 26, "23 people", mark.prefix, mark.suffix) == HURT
    assert (STAFF.text, STAFF.prefix[-4:], STAFF.suffix) == ("640 employees", "has ", ".")


def test_each_is_on_disk_when_it_is_made(store: CorrectionStore, path: Path) -> None:
    made = [
        store.add("join", "staff", [HURT], [STAFF]),
        store.add("verdict", "hurt", [HURT], verdict="differ"),
        store.add("note", "hurt", [HURT], note="two\nlines\x1b"),
    ]
    assert reopened(path).list() == tuple(made) == store.list()
    assert made[2].note == "two\nlines␛"
    assert [one.id for one in made] == sorted(one.id for one in made)


def test_one_history_for_marks_and_corrections(
    store: CorrectionStore, marks: MarkStore, log: ChangeLog
) -> None:
    hidden = store.add("hide", "hurt", [HURT])
    mark = marks.add(ARTICLE, 0, 8)
    joined = store.add("join", "staff", [HURT], [STAFF])
    assert mark.id < joined.id
    assert [log.undo(), log.undo()] == ["joined “staff”", "added a mark on “The fire”"]
    assert (store.list(), marks.list()) == ((hidden,), ())
    assert marks.redo() == "added a mark on “The fire”"
    assert marks.list() == (mark,)
    assert [log.undo(), log.undo(), log.undo()] == ["added a mark on “The fire”", "hid “hurt”", None]
    assert store.list() == ()


def test_undo_goes_by_what_is_open(store: CorrectionStore, marks: MarkStore, log: ChangeLog) -> None:
    elsewhere = replace(ARTICLE, id="other/two.md", fingerprint="f2")

    def belongs(entry: StoredEntry) -> bool:
        return any(anchor.article == ARTICLE.id for anchor in entry.anchors)

    mine = marks.add(ARTICLE, 0, 8)
    hidden = store.add("hide", "hurt", [HURT])
    theirs = marks.add(elsewhere, 41, 54)
    again = ChangeLog(log.database)
    assert again.undo(belongs) == "hid “hurt”"
    assert again.undo(belongs) == "added a mark on “The fire”"
    assert again.undo(belongs) is None
    assert (marks.list(), store.list()) == ((theirs,), ())
    assert [again.redo(belongs), again.redo(belongs)] == ["added a mark on “The fire”", "hid “hurt”"]
    assert again.redo(belongs) is None
    assert (marks.list(), store.list()) == ((mine, theirs), (hidden,))
    assert again.undo() == "added a mark on “640 employees”"
    assert again.redo(belongs) is None
    assert again.redo() == "added a mark on “640 employees”"


def test_a_change_waits_for_later_ones_that_belong_elsewhere(marks: MarkStore, log: ChangeLog) -> None:
    elsewhere = replace(ARTICLE, id="other/two.md", fingerprint="f2")
    mine, theirs = marks.add_all([(ARTICLE, Span(0, 8)), (elsewhere, Span(41, 54))])
    noted = marks.note(theirs.id, "counted twice")

    def belongs(entry: StoredEntry) -> bool:
        return any(anchor.article == ARTICLE.id for anchor in entry.anchors)

    assert ChangeLog(log.database).undo(belongs) is None
    assert marks.list() == (mine, noted)


def test_what_was_changed_in_this_run_is_undone_wherever_its_article_went(marks: MarkStore) -> None:
    marks.add(ARTICLE, 0, 8)
    assert marks.undo(lambda _: False) == "added a mark on “The fire”"
    assert marks.redo(lambda _: False) == "added a mark on “The fire”"


def test_what_is_made_instead_of_another_is_undone_with_it(store: CorrectionStore, log: ChangeLog) -> None:
    first = store.add("verdict", "hurt", [HURT], verdict="agree")
    second = store.add("verdict", "hurt", [HURT], verdict="differ", instead_of=[first.id])
    assert store.list() == (second,)
    log.undo()
    assert store.list() == (first,)


def test_removed_together_and_brought_back_together(store: CorrectionStore, log: ChangeLog) -> None:
    both = store.add("hide", "hurt", [HURT]), store.add("hide", "staff", [STAFF])
    assert [one.id for one in store.remove([one.id for one in both])] == [one.id for one in both]
    assert store.list() == ()
    assert log.undo() == "took back what was set of 2 lines"
    assert store.list() == both
    with pytest.raises(UsageError, match="there is no correction nothing"):
        store.remove([both[0].id, "nothing"])
    assert store.list() == both


def test_what_the_disk_refuses_is_kept_in_memory(
    store: CorrectionStore, marks: MarkStore, log: ChangeLog, path: Path
) -> None:
    kept = store.add("hide", "hurt", [HURT])
    with closing(sqlite3.connect(path)) as blocking:
        blocking.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.add("join", "staff", [HURT], [STAFF])
        with pytest.raises(StoreError):
            store.remove([kept.id])
        assert caught.value.hint.endswith("1 change kept in memory")
    assert marks.unsaved == ("joined “staff”", "took back what was set of “hurt”")
    (there,) = store.list()
    assert there.kind == "join"
    assert marks.save_waiting() == 2
    assert reopened(path).list() == (there,)


def test_given_to_others_and_taken_from_them(
    store: CorrectionStore, other: CorrectionStore, log: ChangeLog
) -> None:
    made = (
        store.add("split", "hurt", [HURT], [STAFF]),
        store.add("verdict", "hurt", [HURT], verdict="agree"),
        store.add("note", "hurt", [STAFF], note="as told on Monday"),
    )
    public = json.loads(json.dumps([one.to_dict() for one in made]))
    assert other.import_corrections(public) == 3
    assert other.list() == made
    assert other.import_corrections(public) == 0
    # The younger form stays, and what was removed here comes back.
    store.remove([made[0].id])
    changed = [public[0], {**public[2], "note": "older", "modified": "2001-01-01T00:00:00Z"}]
    assert store.import_corrections(changed) == 1
    assert sorted(store.list(), key=lambda one: one.id) == sorted(made, key=lambda one: one.id)
    assert log.undo() == "imported 1 correction"
    assert store.list() == made[1:]


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("id", "a b", "correction 2: `id`"),
        ("kind", "guess", "correction 2: `kind`"),
        ("figures", [], "correction 2: `figures`"),
        ("figures", "all", "correction 2: `figures`"),
        ("others", [], "correction 2: `others`"),
        ("figures", [{**HURT.to_dict(), "end": 20}], "correction 2, figure 1: `start` and `end`"),
        ("others", [HURT.to_dict(), 7], "correction 2, other figure 2 is not an object"),
        ("created", "yesterday", "correction 2: `created`"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(
    store: CorrectionStore, field: str, value: object, named: str
) -> None:
    good = Correction("A", "join", "x", (HURT,), (STAFF,), None, "", "2026-02-04T09:30:00Z", "").to_dict()
    with pytest.raises(UsageError) as caught:
        store.import_corrections([good, {**good, "id": "B", field: value}])
    assert caught.value.message.startswith(named)
    assert store.list() == ()


def test_what_was_said_of_speakers_goes_out_and_in(store: CorrectionStore, other: CorrectionStore) -> None:
    made = (
        store.add("speaker", "hurt", [HURT], names=["Ann\x1b Lee"]),
        store.add("one speaker", "Lee is Ann Lee", [HURT], [STAFF], names=["Lee", "Ann Lee"]),
    )
    assert made[0].names == ("Ann␛ Lee",)
    other.import_corrections(json.loads(json.dumps([one.to_dict() for one in made])))
    assert other.list() == made


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("speaker", []),
        ("speaker", ["Ann", "Lee"]),
        ("speaker", [" "]),
        ("speaker", "Ann"),
        ("one speaker", ["Ann"]),
        ("two speakers", ["Ann", 7]),
        ("two speakers", None),
    ],
)
def test_a_speaker_has_its_names(store: CorrectionStore, kind: str, names: object) -> None:
    item = {"id": "A", "kind": kind, "figures": [HURT.to_dict()], "names": names}
    with pytest.raises(UsageError, match="correction 1: `names` is not"):
        store.import_corrections([item])
    assert store.list() == ()


def test_a_verdict_is_needed_where_one_is_set(store: CorrectionStore) -> None:
    item = {"id": "A", "kind": "verdict", "figures": [HURT.to_dict()], "verdict": "single"}
    with pytest.raises(UsageError, match="`verdict` is not one of agree, differ"):
        store.import_corrections([item])


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("said", "'{'", "what it says is lost"),
        ("said", "CAST(x'80ff' AS TEXT)", "what it says is lost"),
        ("said", "'[]'", "what it says is lost"),
        ("said", "'{}'", "`figures` is not a list of figures"),
        ("kind", "'guess'", f"`kind` is not one of {', '.join(CORRECTION_KINDS)}"),
        ("removed", "'x'", "whether it was removed is lost"),
        ("removed", "2", "whether it was removed is lost"),
        ("created", "'then'", "`created` is not an ISO 8601 time"),
    ],
)
def test_one_damaged_cell_hides_no_other_correction(
    path: Path, store: CorrectionStore, column: str, value: str, problem: str
) -> None:
    first, second = store.add("hide", "hurt", [HURT]), store.add("hide", "staff", [STAFF])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE correction SET {column} = {value} WHERE id = ?", (second.id,))
        connection.commit()
    assert store.list() == (first,)
    (row,) = store.unread
    assert (row.table, row.key, row.problem) == ("correction", second.id, problem)
    json.dumps(row.to_dict())
    with pytest.raises(StoreError, match=f"correction {second.id} cannot be read"):
        store.remove([second.id])
    assert store.mend() == (second,)
    assert store.list() == (first, second)
    assert store.unread == ()


def pages_of(path: Path, words: bytes) -> list[int]:
    raw = path.read_bytes()
    return [n for n in range(len(raw) // PAGE) if words in raw[n * PAGE : (n + 1) * PAGE]]


def filled(path: Path) -> list[str]:
    """Make a store with many corrections and a mark; return their ids."""
    log = ChangeLog(Database(path))
    store = CorrectionStore(log)
    MarkStore(log.database, changes=log).add(ARTICLE, 0, 8)
    public = store.add("join", "staff", [HURT], [STAFF]).to_dict()
    store.import_corrections([{**public, "id": f"K{n:04d}", "label": f"line {n}"} for n in range(100)])
    store.remove(["K0007"])
    log.database.close()
    return [one.id for one in store.list()]


@pytest.mark.parametrize("words", [b"K0050", b"CREATE TABLE"])
def test_a_damaged_store_gives_back_its_corrections(path: Path, words: bytes) -> None:
    ids = filled(path)
    for copy in copies(path):
        copy.unlink()
    with path.open("r+b") as file:
        file.seek(pages_of(path, words)[0] * PAGE)
        file.write(b"\x55" * PAGE)
    database = Database(path)
    found = CorrectionStore(ChangeLog(database)).list()
    # Those whose row is gone are in the history, in another page.
    assert [one.id for one in found] == ids
    assert "1 mark and 100 corrections of the ledger were saved from the damaged file" in database.notices[0]
    assert database.check() == []
    assert not any("could not be saved" in line for line in database.notices)


def test_a_copy_that_holds_more_is_offered_and_gives_it_back(path: Path, clock: Any) -> None:
    ids = filled(path)
    clock.advance(days=1)
    later = Database(path, clock=clock)
    # The copy of the day is made at the first opening of it.
    later.open()
    later.close()
    path.unlink()
    database = Database(path, clock=clock)
    store = CorrectionStore(ChangeLog(database))
    assert store.list() == ()
    richest = database.richest_copy()
    assert richest == RicherCopy(copies(path)[-1], 1, 100)
    assert "holds 1 mark and 100 corrections not here" in database.notices[0]
    assert [one.id for one in store.take_from(richest.path)] == ids
    assert [one.id for one in store.list()] == ids
    assert store.take_from(richest.path) == ()


def test_a_store_of_an_earlier_version_is_kept_as_it_was_beside(path: Path) -> None:
    before = Database(path, MIGRATIONS[:1])
    with before.write() as connection:
        add_mark_of_before(connection, "M1")
    before.close()
    log = ChangeLog(Database(path))
    made = CorrectionStore(log).add("hide", "hurt", [HURT])
    assert [mark.id for mark in MarkStore(log.database, changes=log).list()] == ["M1"]
    assert CorrectionStore(log).list() == (made,)
    assert any("-before-v2" in copy.name for copy in copies(path))


TEXTS = st.text(max_size=20)
ANCHORS = st.builds(
    lambda name, words, prefix: replace(HURT, article=name, text=words, end=17 + len(words), prefix=prefix),
    st.text(min_size=1, max_size=20),
    st.text("23 people", min_size=1, max_size=9).filter(str.strip),
    TEXTS,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(CORRECTION_KINDS), TEXTS, st.lists(ANCHORS, min_size=1, max_size=3), TEXTS),
        max_size=4,
    )
)
def test_what_is_exported_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[Any, str, list[FigureAnchor], str]],
) -> None:
    one, empty = (
        CorrectionStore(ChangeLog(Database(tmp_path_factory.mktemp("s") / "marks.db"))) for _ in "12"
    )
    for kind, label, anchors, note in made:
        verdict: SetVerdict | None = "agree" if kind == "verdict" else None
        others = anchors if kind in ("join", "split") else ()
        one.add(kind, label, anchors, others, verdict=verdict, note=f"n{note}" if kind == "note" else "")
    text = "\n".join(json.dumps(item.to_dict()) for item in one.list())
    empty.import_corrections([json.loads(line) for line in text.splitlines()])
    # Texts are clean in the one as in the other.
    again = [json.dumps(item.to_dict()) for item in empty.list()]
    empty.import_corrections([json.loads(line) for line in again])
    assert [json.dumps(item.to_dict()) for item in empty.list()] == again
    assert [(item.id, item.kind, item.note) for item in empty.list()] == [
        (item.id, item.kind, item.note) for item in one.list()
    ]
