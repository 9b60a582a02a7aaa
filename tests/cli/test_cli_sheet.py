"""`briefing sheet` at the command line, and that what it writes verifies."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

# Titles and sources with dashes, semicolons, figures and marks; a quotation that is never closed.
GAZETTE = (
    "---\nsource: Gazette — Evening; late\ndate: 2026-03-09\n---\n"
    "# 23 hurt — fire “guts” Brandt paper mill [in 2 hours] | report\n\n"
    "“A fire at the Brandt paper mill injured 23 people on Monday.” Police said: “It began at 4 a.m.\n\n"
    "“The damage is about €5 million,” the owner said. The mill's *big* hall burned for 12 hours.\n\n"
    "The Brandt mill has 640 employees.\n"
)
COURIER = (
    "---\nsource: Courier\ndate: 2026-03-10\nurl: https://courier.example/mill?x=1\n---\n# Mill blaze\n\n"
    "Hospitals treated 23 injured people after the fire at the Brandt paper mill; the hall burned 12 hours.\n"
    "\n"
    "The fire caused damage of €7 million, the insurer estimated. See one.md and https://gazette.example/a.\n\n"
    "About 640 employees work at the Brandt mill. It lost 31,000 tons of paper.\n"
)
UNSIGNED = (
    "---\ntitle: 25 injured — 3 missing; toll of 77\n---\n"
    "The fire at the Brandt paper mill injured 25 people. Nearly 650 employees work at the Brandt mill.\n\n"
    "More than 200 firefighters came. The owner called it «a ruin», “never” to be rebuilt\n"
    "for 「$40 million」.\n"
)


@pytest.fixture
def mill(articles: Path) -> str:
    """Three reports of one fire."""
    folder = articles / "mill"
    folder.mkdir()
    for name, text in (("one.md", GAZETTE), ("two.md", COURIER), ("3 x.md", UNSIGNED)):
        (folder / name).write_text(text, "utf-8")
    return "news/mill"


def test_json_has_five_parts_of_lines_with_entries(briefing: Run, mill: str) -> None:
    done = briefing("sheet", mill, "--format", "json")
    found = json.loads(done.stdout)
    assert list(found) == ["agreed", "disputed", "changed", "single", "open"]
    assert all(set(one) == {"text", "entries"} for lines in found.values() for one in lines)
    (staff,) = (one for one in found["agreed"] if "640 employees" in one["text"])
    assert [entry["text"] for entry in staff["entries"]][:2] == ["640 employees", "About 640 employees"]
    assert "640 employees (Gazette — Evening; late, 2026-03-09); About 640" in staff["text"]
    assert any("31,000 tons" in one["text"] for one in found["single"])
    assert any("More than 200 firefighters" in one["text"] for one in found["open"])
    assert briefing("sheet", mill, "--format", "json").stdout == done.stdout
    rows = list(csv.DictReader(io.StringIO(briefing("sheet", mill, "--format", "csv").stdout)))
    assert len(rows) == sum(len(one["entries"]) for lines in found.values() for one in lines)


def test_a_sheet_verifies_and_fails_by_name_when_a_source_changes(
    briefing: Run, mill: str, tmp_path: Path
) -> None:
    assert briefing("sheet", mill, "-o", "note.md").returncode == 0
    note = (tmp_path / "note.md").read_text("utf-8")
    assert "“640 employees” — Gazette — Evening; late, 2026-03-09[^" in note
    assert ": “About 640 employees work at the Brandt mill.” *Mill blaze*. Courier, 2026-03-10. https" in note
    done = briefing("verify", "note.md", mill, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert {claim["status"] for claim in json.loads(done.stdout)} == {"exact"}
    (tmp_path / mill / "two.md").write_text(COURIER.replace("€7 million", "€9 million"), "utf-8")
    changed = briefing("verify", "note.md", mill, "--format", "json")
    named = [claim for claim in json.loads(changed.stdout) if claim["status"] != "exact"]
    assert changed.returncode == 1
    assert named
    assert all("€7 million" in claim["text"] for claim in named)
    assert any(claim["article"] == f"{mill}/two.md" and "€9 million" in claim["found"] for claim in named)


def test_at_most_so_many_lines_that_one_source_says(briefing: Run, mill: str) -> None:
    alone = len(json.loads(briefing("sheet", mill, "--format", "json").stdout)["single"])
    note = briefing("sheet", mill, "--format", "text", "--single", "1").stdout
    assert f"## Only one source says: 1 of {alone}, the weightiest first\n" in note
    assert "Only one source" not in briefing("sheet", mill, "--to", "markdown", "--single", "0").stdout
    assert note.startswith("# Briefing sheet\n")


def test_one_topic_alone(briefing: Run, mill: str, tmp_path: Path) -> None:
    topics = [one["label"] for one in json.loads(briefing("topics", mill, "--format", "json").stdout)]
    for topic in topics:
        found = json.loads(briefing("sheet", mill, "--topic", topic, "--format", "json").stdout)
        lines = json.loads(briefing("ledger", mill, "--topic", topic, "--format", "json").stdout)
        entries = [entry for line in lines for entry in line["entries"]]
        assert all(entry in entries for part in found.values() for one in part for entry in one["entries"])
    assert briefing("sheet", mill, "--topic", "no such topic").returncode == 2


def test_html_is_the_same_document(briefing: Run, mill: str, tmp_path: Path) -> None:
    assert briefing("sheet", mill, "-o", "note.html").returncode == 0
    page = (tmp_path / "note.html").read_text("utf-8")
    assert "<h2>Agreed</h2>" in page
    assert "“640 employees” — Gazette" in page
    assert "<script" not in page


def test_of_nothing_there_is_no_sheet(briefing: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "plain.txt").write_text("Nothing is counted here.\n", "utf-8")
    done = briefing("sheet", "news/plain.txt", "-o", "note.md")
    assert done.returncode == 1
    assert "there is nothing to tell" in done.stderr
    assert not (tmp_path / "note.md").exists()
    as_json = briefing("sheet", "news/plain.txt", "--format", "json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout) == {
        part: [] for part in ("agreed", "disputed", "changed", "single", "open")
    }
