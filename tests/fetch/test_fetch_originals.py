"""Where articles come from, in the words of `briefing show --origin`, and what opens the original."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.files.fetch_record import FetchRecord, record_path
from briefing.files.programs import editor_command, open_in_program
from briefing.model.article import Article
from briefing.model.original import Original
from briefing.reading.read_articles import read_paths
from briefing.session import Session
from briefing.session.originals import original_of

Run = Callable[..., subprocess.CompletedProcess[str]]
LONG = "The ferry to Varde ran again on Monday, and the harbour master said that repairs had gone well."


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A program in the place of the system's that opens files, and what it was given."""
    told = tmp_path / "opened"
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("xdg-open", "open"):
        program = folder / name
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{told}"\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
    return lambda: told.read_text().splitlines() if told.exists() else []


def saved(file: Path, sha256: str) -> Path:
    """A file with a record of where it was loaded from."""
    file.write_text(LONG)
    record = FetchRecord(
        "https://news.example/a", "https://n.example/1", fetched="2026-01-02T03:04:05Z", sha256=sha256
    )
    Path(record_path(str(file))).write_bytes(record.packed())
    return file


def test_where_an_article_comes_from_is_an_object(tmp_path: Path, briefing: Run) -> None:
    file = saved(tmp_path / "a.txt", hashlib.sha256(LONG.encode()).hexdigest())
    found = json.loads(briefing("show", str(file), "--origin", "--format", "json").stdout)
    assert found["file"] == str(file)
    assert (found["format"], found["bytes"], found["encoding"]) == ("plain text", len(LONG), "utf-8")
    assert (found["url"], found["requested"]) == ("https://news.example/a", "https://n.example/1")
    assert (found["fetched"], found["as_fetched"]) == ("2026-01-02T03:04:05Z", True)
    file.write_text(LONG + " More.")
    again = json.loads(briefing("show", str(file), "--origin", "--format", "json").stdout)
    assert again["as_fetched"] is False
    assert again["sha256"] != found["sha256"]
    told = briefing("show", str(file), "--origin", "--format", "text").stdout
    assert "  loaded    2026-01-02T03:04:05Z, asked for as https://n.example/1; changed since\n" in told
    (tmp_path / "b.jsonl").write_text("\n".join(json.dumps({"id": one, "text": LONG}) for one in "xy"))
    several = json.loads(briefing("show", str(tmp_path / "b.jsonl"), "--origin", "--format", "json").stdout)
    assert [one["file"] for one in several] == [str(tmp_path / "b.jsonl")] * 2
    assert [one["article"].rpartition("#")[2] for one in several] == ["x", "y"]


@pytest.mark.parametrize(
    ("name", "text", "passage", "line"),
    [
        ("a.txt", f"Ferries run\n\n{LONG}\n\nLast.\n", 1, 3),
        ("a.md", f"---\ntitle: Ferries\n---\n\n# Ferries\n\n{LONG}\n", 1, 7),
        ("a.md", "# Top\n\n- one\n- two\n- one\n", 3, 5),
        ("a.txt", LONG, 7, None),
        ("a.jsonl", json.dumps({"text": f"Ferries \u2013 run\n\n{LONG}"}), 0, None),
    ],
)
def test_the_line_of_a_passage_is_that_of_its_file(
    tmp_path: Path, name: str, text: str, passage: int, line: int | None
) -> None:
    file = tmp_path / name
    file.write_text(text)
    (article,) = read_paths([str(file)])
    assert isinstance(article, Article)
    assert original_of(article, str(file), passage).line == line


def test_a_page_of_an_archive_was_loaded_when_its_record_says(
    tmp_path: Path, briefing: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("fastwarc", reason="web archives are read with the extra")
    sample = Path(__file__).parents[1] / "reading/formats/samples/archive.warc.gz"
    library = str(tmp_path / "library")
    for kept in ([], ["--library", library], ["--library", library]):
        done = briefing("show", str(sample), "--origin", "--format", "jsonl", *kept)
        told = [json.loads(line)["fetched"] for line in done.stdout.splitlines()]
        assert told == ["2026-03-04T10:00:00Z", "2026-03-05T10:00:00Z", "2026-03-06T10:00:00Z"]


def test_what_has_no_file_any_more_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(LONG)
    (article,) = read_paths([str(file)])
    assert isinstance(article, Article)
    piped = original_of(article, "-")
    assert ("file", "standard input") in list(piped.facts())
    with pytest.raises(UsageError, match="standard input"):
        piped.file_to_open()
    file.unlink()
    gone = original_of(article, str(file))
    assert (gone.problem, gone.sha256, gone.size) == ("no such file or folder", "", None)
    with pytest.raises(UsageError, match="no such file"):
        gone.file_to_edit()


def test_an_original_is_opened_by_the_systems_program_and_only_when_asked(
    opened: Callable[[], list[str]], briefing: Run, tmp_path: Path
) -> None:
    file = tmp_path / "-a $(touch x) 'b.txt"
    file.write_text(LONG)
    assert briefing("show", str(file), "--origin").returncode == 0
    assert opened() == []
    done = briefing("show", f"./{file.name}", "--open-original")
    assert (done.returncode, done.stdout) == (0, "")
    assert opened() == [str(file)]


def test_what_might_be_run_and_what_is_too_much_is_not_opened(
    opened: Callable[[], list[str]], briefing: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.desktop"
    page.write_text(f"<!doctype html><html><body><h1>Ferries</h1><p>{LONG * 5}</p></body></html>")
    refused = briefing("show", str(page), "--open-original")
    assert refused.returncode == 2
    assert "the suffix of the file is of no document" in refused.stderr
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{LONG} {number}")
    refused = briefing("show", *(f"{number}.txt" for number in range(6)), "--open-original")
    assert refused.returncode == 2
    assert "6 files, and at most 5" in refused.stderr
    assert briefing("show", "--open-original").returncode == 2
    assert opened() == []


def test_only_what_is_opened_is_looked_up(
    opened: Callable[[], list[str]], briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    original = Session.original

    def look_up(self: Session, name: str, passage: int | None = None) -> Original:
        looked_up.append(name)
        return original(self, name, passage)

    monkeypatch.setattr(Session, "original", look_up)
    bundle = tmp_path / "bundle.jsonl"
    bundle.write_text("".join(json.dumps({"title": f"{n}", "text": f"{LONG} {n}"}) + "\n" for n in range(8)))
    assert briefing("show", str(bundle), "--open-original").returncode == 0
    assert (opened(), len(looked_up)) == ([str(bundle)], 1)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{LONG} {number}")
    assert briefing("show", str(tmp_path), "--open-original").returncode == 2
    assert len(looked_up) == 1


def test_a_program_that_refuses_is_told(
    opened: Callable[[], list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for program in (tmp_path / "bin").iterdir():
        program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(UsageError, match=r"could not open it \(3\)"):
        open_in_program("/srv/a.txt")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(UsageError, match="is not installed"):
        open_in_program("/srv/a.txt")


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "/srv/a b.txt"]),
        ({"EDITOR": "ed", "VISUAL": " nano -w "}, ["nano", "-w", "+7", "/srv/a b.txt"]),
        ({"EDITOR": "'my editor' --wait"}, ["my editor", "--wait", "/srv/a b.txt"]),
        ({"VISUAL": " ", "EDITOR": "ed; touch x"}, None),
        ({"EDITOR": "'ed"}, None),
        ({"EDITOR": "no-such-program"}, None),
        ({"EDITOR": "''"}, None),
        ({}, None),
    ],
)
def test_the_editor_is_a_command_without_a_shell(
    opened: Callable[[], list[str]], tmp_path: Path, environ: dict[str, str], command: list[str] | None
) -> None:
    for name in ("vim", "nano", "ed", "my editor"):
        (tmp_path / "bin" / name).write_text("#!/bin/sh\n")
        (tmp_path / "bin" / name).chmod(0o755)
    if command is None:
        with pytest.raises(UsageError, match=r"editor|EDITOR"):
            editor_command("/srv/a b.txt", 7, environ)
    else:
        found = editor_command("/srv/a b.txt", 7, environ)
        assert [os.path.basename(found[0]), *found[1:]] == command
