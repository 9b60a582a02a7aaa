"""Signals, closed windows and stuck terminals: the terminal comes back, and nothing typed is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import PATIENCE, alive
from tiers import amount, cases

if TYPE_CHECKING:
    from tests.terminal.conftest import Start, Terminal

    from briefing.model.mark import Mark

Ended = Callable[[Sequence[int]], list[int]]
Kept = Callable[[], Sequence["Mark"]]

TERM, HUP, INT, QUIT = signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT
DIALOGS = {
    "e": "Format", "M": "─ Marks ─", "ctrl+p": "Search for", "?": "Moving", "L": "250th anniversary",
    "ctrl+t": "─ Theme ─", "d": "─ Source and date ─", "/": "esc close", "i": "Tags, with commas",
}  # fmt: skip


def _end_by(terminal: Terminal, number: signal.Signals, until_ended: Ended) -> None:
    """Send a signal and see that everything is put away."""
    children = terminal.children
    terminal.process.send_signal(number)
    assert terminal.end() == 128 + number
    assert terminal.damage == []
    assert terminal.foreign == []
    assert until_ended(children) == []
    assert "Traceback" not in terminal.written


def _is_stopped(terminal: Terminal) -> bool:
    stopped = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, terminal.process.pid, stopped) is not None


@pytest.mark.parametrize(
    ("number", "moment"),
    cases(
        [(TERM, 0.0), (HUP, 0.2)],
        [(INT, 0.0), (TERM, 0.01), (QUIT, 0.02), (HUP, 0.05), (INT, 0.1), (QUIT, 0.2), (HUP, 0.3)],
    ),
)
def test_before_and_during_the_first_paint(
    start: Start, news: Path, until_ended: Ended, number: signal.Signals, moment: float
) -> None:
    """Whether the app is still being imported, takes the terminal, or paints for the first time."""
    terminal = start(str(news))
    if moment:
        terminal.taken()
        terminal.pump(moment)
    else:
        # The worker is the first thing that is started.
        while not terminal.children:
            terminal.pump(0.005)
    _end_by(terminal, number, until_ended)


def test_right_after_marking(start: Start, news: Path, kept: Kept, until_ended: Ended) -> None:
    """What the reader said is marked is on disk; what was asked just before the end, too."""
    terminal = start(str(news)).ready()
    terminal.press("m")
    terminal.wait("marked")
    os.write(terminal.leader, b"jm")
    terminal.pump(0.05)
    _end_by(terminal, TERM, until_ended)
    marks = kept()
    assert marks[0].text.startswith("The ferry council voted")
    assert len(marks) in (1, 2)


def test_while_a_note_is_written(start: Start, news: Path, kept: Kept, until_ended: Ended) -> None:
    """A note half typed is kept with its tags."""
    terminal = start(str(news)).ready()
    terminal.press("m")
    terminal.wait("marked")
    terminal.press("i")
    terminal.wait("Tags, with commas")
    terminal.press(*"ask the port")
    terminal.press("tab", *"fees")
    terminal.wait("fees")
    _end_by(terminal, HUP, until_ended)
    (mark,) = kept()
    assert (mark.note, mark.tags) == ("ask the port", ("fees",))


@pytest.mark.long
def test_while_searching_and_with_the_export_open(start: Start, news: Path, until_ended: Ended) -> None:
    """Panes and dialogs that have the keys do not keep the program from ending."""
    terminal = start(str(news)).ready()
    terminal.press("/", *"lev")
    terminal.wait("/")
    _end_by(terminal, INT, until_ended)
    terminal = start(str(news)).ready()
    terminal.press("e")
    terminal.wait("Format")
    _end_by(terminal, QUIT, until_ended)


@pytest.mark.parametrize("number", cases([signal.SIGUSR1], [signal.SIGABRT, signal.SIGXCPU]))
@pytest.mark.long
def test_signals_that_nobody_expects(
    start: Start, news: Path, until_ended: Ended, number: signal.Signals
) -> None:
    """Whatever comes from outside and ends a program, the terminal comes back."""
    _end_by(start(str(news)).ready(), number, until_ended)


def test_keyboard_interrupt_is_a_key(start: Start, news: Path) -> None:
    """Ctrl+c does not end the reader, but says what does."""
    terminal = start(str(news)).ready()
    terminal.press("ctrl+c")
    terminal.wait("q quits")
    terminal.press("q")
    assert (terminal.end(), terminal.damage) == (0, [])


def test_stopped_and_continued(start: Start, news: Path) -> None:
    """A stop gives the terminal back, a continue takes it again; also after a stop nobody can see."""
    terminal = start(str(news)).ready()
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.until(lambda: not terminal.damage, "a terminal given back")
    # A continue that comes before the stop is no continue.
    terminal.until(lambda: _is_stopped(terminal), "a stop")
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait("related ")
    for number in (signal.SIGSTOP, signal.SIGCONT, signal.SIGCONT):
        terminal.process.send_signal(number)
        terminal.pump(0.3)
    terminal.wait("related ")
    terminal.press("?")
    terminal.wait("Moving")
    terminal.press("escape", "q")
    assert (terminal.end(), terminal.damage) == (0, [])


def test_stopped_unseen_and_taken_up_by_a_shell(start: Start, news: Path) -> None:
    """The shell that notices the stop sets the terminal as it wants it and writes on it; then everything is
    drawn anew, and keys are keys."""
    terminal = start(str(news)).ready()
    for _ in range(amount(2, 40)):
        terminal.process.send_signal(signal.SIGSTOP)
        terminal.until(lambda: _is_stopped(terminal), "a stop")
        terminal.settle(0.05)
        terminal.wipe()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait("related ")
        terminal.wait("The ferry levy")
        terminal.until(lambda: "attributes" in terminal.damage, "a terminal that sends each key")
    terminal.press("?")
    terminal.wait("Moving")
    terminal.press("escape", "q")
    assert (terminal.end(), terminal.damage) == (0, [])


@pytest.mark.long
def test_stopped_and_continued_in_dialogs(start: Start, news: Path) -> None:
    """A dialog is there again, with what was typed in it."""
    terminal = start(str(news)).ready()
    terminal.press("m")
    terminal.wait("marked")
    for key, shown in DIALOGS.items():
        terminal.press(key)
        terminal.wait(shown)
        terminal.process.send_signal(signal.SIGTSTP)
        terminal.until(lambda: not terminal.damage, f"a terminal given back from {shown}")
        terminal.until(lambda: _is_stopped(terminal), "a stop")
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait(shown)
        terminal.press("escape")
        terminal.gone(shown)
    terminal.press("q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])


@pytest.mark.parametrize("keys", cases([b"jkjk]]]]jkjkjk"], [b""]))
def test_a_closed_window(start: Start, news: Path, kept: Kept, until_ended: Ended, keys: bytes) -> None:
    """The window is closed, or the connection breaks: the program ends, and so do its workers."""
    terminal = start(str(news)).ready()
    terminal.press("m")
    terminal.wait("marked")
    children = terminal.children
    os.write(terminal.leader, keys or b"\0")
    terminal.hang_up()
    assert terminal.process.wait(10) == 129
    assert until_ended(children) == []
    assert len(kept()) == 1


@pytest.mark.long
def test_a_terminal_that_takes_nothing(start: Start, news: Path) -> None:
    """With output stuck the program still ends when told to."""
    terminal = start(str(news)).ready()
    for _ in range(120):
        os.write(terminal.leader, b"jk")
        time.sleep(0.01)
    # Nobody reads what is written, so the program waits for its terminal by now.
    terminal.process.send_signal(TERM)
    assert terminal.process.wait(25) == 143


def _until_given_back(terminal: Terminal) -> None:
    """Wait until somebody has put the terminal in order, whose program has ended."""
    deadline = time.monotonic() + PATIENCE
    while terminal.damage or "what was marked is saved" not in terminal.tail:
        assert time.monotonic() < deadline, (terminal.damage, terminal.tail)
        terminal.pump(0.02)


CRASHES = (signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL)


@pytest.mark.parametrize("number", cases([signal.SIGSEGV, signal.SIGKILL], [signal.SIGTRAP, *CRASHES[1:]]))
def test_ended_without_a_word(
    start: Start, news: Path, kept: Kept, until_ended: Ended, home: Path, number: signal.Signals
) -> None:
    """The terminal comes back all the same, what was marked is there, and a crash leaves a report."""
    terminal = start(str(news)).ready()
    terminal.press("m")
    terminal.wait("marked")
    children = terminal.children
    assert children
    terminal.process.send_signal(number)
    assert terminal.process.wait(PATIENCE) == -number
    _until_given_back(terminal)
    assert terminal.foreign == []
    assert until_ended(children) == []
    assert len(kept()) == 1
    reports = [path.read_text() for path in home.glob("state/reports/*")]
    assert [report for report in reports if "Current thread" not in report] == []
    assert len(reports) == (number in CRASHES)
    assert ("a report is in" in terminal.tail) == bool(reports)


@pytest.mark.long
def test_stopped_and_killed(start: Start, news: Path) -> None:
    """A terminal that was given back before is left alone."""
    terminal = start(str(news)).ready()
    children = terminal.children
    terminal.process.send_signal(signal.SIGTSTP)
    terminal.until(lambda: _is_stopped(terminal), "a stop")
    terminal.settle()
    written = terminal.written
    terminal.process.kill()
    terminal.process.wait(PATIENCE)
    while any(map(alive, children)):
        terminal.pump(0.02)
    assert (terminal.damage, terminal.written) == ([], written)


def test_killed_with_all_of_its_group(start: Start, news: Path) -> None:
    """As `kill -9 %1` of a shell does."""
    terminal = start(str(news)).ready()
    os.killpg(terminal.process.pid, signal.SIGKILL)
    terminal.process.wait(PATIENCE)
    _until_given_back(terminal)


@pytest.mark.long
def test_mouse_in_pixels_is_switched_off(start: Start, news: Path) -> None:
    """A terminal that reports its size in band is asked for pixels, and no longer afterwards."""
    terminal = start(str(news))
    terminal.wait("levy")
    os.write(terminal.leader, b"\x1b[?2048;2$y")
    terminal.ready()
    assert {"1016", "2048"} <= terminal.modes
    terminal.press("q")
    assert (terminal.end(), terminal.damage) == (0, [])
