"""What a command imports: never the terminal toolkit, never heavy libraries it has no use for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOLKIT = {"textual", "rich"}
NUMBERS = {"numpy"}
ARTICLE = "The levy rose by 4.5 percent to $2.4 million.\n\nThe council voted on Saturday.\n"

PROBE = """
import sys
from briefing.cli.main import main
code = main(sys.argv[1:])
print("code", code, file=sys.stderr)
print("modules", *sorted(sys.modules), file=sys.stderr)
"""


def _imported(*argv: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROBE, *argv], capture_output=True, text=True, check=True, timeout=60
    )
    code, modules = done.stderr.splitlines()[-2:]
    assert code in ("code 0", "code 1"), done.stderr
    return set(modules.split())


@pytest.fixture
def article(tmp_path: Path) -> str:
    """A small article."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    "argv",
    [
        ["--help"],
        ["read", "--help"],
        ["list"],
        ["show"],
        ["figures"],
        ["names"],
        ["topics"],
        ["related"],
        ["synopsis"],
        ["search", "levy"],
        ["marks", "list"],
        ["export", "--what", "figures", "--to", "html"],
        ["config"],
        ["paths"],
    ],
    ids=lambda argv: " ".join(argv[:2]),
)
def test_no_command_imports_the_toolkit(argv: list[str], article: str) -> None:
    """Only the reader draws; everything else must run without Textual and Rich."""
    words = argv if argv[-1] == "--help" or argv[0] in ("config", "paths") else [*argv, article]
    assert not _imported(*words) & TOOLKIT


def test_the_probe_would_see_the_toolkit() -> None:
    """The check above can fail: the same probe finds Textual where it is imported."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"import textual\n{PROBE}", "--version"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert set(done.stderr.splitlines()[-1].split()) >= TOOLKIT


@pytest.mark.parametrize("command", ["list", "show", "figures"])
def test_plain_commands_pay_for_no_mathematics(command: str, article: str) -> None:
    """Listing and extracting from a few articles do not need numpy."""
    assert not _imported(command, article) & NUMBERS


@pytest.mark.parametrize("command", ["list", "show"])
def test_only_formats_that_are_met_are_imported(command: str, article: str) -> None:
    """However many formats there are, reading plain text costs what one of them does."""
    formats = {f"briefing.reading.formats.{name}" for name in ("plain_text", "markdown", "json_lines")}
    assert _imported(command, article) & formats == {"briefing.reading.formats.plain_text"}


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
    modules = _imported(option)
    assert not modules & {
        "sqlite3",
        "asyncio",
        "yaml",
        "briefing.session",
        "briefing.reading.read_articles",
        *NUMBERS,
    }
