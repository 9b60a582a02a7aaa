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
from briefing.userdata.database_copies import backup_folder

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


@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO detail (fingerprint, location, published, made) VALUES ('a', '/b', 'x', 'c')",
        "INSERT INTO fact VALUES ('repeated text 00000000000000ff', '{nonsense')",
        "UPDATE mark SET tags = '{' WHERE id = (SELECT min(id) FROM mark)",
        "INSERT INTO correction VALUES ('x', 'hide', '{', 'now', 'now', 0)",
    ],
)
def test_what_is_asked_for_is_done_beside_an_unrelated_row_that_is_damaged(
    briefing: Run, articles: Path, damage: str
) -> None:
    """The damage is told; that the mark is kept is told by the exit code."""
    for quote in QUOTES[:2]:
        briefing("marks", "add", "news/harbour.md", "--quote", quote)
    in_store(damage)
    done = briefing("marks", "add", "news/harbour.md", "--quote", QUOTES[2])
    (made,) = json.loads(done.stdout)
    for command in (
        ("marks", "note", made["id"], "on silt"),
        ("marks", "tag", made["id"], "silt"),
        ("marks", "remove", made["id"]),
    ):
        assert (done.returncode, json.loads(done.stdout)[0]["id"]) == (0, made["id"])
        done = briefing(*command)
    assert done.returncode == 0
    if "INTO detail" in damage or "INTO fact" in damage:
        added = briefing("marks", "add", "news/harbour.md", "--quote", QUOTES[2])
        assert "cannot be read and is set aside" in added.stderr
        assert briefing("list", "news").returncode == 4, "of what is asked for something is missing"


def whole_store(briefing: Run) -> list[str]:
    """Three marks that are kept; their ids."""
    return [
        str(json.loads(briefing("marks", "add", "news/harbour.md", "--quote", quote).stdout)[0]["id"])
        for quote in QUOTES
    ]


def damaged_by(change: Callable[[bytes], bytes]) -> None:
    store_file().write_bytes(change(store_file().read_bytes()))


@pytest.mark.parametrize(
    "change", [lambda raw: bytes(16) + raw[16:], lambda raw: raw[:100] + bytes(3996) + raw[4096:]]
)
def test_a_repair_that_lost_nothing_is_told_once(
    briefing: Run, articles: Path, change: Callable[[bytes], bytes]
) -> None:
    made = whole_store(briefing)
    damaged_by(change)
    for command in (("figures", "news"), ("search", "silt", "news")):
        done = briefing(*command)
        assert "the store was damaged and moved to" in done.stderr, "whoever opens it first tells"
        assert done.returncode == 0
    done = briefing("marks", "list")
    assert [mark["id"] for mark in json.loads(done.stdout)] == made
    assert done.returncode == 0
    assert "3 marks" in done.stderr
    assert "were saved from the damaged file" in done.stderr
    again = briefing("marks", "list")
    assert (again.returncode, again.stderr) == (0, ""), "it was seen"
    assert "3 marks" in briefing("marks", "repair").stderr, "and stays on record"


def test_after_a_loss_listing_says_so_and_the_way_back(briefing: Run, articles: Path) -> None:
    made = whole_store(briefing)
    (copy,) = backup_folder(store_file()).iterdir()
    kept = copy.with_name("000001-daily-2026-01-05.db")
    copy.unlink()
    with closing(sqlite3.connect(store_file())) as connection:
        connection.execute("VACUUM INTO ?", (str(kept),))
    store_file().unlink()
    briefing("marks", "export")  # nothing is there, and nothing is made
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy.with_name("000002-daily-2026-01-06.db")),))
    with closing(sqlite3.connect(copy.with_name("000002-daily-2026-01-06.db"))) as connection:
        connection.executescript("DELETE FROM mark; DELETE FROM change; DELETE FROM step;")
        connection.execute("VACUUM")
    store_file().write_bytes(b"no store" * 1000)
    done = briefing("marks", "list")
    assert (done.returncode, json.loads(done.stdout)) == (4, [])
    assert f"the copy {kept.name} holds 3 marks not here" in done.stderr
    assert f"briefing marks repair --from {kept.name}" in done.stderr
    back = briefing("marks", "repair", "--from", kept.name)
    assert back.returncode == 0
    assert "3 marks were brought back" in back.stderr
    listed = briefing("marks", "list")
    assert ([mark["id"] for mark in json.loads(listed.stdout)], listed.returncode) == (made, 0)


def test_a_store_that_is_gone_is_told_and_comes_back_from_its_copy(briefing: Run, articles: Path) -> None:
    made = whole_store(briefing)
    (copy,) = backup_folder(store_file()).iterdir()
    copy.unlink()
    with closing(sqlite3.connect(store_file())) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    store_file().unlink()
    done = briefing("marks", "list")
    assert (done.returncode, json.loads(done.stdout)) == (4, [])
    assert "the store was not there any more" in done.stderr
    assert f"briefing marks repair --from {copy.name}" in done.stderr
    assert briefing("marks", "repair", "--from", copy.name).returncode == 0
    assert [mark["id"] for mark in json.loads(briefing("marks", "list").stdout)] == made


def test_marks_come_back_from_a_damaged_file_and_only_what_is_missing(briefing: Run, articles: Path) -> None:
    made = whole_store(briefing)
    raw = store_file().read_bytes()
    briefing("marks", "remove", made[0])
    in_store("UPDATE mark SET id = 'another' WHERE id = ?", made[1])
    damaged = articles / "damaged.bin"
    damaged.write_bytes(bytes(16) + raw[16:])
    assert briefing("marks", "repair", "--from", str(damaged)).returncode == 0
    found = [mark["id"] for mark in json.loads(briefing("marks", "list").stdout)]
    assert sorted(found) == sorted(["another", made[1], made[2]]), "what was removed stays removed"
    unknown = briefing("marks", "repair", "--from", "nothing.db")
    assert unknown.returncode == 2
    assert "copies: 000001-daily-" in unknown.stderr


def test_what_is_lost_is_named(briefing: Run, articles: Path) -> None:
    made = whole_store(briefing)
    for copy in backup_folder(store_file()).iterdir():
        copy.unlink()

    def without_last(raw: bytes) -> bytes:
        """The file without the pages that hold the words of the last mark, its id in the index aside."""
        pages = [raw[at : at + 4096] for at in range(0, len(raw), 4096)]
        return b"".join(bytes(4096) if QUOTES[2].encode() in page else page for page in pages)

    damaged_by(without_last)
    done = briefing("marks", "list")
    assert done.returncode == 4
    assert "could not be saved" in done.stderr
    assert made[2] in done.stderr
