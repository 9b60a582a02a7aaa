"""What people made with versions before opens unchanged: marks, undo, sources set by hand, steering, places.

The folders `of_0_1_0` and `of_0_8_0` were written by those versions, over the articles in their `news`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from briefing.folders import data_dir, state_dir
from briefing.userdata.saved_state_file import load_shared, load_state, state_key

HERE = Path(__file__).parent
VERSIONS = ("of_0_1_0", "of_0_8_0")

Run: TypeAlias = "Callable[..., subprocess.CompletedProcess[str]]"
Told: TypeAlias = "Callable[..., Any]"


@pytest.fixture(autouse=True, params=VERSIONS)
def before(request: pytest.FixtureRequest) -> Path:
    """What a version left."""
    return HERE / str(request.param)


@pytest.fixture(autouse=True)
def desk(before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the articles, worked in; the data of before lie where this version looks for them."""
    shutil.copytree(before / "data", data_dir(), dirs_exist_ok=True)
    shutil.copytree(before / "state", state_dir(), dirs_exist_ok=True)
    folder = tmp_path / "desk"
    shutil.copytree(before / "news", folder / "news")
    monkeypatch.chdir(folder)
    # The name of these files is made of where the articles lay.
    for where in (data_dir() / "topics", state_dir()):
        (there,) = (path for path in where.glob("*.json") if path.stem != "shared")
        there.rename(where / f"{state_key(['news'])}.json")
    return folder


@pytest.fixture
def told(briefing: Run) -> Told:
    """What a command prints as JSON, with nothing said beside."""

    def run(*arguments: str) -> Any:
        done = briefing(*arguments, "--format", "json")
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)

    return run


def marks(before: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((before / "marks.json").read_text(encoding="utf-8"))
    return found


def test_every_mark_is_there_as_it_was(told: Told, before: Path) -> None:
    public = ("title", "source", "published")
    assert told("marks", "list") == [
        {name: mark[name] for name in mark if name not in public} for mark in marks(before)
    ]


def test_marks_stand_in_their_words(told: Told, before: Path) -> None:
    found = told("search", "mark:any", "news")
    assert {(hit["article"], hit["passage"]) for hit in found} == {
        (mark["article"].removeprefix("/srv/desk/"), mark["passage"])
        for mark in marks(before)
        if mark["article"] != "news/gone.txt"
    }


@pytest.mark.parametrize("before", ["of_0_8_0"], indirect=True)
def test_marks_given_to_others_are_byte_for_byte_what_they_were(told: Told, before: Path) -> None:
    for _ in ("before their articles are met", "and after"):
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "marks", "export"], capture_output=True, check=True
        )
        assert done.stdout == (before / "marks.json").read_bytes()
        told("search", "mark:any", "news")


def test_where_articles_were_met_is_known_from_then_on(told: Told, desk: Path) -> None:
    def places() -> list[tuple[str, str | None]]:
        with closing(sqlite3.connect(data_dir() / "briefing.sqlite3")) as connection:
            return connection.execute("SELECT article, seen_path FROM mark WHERE NOT removed").fetchall()

    told("marks", "list")
    assert {path for _, path in places()} == {None}
    told("search", "mark:any", "news")
    assert places() == [
        (name, None if name == "news/gone.txt" else str((desk / name.removeprefix("/srv/desk/")).resolve()))
        for name, _ in places()
    ]


@pytest.mark.parametrize("before", ["of_0_8_0"], indirect=True)
def test_corrections_hold(briefing: Run, before: Path) -> None:
    exported = briefing("corrections", "export")
    assert exported.returncode == 0
    assert exported.stdout == (before / "corrections.json").read_text(encoding="utf-8")
    ledger = briefing("ledger", "news", "--format", "text")
    assert ledger.returncode == 0
    assert "= agree  ferry council raised the harbour levy  3 voices" in ledger.stdout
    assert "set by you" in ledger.stdout
    assert "ask the port" in ledger.stdout
    assert "tonnes of herring" not in ledger.stdout
    assert "1 line is hidden by hand" in ledger.stderr


def test_marks_are_exported_with_notes_and_tags(briefing: Run) -> None:
    done = briefing("export", "news", "--to", "markdown")
    assert done.returncode == 0
    assert "> 400 tonnes of herring" in done.stdout
    assert 'Same in "quay"; check — über' in done.stdout
    assert "Harbour Post" in done.stdout


def test_source_and_date_set_by_hand_hold(told: Told) -> None:
    listed = {one["article"]: (one["source"], one["published"]) for one in told("list", "news")}
    assert listed["news/harbour.txt"] == ("Harbour Post", "2026-03-03")
    assert listed["news/wires.jsonl#w2"] == (None, "2026-03-09")


def test_topics_are_steered_as_before(told: Told, before: Path) -> None:
    assert [step["verb"] for step in told("topics", "news", "--steering")] == ["mute", "rename"]
    labels = [topic["label"] for topic in told("topics", "news")]
    assert ("The levy" if before.name == "of_0_1_0" else "The council") in labels
    assert not any("herring" in label for label in labels)


def test_reading_goes_on_where_it_stopped(before: Path) -> None:
    state, note = load_state(state_key(["news"]))
    assert note == ""
    assert (state.locked, state.theme) == (True, "dark")
    if before.name == "of_0_1_0":
        assert (state.columns, state.focused) == (("news/harbour.txt", "news/quay.md"), "news/harbour.txt")
        assert state.positions == {"news/harbour.txt": 3}
    else:
        assert (state.columns, state.focused) == (("news/ferry.txt", "news/quay.md"), "news/quay.md")
        assert state.positions == {"news/quay.md": 2}
    assert load_shared().state.last_theme == "dark"
