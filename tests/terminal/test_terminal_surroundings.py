"""Terminals, locales, sizes and streams as they come: usable, or refused in a line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tiers import cases

if TYPE_CHECKING:
    from tests.terminal.conftest import Start

    from briefing.model.mark import Mark

Kept = Callable[[], Sequence["Mark"]]
ELSEWHERE = Path(__file__).parents[1] / "support" / "elsewhere"
NOISE = (
    b"\xff\xfe\x80\xc3", bytes(range(128, 256)) * 20, b"\x1b[200~x\xffq\x1b[2J\x1b[201~", b"\x1b[999;999R",
    b"\x1b]11;rgb:0/0/0\x1b\\", b"\x1b]11;rgb:", b"1/1/1\x07", b"\x1b[?1;2c", b"\x1b[<35;9999;9999M", b"\x00",
)  # fmt: skip
COLOUR = re.compile(r"\x1b\[[0-9;]*?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[25])[0-9;]*m")


def _refused(words: str, hint: str) -> None:
    assert hint in words
    assert "briefing list, show, figures" in words
    assert words.count("\n") == 1
    assert "\x1b" not in words


def test_where_there_is_no_terminal(start: Start, news: Path, tmp_path: Path) -> None:
    """A dumb terminal, none at all, or results sent to a file: exit code 2 and a line that helps."""
    terminal = start(str(news), env={"TERM": "dumb"})
    assert (terminal.end(), terminal.damage) == (2, [])
    _refused(terminal.written.replace("\r\n", "\n"), "dumb")
    for number, name in ((1, "output"), (2, "error")):
        code = (
            f"import os; os.dup2(os.open('log', os.O_WRONLY | os.O_CREAT | os.O_TRUNC), {number})\n"
            "from briefing.cli.main import run; run()"
        )
        terminal = start(str(news), code=code)
        assert (terminal.end(), terminal.damage) == (2, [])
        shown = terminal.written.replace("\r\n", "\n") + (tmp_path / "log").read_text(encoding="utf-8")
        _refused(shown, f"standard {name} is not one")


def test_an_article_through_a_pipe(start: Start) -> None:
    """The keyboard is the terminal's: keys act, `q` ends it, and the terminal is as before."""
    reading, writing = os.pipe()
    os.write(writing, b"The ferry levy rises by 40 percent.\n\nA second vote on the levy follows.\n")
    os.close(writing)
    terminal = start(stdin=reading)
    os.close(reading)
    terminal.wait("40 percent")
    terminal.settle(0.3)
    terminal.press("j", "?")
    terminal.wait("Moving")
    terminal.press("escape", "q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])


def test_no_colour(start: Start, news: Path) -> None:
    """With NO_COLOR no colour is written anywhere; empty it means nothing."""
    terminal = start(str(news), env={"NO_COLOR": "1"}).ready()
    terminal.press("]", "m")
    for key, shown in (("?", "Moving"), ("e", "Format"), ("L", "250th anniversary"), ("/", "esc close")):
        terminal.press(key)
        terminal.wait(shown)
        terminal.press("escape")
        terminal.gone(shown)
    terminal.press("q")
    assert terminal.end() == 0
    assert COLOUR.findall(terminal.written) == []
    terminal = start(str(news), env={"NO_COLOR": ""}).ready()
    assert COLOUR.search(terminal.written)


@pytest.mark.parametrize(
    ("size", "env"),
    cases(
        [((1, 1), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "COLUMNS": "99999"})],
        [
            ((1, 1), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
            ((500, 1), {"COLUMNS": "99999", "LINES": "many"}),
            ((1, 200), {"PYTHONIOENCODING": "ascii", "TERM": "vt100"}),
            ((500, 1), {"COLUMNS": "7", "LINES": "many"}),
            ((0, 0), {"COLUMNS": "99999", "LINES": "-3"}),
        ],
    ),
)
def test_sizes_and_locales(start: Start, news: Path, size: tuple[int, int], env: dict[str, str]) -> None:
    """Whatever it starts with, every dialog opens, and after a storm of sizes all is usable."""
    terminal = start(str(news), size=size, env=env)
    terminal.taken()
    terminal.settle(0.4)
    for keys in ("j]?", "e", "mi", "d", "/"):
        terminal.press(*keys, "escape")
    for step in range(200):
        terminal.resize(1 + step * 7 % 160, 1 + step * 3 % 50)
    terminal.resize(100, 30)
    terminal.until(lambda: "move" in terminal.screen.rpartition("\n")[2], "the last line")
    terminal.wait("The ferry council voted on")
    terminal.wait("related ")
    terminal.press("q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])


@pytest.mark.long
def test_noise_on_the_line(start: Start, news: Path) -> None:
    """Bytes no key sends, late replies of the terminal, a paste of another encoding: ignored."""
    terminal = start(str(news)).ready()
    # The last that is worked out by itself: what articles have in common, and the bars of the topics.
    terminal.wait("same passages")
    terminal.wait("█")
    terminal.gone("indexing")
    terminal.settle()
    before = terminal.screen
    for noise in NOISE:
        os.write(terminal.leader, noise)
        terminal.pump(0.02)
    # Keys are read in order: once the help has come and gone, the noise has been read.
    terminal.press("?")
    terminal.wait("Moving")
    terminal.press("escape")
    terminal.until(lambda: terminal.screen == before, "the screen before the noise")
    terminal.press("escape", "q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])


@pytest.mark.long
@pytest.mark.parametrize("variable", [{"TEXTUAL_DEBUG": "1"}, {"TEXTUAL_LOG": "keys.log"}])
def test_debugging_writes_no_keys(start: Start, news: Path, tmp_path: Path, variable: dict[str, str]) -> None:
    """Textual would write every key into a file where the user stands."""
    terminal = start(str(news), env=variable).ready()
    terminal.press("m")
    terminal.wait("marked")
    terminal.press("q")
    assert (terminal.end(), terminal.damage) == (0, [])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "news"]


def test_an_export_on_the_terminal_is_not_mixed_with_its_progress(start: Start, news: Path) -> None:
    terminal = start("export", str(news), "--what", "figures", "--to", "markdown")
    assert terminal.end() == 0
    assert "exporting" not in terminal.written
    assert terminal.foreign == []
    terminal = start("export", str(news), "--what", "figures", "--to", "markdown", "--output", "figures.md")
    assert terminal.end() == 0
    assert "exporting: " in terminal.written


def test_a_reader_that_starts_its_processes_anew(start: Start, news: Path, kept: Kept) -> None:
    """As on macOS, where none is forked: the same reader in the same kind of terminal."""
    env = {"PYTHONPATH": str(ELSEWHERE), "BRIEFING_TEST_SYSTEM": "macos"}
    terminal = start(str(news), env=env).ready()
    terminal.press("j", "m")
    terminal.until(lambda: len(kept()) == 1, "a mark")
    terminal.press("q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])
