"""`briefing export`: the form of what is written."""

from __future__ import annotations

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
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert Path(name).read_bytes().decode("utf-8") == briefing(*WHAT, "--to", form).stdout


def test_on_standard_output_it_is_what_is_set(briefing: Run, articles: Path) -> None:
    assert briefing(*WHAT).stdout == briefing(*WHAT, "--to", "markdown").stdout
    assert briefing(*WHAT, "-o", "-").stdout == briefing(*WHAT, "--to", "markdown").stdout
