"""What people made with version 0.1.0 opens unchanged: marks, undo, sources set by hand, steering, places.

The folder `of_0_1_0` was written by that version, over the articles in its `news`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.folders import data_dir, state_dir
from briefing.userdata.saved_state_file import load_shared, load_state, state_key

BEFORE = Path(__file__).parent / "of_0_1_0"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the articles, worked in; the data of before lie where this version looks for them."""
    shutil.copytree(BEFORE / "data", data_dir(), dirs_exist_ok=True)
    shutil.copytree(BEFORE / "state", state_dir(), dirs_exist_ok=True)
    folder = tmp_path / "desk"
    shutil.copytree(BEFORE / "news", folder / "news")
    monkeypatch.chdir(folder)
    # The name of these files is made of where the articles lay.
    for where in (data_dir() / "topics", state_dir()):
        (there,) = (path for path in where.glob("*.json") if path.stem != "shared")
        there.rename(where / f"{state_key(['news'])}.json")
    return folder


def briefing(*arguments: str) -> Any:
    """What a command prints as JSON, with nothing said beside."""
    command = [sys.executable, "-m", "briefing", *arguments, "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def marks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((BEFORE / "marks.json").read_text(encoding="utf-8"))
    return found


def test_every_mark_is_there_as_it_was() -> None:
    assert briefing("marks", "list") == marks()


def test_marks_stand_in_their_words() -> None:
    found = briefing("search", "mark:any", "news")
    assert {(hit["article"], hit["passage"]) for hit in found} == {
        (mark["article"], mark["passage"]) for mark in marks() if mark["article"] != "news/gone.txt"
    }


def test_marks_are_exported_with_notes_and_tags() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "export", "news", "--to", "markdown"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "> 400 tonnes of herring" in done
    assert 'Same in "quay"; check — über' in done
    assert "Harbour Post" in done


def test_source_and_date_set_by_hand_hold() -> None:
    listed = {one["article"]: (one["source"], one["published"]) for one in briefing("list", "news")}
    assert listed["news/harbour.txt"] == ("Harbour Post", "2026-03-03")
    assert listed["news/wires.jsonl#w2"] == (None, "2026-03-09")


def test_topics_are_steered_as_before() -> None:
    assert [step["verb"] for step in briefing("topics", "news", "--steering")] == ["mute", "rename"]
    labels = [topic["label"] for topic in briefing("topics", "news")]
    assert "The levy" in labels
    assert not any("herring" in label for label in labels)


def test_reading_goes_on_where_it_stopped() -> None:
    state, note = load_state(state_key(["news"]))
    assert note == ""
    assert (state.columns, state.focused) == (("news/harbour.txt", "news/quay.md"), "news/harbour.txt")
    assert (state.locked, state.positions, state.theme) == (True, {"news/harbour.txt": 3}, "dark")
    assert load_shared().state.last_theme == "dark"
