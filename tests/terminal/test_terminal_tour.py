"""The tour as a person starts it: nothing of it is left."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.terminal.conftest import Start


@pytest.mark.parametrize("how", ["q", "signal"])
def test_nothing_of_the_tour_is_kept(start: Start, home: Path, tmp_path: Path, how: str) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    terminal = start("tour", env={"TMPDIR": str(folder)})
    terminal.wait("1/10")
    terminal.press("l")
    terminal.wait("2/10")
    terminal.press("m")
    terminal.wait("marked")
    assert [path.name[:14] for path in folder.iterdir()] == ["briefing-tour-"]
    if how == "q":
        terminal.press("q")
        assert terminal.end() == 0
    else:
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    assert (terminal.damage, terminal.foreign) == ([], [])
    assert list(home.iterdir()) == []
    assert list(folder.iterdir()) == []
