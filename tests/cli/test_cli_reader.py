"""`briefing [PATH ...]` up to the moment the app takes over: terminal, pipe, keyboard, paths."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.terminal import check_terminal
from briefing.errors import UsageError

Run = Callable[..., subprocess.CompletedProcess[str]]

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

# The app is another module's affair: this one says what it was given, and where keys come from.
STAND_IN = """
import json, os, sys, types
app = types.ModuleType("briefing.ui.app")
def run_reader(opening, theme):
    import termios
    opening.wait(30)
    parts = [one for part in opening.take() for one in (part if isinstance(part, list) else [part])]
    texts = {one.id: one.text for one in parts if hasattr(one, "text")}
    facts = {
        "paths": list(opening.paths), "stdin": texts.get("-"), "articles": len(texts), "theme": theme,
        "keyboard": os.isatty(0) and os.isatty(sys.stdin.fileno()) and os.isatty(sys.__stdin__.fileno()),
        "no_color": os.environ.get("NO_COLOR"),
        "library": [str(opening.library.folder), opening.library.wanted],
        "variables": sorted(name for name in os.environ if "LIBRARY" in name),
    }
    termios.tcgetattr(0)
    print(json.dumps(facts), flush=True)
    return 0
app.run_reader = run_reader
sys.modules["briefing.ui.app"] = app
from briefing.cli.main import run
run()
"""
TAKE_TERMINAL = (
    "import fcntl, os, sys, termios;fcntl.ioctl(1, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
)


def _in_terminal(
    shell: str, env: dict[str, str] | None = None, *, controlling: bool = True
) -> tuple[int, str]:
    """Run a shell line, in which `briefing` is the stand-in, in a terminal of its own."""
    leader, follower = pty.openpty()
    line = f'briefing() {{ "{sys.executable}" -P -c "$STAND_IN" "$@"; }}; {shell}'
    command = ["/bin/sh", "-c", line]
    if controlling:
        command = [sys.executable, "-P", "-c", TAKE_TERMINAL, *command]
    process = subprocess.Popen(
        command,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        start_new_session=True,
        env={**os.environ, "STAND_IN": STAND_IN, **(env or {})},
    )
    os.close(follower)
    out = b""
    try:
        while chunk := os.read(leader, 65536):
            out += chunk
    except OSError:
        # Linux says so when the last process has closed the terminal.
        out += b""
    finally:
        os.close(leader)
    return process.wait(60), out.decode("utf-8", "replace").replace("\r\n", "\n")


def _facts(shell: str, env: dict[str, str] | None = None) -> dict[str, Any]:
    code, out = _in_terminal(shell, env)
    assert code == 0, out
    facts: dict[str, Any] = json.loads(out)
    return facts


@pytest.mark.parametrize(
    ("shell", "paths"),
    [("briefing", []), ("briefing news", ["news"]), ("briefing read -- figures news", ["figures", "news"])],
)
def test_the_app_gets_the_paths(articles: Path, shell: str, paths: list[str]) -> None:
    """With a keyboard on standard input nothing is read from it."""
    facts = _facts(shell)
    assert (facts["paths"], facts["stdin"], facts["theme"]) == (paths, None, None)
    assert facts["keyboard"] is True
    assert facts["articles"] >= 4


@pytest.mark.parametrize(
    "shell", ["printf 'The levy rose.' | briefing", "printf 'The levy rose.' | briefing -"]
)
def test_an_article_comes_through_a_pipe(articles: Path, shell: str) -> None:
    """It is called `-`, and the keyboard is the terminal's."""
    facts = _facts(shell)
    assert (facts["paths"], facts["stdin"], facts["keyboard"]) == (["-"], "The levy rose.", True)


def test_an_article_comes_from_a_file(articles: Path) -> None:
    """As through a pipe; also beside named paths, but only where `-` is among them."""
    facts = _facts("briefing - news < news/ferry.txt")
    assert facts["paths"] == ["-", "news"]
    assert facts["stdin"] == (articles / "ferry.txt").read_text(encoding="utf-8")
    facts = _facts("briefing news < news/ferry.txt")
    assert (facts["paths"], facts["stdin"], facts["keyboard"]) == (["news"], None, True)


@pytest.mark.parametrize("shell", ["briefing < /dev/null", "briefing <&-", ": | briefing"])
def test_an_empty_input_is_none(articles: Path, shell: str) -> None:
    """Nothing in a pipe, no standard input at all: the bundled articles, and a keyboard."""
    facts = _facts(shell)
    assert (facts["paths"], facts["stdin"], facts["keyboard"]) == ([], None, True)


def test_an_empty_no_color_is_dropped(articles: Path) -> None:
    """Empty means unset; anything else stays for the app to obey."""
    assert _facts("briefing", {"NO_COLOR": ""})["no_color"] is None
    assert _facts("briefing --theme light", {"NO_COLOR": "1"})["no_color"] == "1"


@pytest.mark.parametrize(
    ("shell", "variables", "chosen"),
    [
        ("briefing news", {}, (None, True)),
        ("briefing --library mine news", {}, ("mine", True)),
        ("briefing --no-library news", {}, (None, False)),
        ("briefing news", {"BRIEFING_LIBRARY": "mine"}, ("mine", True)),
        ("briefing --theme light news", {"BRIEFING_NO_LIBRARY": "1"}, (None, False)),
    ],
)
def test_the_app_is_told_which_library_is_meant(
    articles: Path, shell: str, variables: dict[str, str], chosen: tuple[str | None, bool]
) -> None:
    """What an option says goes with the request, never by way of the environment."""
    folder, wanted = chosen
    facts = _facts(shell, variables)
    assert facts["library"] == [str(Path(folder).absolute() if folder else None), wanted]
    assert facts["variables"] == sorted(variables)


def test_missing_paths_are_told_before_the_screen_is_touched(articles: Path) -> None:
    """Exit code 3 and a line each where none is there; one that is there is enough to open."""
    code, out = _in_terminal("briefing nowhere.txt no/such")
    assert code == 3
    assert out.splitlines() == [
        "briefing: nowhere.txt: no such file or folder",
        "briefing: no/such: no such file or folder",
    ]
    assert _facts("briefing nowhere.txt news")["paths"] == ["nowhere.txt", "news"]


def test_a_mistyped_command_is_recognised(articles: Path) -> None:
    """A word that is no path but nearly a command is answered with that command."""
    code, out = _in_terminal("briefing figure")
    assert code == 2
    assert "did you mean briefing figures?" in out
    assert "\x1b" not in out


def test_a_mistyped_command_opens_nothing_of_what_follows(articles: Path) -> None:
    """What follows is there, but is the command's: the reader would cover what was mistyped."""
    for line, meant in (("lsit news", "list"), ("serach news x", "search"), ("leger news", "ledger")):
        code, out = _in_terminal(f"briefing {line}")
        assert code == 2
        assert f"(did you mean briefing {meant}?)" in out
        assert "\x1b" not in out
    assert _facts("briefing news lsit")["paths"] == ["news", "lsit"]


def test_a_theme_there_is_none_of(articles: Path, own_folders: Path) -> None:
    """An unknown name is answered with those there are, among them the user's own."""
    code, out = _in_terminal("briefing --theme nosuch")
    assert code == 2
    assert "no theme is called nosuch (one of colour-blind, " in out
    (own_folders / "config" / "themes").mkdir(parents=True)
    (own_folders / "config" / "themes" / "evening.toml").write_text('based-on = "dark"\n', encoding="utf-8")
    assert _facts("briefing --theme evening")["theme"] == "evening"


def test_a_dumb_terminal_is_refused(articles: Path) -> None:
    """One line names the commands that do the job."""
    code, out = _in_terminal("briefing news", {"TERM": "dumb"})
    assert code == 2
    assert out.count("\n") == 1
    assert "briefing list, show, figures" in out


def test_no_terminal_to_read_keys_from(articles: Path) -> None:
    """A pipe on standard input and no controlling terminal: there is no keyboard."""
    code, out = _in_terminal("printf a | briefing", controlling=False)
    assert code == 2
    assert "there is no terminal to read keys from" in out


def test_output_must_be_a_terminal(briefing: Run, articles: Path) -> None:
    """In a pipe or a file the reader would draw into nothing."""
    done = briefing("news")
    assert (done.returncode, done.stdout) == (2, "")
    assert "standard output is not one" in done.stderr
    assert done.stderr.count("\n") == 1
    code, out = _in_terminal("briefing news 2>errors")
    assert code == 2
    assert "standard error is not one" in Path("errors").read_text(encoding="utf-8")
    assert out == ""


def test_the_terminal_is_looked_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even with everything else in order."""
    with pytest.raises(UsageError, match="dumb"):
        check_terminal({"TERM": "dumb"})
