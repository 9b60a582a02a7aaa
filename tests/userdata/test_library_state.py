"""What was open comes back; a broken or hostile state file never stops a start."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiers import examples

from briefing.errors import StoreError
from briefing.folders import state_dir
from briefing.model.saved_state import SavedState
from briefing.userdata.saved_state_file import (
    SharedState,
    load_shared,
    load_state,
    save_shared,
    save_state,
    state_key,
)

FULL = SavedState(
    paths=("news", "caf\udce9.txt"),
    columns=("news/a.txt", "news/b.txt"),
    focused="news/b.txt",
    positions={"news/a.txt": 3, "news/b.txt": 0},
    theme="dark",
    hidden=("topics",),
    topic="ferry strike",
    collapsed=True,
    locked=True,
    query='"port reopened"',
    drafts={"NoteScreen 01": {"note": "ask\nthem", "colour": "2"}},
)


def test_a_state_comes_back_whole() -> None:
    save_state("k", FULL)
    assert load_state("k") == (FULL, "")
    shared = SharedState("light", {"text.width": "80"})
    save_shared(shared)
    assert load_shared() == (shared, "")


def test_of_what_was_typed_the_last_is_kept_and_no_state_is_lost_for_it() -> None:
    drafts = {f"NoteScreen {number:02}": {"note": "\u1234" * 11_000} for number in range(40)}
    drafts |= {"DetailsScreen a.md": {"source": "x" * 1_000_000}, "last": {"path": "\x1b[31m.md"}}
    save_state("k", replace(FULL, drafts=drafts))
    state, note = load_state("k")
    assert note == ""
    assert [*state.drafts] == [*(f"NoteScreen {number}" for number in range(32, 40)), "last"]
    assert "\x1b" not in state.drafts["last"]["path"]
    assert state.columns == FULL.columns


def test_nothing_saved_is_the_empty_state_and_nothing_to_say() -> None:
    assert load_state("k") == (SavedState(), "")
    assert load_shared() == (SharedState(), "")
    assert not state_dir().exists()


@pytest.mark.skipif(os.name == "nt", reason="permission bits are Unix's")
def test_the_file_is_private() -> None:
    before = os.umask(0)
    try:
        save_state("k", FULL)
    finally:
        os.umask(before)
    assert stat.S_IMODE((state_dir() / "k.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(state_dir().stat().st_mode) == 0o700


def test_a_set_of_paths_has_one_key_in_any_order_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    key = state_key(["a", "b"])
    assert state_key(["b", "a", "./a", str(tmp_path / "b")]) == key
    assert state_key(["a"]) != key
    assert state_key(["ab"]) != state_key(["a", "b"])
    assert key.isalnum()
    assert state_key(["caf\udce9", "-", "a\0b"]).isalnum()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"version": 99}',
        b"[" * 100_000,
        b'{"version": 1, "x": ' + b"9" * 5000 + b"}",
        b'{"version": 1, "query": "' + b"x" * 2_000_000 + b'"}',
    ],
    ids=["empty", "cut", "not utf-8", "null", "list", "newer", "deep", "long number", "large"],
)
def test_a_broken_file_is_passed_over_with_a_note(raw: bytes) -> None:
    save_state("k", FULL)
    (state_dir() / "k.json").write_bytes(raw)
    state, note = load_state("k")
    assert state == SavedState()
    assert "could not be read" in note
    save_state("k", FULL)
    assert load_state("k").state == FULL


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_a_pipe_or_folder_of_that_name_is_not_waited_for() -> None:
    save_shared(SharedState())
    os.mkfifo(state_dir() / "k.json")
    (state_dir() / "l.json").mkdir()
    for key in ("k", "l"):
        state, note = load_state(key)
        assert state == SavedState()
        assert "could not be read" in note
        with pytest.raises(StoreError):
            save_state(key, FULL)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(fields=st.dictionaries(st.sampled_from(sorted(asdict(FULL))), JSON, max_size=5))
@settings(
    max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_wrong_types_are_passed_over_field_by_field(fields: dict[str, Any]) -> None:
    state_dir().mkdir(exist_ok=True)
    (state_dir() / "k.json").write_text(json.dumps({"version": 1, **asdict(FULL), **fields}))
    state, note = load_state("k")
    assert note == ""
    for name, value in asdict(FULL).items():
        loaded = asdict(state)[name]
        assert type(loaded) is type(value)
        if name not in fields:
            assert loaded == value
    for text in (state.theme, state.topic, state.query):
        assert text.isprintable() or "\u00ad" in text or not text.isascii()
    save_state("again", state)


def test_a_folder_that_cannot_be_written_is_said() -> None:
    state_dir().parent.mkdir(exist_ok=True)
    state_dir().write_bytes(b"in the way")
    assert load_state("k").state == SavedState()
    with pytest.raises(StoreError, match="could not be saved"):
        save_state("k", FULL)


def test_only_so_many_sets_are_remembered_and_the_newest_stay() -> None:
    save_shared(SharedState("dark"))
    for number in range(230):
        path = state_dir() / f"old{number:03d}.json"
        path.write_bytes(b"{}")
        os.utime(path, (number, number))
    save_state("newest", FULL)
    left = sorted(path.stem for path in state_dir().glob("*.json"))
    assert "newest" in left
    assert "shared" in left
    assert "old229" in left
    assert "old000" not in left
    assert len(left) <= 202
