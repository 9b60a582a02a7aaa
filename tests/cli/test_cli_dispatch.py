"""Which command is meant, and how wrong command lines are answered."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import __version__
from briefing.cli.arguments import CommandParser
from briefing.cli.command_names import COMMANDS, LATER
from briefing.errors import UsageError

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(briefing: Run, option: str) -> None:
    """The version is one line on standard output."""
    done = briefing(option)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"briefing {__version__}\n", "")


def test_help_names_every_command(briefing: Run) -> None:
    """The overview has each command with its summary."""
    done = briefing("--help")
    assert done.returncode == 0
    for name, summary in COMMANDS.items():
        if " " not in name:
            assert f"  {name} " in done.stdout
            assert summary in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(briefing: Run, name: str) -> None:
    """Each help begins with its usage and holds the command's summary."""
    done = briefing(*name.split(), "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: briefing {name} ")
    assert COMMANDS[name] in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("name", LATER)
def test_commands_to_come_say_so(briefing: Run, name: str) -> None:
    """A command of the contract that is not there yet prints nothing and says why."""
    done = briefing(name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"briefing: {name} is not available in this version")


@pytest.mark.parametrize(
    ("argv", "complaint"),
    [
        (["figures", "--colour", "red"], "no option is called --colour"),
        (["figures", "--bogus=1"], "no option is called --bogus"),
        (["figures", "--kind", "colour"], "invalid choice: 'colour'"),
        (["related", "--top", "0"], "0 is not a whole number from 1"),
        (["related", "--top", "x"], "x is not a whole number from 1"),
        (["related", "--top", "9" * 5000], "is not a whole number from 1"),
        (["search"], "QUERY is missing"),
        (["search", "a", "--limit"], "expected one argument"),
        (["paths", "here"], "here is one word too many"),
        (["marks"], "briefing marks needs a word more"),
        (["marks", "burn"], "briefing marks knows no burn"),
        (["marks", "remove"], "IDS is missing"),
        (["--bogus"], "no option is called --bogus"),
    ],
)
def test_a_wrong_command_line_is_one_line(briefing: Run, argv: list[str], complaint: str) -> None:
    """Exit code 2, nothing on standard output, one line that says what is wrong."""
    done = briefing(*argv)
    assert (done.returncode, done.stdout) == (2, "")
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


def test_options_may_stand_anywhere() -> None:
    """Words before, between and behind options are taken in order; behind `--` all are words."""
    parser = CommandParser("search", "Search.")
    parser.word("query", "QUERY", "what", required=True)
    parser.paths()
    parser.option("--limit", type=int)
    for argv in (
        ["q", "a", "--limit", "3", "b"],
        ["--limit", "3", "q", "a", "b"],
        ["--limit=3", "--", "q", "a", "b"],
        ["q", "--limit", "3", "a", "--", "b"],
    ):
        found = parser.parse(argv)
        assert found is not None
        assert (found.query, found.paths, found.limit) == ("q", ["a", "b"], 3)
    found = parser.parse(["--", "-q", "--limit", "-"])
    assert found is not None
    assert (found.query, found.paths, found.limit) == ("-q", ["--limit", "-"], None)


def test_a_lone_minus_is_a_path() -> None:
    """`-` stands for standard input, not for an option."""
    parser = CommandParser("list", "List.")
    parser.paths()
    found = parser.parse(["-", "a"])
    assert found is not None
    assert found.paths == ["-", "a"]
    with pytest.raises(UsageError, match="no option is called -a"):
        parser.parse(["-a"])


def test_any_name_can_be_a_path(briefing: Run, articles: Path) -> None:
    """A file called like a command is reached by `./` or behind `--`."""
    (articles.parent / "list").mkdir()
    (articles.parent / "list" / "a.txt").write_text("The levy rose by 5 percent.\n", encoding="utf-8")
    assert '"article": "./list/a.txt"' in briefing("figures", "./list").stdout
    assert '"article": "list/a.txt"' in briefing("figures", "--", "list").stdout
