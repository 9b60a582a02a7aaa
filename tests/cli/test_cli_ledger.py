"""`briefing ledger` at the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def mill(articles: Path) -> str:
    """Two reports of one fire."""
    folder = articles / "mill"
    folder.mkdir()
    (folder / "one.md").write_text(
        "---\nsource: Gazette\ndate: 2026-03-09\n---\n# Fire guts paper mill\n\n"
        "A fire at the Brandt paper mill injured 23 people on Monday.\n\n"
        "The Brandt mill has 640 employees.\n",
        "utf-8",
    )
    (folder / "two.md").write_text(
        "---\nsource: Courier\ndate: 2026-03-10\n---\n# Mill blaze\n\n"
        "Hospitals treated 23 injured people after the fire at the Brandt paper mill.\n\n"
        "About 640 employees work at the Brandt mill.\n",
        "utf-8",
    )
    return "news/mill"


def lines(briefing: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(briefing("ledger", *words, "--format", "json").stdout)
    return found


def test_a_line_has_verdict_reason_and_entries(briefing: Run, mill: str) -> None:
    shared = {line["label"]: line for line in lines(briefing, mill, "--min-sources", "2")}
    (staff,) = (line for line in shared.values() if line["unit"] == "employee")
    assert (staff["verdict"], staff["kind"], staff["voices"]) == ("agree", "count", 2)
    assert [(one["article"], one["text"]) for one in staff["entries"]] == [
        (f"{mill}/one.md", "640 employees"),
        (f"{mill}/two.md", "About 640 employees"),
    ]
    assert [one["published"] for one in staff["entries"]] == ["2026-03-09", "2026-03-10"]
    assert all(one["range"][0] <= 640 <= one["range"][1] for one in staff["entries"])
    assert all(one["copy_of"] is None and one["why"] for one in staff["entries"])
    assert set(staff) == {
        *("id", "label", "kind", "unit", "verdict", "reason", "topic", "confidence", "voices", "entries"),
        "course",
    }


def test_kinds_and_verdicts_narrow_it(briefing: Run, mill: str) -> None:
    assert {line["kind"] for line in lines(briefing, mill, "--kind", "date")} == {"date"}
    assert {line["verdict"] for line in lines(briefing, mill, "--verdict", "single")} == {"single"}


def test_nothing_found_ends_with_1(briefing: Run, mill: str) -> None:
    done = briefing("ledger", mill, "--kind", "money", "--format", "json")
    assert (done.returncode, done.stdout) == (1, "[]\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("ledger", "--kind", "money"), "there is no such line"),
        (("repeated",), "no text stands word for word in many articles"),
        (("voices",), "no article is a copy of another"),
        (("related", "--copies"), "no two articles have passages in nearly the same words"),
    ],
)
def test_where_text_has_no_line_that_is_said(
    briefing: Run, mill: str, command: tuple[str, ...], said: str
) -> None:
    done = briefing(*command, mill, "--format", "text")
    assert (done.stdout, done.stderr) == ("", f"briefing: {said}\n")
    assert briefing(*command, mill, "--format", "json").stderr == ""


def test_an_unknown_topic_is_refused(briefing: Run, mill: str) -> None:
    assert briefing("ledger", mill, "--topic", "no such topic").returncode == 2


def test_csv_has_a_row_for_each_entry(briefing: Run, mill: str) -> None:
    rows = list(csv.DictReader(io.StringIO(briefing("ledger", mill, "--format", "csv").stdout)))
    assert [row["text"] for row in rows if row["unit"] == "employee"] == [
        "640 employees",
        "About 640 employees",
    ]


def test_text_tells_who_says_what_and_explains_it(briefing: Run, mill: str) -> None:
    told = briefing("ledger", mill, "--min-sources", "2", "--format", "text").stdout
    assert "= agree" in told
    assert "640 employees" in told
    assert "2026-03-10" in told
    explained = briefing("ledger", mill, "--min-sources", "2", "--explain", "--format", "text").stdout
    assert "The Brandt mill has 640 employees." in explained


def test_a_document_has_the_sentences_and_verifies(briefing: Run, mill: str, tmp_path: Path) -> None:
    done = briefing("ledger", mill, "--min-sources", "2", "-o", "note.md")
    assert (done.returncode, done.stdout) == (0, "")
    note = (tmp_path / "note.md").read_text("utf-8")
    assert "“The Brandt mill has **640 employees**.” — Gazette, 2026-03-09[^1]" in note
    assert briefing("verify", "note.md", mill).returncode == 0
    assert briefing("ledger", mill, "-o", "note.md").returncode == 2
    assert briefing("ledger", mill, "--to", "csv", "-o", "note.md", "--force").returncode == 0
    assert (tmp_path / "note.md").read_text("utf-8").startswith('"id","label"')


def test_no_document_is_written_of_nothing(briefing: Run, mill: str, tmp_path: Path) -> None:
    done = briefing("ledger", mill, "--kind", "money", "-o", "note.html")
    assert done.returncode == 1
    assert "there is no such line" in done.stderr
    assert not (tmp_path / "note.html").exists()
    assert briefing("ledger", mill, "--to", "html", "--format", "json").returncode == 2
    assert briefing("ledger", mill, "-o", "note.xyz").returncode == 2
