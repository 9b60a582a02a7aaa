"""`briefing events` and `briefing voices` at the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

REPORT = """Ferry runs aground off Salter Rock

{dateline}The ferry Halcyon ran aground off Salter Rock at dawn on Monday with 212 passengers on board.

All were brought ashore by noon, said Captain Edda Moran, whose crew had launched nine boats.

{last}
"""


@pytest.fixture
def ferry(articles: Path) -> str:
    """A report and a copy of it that lacks its last sentence and has another."""
    folder = articles / "ferry"
    folder.mkdir()
    first = REPORT.format(dateline="", last="The harbour office will look at her engine on Friday.")
    (folder / "one.md").write_text(f"---\nsource: Gazette\ndate: 2026-03-09\n---\n{first}", "utf-8")
    second = REPORT.format(dateline="", last="Tickets for Tuesday are paid back.")
    (folder / "two.md").write_text(f"---\nsource: Courier\ndate: 2026-03-10\n---\n{second}", "utf-8")
    return "news/ferry"


def test_voices_have_the_original_and_what_was_changed(briefing: Run, ferry: str) -> None:
    (voice,) = json.loads(briefing("voices", ferry, "--format", "json").stdout)
    assert (voice["original"], voice["likely_by"]) == (f"{ferry}/one.md", "date")
    (copy,) = voice["copies"]
    assert copy["article"] == f"{ferry}/two.md"
    assert [one["text"] for one in copy["added"]] == ["Tickets for Tuesday are paid back."]
    assert [one["text"] for one in copy["cut"]] == ["The harbour office will look at her engine on Friday."]


def test_events_have_label_days_and_articles_with_their_originals(briefing: Run, ferry: str) -> None:
    (event,) = json.loads(briefing("events", ferry, "--format", "json").stdout)
    assert event["label"]
    assert (event["from"], event["to"]) == ("2026-03-09", "2026-03-10")
    assert event["articles"] == [
        {"article": f"{ferry}/one.md", "copy_of": None},
        {"article": f"{ferry}/two.md", "copy_of": f"{ferry}/one.md"},
    ]


def test_csv_has_a_row_for_each_article_and_each_change(briefing: Run, ferry: str) -> None:
    rows = list(csv.DictReader(io.StringIO(briefing("events", ferry, "--format", "csv").stdout)))
    assert [row["copy_of"] for row in rows] == ["", f"{ferry}/one.md"]
    rows = list(csv.DictReader(io.StringIO(briefing("voices", ferry, "--format", "csv").stdout)))
    assert [row["change"] for row in rows] == ["added", "cut"]


def test_text_tells_copies_and_changes(briefing: Run, ferry: str) -> None:
    text = briefing("events", ferry, "--format", "text").stdout
    assert "2 articles · 1 voice" in text
    assert "copy of A" in text
    text = briefing("voices", ferry, "--format", "text").stdout
    assert "likely the original: it is the earliest" in text
    assert "    + Tickets for Tuesday are paid back." in text


def test_articles_of_their_own_are_no_voices(briefing: Run, articles: Path) -> None:
    done = briefing("voices", "news/ferry/one.md" if (articles / "ferry").exists() else "news")
    assert done.returncode == 0
    assert json.loads(done.stdout) == []


def test_dates_are_proposed_when_asked_for_and_never_taken(briefing: Run, ferry: str, articles: Path) -> None:
    """The undated report names the day of the week that the dated ones resolve."""
    undated = REPORT.format(dateline="", last="Divers look at the hull.")
    (articles / "ferry" / "three.txt").write_text(undated, "utf-8")
    listed = json.loads(briefing("list", ferry, "--propose-dates", "--format", "json").stdout)
    assert [(one["published"], (one["proposed"] or {}).get("day")) for one in listed] == [
        ("2026-03-09", None),
        (None, "2026-03-09"),
        ("2026-03-10", None),
    ]
    assert "2026-03-09?" in briefing("list", ferry, "--propose-dates", "--format", "text").stdout
    plain = json.loads(briefing("list", ferry, "--format", "json").stdout)
    assert all("proposed" not in one for one in plain)
    assert "2026-03-09?" not in briefing("list", ferry, "--format", "text").stdout
