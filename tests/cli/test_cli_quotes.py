"""`briefing quotes` at the command line."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def pier(articles: Path) -> tuple[str, str]:
    """Two articles that quote the mayor in the same words, the second also somebody else."""
    (articles / "one.txt").write_text(
        "Mayor Ann Lee spoke on Monday.\n\n“The old cranes will never move again,” she said.\n", "utf-8"
    )
    (articles / "two.txt").write_text(
        "“The old cranes will never move,” Ann Lee said.\n\nKarl Voss said the pier was closed.\n", "utf-8"
    )
    return "news/one.txt", "news/two.txt"


def test_quotes_of_several_articles(briefing: Run, pier: tuple[str, str]) -> None:
    found = json.loads(briefing("quotes", *pier, "--format", "json").stdout)
    assert [(one["article"], one["who"], one["speaker"], one["direct"], one["group"]) for one in found] == [
        ("news/one.txt", "Ann Lee", "she", True, 1),
        ("news/two.txt", "Ann Lee", "Ann Lee", True, 1),
        ("news/two.txt", "Karl Voss", "Karl Voss", False, None),
    ]
    assert found[0]["text"] == "“The old cranes will never move again,”"
    assert found[2]["cue"] == "said"


def test_quotes_of_one_speaker(briefing: Run, pier: tuple[str, str]) -> None:
    found = briefing("quotes", *pier, "--speaker", "voss", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(found)))
    assert [(row["who"], row["text"]) for row in rows] == [("Karl Voss", "the pier was closed.")]


def test_what_is_denied_is_not_told_without_its_verb(briefing: Run, articles: Path) -> None:
    (articles / "denied.txt").write_text("Karl Voss denied that he would resign.\n", "utf-8")
    assert "0  Karl Voss  denied that he would resign." in (
        briefing("quotes", "news/denied.txt", "--format", "text").stdout
    )
    assert (
        "denied “that he would resign.”" in briefing("quotes", "news/denied.txt", "--as", "markdown").stdout
    )


def test_the_same_quote_with_its_differences(briefing: Run, pier: tuple[str, str]) -> None:
    found = briefing("quotes", *pier, "--same", "--format", "text").stdout
    assert "A:1  Ann Lee  “The old cranes will never move again,”" in found
    assert "B:0  … The old cranes will never move  in part" in found
    assert "closed" not in found


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("The long pier will NEVER carry cranes like those again!", "the same words"),
        (
            "The long pier can never carry cranes like those again,",
            "The long pier [-will-] {+can+} never carry cranes like those again",
        ),
    ],
)
def test_case_and_signs_are_no_difference_of_quotes(
    briefing: Run, articles: Path, quoted: str, told: str
) -> None:
    (articles / "one.txt").write_text(
        "“The long pier will never carry cranes like those again,” Ann Lee said.\n", "utf-8"
    )
    (articles / "two.txt").write_text(f"“{quoted}” Ann Lee said.\n", "utf-8")
    found = briefing("quotes", "news/one.txt", "news/two.txt", "--same", "--format", "text").stdout
    assert f"  {told}\n" in found


def test_who_tells_a_quotation_in_other_words(briefing: Run, pier: tuple[str, str], articles: Path) -> None:
    words = "Ann Lee said that the old cranes of Velmora would never carry sand.\n"
    (articles / "three.txt").write_text(words, "utf-8")
    (articles / "four.txt").write_text(
        "“The old cranes of Velmora never carry sand,” Ann Lee said.\n", "utf-8"
    )
    asked = ("quotes", "news/three.txt", "news/four.txt", "--same")
    found = json.loads(briefing(*asked, "--format", "json").stdout)
    assert [(one["article"], one["group"], one["kind"]) for one in found] == [
        ("news/four.txt", 1, None),
        ("news/three.txt", 1, "indirect"),
    ]
    lines = " ".join(briefing(*asked, "--format", "text").stdout.split())
    assert "Ann Lee said that the old cranes of Velmora would never carry sand. indirect" in lines
    assert "(indirect)" in briefing(*asked, "--as", "markdown").stdout
    every = json.loads(briefing("quotes", "news/three.txt", "news/four.txt", "--format", "json").stdout)
    assert [one["group"] for one in every] == [None, None]
    assert "kind" not in every[0]


def test_quotes_are_written_as_documents(briefing: Run, pier: tuple[str, str], articles: Path) -> None:
    assert briefing("quotes", *pier, "-o", "said.csv", "--speaker", "lee").returncode == 0
    rows = list(csv.DictReader(io.StringIO((articles.parent / "said.csv").read_text("utf-8"))))
    assert [(row["name"], row["group"]) for row in rows] == [("Ann Lee", "1"), ("Ann Lee", "1")]
    printed = briefing("quotes", *pier, "--as", "markdown").stdout
    assert "## Ann Lee" in printed
    assert "Karl Voss" in printed
    assert "Karl Voss" not in briefing("quotes", *pier, "--as", "markdown", "--same").stdout
    assert briefing("quotes", *pier, "-o", "said.csv").returncode == 2
    assert briefing("quotes", *pier, "-o", "said.csv", "--force").returncode == 0
    assert briefing("quotes", *pier, "-o", "said.pdf").returncode == 2
    assert briefing("quotes", *pier, "--as", "icalendar").returncode == 2
    nothing = briefing("quotes", *pier, "--speaker", "nobody", "-o", "none.md")
    assert (nothing.returncode, (articles.parent / "none.md").exists()) == (1, False)
    assert "nobody is quoted" in nothing.stderr


def test_nobody_is_quoted(briefing: Run, articles: Path) -> None:
    (articles / "none.txt").write_text("The pier is closed.\n", "utf-8")
    done = briefing("quotes", "news/none.txt", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
