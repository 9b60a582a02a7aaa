"""`briefing names` at the command line."""

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
def treaty(articles: Path) -> str:
    """Two articles about one affair; the second has only the minister's surname."""
    (articles / "one.txt").write_text(
        "Minister Daniel Orsini flew to the city of Velmora, where the Fisheries Council met.\n", "utf-8"
    )
    (articles / "two.txt").write_text("The crews of Velmora blame Orsini, and not Brazil.\n", "utf-8")
    return "news/one.txt"


def test_names_of_several_articles_are_counted_together(briefing: Run, treaty: str) -> None:
    """The most often named first, each with every place where it stands."""
    names = json.loads(briefing("names", treaty, "news/two.txt", "--format", "json").stdout)
    assert [(name["name"], name["kind"], name["count"]) for name in names] == [
        ("Daniel Orsini", "person", 2),
        ("Velmora", "place", 2),
        ("Brazil", "place", 1),
        ("Fisheries Council", "organisation", 1),
    ]
    assert [(e["article"], e["text"]) for e in names[0]["entries"]] == [
        ("news/one.txt", "Daniel Orsini"),
        ("news/two.txt", "Orsini"),
    ]


def test_kinds_can_be_chosen(briefing: Run, treaty: str) -> None:
    done = briefing("names", treaty, "--kind", "person", "--kind", "place", "--format", "jsonl")
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == ["Daniel Orsini", "Velmora"]
    assert briefing("names", treaty, "--kind", "animal").returncode == 2


def test_text_is_a_table(briefing: Run, treaty: str) -> None:
    """How often, name, kind and articles, in straight columns; then what the letters are."""
    done = briefing("names", treaty, "news/two.txt", "--format", "text")
    assert done.stdout == (
        "2  Daniel Orsini      person        A B\n"
        "2  Velmora            place         A B\n"
        "1  Brazil             place         B\n"
        "1  Fisheries Council  organisation  A\n"
        "\n"
        "A  -  -  Minister Daniel Orsini flew to the city of Velmora, where the Fisheries…\n"
        "B  -  -  The crews of Velmora blame Orsini, and not Brazil.\n"
    )


def test_csv_has_a_row_for_each_place(briefing: Run, treaty: str) -> None:
    done = briefing("names", treaty, "news/two.txt", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["name"], row["count"], row["text"]) for row in rows][:3] == [
        ("Daniel Orsini", "2", "Daniel Orsini"),
        ("Daniel Orsini", "2", "Orsini"),
        ("Velmora", "2", "Velmora"),
    ]


def test_nothing_named_is_no_fault(briefing: Run, articles: Path) -> None:
    (articles / "plain.txt").write_text("The rain fell.\n", "utf-8")
    done = briefing("names", "news/plain.txt", "--format", "json")
    assert (done.returncode, done.stdout) == (0, "[]\n")


def test_an_input_that_cannot_be_read_is_told(briefing: Run, treaty: str) -> None:
    done = briefing("names", treaty, "news/none.txt", "--format", "json")
    assert done.returncode == 3
    assert "news/none.txt" in done.stderr
    assert json.loads(done.stdout)
