"""What is read, what is not, and what is said about it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Spawn = Callable[..., subprocess.CompletedProcess[bytes]]


def _names(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [record["article"] for record in json.loads(done.stdout)]


def test_a_missing_file_leaves_the_rest(briefing: Run, articles: Path) -> None:
    """A line on standard error, exit code 3, and everything else is there."""
    done = briefing("list", "nowhere.txt", "news/ferry.txt")
    assert done.returncode == 3
    assert done.stderr == "briefing: nowhere.txt: no such file or folder\n"
    assert _names(done) == ["news/ferry.txt"]


def test_other_formats_in_a_folder_are_named_but_no_failure(briefing: Run, articles: Path) -> None:
    """A picture among the articles is a line, not an exit code; named by itself it is both."""
    (articles / "chart.png").write_bytes(b"\x89PNG\r\n")
    done = briefing("list", "news")
    assert done.returncode == 0
    assert done.stderr.startswith("briefing: news/chart.png: the format .png is not read")
    named = briefing("list", "news/chart.png")
    assert (named.returncode, named.stdout) == (3, "[]\n")


def test_many_that_are_passed_over_for_one_reason_are_one_line(briefing: Run, articles: Path) -> None:
    """What could not be read, though it should have been, keeps a line of its own."""
    for name in ("a.png", "b.png", "c.png", "d.zap"):
        (articles / name).write_bytes(b"\x89PNG\r\n")
    (articles / "e.txt").touch()
    (articles / "f.txt").touch()
    for extra in ((), ("--library", str(articles.parent / "kept"))):
        told = briefing("list", "news", *extra).stderr.splitlines()
        why = "is not read: `briefing formats` lists those that are"
        assert told == [
            "briefing: news/e.txt: empty: there is nothing to read",
            "briefing: news/f.txt: empty: there is nothing to read",
            f"briefing: news/a.png and 2 more: the format .png {why}",
            f"briefing: news/d.zap: the format .zap {why}",
        ]


def test_a_broken_article_in_a_folder_is_a_failure(briefing: Run, articles: Path) -> None:
    """A file that should have been readable counts, wherever it lies."""
    (articles / "torn.txt").write_bytes(bytes(range(256)) * 8)
    done = briefing("list", "news")
    assert done.returncode == 3
    assert "briefing: news/torn.txt: " in done.stderr
    assert len(_names(done)) == 4


def test_an_empty_folder_is_a_failure(briefing: Run, tmp_path: Path) -> None:
    """It says which formats would have been read."""
    (tmp_path / "empty").mkdir()
    done = briefing("figures", str(tmp_path / "empty"))
    assert (done.returncode, done.stdout) == (3, "[]\n")
    assert ".jsonl" in done.stderr


def test_one_article_of_a_file_of_several(briefing: Run, articles: Path) -> None:
    """FILE#ID reads that one, also beside other paths; an id that is not there is a failure."""
    assert _names(briefing("list", "news/wires.jsonl#cod")) == ["news/wires.jsonl#cod"]
    both = briefing("list", "news/wires.jsonl#2", "news/ferry.txt")
    assert _names(both) == ["news/wires.jsonl#2", "news/ferry.txt"]
    whole = briefing("list", "news/wires.jsonl#cod", "news/wires.jsonl")
    assert _names(whole) == ["news/wires.jsonl#cod", "news/wires.jsonl#2"]
    missing = briefing("list", "news/wires.jsonl#herring")
    assert (missing.returncode, missing.stdout) == (3, "[]\n")
    assert "news/wires.jsonl#herring" in missing.stderr


def test_a_file_whose_name_has_a_hash(briefing: Run, articles: Path) -> None:
    """What exists under the name given is meant, not an article inside another file."""
    (articles / "part#2.txt").write_text("The quay is 300 metres long.\n", encoding="utf-8")
    assert _names(briefing("list", "news/part#2.txt")) == ["news/part#2.txt"]


def test_standard_input(spawn: Spawn, articles: Path) -> None:
    """`-` is the article called `-`."""
    done = spawn("figures", "-", stdin=b"The levy brings in $2.4 million.\n")
    assert done.returncode == 0
    figures = json.loads(done.stdout)
    assert [(figure["article"], figure["text"]) for figure in figures] == [("-", "$2.4 million")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_that_are_no_text(spawn: Spawn, tmp_path: Path) -> None:
    """Undecodable bytes, line ends and escape sequences in names are shown, and never raise."""
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\x1b]0;x\x07.txt"):
        (Path(os.fsdecode(os.fsencode(folder))) / os.fsdecode(name)).write_bytes(b"It is 5 km away.\n")
    text = spawn("list", "--format", "text", str(folder))
    assert text.returncode == 0
    assert rb"caf\udce9.txt" in text.stdout
    assert b"\x1b" not in text.stdout
    assert len(text.stdout.splitlines()) == 4
    names = [record["article"] for record in json.loads(spawn("list", str(folder)).stdout)]
    assert {os.fsencode(name.rpartition("odd/")[2]) for name in names} == {
        b"caf\xe9.txt",
        b"two\nlines.txt",
        b"\x1b]0;x\x07.txt",
    }
    missing = spawn("list", b"/nowhere/\xff\x1b[31m")
    assert missing.returncode == 3
    assert missing.stderr == b"briefing: /nowhere/\\udcff\xe2\x90\x9b[31m: no such file or folder\n"


def test_a_path_with_a_nul_is_a_failure(briefing: Run) -> None:
    """A name the system refuses is told like any other that cannot be read."""
    done = briefing("list", "a\0b#c")
    assert (done.returncode, done.stdout) == (3, "[]\n")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        "list .", "list gone.txt", "list ../x", "show .", "figures .", "names .", "topics .", "related .",
        "search ferry .", "synopsis .", "export . --to markdown", "marks list .", "library build .",
        "library info .", "library check .", "library forget .", "marks add a.txt --start 0 --end 3",
        "marks repair --salvage s.jsonl", "list . --library kept", "topics . --mute herring", "config",
        "paths",
    ],
)  # fmt: skip
def test_a_working_folder_that_was_removed(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Relative paths lead nowhere, and that is said; it is no fault of the program."""
    for kind in ("cache", "data", "state", "config"):
        monkeypatch.setenv(f"BRIEFING_{kind.upper()}_DIR", str(tmp_path / kind))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("PWD", str(here))
    here.rmdir()
    done = briefing(*command.split())
    assert done.returncode in (0, 2, 3, 4), done.stderr
    assert not (tmp_path / "state" / "reports").exists()
    monkeypatch.delenv("PWD")
    assert briefing(*command.split()).returncode in (0, 2, 3, 4)


NOWHERE = "x" * 300
"""No folder can be called so, and asking for one fails as it does where nothing may be looked into."""


def test_a_data_folder_that_cannot_be_looked_into(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may be kept there is not passed over without a word."""
    monkeypatch.setenv("BRIEFING_DATA_DIR", NOWHERE)
    for command in (["list", "news"], ["marks", "list"], ["ledger", "news"], ["search", "levy", "news"]):
        result = briefing(*command)
        assert (result.returncode, NOWHERE in result.stderr) == (4, True), command
        assert "fault" not in result.stderr


def test_a_cache_folder_that_cannot_be_looked_into(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CACHE_DIR", NOWHERE)
    assert briefing("list", "news").returncode == 0
    result = briefing("library", "list")
    assert (result.returncode, NOWHERE in result.stderr) == (4, True)


def test_a_configuration_folder_that_cannot_be_looked_into(
    briefing: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CONFIG_DIR", NOWHERE)
    for command in (["config"], ["list", "news"]):
        result = briefing(*command)
        assert (
            result.returncode,
            "config.toml: file name too long; no setting of it holds" in result.stderr,
        ) == (
            0,
            True,
        )
