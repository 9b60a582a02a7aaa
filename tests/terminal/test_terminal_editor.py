"""The terminal lent to an editor: given back before, taken again after, and its keys the editor's alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal.conftest import Start

EDITOR = """#!/bin/sh
trap 'echo INTERRUPTED' INT
test -t 0 && test -t 1 && test -t 2 && echo EDITING "$@"
while ! read -r typed; do :; done
echo "TYPED $typed"
echo "More of it." >> "$1"
read -r typed
exit 3
"""


@pytest.fixture
def editor(tmp_path: Path) -> str:
    program = tmp_path / "editor"
    program.write_text(EDITOR)
    program.chmod(0o755)
    return str(program)


def test_an_editor_has_the_terminal_until_it_ends(start: Start, news: Path, editor: str) -> None:
    terminal = start(str(news), env={"EDITOR": editor, "VISUAL": ""}).ready()
    terminal.press("E")
    terminal.wait("EDITING")
    assert terminal.damage == []
    terminal.press("ctrl+c")
    terminal.wait("INTERRUPTED")
    # Keys of the reader are text here.
    terminal.press(*"jqm", "enter")
    terminal.wait("TYPED jqm")
    terminal.press("enter")
    terminal.until(lambda: "the editor ended with 3" in terminal.written, "a word of it")
    terminal.wait("related ")
    # What was written is read anew.
    terminal.press("G")
    terminal.wait("More of it")
    terminal.press("?")
    terminal.wait("Moving")
    terminal.press("escape", "q")
    assert (terminal.end(), terminal.damage) == (0, [])


@pytest.mark.long
def test_an_editor_that_cannot_be_started_leaves_the_reader_as_it_is(
    start: Start, news: Path, tmp_path: Path
) -> None:
    program = tmp_path / "editor"
    program.write_text("no program\n\0")
    program.chmod(0o755)
    terminal = start(str(news), env={"VISUAL": str(program)}).ready()
    terminal.press("E")
    terminal.until(lambda: "cannot be started" in terminal.written, "a word of it")
    terminal.press("?")
    terminal.wait("Moving")
    terminal.press("escape", "q")
    assert (terminal.end(), terminal.damage) == (0, [])
