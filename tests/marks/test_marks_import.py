"""Marks from outside: checked field by field, stored once, all or none."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.errors import UsageError
from briefing.model.article import Article, Span
from briefing.userdata.database import Database
from briefing.userdata.marks.mark_import import mark_from
from briefing.userdata.marks.mark_store import MarkStore

GOOD: dict[str, Any] = {
    "id": "01M832VT7RASV36XDMSJ5V4NFA",
    "article": "port.txt",
    "fingerprint": "abc",
    "passage": 0,
    "start": 4,
    "end": 8,
    "text": "port",
    "prefix": "The ",
    "suffix": " reopened",
    "colour": "green",
    "note": "n",
    "tags": ["a"],
    "created": "2026-02-04T09:30:00Z",
    "modified": "2026-02-04T09:30:00Z",
}


def test_a_list_goes_out_and_comes_in_the_same(store: MarkStore, article: Article, tmp_path: Path) -> None:
    for start in (0, 4, 9):
        store.add(article, start, start + 3, note=f"at {start}", tags=["x"])
    public = json.loads(json.dumps([mark.to_dict() for mark in store.list()]))
    other = MarkStore(Database(tmp_path / "other" / "marks.db"))
    assert other.import_marks(public) == 3
    assert [mark.to_dict() for mark in other.list()] == public


def test_twice_is_once(store: MarkStore) -> None:
    assert store.import_marks([GOOD, GOOD]) == 1
    before = store.list()
    assert store.import_marks([GOOD]) == 0
    assert store.list() == before
    assert store.undo() == "imported 1 mark"
    assert store.undo() is None
    assert store.list() == ()


def test_marks_that_are_added_together_are_undone_together(store: MarkStore, article: Article) -> None:
    places = [(article, Span(0, 3)), (article, Span(4, 7))]
    marks = store.add_all(places)
    assert [mark.text for mark in marks] == [article.text[span.start : span.end] for _, span in places]
    assert len({mark.id for mark in marks}) == len(marks)
    assert store.list() == marks
    assert store.undo() == f"added {len(marks)} marks"
    assert store.list() == ()
    assert store.redo() == f"added {len(marks)} marks"
    assert store.list() == marks
    assert store.add_all([]) == ()
    assert store.undo() is not None
    with pytest.raises(UsageError):
        store.add_all([places[0], (article, Span(0, 0))])
    assert store.list() == ()


def test_a_younger_mark_replaces_ours_and_undo_brings_ours_back(store: MarkStore) -> None:
    store.import_marks([GOOD])
    assert store.import_marks([{**GOOD, "note": "older", "modified": "2020-01-01T00:00:00Z"}]) == 0
    assert store.import_marks([{**GOOD, "note": "younger", "modified": "2026-03-01T00:00:00+02:00"}]) == 1
    assert [(mark.note, mark.modified) for mark in store.list()] == [("younger", "2026-02-28T22:00:00Z")]
    store.undo()
    assert [mark.note for mark in store.list()] == ["n"]


def test_a_removed_mark_comes_back(store: MarkStore) -> None:
    store.import_marks([GOOD])
    store.remove(str(GOOD["id"]))
    assert store.import_marks([GOOD]) == 1
    assert len(store.list()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", "../x"),
        ("id", "a" * 65),
        ("id", 7),
        ("article", ""),
        ("article", None),
        ("start", -1),
        ("start", 4.0),
        ("start", True),
        ("end", 10**400),
        ("end", 9),
        ("passage", "0"),
        ("text", ""),
        ("text", "    "),
        ("text", ["port"]),
        ("colour", "mauve"),
        ("colour", ["green"]),
        ("tags", "a"),
        ("tags", [1]),
        ("note", 5),
        ("created", "yesterday"),
        ("modified", "0001-01-01T00:00:00+14:00"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(store: MarkStore, field: str, value: object) -> None:
    with pytest.raises(UsageError, match="mark 2") as caught:
        store.import_marks([GOOD, {**GOOD, "id": "B", field: value}])
    assert f"`{field}`" in caught.value.message or "`start` and `end`" in caught.value.message
    assert store.list() == ()


@pytest.mark.parametrize("item", [None, [], "mark", 3])
def test_what_is_no_object_is_named(store: MarkStore, item: object) -> None:
    with pytest.raises(UsageError, match="mark 1 is not an object"):
        store.import_marks([item])


def test_texts_are_cleaned(store: MarkStore) -> None:
    hostile = {**GOOD, "text": "p\x1brt", "note": "\x07", "tags": ["\x1b[2J"], "suffix": "\ud800"}
    store.import_marks([hostile])
    (mark,) = store.list()
    assert (mark.text, mark.note, mark.tags, mark.suffix) == ("p␛rt", "␇", ("␛[2J",), "�")


def test_missing_optional_fields_are_filled() -> None:
    needed = ("id", "article", "passage", "start", "end", "text")
    mark = mark_from({name: GOOD[name] for name in needed}, 1, "2026-02-04T09:30:00Z")
    assert mark == replace(
        mark,
        fingerprint="",
        prefix="",
        suffix="",
        colour="yellow",
        note="",
        tags=(),
        created="2026-02-04T09:30:00Z",
        modified="2026-02-04T09:30:00Z",
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(fields=st.dictionaries(st.sampled_from(sorted(GOOD)), JSON, max_size=4))
@settings(
    max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_anything_in_json_is_stored_or_refused(store: MarkStore, fields: dict[str, Any]) -> None:
    with contextlib.suppress(UsageError):
        store.import_marks([{**GOOD, **fields}])
    for mark in store.list():
        assert mark.end - mark.start == len(mark.text)
