"""`briefing verify` at the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

NOTE = """# On the fire

Firemen saved 16 workers.[^w] The damage is 54 million euros.[^w]

“Firemen carried 14 workers”, says the Gazette[^g], and “the terminal burnt on Tuesday night”.[^g]

[^w]: wire.txt
[^g]: gazette.txt
"""


@pytest.fixture
def fire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A note beside the two articles it cites, and a folder that does not belong to it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "fire"
    folder.mkdir()
    (folder / "gazette.txt").write_text(
        "The terminal burned on Tuesday night.\n\nFiremen carried 14 workers out.\n", encoding="utf-8"
    )
    (folder / "wire.txt").write_text(
        "Firemen saved 16 workers.\n\nInsurers expect damage of 45 million euros.\n", encoding="utf-8"
    )
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    return folder


def test_json_has_every_claim_with_its_place(briefing: Run, fire: Path) -> None:
    done = briefing("verify", "fire/note.md", "fire/gazette.txt", "fire/wire.txt", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    claims = json.loads(done.stdout)
    fields = ("line", "column", "kind", "text", "status", "article", "start", "end", "found", "also")
    assert tuple(claims[0]) == fields
    assert [(c["line"], c["column"], c["kind"], c["text"], c["status"], c["found"]) for c in claims] == [
        (3, 15, "figure", "16 workers", "exact", "16 workers"),
        (3, 45, "figure", "54 million euros", "differs", "45 million euros"),
        (5, 2, "quote", "Firemen carried 14 workers", "exact", "Firemen carried 14 workers"),
        (
            *(5, 58, "quote", "the terminal burnt on Tuesday night", "reworded"),
            "The terminal burned on Tuesday night",
        ),
    ]
    text = (fire / "wire.txt").read_text(encoding="utf-8")
    assert text[claims[1]["start"] : claims[1]["end"]] == claims[1]["found"]


def test_text_has_what_does_not_stand_and_all_if_asked(briefing: Run, fire: Path) -> None:
    done = briefing("verify", "fire/note.md", "fire", "--format", "text")
    assert done.stdout.splitlines() == [
        "3:45    value differs  54 million euros",
        "        C:1  Firemen saved 16 workers.",
        "          45 million euros: Insurers expect damage of 45 million euros.",
        "5:58    stands with other wording  “the terminal burnt on Tuesday night”",
        "        A:0  The terminal burned on Tuesday night.",
        "          [-the-] {+The+} terminal [-burnt-] {+burned+} on Tuesday night",
        "",
        "A  -  -  The terminal burned on Tuesday night.",
        "C  -  -  Firemen saved 16 workers.",
        "",
        "4 claims: 2 stand, 1 stands with other wording, 1 value differs",
    ]
    every = briefing("verify", "fire/note.md", "fire", "--all", "--format", "text").stdout
    assert "3:15    stands  16 workers\n        C:0  Firemen saved 16 workers.\n" in every


def test_csv_has_a_row_for_each(briefing: Run, fire: Path) -> None:
    done = briefing("verify", "fire/note.md", "fire", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert [(row["line"], row["status"]) for row in rows] == [
        ("3", "exact"), ("3", "differs"), ("5", "exact"), ("5", "reworded")
    ]  # fmt: skip


def test_without_a_path_the_files_it_cites_are_read(briefing: Run, fire: Path) -> None:
    named = briefing("verify", "fire/note.md", "fire/gazette.txt", "fire/wire.txt", "--format", "json")
    assert briefing("verify", "fire/note.md", "--format", "json").stdout == named.stdout


def test_a_file_outside_of_its_folder_is_not_read(briefing: Run, fire: Path) -> None:
    (fire.parent / "secret.txt").write_text("Firemen saved 99 workers.\n", encoding="utf-8")
    note = fire / "out.md"
    note.write_text("“Firemen saved 99 workers” [x](../secret.txt)\n", encoding="utf-8")
    done = briefing("verify", "fire/out.md")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "briefing: fire/out.md:1: ../secret.txt is outside of the note's folder: it is not read",
        "briefing: fire/out.md cites no file in its own folder (name the articles behind the note)",
    ]
    assert briefing("verify", "fire/out.md", "secret.txt").returncode == 0


def test_exit_codes(briefing: Run, fire: Path) -> None:
    """0 where all stands or nothing is claimed, 2 for a wrong command line, 3 for what cannot be read."""
    (fire / "good.md").write_text("“Firemen saved 16 workers”[^w]\n\n[^w]: wire.txt\n", encoding="utf-8")
    (fire / "empty.md").write_text("Nothing.\n", encoding="utf-8")
    assert briefing("verify", "fire/good.md", "fire/wire.txt").returncode == 0
    empty = briefing("verify", "fire/empty.md", "fire/wire.txt")
    assert (empty.returncode, empty.stdout) == (0, "[]\n")
    assert empty.stderr == "briefing: fire/empty.md: the note has no quotation and no figure\n"
    assert briefing("verify").returncode == 2
    gone = briefing("verify", "fire/gone.md", "fire")
    assert (gone.returncode, gone.stderr) == (3, "briefing: fire/gone.md: no such file or folder\n")
    assert briefing("verify", "fire/good.md", "fire/wire.txt", "fire/gone.txt").returncode == 3
    assert briefing("verify", "-", "-").returncode == 2


@pytest.mark.parametrize("name", ["n.html", "n.htm", "n.json", "n.jsonl", "n.csv", "n.docx", "n.pdf"])
def test_a_note_in_another_format_is_refused_by_name(briefing: Run, fire: Path, name: str) -> None:
    """It would be said to claim nothing, or to be wrong where only its markup is."""
    (fire / name).write_text("<p>“Firemen saved 99 workers”</p>", encoding="utf-8")
    done = briefing("verify", f"fire/{name}", "fire/wire.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert f"fire/{name}: a note is Markdown or plain text, and this is a {name[1:]} file" in done.stderr
    assert "-o FILE.md" in done.stderr


def test_a_page_from_standard_input_is_refused(
    spawn: Callable[..., subprocess.CompletedProcess[bytes]], fire: Path
) -> None:
    done = spawn(
        "verify", "-", "fire/wire.txt", stdin="\n<!DOCTYPE html><p>“Firemen saved 99 workers”".encode()
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"and this is HTML" in done.stderr


def test_a_figure_of_a_note_that_cites_nothing_is_told_with_who_has_it(briefing: Run, fire: Path) -> None:
    """Its words are the note's own: that the value stands is told, not that the same is meant."""
    (fire / "third.txt").write_text("The bill is 45m euros.\n", encoding="utf-8")
    (fire / "own.md").write_text("Both say 45 million euros for it.\n", encoding="utf-8")
    sources = ("fire/gazette.txt", "fire/wire.txt", "fire/third.txt")
    done = briefing("verify", "fire/own.md", *sources, "--format", "json")
    (claim,) = json.loads(done.stdout)
    assert (done.returncode, claim["status"]) == (1, "reworded")
    assert sorted([claim["article"], *claim["also"]]) == ["fire/third.txt", "fire/wire.txt"]
    text = briefing("verify", "fire/own.md", *sources, "--format", "text").stdout
    assert "          also in " in text


def test_a_block_quote_with_marks_of_its_own_has_no_others(briefing: Run, fire: Path) -> None:
    (fire / "block.md").write_text("> “Firemen saved 99 workers”\n\n— wire.txt\n", encoding="utf-8")
    text = briefing("verify", "fire/block.md", "fire/wire.txt", "--format", "text").stdout
    assert "value differs  “Firemen saved 99 workers”\n" in text


def test_a_note_may_come_from_standard_input(
    spawn: Callable[..., subprocess.CompletedProcess[bytes]], fire: Path
) -> None:
    done = spawn("verify", "-", "fire/wire.txt", stdin="“Firemen saved 17 workers”".encode())
    assert done.returncode == 1
    assert [claim["status"] for claim in json.loads(done.stdout)] == ["differs"]


def test_marks_are_exported_and_verified(briefing: Run, fire: Path) -> None:
    """From the mark to its export to the verdict; then a source changes, and the mark is named."""
    briefing(
        "marks", "add", "fire/wire.txt", "--quote", "damage of 45 million euros", "--note", "only 40 million?"
    )
    briefing(
        "marks", "add", "fire/gazette.txt", "--quote", "Firemen carried 14 workers out.", "--tag", "check"
    )
    assert briefing("export", "fire/wire.txt", "fire/gazette.txt", "--output", "marks.md").returncode == 0
    done = briefing("verify", "marks.md", "fire/wire.txt", "fire/gazette.txt", "--format", "json")
    assert (done.returncode, [claim["status"] for claim in json.loads(done.stdout)]) == (
        0,
        ["exact", "exact"],
    )
    wire = fire / "wire.txt"
    wire.write_text(wire.read_text(encoding="utf-8").replace("45", "46"), encoding="utf-8")
    done = briefing("verify", "marks.md", "--format", "json")
    assert done.returncode == 1
    named = [claim for claim in json.loads(done.stdout) if claim["status"] != "exact"]
    assert [(c["text"], c["status"], c["found"]) for c in named] == [
        ("damage of 45 million euros", "differs", "damage of 46 million euros")
    ]


def test_a_ledger_is_written_and_verified(briefing: Run, fire: Path) -> None:
    (fire / "note.md").unlink()
    assert briefing("ledger", "fire", "--to", "markdown", "--output", "ledger.md").returncode == 0
    text = Path("ledger.md").read_text(encoding="utf-8")
    done = briefing("verify", "ledger.md", "fire", "--format", "json")
    claims = json.loads(done.stdout)
    assert (done.returncode, {claim["status"] for claim in claims}) == (0, {"exact"})
    Path("ledger.md").write_text(text.replace("45 million", "54 million", 1), encoding="utf-8")
    changed = json.loads(briefing("verify", "ledger.md", "fire", "--format", "json").stdout)
    assert [claim["status"] for claim in changed if claim["status"] != "exact"] == ["differs"]
