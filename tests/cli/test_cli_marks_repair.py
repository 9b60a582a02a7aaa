"""`marks repair`, and what every command does with a store of which a part cannot be read."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.folders import data_dir

Run = Callable[..., subprocess.CompletedProcess[str]]

QUOTES = ("380,000 tonnes of silt", "Dredging takes most of it", "ferry operators want more")


def store_file() -> Path:
    return data_dir() / "briefing.sqlite3"


def in_store(statement: str, *parameters: object) -> None:
    with closing(sqlite3.connect(store_file())) as connection:
        connection.execute(statement, parameters)
        connection.commit()


@pytest.fixture
def ids(briefing: Run, articles: Path) -> list[str]:
    """Three marks; the tags of the second are no JSON, and the note of the third is no UTF-8."""
    made = []
    for quote in QUOTES:
        done = briefing("marks", "add", "news/harbour.md", "--quote", quote, "--note", f"of {quote}")
        made.append(str(json.loads(done.stdout)[0]["id"]))
    in_store("UPDATE mark SET tags = '{' WHERE id = ?", made[1])
    in_store("UPDATE mark SET note = CAST(x'4180ff' AS TEXT) WHERE id = ?", made[2])
    return made


@pytest.mark.parametrize(
    "command",
    [
        ("marks", "list"),
        ("marks", "list", "news"),
        ("marks", "export"),
        ("export", "news"),
        ("search", "mark:any", "news"),
    ],
)
def test_every_command_gives_what_can_be_read(
    briefing: Run, ids: list[str], command: tuple[str, ...]
) -> None:
    done = briefing(*command)
    assert done.returncode == 4
    assert QUOTES[0] in done.stdout
    assert f"mark {ids[1]} cannot be read and is set aside: its tags are no list of texts" in done.stderr
    assert f"mark {ids[2]} cannot be read and is set aside: its note is no text" in done.stderr
    assert "marks repair --salvage FILE" in done.stderr
    assert "fault" not in done.stderr


def test_what_is_left_is_written_out_and_what_can_be_comes_back(
    briefing: Run, ids: list[str], tmp_path: Path
) -> None:
    in_store("UPDATE change SET after = '{' WHERE mark = ?", ids[2])
    salvage = tmp_path / "left.jsonl"
    done = briefing("marks", "repair", "--salvage", str(salvage))
    assert done.returncode == 4, "one did not come back"
    rows = [json.loads(line) for line in salvage.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ids[1:]
    assert [row["row"]["text"] for row in rows] == list(QUOTES[1:])
    assert rows[0]["row"]["tags"] == "{"
    assert rows[1]["row"]["note"] == {"base64": "QYD/"}
    assert [row["mark"] and row["mark"]["note"] for row in json.loads(done.stdout)] == [
        f"of {QUOTES[1]}",
        None,
    ]
    listed = briefing("marks", "list")
    assert [mark["id"] for mark in json.loads(listed.stdout)] == ids[:2]
    assert listed.returncode == 4
    again = briefing("marks", "repair", "--salvage", str(salvage))
    assert again.returncode == 4
    assert "exists" in again.stderr
    text = briefing("marks", "repair", "--format", "text").stdout
    assert f"{ids[2]}  set aside: its note is no text" in text


def test_a_whole_store_needs_no_repair(briefing: Run, articles: Path) -> None:
    briefing("marks", "add", "news/harbour.md", "--quote", QUOTES[0])
    done = briefing("marks", "repair")
    assert (done.returncode, done.stdout.strip()) == (0, "[]")
    assert "every row of the store can be read" in done.stderr


def test_a_source_set_by_hand_that_cannot_be_read_hides_no_other(briefing: Run, articles: Path) -> None:
    for name in ("harbour.md", "ferry.txt"):
        assert briefing("list", f"news/{name}", "--set", f"source=Set for {name}").returncode == 0
    in_store("UPDATE detail SET source = CAST(x'80' AS TEXT) WHERE source = 'Set for harbour.md'")
    done = briefing("list", "news")
    assert "Set for ferry.txt" in done.stdout
    assert "source or date set by hand in row 1 cannot be read and is set aside" in done.stderr
    assert done.returncode == 4
