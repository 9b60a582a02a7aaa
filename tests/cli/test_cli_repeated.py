"""`briefing repeated` at the command line, and what `briefing show` tells of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from repeated_news import NOTICE, STATEMENT, article

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def gazette(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Six articles that print the same notice below and the same statement amid."""
    (tmp_path / "gazette").mkdir()
    for n in range(6):
        text = article(n, within=STATEMENT, below=NOTICE)
        (tmp_path / "gazette" / f"{n}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "gazette"


def listed(done: subprocess.CompletedProcess[str]) -> dict[str, tuple[int, bool]]:
    assert done.returncode == 0
    return {row["text"]: (row["articles"], row["boilerplate"]) for row in json.loads(done.stdout)}


def test_repeated_texts_are_listed_with_what_they_are(briefing: Run, gazette: str) -> None:
    done = briefing("repeated", gazette, "--format", "json")
    assert listed(done) == {NOTICE: (6, True), STATEMENT: (6, False)}
    text = briefing("repeated", gazette, "--format", "text").stdout.splitlines()
    assert [line.split()[:2] for line in text] == [["6", "boilerplate"], ["6", "counts"]]
    assert json.loads(briefing("repeated", f"{gazette}/1.txt", "--format", "json").stdout) == []


def test_what_is_said_of_a_text_is_kept_and_can_be_taken_back(briefing: Run, gazette: str) -> None:
    last = json.loads(briefing("show", gazette, "--format", "json").stdout)[0]["passages"][-1]
    assert (last["kind"], last["reason"]) == ("boilerplate", "stands in 6 articles")
    place = f"{gazette}/0.txt:{last['passage']}"
    said = briefing("repeated", gazette, "--statement", place, "--boilerplate", "B:2", "--format", "json")
    assert listed(said) == {NOTICE: (6, False), STATEMENT: (6, True)}
    assert listed(briefing("repeated", gazette, "--format", "json")) == listed(said)
    shown = json.loads(briefing("show", gazette, "--format", "json").stdout)[0]["passages"]
    assert [one.get("reason") for one in shown if one["kind"] == "boilerplate"] == ["stands in 6 articles"]
    assert "reason" not in shown[-1]
    back = briefing("repeated", gazette, "--as-found", place, "--as-found", "B:2", "--format", "json")
    assert listed(back) == {NOTICE: (6, True), STATEMENT: (6, False)}


def test_what_is_not_repeated_cannot_be_decided(briefing: Run, gazette: str) -> None:
    done = briefing("repeated", gazette, "--boilerplate", f"{gazette}/0.txt:0")
    assert done.returncode == 2
    assert "does not stand in many articles" in done.stderr
    assert briefing("repeated", gazette, "--boilerplate", "nowhere").returncode == 2
    assert "--boilerplate cannot read" in briefing("repeated", gazette, "--boilerplate", "nowhere").stderr


def test_the_text_of_an_article_says_why_a_passage_is_boilerplate(briefing: Run, gazette: str) -> None:
    assert "boilerplate · stands in 6 articles" in briefing("show", gazette, "--format", "text").stdout
