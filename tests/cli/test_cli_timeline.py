"""`briefing timeline` at the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

GAZETTE = (
    "---\nsource: Gazette\ndate: 2026-03-10\n---\n# Dam breaks at Orr\n\n"
    "The dam at Orr broke on Monday. It was built in 1931.\n\nThe court will hear the owner on May 4, 2026.\n"
)
COURIER = (
    "---\nsource: Courier\ndate: 2026-04-20\n---\n# Orr rebuilds\n\n"
    "On March 9 the dam at Orr broke. Parliament voted for a loan on April 14, said Ines Varga.\n"
)
ENTRY = "article passage start end text sentence ahead published copy_of speaker"


@pytest.fixture
def dam(articles: Path) -> str:
    """Two reports, six weeks apart."""
    folder = articles / "dam"
    folder.mkdir()
    (folder / "one.md").write_text(GAZETTE, "utf-8")
    (folder / "two.md").write_text(COURIER, "utf-8")
    return "news/dam"


def test_rows_in_date_order_with_their_statements(briefing: Run, dam: str) -> None:
    found = json.loads(briefing("timeline", dam, "--format", "json").stdout)
    assert [row["from"] for row in found] == ["1931-01-01", "2026-03-09", "2026-04-14", "2026-05-04"]
    fields = "from to precision label weight voices looked_back ahead entries"
    assert all(list(row) == fields.split() for row in found)
    assert all(list(entry) == ENTRY.split() for row in found for entry in row["entries"])
    broke = found[1]
    assert (broke["voices"], broke["looked_back"], broke["ahead"]) == (2, 1, False)
    assert [entry["text"] for entry in broke["entries"]] == ["Monday", "March 9"]
    assert [row["ahead"] for row in found] == [False, False, False, True]
    assert broke["weight"] == max(row["weight"] for row in found if row["precision"] == "day")


def test_from_to_and_top_narrow_it(briefing: Run, dam: str) -> None:
    def days(*options: str) -> list[str]:
        done = briefing("timeline", dam, *options, "--format", "jsonl")
        return [json.loads(line)["from"] for line in done.stdout.splitlines()]

    assert days("--from", "2026-03-10", "--to", "2026-04-14") == ["2026-04-14"]
    assert days("--top", "1") == ["2026-03-09"]
    assert days("--speaker", "Varga") == days("--speaker", "ines varga") == ["2026-04-14"]
    assert days("--speaker", "Nobody") == []
    assert briefing("timeline", dam, "--from", "2026-05-01", "--to", "2026-04-14").returncode == 2
    assert briefing("timeline", dam, "--from", "May").returncode == 2
    assert briefing("timeline", dam, "--topic", "no such topic").returncode == 2
    empty = briefing("timeline", dam, "--to", "1900-01-01", "--format", "json")
    assert (empty.returncode, empty.stdout) == (0, "[]\n")


def test_text_fits_and_tells_what_lies_ahead_apart(
    briefing: Run, dam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = briefing("timeline", dam, "--sentences", "--format", "text")
    lines = done.stdout.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert lines.index("told only ahead") < next(n for n, line in enumerate(lines) if "2026-05-04" in line)
    assert any(line.startswith("2026-03-09  ████████") and "1 looks back" in line for line in lines)
    assert any("On March 9 the dam at Orr broke." in line for line in lines)
    rows = list(csv.DictReader(io.StringIO(briefing("timeline", dam, "--format", "csv").stdout)))
    assert [row["text"] for row in rows] == ["1931", "Monday", "March 9", "April 14", "May 4, 2026"]
    assert [row["told_ahead"] for row in rows] == ["0", "0", "0", "0", "1"]


def test_a_document_has_the_form_of_its_name(briefing: Run, dam: str, tmp_path: Path) -> None:
    begins = {"a.md": "# Timeline\n", "a.html": "<!DOCTYPE html>", "a.ics": "BEGIN:VCALENDAR"}
    for name, beginning in begins.items():
        assert briefing("timeline", dam, "-o", name).returncode == 0
        assert (tmp_path / name).read_text("utf-8").startswith(beginning)
    checked = json.loads(briefing("verify", "a.md", dam, "--format", "json").stdout)
    assert {(one["kind"], one["status"]) for one in checked} == {("quote", "exact"), ("figure", "exact")}
    assert "### 2026-03-09: " in briefing("timeline", dam, "--as", "markdown").stdout
    assert briefing("timeline", dam, "--as", "webannotation").returncode == 2
    assert briefing("timeline", dam, "-o", "a.pdf").returncode == 2
    assert briefing("timeline", dam, "--to", "1900-01-01", "-o", "b.md").returncode == 1
    assert not (tmp_path / "b.md").exists()
