"""Commands take articles from a library where there is one, and never need one."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.arguments import CommandParser, library_choice
from briefing.library import holding_policy
from briefing.library.build import prepare as preparing
from briefing.library.holding_policy import HoldingPolicy
from briefing.library.locations import is_library, library_folder
from briefing.library.reader import Library
from briefing.library.writer import open_writer
from briefing.model.library_choice import LibraryChoice

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a set of three files a large one."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))


COMMANDS = [
    ["list"],
    ["figures"],
    ["show"],
    ["search", "toll OR bridge"],
    ["related"],
    ["topics"],
    ["export", "--what", "figures", "--to", "csv"],
]


def argv(command: list[str], *paths: str) -> list[str]:
    return [*command, *paths, *([] if "--to" in command else ["--format", "json"])]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_large_set_prints_what_reading_it_does(
    briefing: Run, news: Path, large: None, command: list[str]
) -> None:
    without = briefing(*argv(command, str(news)), "--no-library")
    assert not library_folder([str(news)]).exists()
    made = briefing(*argv(command, str(news)))
    assert library_folder([str(news)]).exists()
    again = briefing(*argv(command, str(news)))
    assert without.stdout == made.stdout == again.stdout
    assert without.returncode == made.returncode == again.returncode == 3
    assert without.stderr == made.stderr == again.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_small_set_is_taken_from_a_library_that_is_there(
    briefing: Run, news: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    without = briefing(*argv(command, str(news)))
    assert not library_folder([str(news)]).exists()
    briefing("library", "build", str(news))

    def never(*_: Any) -> None:
        raise AssertionError("nothing has changed")

    monkeypatch.setattr(preparing, "read_data", never)
    monkeypatch.setattr("briefing.reading.read_articles.read_data", never)
    assert briefing(*argv(command, str(news))).stdout == without.stdout


def test_other_files_where_the_library_would_lie_cost_time_not_the_answer(
    briefing: Run, news: Path, large: None
) -> None:
    without = briefing("list", str(news), "--no-library")
    folder = library_folder([str(news)])
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    found = briefing("list", str(news))
    assert (found.stdout, found.returncode) == (without.stdout, without.returncode)
    assert f"{folder} holds other files" in found.stderr
    assert [child.name for child in folder.iterdir()] == ["notes.txt"]


def test_changes_are_taken_in_first(briefing: Run, news: Path, large: None, hand: Any) -> None:
    briefing("search", "toll", str(news))
    hand.write("d.txt", "Dredger\n\nThe dredger left on Monday.\n")
    (news / "harbour.txt").unlink()
    found = json.loads(briefing("search", "dredger", str(news)).stdout)
    assert {record["article"] for record in found} == {f"{news}/d.txt"}
    assert briefing("search", "toll", str(news)).stdout == "[]\n"


def test_a_library_can_be_named(briefing: Run, news: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine"
    first = briefing("figures", str(news), "--library", str(named))
    assert Library.open(named, [str(news)]).count() == 5
    assert briefing("figures", str(news), "--library", str(named)).stdout == first.stdout
    assert briefing("figures", str(news), "--library", str(named), "--no-library").returncode == 2
    other = briefing("figures", str(news / "b"), "--library", str(named))
    assert "is of other paths" in other.stderr
    assert other.returncode == 3


def test_what_is_set_by_hand_counts(briefing: Run, news: Path, large: None) -> None:
    path = f"{news}/harbour.txt"
    briefing("search", "toll", str(news))
    briefing("list", path, "--set", "source=Evening Gazette")
    found = json.loads(briefing("search", "source:gazette toll", str(news)).stdout)
    assert {record["article"] for record in found} == {path}


def test_while_another_builds_it_what_is_there_is_used(briefing: Run, news: Path, large: None) -> None:
    briefing("search", "toll", str(news))
    writer = open_writer(library_folder([str(news)]), [str(news)])
    done = briefing("search", "toll", str(news))
    assert "another briefing is building" in done.stderr
    assert len(json.loads(done.stdout)) == 2
    writer.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_cache_that_cannot_be_written_costs_one_line(briefing: Run, news: Path, large: None) -> None:
    cache = library_folder([str(news)]).parent
    cache.mkdir(parents=True)
    cache.chmod(0o500)
    done = briefing("search", "toll", str(news))
    assert "the articles are read without a library" in done.stderr
    assert len(json.loads(done.stdout)) == 2


def test_a_cache_folder_that_is_a_file_costs_one_line(
    briefing: Run, news: Path, tmp_path: Path, large: None
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "cache").write_text("")
    done = briefing("search", "toll", str(news))
    assert [line for line in done.stderr.splitlines() if "without a library" in line]
    assert len(json.loads(done.stdout)) == 2


def test_a_full_disk_costs_one_line(
    briefing: Run, news: Path, large: None, monkeypatch: pytest.MonkeyPatch, hand: Any
) -> None:
    from briefing.library import connection as connecting
    from briefing.library import writer as writing

    for number in range(40):
        hand.write(f"{number}.txt", f"Number {number}\n\n{os.urandom(6000).hex()}\n")

    def small(path: Path) -> sqlite3.Connection:
        connection = connecting.create(path)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(writing, "create", small)
        done = briefing("search", "toll", str(news))
    assert "the disk is full; the articles are read without a library" in done.stderr
    assert len(json.loads(done.stdout)) == 2
    # What is there is whole, and grows when there is room again.
    assert briefing("library", "check", str(news)).returncode == 0
    assert json.loads(briefing("library", "build", str(news)).stdout)["articles"] == 45


def test_large_is_more_files_than_are_held_or_much_in_records(news: Path, large: None) -> None:
    assert not holding_policy.POLICY.holds_paths([str(news)])
    assert holding_policy.POLICY.holds_paths([str(news / "b")])
    assert holding_policy.POLICY.holds_paths([str(news), "-"])
    records = news / "b" / "notes.jsonl"
    os.truncate(records, holding_policy.POLICY.most_record_bytes + 1)
    assert not holding_policy.POLICY.holds_paths([str(news / "b")])
    os.truncate(records, 10)


def test_the_environment_names_a_library(
    briefing: Run, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: None
) -> None:
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "mine"))
    briefing("search", "toll", str(news))
    assert is_library(tmp_path / "mine")
    assert not (tmp_path / "home" / "cache").exists()


def test_the_environment_forbids_libraries(
    briefing: Run, news: Path, monkeypatch: pytest.MonkeyPatch, large: None
) -> None:
    monkeypatch.setenv("BRIEFING_NO_LIBRARY", "1")
    assert len(json.loads(briefing("search", "toll", str(news)).stdout)) == 2
    assert not library_folder([str(news)]).exists()


@pytest.mark.parametrize(
    ("options", "environment", "chosen"),
    [
        ([], {}, (None, True)),
        (["--library", "mine"], {}, ("mine", True)),
        (["--no-library"], {}, (None, False)),
        ([], {"BRIEFING_LIBRARY": "mine"}, ("mine", True)),
        ([], {"BRIEFING_LIBRARY": "", "BRIEFING_NO_LIBRARY": ""}, (None, True)),
        ([], {"BRIEFING_NO_LIBRARY": "1"}, (None, False)),
        (["--library", "mine"], {"BRIEFING_LIBRARY": "other"}, ("mine", True)),
    ],
)
def test_options_and_environment_choose_the_library(
    options: list[str],
    environment: dict[str, str],
    chosen: tuple[str | None, bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    parser = CommandParser("list", "")
    parser.inputs()
    arguments = parser.parse(options)
    assert arguments is not None
    folder, wanted = chosen
    assert library_choice(arguments) == LibraryChoice(Path(folder).absolute() if folder else None, wanted)
