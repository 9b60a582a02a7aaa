"""`briefing synopsis`: tables of corresponding passages, printed or written."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.export.synopsis_product import _anchors

Run = Callable[..., subprocess.CompletedProcess[str]]

ONE = """The grain terminal at Port Alder burned on Tuesday night.

Firemen carried 14 workers out of the burning terminal.

The owner puts the damage to the terminal at 30 million euros.
"""
OTHER = """Fire destroyed the grain terminal of Port Alder in the night to Wednesday.

Firemen saved 16 workers from the burning terminal.

Insurers expect damage to the terminal of 45 million euros.
"""


@pytest.fixture
def fire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles on a fire in `fire/`."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "fire"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    return folder


def test_a_table_for_each_topic_or_for_one(briefing: Run, fire: Path) -> None:
    topics = [topic["label"] for topic in json.loads(briefing("topics", "fire", "--format", "json").stdout)]
    tables = json.loads(briefing("synopsis", "fire", "--format", "json").stdout)
    assert [table["topic"] for table in tables] == topics
    (table,) = json.loads(
        briefing("synopsis", "fire", "--topic", topics[-1].upper(), "--format", "json").stdout
    )
    assert table == tables[-1]
    refused = briefing("synopsis", "fire", "--topic", "no such thing")
    assert refused.returncode == 2
    assert "no topic is called no such thing" in refused.stderr


@pytest.mark.parametrize(
    ("form", "printed"), [("--format=json", "[]\n"), ("--format=text", ""), ("--to=html", "")]
)
def test_where_there_is_no_topic_the_exit_code_says_so(
    briefing: Run, tmp_path: Path, form: str, printed: str
) -> None:
    (tmp_path / "plain.txt").write_text("Talks\n\nThe ministers talked.\n", encoding="utf-8")
    done = briefing("synopsis", str(tmp_path / "plain.txt"), form)
    assert (done.returncode, done.stdout, done.stderr) == (1, printed, "briefing: there is no topic\n")


def test_text_sets_passages_together_and_marks_what_differs(briefing: Run, fire: Path) -> None:
    text = briefing("synopsis", "fire", "--format", "text").stdout
    assert "30 million euros (≠ €30 m)" in " ".join(text.split())
    assert "45 million euros (≠ €45 m)" in " ".join(text.split())
    assert "≠ " in text
    assert "A:2" in text
    assert "fire/one.txt" not in text


@pytest.mark.parametrize(
    ("name", "begins"), [("s.md", "# Synopsis"), ("s.html", "<!DOCTYPE"), ("s.csv", '"topic"')]
)
def test_a_document_takes_its_form_from_its_name(briefing: Run, fire: Path, name: str, begins: str) -> None:
    assert briefing("synopsis", "fire", "-o", name).returncode == 0
    assert Path(name).read_text(encoding="utf-8").startswith(begins)
    again = briefing("synopsis", "fire", "-o", name)
    assert (again.returncode, "exists already" in again.stderr) == (2, True)
    assert briefing("synopsis", "fire", "-o", name, "--force").returncode == 0


def test_a_document_on_standard_output(briefing: Run, fire: Path) -> None:
    heads = briefing("synopsis", "fire", "--to", "csv").stdout.splitlines()[0].split(",")
    assert heads[:3] == ['"topic"', '"row"', '"differs"']
    assert [head.split("[")[1] for head in heads if "[" in head] == ['fire/one.txt]"', 'fire/other.txt]"']


@pytest.mark.parametrize("options", [("--to", "html", "--format", "json"), ("-o", "table.pdf")])
def test_what_does_not_go_together_is_refused(briefing: Run, fire: Path, options: tuple[str, ...]) -> None:
    done = briefing("synopsis", "fire", *options)
    assert done.returncode == 2
    assert done.stderr
    assert not Path("table.pdf").exists()


def test_nothing_to_tabulate(briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "few.txt").write_text("And so it was.\n", encoding="utf-8")
    assert json.loads(briefing("synopsis", "few.txt", "--format", "json").stdout) == []
    assert briefing("synopsis", "few.txt", "--format", "text").returncode == 1
    assert briefing("synopsis", "few.txt", "-o", "x.md").returncode == 1
    assert not Path("x.md").exists()


def test_all_topics_are_one_document_with_a_way_to_each(briefing: Run, fire: Path) -> None:
    topics = [topic["label"] for topic in json.loads(briefing("topics", "fire", "--format", "json").stdout)]
    assert len(topics) > 1
    text = briefing("synopsis", "fire", "--all").stdout
    assert text.startswith("# Synopsis\n")
    links = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", text)
    assert [label.lower() for label, _ in links] == [label.lower() for label in topics]
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert [label for label, _ in links] == headings
    assert [anchor for _, anchor in links] == [heading.lower().replace(" ", "-") for heading in headings]
    page = briefing("synopsis", "fire", "--all", "--to", "html").stdout
    for _, anchor in links:
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert briefing("synopsis", "fire", "--all", "-o", "all.html").returncode == 0
    assert Path("all.html").read_text(encoding="utf-8") == page
    # What only leads to a topic is no claim.
    (fire.parent / "all.md").write_text(text, encoding="utf-8")
    assert briefing("verify", "all.md", "fire").returncode == 0


def test_one_topic_needs_no_way_to_it(briefing: Run, fire: Path) -> None:
    topic = json.loads(briefing("topics", "fire", "--format", "json").stdout)[0]["label"]
    assert "](#" not in briefing("synopsis", "fire", "--topic", topic, "--to", "markdown").stdout


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--topic", "port"], "--all and --topic do not go together"),
        (["--format", "json"], "--all and --format do not go together"),
        (["-o", "all.xyz"], "--output needs --to"),
    ],
)
def test_what_all_topics_rule_out(briefing: Run, fire: Path, more: list[str], told: str) -> None:
    done = briefing("synopsis", str(fire), "--all", *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_ways_to_topics_that_come_out_alike_differ() -> None:
    assert _anchors(["Port fire", "Port-fire", "port fire!", "≠", "Häfen 2"]) == [
        "port-fire",
        "port-fire-1",
        "port-fire-2",
        "",
        "häfen-2",
    ]
