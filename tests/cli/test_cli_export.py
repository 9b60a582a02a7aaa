"""`briefing export`: the form of what is written."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

WHAT = ("export", "news/ferry.txt", "--what", "figures")


@pytest.mark.parametrize(
    ("name", "options", "form"),
    [
        ("x.md", (), "markdown"),
        ("x.html", (), "html"),
        ("x.HTM", (), "html"),
        ("x.csv", (), "csv"),
        ("x.jsonl", (), "jsonl"),
        ("x.jsonld", (), "webannotation"),
        # Another suffix, or none, asks for no form: it is the usual one, or the one that is set.
        ("x.txt", (), "markdown"),
        ("x", (), "markdown"),
        ("x.txt", ("--setting", "export.format=html"), "html"),
        ("x.csv", ("--setting", "export.format=html"), "csv"),
        # What is said outright goes first.
        ("x.html", ("--to", "csv"), "csv"),
        ("x.html", ("--format", "csv"), "csv"),
        ("html/x", ("--to", "jsonl"), "jsonl"),
    ],
)
def test_an_export_takes_its_form_from_the_name_of_its_file(
    briefing: Run, articles: Path, name: str, options: tuple[str, ...], form: str
) -> None:
    Path("html").mkdir()
    done = briefing(*WHAT, "-o", name, *options)
    assert (done.returncode, done.stdout) == (0, "")
    # What was said outright against the name is told.
    assert (done.stderr != "") is (name == "x.html" and form == "csv")
    assert Path(name).read_bytes().decode("utf-8") == briefing(*WHAT, "--to", form).stdout


def test_on_standard_output_it_is_what_is_set(briefing: Run, articles: Path) -> None:
    assert briefing(*WHAT).stdout == briefing(*WHAT, "--to", "markdown").stdout
    assert briefing(*WHAT, "-o", "-").stdout == briefing(*WHAT, "--to", "markdown").stdout


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        ((), ["one", "two", "three"]),
        (("--tag", "RISK"), ["one", "two"]),
        (("--tag", "risk", "--tag", "port"), ["two"]),
        (("--colour", "pink"), ["three"]),
        (("--since", "2000-01-01"), ["one", "two", "three"]),
        (("--since", "2999-01-01"), []),
        (("--article", "A"), ["one", "two"]),
        (("--article", "b.md"), ["three"]),
        (("--article", "x/b.md"), ["three"]),
        (("--article", "weekly review"), ["three"]),
        (("--article", "ferry", "--article", "B", "--colour", "yellow"), ["one", "two"]),
    ],
)
def test_marks_are_narrowed(
    briefing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], texts: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").mkdir()
    Path("x/a.md").write_text("# The ferry strike\n\nNumber one and two stand here, and so on.\n")
    Path("x/b.md").write_text("---\nsource: The Weekly Review\n---\n# Tolls\n\nNumber three is here.\n")
    for path, quote, *rest in (
        ("x/a.md", "one", "--tag", "risk"),
        ("x/a.md", "two", "--tag", "risk", "--tag", "port"),
        ("x/b.md", "three", "--colour", "pink"),
    ):
        assert briefing("marks", "add", path, "--quote", quote, *rest).returncode == 0
    done = briefing("export", "x", "--format", "json", *options)
    assert done.returncode == (0 if texts else 1)
    assert [one["text"] for one in json.loads(done.stdout or "[]")] == texts


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--tag", "x", "--what", "figures"), "figures have no tag"),
        (("--colour", "pink", "--what", "topic"), "passages of topics have no colour"),
        (("--article", "nobody"), "no article is called nobody"),
        (("--article", ""), "an article without a name is none"),
        (("--article", " "), "an article without a name is none"),
        (("--since", "tuesday"), "write the date as 2026-02-04"),
        (("--topic", "astrology", "--what", "figures"), "no topic is called astrology"),
    ],
)
def test_what_cannot_be_asked_of_an_export_is_said(
    briefing: Run, articles: Path, options: tuple[str, ...], said: str
) -> None:
    done = briefing("export", "news", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_figures_of_an_article_and_of_a_time(briefing: Run, articles: Path) -> None:
    def exported(*options: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(
            briefing("export", "news", "--what", "figures", "--format", "json", *options).stdout or "[]"
        )
        return found

    every = exported()
    first = every[0]["article"]
    assert exported("--article", first) == [one for one in every if one["article"] == first]
    days = sorted({one["published"] for one in every if one["published"]})
    assert exported("--since", days[-1]) == [one for one in every if one["published"] == days[-1]]
    assert exported("--since", "2999-01-01") == []


def test_a_topic_named_in_part_is_told_and_gives_the_title(briefing: Run, articles: Path) -> None:
    (label, *_) = (
        topic["label"] for topic in json.loads(briefing("topics", "news", "--format", "json").stdout)
    )
    for called, told in (
        (label.upper(), ""),
        (label[:-1], f"briefing: {label[:-1]} is taken for the topic “{label}”"),
    ):
        done = briefing("export", "news", "--topic", called, "--to", "markdown")
        assert done.returncode == 0
        assert done.stderr.strip() == told
        assert done.stdout.startswith(f"# {label}")


def test_a_file_whose_name_says_another_form_is_told(briefing: Run, articles: Path) -> None:
    """What is asked for is written; a name that says something else is told of."""
    done = briefing("export", "news", "--what", "figures", "--to", "csv", "-o", "figures.html")
    assert (done.returncode, done.stderr) == (
        0,
        "briefing: figures.html ends like html, and is written as csv\n",
    )
    done = briefing("export", "news", "--what", "figures", "--to", "csv", "-o", "figures.txt")
    assert (done.returncode, done.stderr) == (0, "")
    done = briefing("export", "news", "--what", "figures", "--format", "json", "-o", "figures.csv")
    assert (done.returncode, done.stderr) == (
        0,
        "briefing: figures.csv ends like csv, and is written as json\n",
    )
    assert json.loads(Path("figures.csv").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("file", "form", "told"),
    [
        ("b.csv", "json", "b.csv is written as csv: --format json is for what is printed"),
        ("b.csv", "text", "b.csv is written as csv: --format text is for what is printed"),
        ("b.md", "json", "b.md is written as markdown: --format json is for what is printed"),
        ("b.csv", "csv", ""),
        ("b.md", "text", ""),
        ("b.jsonl", "jsonl", ""),
    ],
)
@pytest.mark.parametrize("command", ["ledger", "sheet", "timeline"])
def test_a_document_has_the_form_of_its_name_and_not_of_what_is_printed(
    briefing: Run, articles: Path, command: str, file: str, form: str, told: str
) -> None:
    done = briefing(command, "news", "-o", file, "--format", form)
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if " is written as " in line] == (
        [f"briefing: {told}"] if told else []
    )
    assert Path(file).read_text(encoding="utf-8")[0] in {"csv": '"', "md": "#", "jsonl": "{"}[file[2:]]
