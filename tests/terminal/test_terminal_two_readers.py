"""Two readers on the same articles, and the command line beside them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.terminal.conftest import Start

    from briefing.model.mark import Mark


@pytest.mark.long
def test_both_sets_of_marks_are_kept(
    start: Start, news: Path, home: Path, kept: Callable[[], Sequence[Mark]]
) -> None:
    """Each marks and changes its own; nothing is lost and nobody is told of a lock."""
    first, second = start(str(news)), start(str(news))
    first.ready()
    second.ready()
    first.press("m")
    second.press("j", "m")
    first.wait("marked")
    second.wait("marked")
    for reader, keys in ((first, "jjm"), (second, "km"), (first, "c"), (second, "cc")):
        os.write(reader.leader, keys.encode())
    env = {**os.environ, "BRIEFING_DATA_DIR": str(home / "data")}
    words = ["marks", "add", str(news / "port.md"), "--passage", "1", "--note", "by command"]
    subprocess.run([sys.executable, "-P", "-m", "briefing", *words], env=env, check=True, capture_output=True)
    for reader in (first, second):
        reader.settle(0.5)
        assert "Not saved" not in reader.screen
        assert "locked" not in reader.screen
    second.press("g", "m", "j")
    second.settle(0.3)
    first.press("q")
    second.press("q")
    assert (first.end(), second.end(), first.damage, second.damage) == (0, 0, [], [])
    marks = kept()
    assert "by command" in [mark.note for mark in marks]
    places = {(Path(mark.article).name, mark.passage) for mark in marks}
    assert places == {("ferry.md", 0), ("ferry.md", 1), ("ferry.md", 2), ("port.md", 1)}
