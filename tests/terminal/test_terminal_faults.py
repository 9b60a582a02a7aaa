"""Faults of our own, anywhere: the terminal comes back, a line names the report, marks are kept."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tiers import cases

if TYPE_CHECKING:
    from tests.terminal.conftest import Start

    from briefing.model.mark import Mark

RUN = "from briefing.cli.main import run; run()"
BREAK = """
def broken(*_arguments, **_options):
    raise LookupError("words of an article: \\x1b[2J[/]")
async def broken_later(*_arguments, **_options):
    raise LookupError("words of an article: \\x1b[2J[/]")
"""
MOVE = "import briefing.ui.controllers.movement_controller as m; m.MovementController"
PLACES = {
    "compose": "import briefing.ui.screens.reader_screen as m; m.ReaderScreen.compose = broken",
    "draw": "import briefing.ui.widgets.article_view as m; m.ArticleView.render_line = broken",
    "key": f"{MOVE}.next_passage = broken",
    "lens": "import briefing.ui.controllers.lens_controller as m; m.LensController._take = broken",
    "thread": "import briefing.ui.controllers.user_data_writer as m; m.UserDataWriter.add = broken_later",
    "dialog": "import briefing.ui.modals.note_screen as m; m.NoteScreen.compose_body = broken",
    "recursion": f"def down(*a): return down(*a)\n{MOVE}.next_passage = down",
}
WORKER = """
import subprocess, sys
import briefing.jobs.launch as launch
def start(background=False, preload=()):
    code = "import briefing.session.session as s\\ndef broken(*a, **k): raise LookupError('no')\\n" \\
           "s.{method} = broken\\nfrom briefing.jobs.process import main; main()"
    return subprocess.Popen([sys.executable, "-P", "-c", code], stdin=-1, stdout=-1, stderr=-3)
launch.launch_early = lambda *_modules: None
launch._spawn = start
"""


@pytest.mark.parametrize(
    "place", cases(["draw", "thread"], ["key", "dialog", "compose", "lens", "recursion"])
)
def test_a_fault_in_the_app(
    start: Start, news: Path, home: Path, kept: Callable[[], Sequence[Mark]], place: str
) -> None:
    """One line, exit code 70, a report that holds the traceback; nothing of it on the screen."""
    terminal = start(str(news), code="\n".join((BREAK, PLACES[place], RUN)))
    marked = place in ("key", "dialog", "recursion")
    if marked:
        terminal.ready().press("m")
        terminal.wait("marked")
        os.write(terminal.leader, b"i" if place == "dialog" else b"j")
    elif place == "thread":
        terminal.ready().press("m")
    assert terminal.end() == 70
    assert terminal.damage == []
    assert terminal.foreign == []
    assert "Traceback" not in terminal.written
    said = re.findall(r"^.*briefing: .*$", terminal.tail, re.M)
    assert len(said) == 1, terminal.tail
    (report,) = (home / "state" / "reports").iterdir()
    assert str(report) in said[0]
    assert "Traceback" in report.read_text(encoding="utf-8")
    assert len(kept()) == int(marked)


@pytest.mark.parametrize(
    "method", cases(["Session.open", "ArticleSearch.passages"], ["TopicAnalysis.steered"])
)
def test_a_fault_in_the_worker(start: Start, news: Path, home: Path, method: str) -> None:
    """The same where the engine fails; the report tells where in the engine."""
    terminal = start(str(news), code=WORKER.replace("{method}", method) + RUN)
    if method == "ArticleSearch.passages":
        terminal.ready().press("/", *"levy")
    assert terminal.end() == 70
    assert terminal.damage == []
    assert "Traceback" not in terminal.written
    (report,) = (home / "state" / "reports").iterdir()
    assert "session/requests/" in report.read_text(encoding="utf-8").replace(os.sep, "/")


@pytest.mark.long
def test_a_killed_worker(start: Start, news: Path, until_ended: Callable[[Sequence[int]], list[int]]) -> None:
    """A worker that the system ends (out of memory, say) or that crashes is replaced; everything works on."""
    terminal = start(str(news), env={"PYTHONFAULTHANDLER": "1"}).ready()
    for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT):
        children = terminal.children
        assert children
        for pid in children:
            os.kill(pid, number)
        terminal.press("j")
        terminal.wait("related ")
        terminal.press("/")
        terminal.wait("esc close")
        terminal.press(*"herring")
        terminal.wait("3 passages")
        terminal.press("escape")
        terminal.gone("esc close")
        assert until_ended(children) == []
    # The figures of the first passage: they are found anew where the process that looked for them ended.
    terminal.press("k", "k")
    terminal.wait("figures  Tuesday")
    terminal.press("e")
    terminal.wait("Format")
    terminal.press("down", "enter")
    terminal.wait("Exported")
    terminal.press("q")
    assert (terminal.end(), terminal.damage) == (0, [])
    assert "Fatal Python error" not in terminal.written


@pytest.mark.long
def test_messages_of_others_stay_off_the_screen(start: Start, news: Path, home: Path) -> None:
    """What a library or the interpreter writes to standard error is in a report, and a line tells of it."""
    code = (
        "import os, briefing.ui.app as m; real = m.BriefingApp.on_load\n"
        "def write(app): os.write(2, b'corrupted \\x1b[2J double-linked list'); real(app)\n"
        "m.BriefingApp.on_load = write\n"
    )
    terminal = start(str(news), code=code + RUN).ready()
    terminal.press("q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])
    assert "corrupted" not in terminal.written
    (report,) = (home / "state" / "reports").iterdir()
    assert b"corrupted" in report.read_bytes()
    assert str(report) in terminal.tail


def test_a_crash_is_reported_beside_the_screen(start: Start, news: Path, home: Path) -> None:
    """Nothing can give the terminal back then, but it is not written over either."""
    terminal = start(str(news), env={"PYTHONFAULTHANDLER": "1"}).ready()
    terminal.process.send_signal(signal.SIGSEGV)
    terminal.process.wait(20)
    terminal.pump(0.2)
    assert "Fatal Python error" not in terminal.written
    (report,) = (home / "state" / "reports").iterdir()
    assert "Fatal Python error" in report.read_text(encoding="utf-8")
