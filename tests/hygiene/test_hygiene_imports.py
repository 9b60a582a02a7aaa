"""What a command imports: never the terminal toolkit, never heavy libraries it has no use for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

TOOLKIT = {"textual", "rich"}
NUMBERS = {"numpy"}
ARTICLE = "The levy rose by 4.5 percent to $2.4 million.\n\nThe council voted on Saturday.\n"

PROBE = """
import json, sys
from briefing.cli.main import main
for argv in json.loads(sys.argv[1]):
    assert main(argv) in (0, 1), argv
    print("modules", *sorted(sys.modules), file=sys.stderr)
"""


def _imported(*commands: Sequence[str], first: str = "") -> list[set[str]]:
    """The modules that are there after each of some commands, run in turn by one new process."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", first + PROBE, json.dumps(commands)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = [set(line.split()[1:]) for line in done.stderr.splitlines() if line.startswith("modules ")]
    assert len(found) == len(commands), done.stderr
    return found


@pytest.fixture
def article(tmp_path: Path) -> str:
    """A small article."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("show",),
    ("figures",),
    ("names",),
    ("topics",),
    ("related",),
    ("synopsis",),
    ("search", "levy"),
    ("marks", "list"),
    ("export", "--what", "figures", "--to", "html"),
)
OF_NO_ARTICLE = (("read", "--help"), ("config",), ("paths",))


def test_no_command_imports_the_toolkit(article: str) -> None:
    """Only the reader draws; everything else must run without Textual and Rich."""
    commands = [*OF_NO_ARTICLE, *((*command, article) for command in COMMANDS)]
    for command, modules in zip(commands, _imported(*commands), strict=True):
        assert not modules & TOOLKIT, command


def test_the_probe_would_see_the_toolkit() -> None:
    """The check above can fail: the same probe finds Textual where it is imported."""
    (modules,) = _imported(["--version"], first="import textual")
    assert modules >= TOOLKIT


def test_plain_commands_pay_for_nothing_else(article: str) -> None:
    """Listing and extracting from a few articles do not need numpy. However many formats there are, reading
    plain text costs what one of them does.
    """
    formats = {f"briefing.reading.formats.{name}" for name in ("plain_text", "markdown", "json_lines")}
    for modules in _imported(("list", article), ("show", article), ("figures", article)):
        assert not modules & NUMBERS
        # Nothing is loaded from the web unless it is asked for.
        assert not {name for name in modules if name.startswith(("briefing.fetch", "http.client", "ssl"))}
        assert modules & formats == {"briefing.reading.formats.plain_text"}


SCREEN = """
import sys
import briefing.ui.app, briefing.ui.screens.reader_screen
import briefing.ui.controllers.movement_controller, briefing.ui.controllers.opening_controller
print(*{name.split(".")[1] for name in sys.modules if name.startswith("briefing.")})
"""


def test_the_screen_is_drawn_without_any_analysis() -> None:
    """The reader's process draws what others found: what finds it is loaded by those."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCREEN], capture_output=True, text=True, check=True, timeout=60
    )
    packages = set(done.stdout.split())
    assert "ui" in packages
    assert not packages & {"analyses", "names", "figures", "topics", "related", "search", "synopsis"}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_imports_next_to_nothing(option: str) -> None:
    """What only prints a text must not load the engine, the store or a process pool."""
    (modules,) = _imported([option])
    assert not modules & {
        "sqlite3",
        "asyncio",
        "yaml",
        "briefing.session",
        "briefing.reading.read_articles",
        *NUMBERS,
    }
