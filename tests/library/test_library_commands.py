"""`briefing library`: what each command prints, and how it ends."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.analyses.articles import ANNOTATORS
from briefing.files.removal import remove_folder
from briefing.library.locations import DATABASE, library_folder
from briefing.library.writer import open_writer

Run = Callable[..., subprocess.CompletedProcess[str]]
INFO = "library paths condition files articles passages figures size modified".split()


def records(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def test_build_makes_a_library_and_info_tells_of_it(briefing: Run, news: Path) -> None:
    built = briefing("library", "build", str(news))
    assert built.returncode == 3
    assert "line 3 has no “text”" in built.stderr
    record = records(built)
    assert list(record) == INFO
    assert (record["files"], record["articles"], record["condition"]) == (4, 5, "complete")
    assert record["library"] == str(library_folder([str(news)]))
    assert record["paths"] == [str(news.resolve())]
    assert records(briefing("library", "info", str(news))) == record
    assert records(briefing("library", "list")) == [record]


def test_a_library_can_be_named(briefing: Run, news: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine"
    assert records(briefing("library", "build", str(news), "--library", str(named)))["articles"] == 5
    assert records(briefing("library", "info", "--library", str(named)))["paths"] == [str(news.resolve())]
    assert records(briefing("library", "list")) == []
    assert briefing("library", "check", "--library", str(named)).returncode == 0
    other = briefing("library", "build", str(news / "b"), "--library", str(named))
    assert (other.returncode, other.stdout) == (4, "")
    assert "is of other paths" in other.stderr
    assert briefing("library", "forget", "--library", str(named)).returncode == 0
    assert not named.exists()


def test_forget_removes_libraries_and_nothing_else(briefing: Run, news: Path, made: Path) -> None:
    (made / "letter.txt").write_text("not ours")
    gone = briefing("library", "forget", str(news))
    assert [record["library"] for record in records(gone)] == [str(made)]
    assert [path.name for path in made.iterdir()] == ["letter.txt"]
    assert briefing("library", "forget", str(news)).returncode == 4
    assert (news / "harbour.txt").exists()


def test_forget_wants_to_know_what(briefing: Run, made: Path, news: Path) -> None:
    assert briefing("library", "forget").returncode == 2
    assert briefing("library", "forget", "--all", str(news)).returncode == 2
    assert made.exists()
    assert len(records(briefing("library", "forget", "--all"))) == 1
    assert not made.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_forget_removes_nothing_through_a_link(briefing: Run, news: Path, made: Path, tmp_path: Path) -> None:
    """Neither what a link leads to that stands in the library's place, nor what one inside leads to."""
    target = made.rename(tmp_path / "elsewhere")
    made.symlink_to(target)
    there = sorted(path.name for path in target.iterdir())
    for arguments in ([str(news)], ["--library", str(made)], ["--library", f"{made}/"], ["--all"]):
        done = briefing("library", "forget", *arguments)
        assert (done.returncode, records(done) if done.stdout else []) == (4, [])
        assert "is a link to another folder; nothing was removed" in done.stderr
        assert sorted(path.name for path in target.iterdir()) == there
    made.unlink()
    target.rename(made)
    search = tmp_path / "search elsewhere"
    search.mkdir()
    (search / "letter.txt").write_text("not ours")
    remove_folder(made / "search")
    (made / "search").symlink_to(search)
    assert briefing("library", "forget", str(news)).returncode == 4
    assert (search / "letter.txt").is_file()
    assert (made / "library.sqlite3").is_file()


def test_forget_waits_for_no_builder(briefing: Run, news: Path, made: Path) -> None:
    writer = open_writer(made, [str(news)])
    busy = briefing("library", "forget", str(news))
    assert (busy.returncode, "another briefing is building" in busy.stderr) == (4, True)
    writer.close()


def test_what_a_person_made_survives(briefing: Run, news: Path) -> None:
    briefing("library", "build", str(news))
    briefing("marks", "add", f"{news}/harbour.txt", "--passage", "1")
    briefing("list", f"{news}/harbour.txt", "--set", "source=Gazette")
    briefing("library", "forget", str(news))
    assert len(records(briefing("marks", "list"))) == 1
    assert records(briefing("list", f"{news}/harbour.txt"))[0]["source"] == "Gazette"


def test_check_finds_nothing_wrong(briefing: Run, news: Path) -> None:
    briefing("library", "build", str(news))
    checked = briefing("library", "check", str(news), "--deep")
    assert (checked.returncode, records(checked)) == (0, [])
    assert "5 articles checked" in checked.stderr
    assert briefing("library", "check").returncode == 0
    told = " ".join(briefing("library", "check", "--help").stdout.split())
    assert "with nothing named, every library in the cache folder" in told
    assert "the articles that come with the program" not in told


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE content SET text = x'00' WHERE number = 2", "stored data is cut short"),
        ("UPDATE content SET passages = substr(passages, 1, 12) WHERE number = 2", "passages are damaged"),
        (
            "UPDATE annotation SET packed = (SELECT packed FROM annotation WHERE place = 5 * 256 + 1) "
            "WHERE place = 1 * 256 + 1",
            "count",
        ),
        ("UPDATE article SET words = words + 1 WHERE number = 1", "its counts are not those of its text"),
        ("UPDATE article SET fingerprint = 'x' WHERE number = 1", "not the one it was recorded with"),
        ("DELETE FROM content WHERE number = 3", "1 articles have no text"),
        ("DELETE FROM article WHERE number = 3", "1 texts have no article"),
        ("DELETE FROM article WHERE number = 3", f"{len(ANNOTATORS)} findings have no article"),
        ("UPDATE article SET generation = 99 WHERE number = 3", "newer than the last commit"),
        ("UPDATE article SET file = 99 WHERE number = 3", "1 articles have no file"),
        ("INSERT INTO removed VALUES (1, 1)", "there and removed at once"),
    ],
)
def test_check_names_every_fault(briefing: Run, news: Path, made: Path, statement: str, fault: str) -> None:
    with sqlite3.connect(made / DATABASE) as connection:
        connection.execute(statement)
    connection.close()
    checked = briefing("library", "check", str(news))
    assert checked.returncode == 4
    assert any(fault in record["fault"] for record in records(checked)), checked.stdout


def test_check_names_files_that_changed(briefing: Run, news: Path, made: Path, hand: Any) -> None:
    hand.write("harbour.txt", "Another text.\n")
    (news / "c.md").unlink()
    assert records(briefing("library", "check", str(news))) == []
    deep = records(briefing("library", "check", str(news), "--deep"))
    assert [(Path(record["what"]).name, record["fault"].split(";")[0]) for record in deep] == [
        ("c.md", "the file cannot be read any more"),
        ("harbour.txt", "the file has changed since"),
    ]


def test_a_library_of_another_version_is_named_and_made_anew(briefing: Run, news: Path, made: Path) -> None:
    with sqlite3.connect(made / DATABASE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert records(briefing("library", "list"))[0]["condition"] == "other version"
    assert briefing("library", "check", str(news)).returncode == 4
    built = briefing("library", "build", str(news))
    assert "another version" in built.stderr
    assert records(built)["articles"] == 5
    assert briefing("library", "check", str(news)).returncode == 0


def test_compact_makes_it_smaller(briefing: Run, news: Path, hand: Any) -> None:
    for number in range(60):
        hand.write(f"x/{number}.txt", f"Number {number}\n\n" + f"The levy rose by {number} percent. " * 200)
    briefing("library", "build", str(news))
    for number in range(60):
        (news / "x" / f"{number}.txt").unlink()
    before = records(briefing("library", "build", str(news)))["size"]
    after = records(briefing("library", "compact", str(news)))["size"]
    assert after < before * 0.7
    assert briefing("library", "check", str(news)).returncode == 0


def test_compact_leaves_an_index_alone_that_is_tight(briefing: Run, news: Path, made: Path) -> None:
    def parts() -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in (made / "search").glob("*.idx")}

    assert briefing("library", "compact", str(news)).returncode == 0
    before = parts()
    assert briefing("library", "compact", str(news)).returncode == 0
    assert parts() == before != {}
    assert briefing("library", "check", str(news)).returncode == 0


@pytest.mark.parametrize("command", ["list", "info", "build", "check", "forget", "compact"])
def test_text_and_csv(
    briefing: Run, news: Path, made: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    argv = ["library", command, *([] if command == "list" else [str(news)])]
    csv = briefing(*argv, "--format", "csv")
    assert csv.stdout.startswith('"library"')
    if command == "forget":
        briefing("library", "build", str(news))
    text = briefing(*argv, "--format", "text")
    assert ("news" in text.stdout) or command in ("check", "forget")


def test_standard_input_has_no_library(briefing: Run) -> None:
    assert briefing("library", "build", "-").returncode == 2


def test_there_may_be_no_library(briefing: Run, news: Path) -> None:
    info = briefing("library", "info", str(news))
    assert (info.returncode, "there is no library" in info.stderr) == (4, True)
    assert briefing("library", "compact", str(news)).returncode == 4


def test_what_is_set_by_hand_and_cannot_be_read_is_told(
    briefing: Run, news: Path, made: Path, tmp_path: Path
) -> None:
    """The library is built all the same, and what it holds of that stays."""
    (news / "b" / "notes.jsonl").unlink()
    briefing("list", f"{news}/harbour.txt", "--set", "source=Gazette")
    assert briefing("library", "build", str(news)).returncode == 0
    store = tmp_path / "home" / "data" / "briefing.sqlite3"
    kept = store.rename(store.with_suffix(".away"))
    store.mkdir()
    (news / "late.txt").write_text("Ferry back\n\nThe ferry runs again from 4 May 2026.\n")
    built = briefing("library", "build", str(news))
    assert (built.returncode, records(built)["articles"]) == (4, 4)
    assert built.stderr.count("sources and dates set by hand cannot be read now") == 1
    assert briefing("library", "compact", str(news)).returncode == 4
    with_source = sqlite3.connect(made / DATABASE)
    assert with_source.execute("SELECT count(*) FROM article WHERE set_source = 'Gazette'").fetchone() == (1,)
    store.rmdir()
    kept.rename(store)
    assert briefing("library", "build", str(news)).returncode == 0
