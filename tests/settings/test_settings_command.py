"""`briefing config`, and settings on the command line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.export.export_formats import formats_for
from briefing.settings import BY_KEY, TABLE, example

Run = Callable[..., subprocess.CompletedProcess[str]]
Write = Callable[[str], Path]


def test_config_says_value_and_origin(briefing: Run, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('[text]\nwidth = 50\n\n[dates]\nform = "iso"\n')
    monkeypatch.setenv("BRIEFING_SET_COLUMNS", "3")
    done = briefing("config", "--setting", "text.width=60", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = {record["key"]: record for record in json.loads(done.stdout)}
    assert [key for key in found if not key.startswith("keys.")] == [setting.key for setting in TABLE]

    def says(key: str) -> tuple[object, ...]:
        return tuple(found[key][name] for name in ("value", "origin", "place", "line"))

    assert says("text.width") == (60, "option", "--setting", None)
    assert says("dates.form") == ("iso", "file", str(path), 5)
    assert says("columns") == (3, "environment", "BRIEFING_SET_COLUMNS", None)
    assert says("theme") == ("auto", "default", None, None)


def test_config_as_text_names_the_line(briefing: Run, write: Write) -> None:
    path = write("[list]\nwidth = 50\n")
    done = briefing("config", "--format", "text")
    assert f"{path}:2" in done.stdout
    assert "Width of the lists in cells: a whole number from 20 to 120" in done.stdout


def test_config_tells_names_that_nobody_knows(briefing: Run, write: Write) -> None:
    path = write('theme = "drak"\nwalk = "verbs"\n\n[export]\nformat = "docx"\n')
    done = briefing("config", "--format", "json")
    assert done.returncode == 0
    found = {record["key"]: record for record in json.loads(done.stdout)}
    for key, default in (("theme", "auto"), ("walk", "auto"), ("export.format", "markdown")):
        assert (found[key]["value"], found[key]["origin"]) == (default, "default")
    told = done.stderr.splitlines()
    assert told[0].startswith(f"briefing: {path}, line 1: theme: there is no drak; one of auto, ")
    assert told[1:] == [
        f"briefing: {path}, line 2: walk: there is no verbs; one of auto, figures, marks, names, "
        "differences, quotations",
        f"briefing: {path}, line 5: export.format: there is no docx; "
        "one of markdown, html, csv, jsonl, webannotation",
    ]


def test_config_prints_the_file_and_an_example(briefing: Run, own_folders: Path) -> None:
    assert briefing("config", "--path").stdout == f"{own_folders / 'config.toml'}\n"
    assert briefing("config", "--example").stdout == example()
    assert briefing("config", "--path", "--example").returncode == 2


def test_a_fault_is_a_warning_and_the_command_runs(briefing: Run, write: Write, tmp_path: Path) -> None:
    path = write("[text]\nwidht = 50\n")
    (tmp_path / "a.txt").write_text("The levy rose by 4 percent.\n", encoding="utf-8")
    done = briefing("list", str(tmp_path / "a.txt"), "--format", "csv")
    assert done.returncode == 0
    assert "a.txt" in done.stdout
    assert done.stderr == f"briefing: {path}, line 2: text.widht: unknown; did you mean text.width?\n"


@pytest.mark.parametrize("place", ["before", "behind", "joined"])
def test_an_option_stands_anywhere(briefing: Run, tmp_path: Path, place: str) -> None:
    """Its limit acts: the file is refused."""
    (tmp_path / "a.txt").write_text("The levy rose by 4 percent.\n" * 50, encoding="utf-8")
    words = ["list", str(tmp_path / "a.txt")]
    option = ["--setting", "limits.file_bytes=1000"]
    argv = {
        "before": [*option, *words],
        "behind": [*words, *option],
        "joined": ["list", "=".join(option), words[1]],
    }[place]
    done = briefing(*argv)
    assert done.returncode == 3
    assert "too large" in done.stderr


def test_behind_two_hyphens_it_is_a_word(briefing: Run) -> None:
    done = briefing("list", "--", "--setting")
    assert done.returncode == 3
    assert "--setting: no such file" in done.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--setting"], "--setting needs KEY=VALUE"),
        (["--setting", "text.widht=4"], "text.widht: unknown; did you mean text.width?"),
        (["--setting", "zzz=4"], "--setting zzz: there is no such setting"),
        (["--setting", "text.width=4"], "text.width: must be a whole number from 20 to 400"),
    ],
)
def test_a_wrong_option_ends_with_exit_code_2(briefing: Run, option: list[str], said: str) -> None:
    done = briefing("paths", *option)
    assert done.returncode == 2
    assert said in done.stderr


def test_limits_reach_the_processes_that_build_a_library(briefing: Run, tmp_path: Path) -> None:
    """One file of sixty is too large for the option, in whichever process it is read."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"The levy rose by {number} percent.\n", encoding="utf-8")
    (folder / "long.txt").write_text("The levy rose by 4 percent.\n" * 50, encoding="utf-8")
    done = briefing("library", "build", str(folder), "--setting", "limits.file_bytes=1000")
    assert "long.txt: too large: 1,400 bytes, and files over 1,000 bytes are not read" in done.stderr, done


def test_the_form_of_an_export_may_be_each_that_excerpts_have() -> None:
    told = BY_KEY["export.format"].accepted
    assert told.replace(" or ", ", ").split(", ") == [one.name for one in formats_for("excerpts")]


def test_an_export_has_the_form_that_is_set(briefing: Run, tmp_path: Path) -> None:
    """Where no other is named; where it is none, the usual one, and a word of it."""
    (tmp_path / "a.txt").write_text("The levy rose by 4 percent.\n", encoding="utf-8")
    words = ["export", str(tmp_path / "a.txt"), "--what", "figures"]
    html = briefing(*words, "--setting", "export.format=html")
    assert html.stdout.startswith("<!DOCTYPE html>")
    assert html.stderr == ""
    assert briefing(*words, "--to", "csv", "--setting", "export.format=html").stdout.startswith('"')
    wrong = briefing(*words, "--setting", "export.format=docs")
    assert wrong.stdout == briefing(*words).stdout
    assert wrong.stderr.startswith("briefing: --setting: export.format: there is no docs; one of markdown")


def test_config_lists_the_keys_of_every_action(briefing: Run, write: Write) -> None:
    path = write('[keys]\n"move.next_passage" = ["f8", "n"]\n"view.quit" = []\n')
    done = briefing("config", "--format", "json")
    found = {record["key"]: record for record in json.loads(done.stdout)}
    assert found["keys.move.next_passage"]["value"] == ["f8", "n"]
    assert (found["keys.move.next_passage"]["place"], found["keys.move.next_passage"]["line"]) == (
        str(path),
        2,
    )
    assert found["keys.view.quit"]["value"] == []
    assert found["keys.find.next"]["value"] == []
    assert found["keys.rows.choose"]["value"] == ["enter"]
    where = f"briefing: {path}, line 2: keys.move.next_passage"
    assert done.stderr == f"{where}: n was the key of find.next, which has none now\n"
