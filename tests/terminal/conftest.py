"""A terminal for the tests: runs a program in it, presses keys, keeps the screen and the modes.

It knows the few sequences the reader may write; whatever else arrives is kept in `foreign`, so
that a test can say that nothing of an article ever commanded the terminal.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from briefing.model.mark import Mark

SEQUENCE = re.compile(
    r"\x1b\[([0-9;:?<>=]{0,64})([ -/]{0,2})([@-~])"
    r"|\x1b\]([^\x07\x1b]{0,100000})(?:\x07|\x1b\\)"
    r"|[^\x00-\x1f\x7f-\x9f]{1,4096}|\r|\n|(?s:.)"
)
UNFINISHED = re.compile(r"\x1b(?:\[[0-9;:?<>= -/]*|\][^\x07\x1b]*\x1b?)?$")
MODES = frozenset("7 25 1000 1003 1004 1006 1015 1016 1049 2004 2026 2048".split())
"""The private modes that Textual switches."""
AT_REST = frozenset({"7", "25"})
"""Those that are on in a terminal nobody has touched: line wrap and the cursor."""
TAKE_TERMINAL = (
    "import fcntl, os, signal, sys, termios;"
    "[signal.signal(number, signal.SIG_DFL) for number in (1, 2, 3, 15)];"
    "fcntl.ioctl(1, termios.TIOCSCTTY, 0);"
    "os.execvp(os.fsencode(sys.argv[1]), [os.fsencode(word) for word in sys.argv[1:]])"
)
KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f", "up": "\x1b[A",
    "down": "\x1b[B", "home": "\x1b[H", "end": "\x1b[F", "pagedown": "\x1b[6~", "pageup": "\x1b[5~",
    "f1": "\x1bOP",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip

PATIENCE = 120.0
"""Seconds after which what is waited for will not come any more; a busy machine needs many of them."""


class Terminal:
    """One program in a pseudo-terminal of its own."""

    def __init__(
        self, command: Sequence[str | bytes], env: dict[str, str], size: tuple[int, int], stdin: int | None
    ) -> None:
        self.leader, self.follower = os.openpty()
        self.columns, self.rows = size
        self.written = ""
        """Everything the program wrote."""
        self.foreign: list[str] = []
        """Sequences that no part of the reader has a reason to write."""
        self.modes = set(AT_REST)
        self.kitty = 0
        """How often the program asked for the kitty keyboard and did not take it back."""
        self._cells: dict[tuple[int, int], str] = {}
        self._screen: str | None = None
        """What stands on it, until something is written again: whoever waits looks again and again."""
        self._at = (0, 0)
        self._pending = ""
        self.resize(*size)
        self.before = termios.tcgetattr(self.follower)
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", TAKE_TERMINAL, *command],
            stdin=self.follower if stdin is None else stdin,
            stdout=self.follower,
            stderr=self.follower,
            start_new_session=True,
            env=env,
        )

    # -- what the program sees -----------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            os.write(self.leader, self._sent(key).encode())
            self.pump(0.03)

    def _sent(self, key: str) -> str:
        """What the terminal sends for a key.

        A program that asked for the kitty keyboard is sent escape as a sequence of its own. For any other
        it is the byte that begins every sequence too: a key that comes right behind it would be that key
        with alt, and how soon is "right behind" depends on how busy the machine is.
        """
        if key == "escape" and self.kitty:
            return "\x1b[27u"
        return KEYS.get(key, key)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program is told by the system."""
        self.columns, self.rows = columns, rows
        self._screen = None
        fcntl.ioctl(self.leader, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wipe(self) -> None:
        """Set the terminal as it was before the program, with nothing on its screen, as a shell does."""
        termios.tcsetattr(self.follower, termios.TCSANOW, self.before)
        self._cells.clear()
        self._screen = None

    def hang_up(self) -> None:
        """Close the window, as a connection that breaks does."""
        for handle in (self.leader, self.follower):
            os.close(handle)
        self.leader = self.follower = -1

    # -- what the program writes ---------------------------------------------------------------

    def pump(self, seconds: float) -> bool:
        """Take what is written within `seconds`; whether anything was."""
        deadline = time.monotonic() + seconds
        some = False
        while self.leader >= 0 and (left := deadline - time.monotonic()) > 0:
            if select.select([self.leader], [], [], left)[0]:
                self._take(os.read(self.leader, 1 << 16).decode("utf-8", "replace"))
                some = True
        return some

    def settle(self, quiet: float = 0.25, seconds: float = PATIENCE) -> None:
        """Wait until nothing is written for a while."""
        deadline = time.monotonic() + seconds
        while self.pump(quiet) and time.monotonic() < deadline:
            pass

    def wait(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until `text` stands on the screen."""
        self.until(lambda: text in self.screen, text, seconds)

    def gone(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until `text` no longer stands on the screen."""
        self.until(lambda: text not in self.screen, f"no {text}", seconds)

    def taken(self) -> None:
        """Wait until the program has taken the terminal over."""
        self.until(lambda: "1049" in self.modes, "the alternate screen")

    def ready(self) -> Terminal:
        """Wait until everything the reader does by itself is done."""
        self.wait("related ")
        self.settle(0.15)
        return self

    def end(self, seconds: float = PATIENCE) -> int:
        """Wait until the program has ended and return its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"it did not end:\n{self.screen}"
            self.pump(0.02)
        # All that it wrote is there by now, however long it takes to read.
        while self.leader >= 0 and select.select([self.leader], [], [], 0)[0]:
            self._take(os.read(self.leader, 1 << 16).decode("utf-8", "replace"))
        return self.process.wait()

    def until(self, true: Callable[[], bool], wanted: str, seconds: float = PATIENCE) -> None:
        """Wait until something is true of the terminal; `wanted` says what, should it never be."""
        deadline = time.monotonic() + seconds
        while not true():
            assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.tail}"
            assert time.monotonic() < deadline, f"waited for {wanted!r}:\n{self.screen}"
            self.pump(0.02)

    @property
    def screen(self) -> str:
        """What stands on the screen, line by line."""
        if self._screen is None:
            lines = ([self._cells.get((y, x), " ") for x in range(self.columns)] for y in range(self.rows))
            self._screen = "\n".join("".join(line).rstrip() for line in lines)
        return self._screen

    @property
    def tail(self) -> str:
        """What was written after the screen was left: plain lines for the user."""
        return self.written.rpartition("\x1b[?1004l")[2].replace("\r\n", "\n")

    @property
    def damage(self) -> list[str]:
        """How the terminal differs from the one the program was given; empty when it is as before."""
        found = [f"mode {mode}" for mode in sorted(self.modes ^ AT_REST)]
        found += [f"kitty keyboard {self.kitty}"] * (self.kitty != 0)
        found += ["attributes"] * (termios.tcgetattr(self.follower) != self.before)
        return found

    def _take(self, data: str) -> None:
        self.written += data
        self._screen = None
        data = self._pending + data
        cut = UNFINISHED.search(data)
        data, self._pending = (data[: cut.start()], cut[0]) if cut else (data, "")
        for match in SEQUENCE.finditer(data):
            self._obey(match[0], match[1] or "", match[2] or "", match[3] or "")

    def _obey(self, text: str, parameters: str, between: str, final: str) -> None:
        y, x = self._at
        if text.isprintable() or not ("\x00" <= text[0] < "\x20" or "\x7f" <= text[0] < "\xa0"):
            for character in text:
                wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
                if unicodedata.combining(character):
                    continue
                self._cells[y, x] = character
                if wide == 2:
                    self._cells[y, x + 1] = ""
                x += wide
            self._at = (y, x)
        elif text == "\r":
            self._at = (y, 0)
        elif text == "\n":
            self._at = (y + 1, x)
        elif final in ("h", "l") and parameters[:1] == "?" and parameters[1:] in MODES and not between:
            (self.modes.add if final == "h" else self.modes.discard)(parameters[1:])
            if parameters == "?1049":
                self._cells.clear()
        elif final == "H" and not between and re.fullmatch(r"[0-9]*(;[0-9]+)?", parameters):
            row, _, column = parameters.partition(";")
            self._at = (int(row or 1) - 1, int(column or 1) - 1)
        elif final == "u" and parameters[:1] in ("<", ">"):
            self.kitty += 1 if parameters[0] == ">" else -1
        elif not (
            (final == "m" and not between and re.fullmatch(r"[0-9;]*", parameters))
            or text.startswith("\x1b]22;")  # the shape of the mouse's pointer
            or (final == "p" and between == "$" and parameters in ("?2026", "?2048"))
        ):
            self.foreign.append(text)

    # -- its processes -------------------------------------------------------------------------

    @property
    def children(self) -> list[int]:
        """The processes the program has started and that still run."""
        return [pid for pid in _processes() if _parent(pid) == self.process.pid]

    def close(self) -> None:
        """End the program, whatever it does, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for handle in (self.leader, self.follower):
            if handle >= 0:
                os.close(handle)


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _parent(pid: int) -> int:
    """The parent of a process; -1 when it has ended, also where nobody has asked for its exit code."""
    with contextlib.suppress(OSError):
        state, parent = (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[:2]
        return -1 if state == "Z" else int(parent)
    return -1


def alive(pid: int) -> bool:
    """Whether a process still runs."""
    return _parent(pid) != -1


def _until_ended(pids: Sequence[int], seconds: float = PATIENCE) -> list[int]:
    """Wait until none of the processes runs; those that still do."""
    deadline = time.monotonic() + seconds
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


Start = Callable[..., Terminal]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the program keeps what is the user's: `data`, `state`, `config` and `cache` below it."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, source, figure in (("ferry", "Coast Daily", 40), ("harbour", "Bay Post", 45), ("port", "", 38)):
        head = (
            f"---\ntitle: The {name} levy\nsource: {source}\npublished: 2026-03-04\n---\n\n" if source else ""
        )
        (folder / f"{name}.md").write_text(
            f"{head if source else ''}"
            f"The {name} council voted on Tuesday to raise the harbour levy by {figure} percent.\n\n"
            f"Fishing crews landed {figure * 10} tonnes of herring in March, the port authority said.\n\n"
            "A second vote on the levy is expected before the summer holidays.\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture
def kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Sequence[Mark]]:
    """The marks that are on disk."""

    def read() -> Sequence[Mark]:
        from briefing.session import Session

        monkeypatch.setenv("BRIEFING_DATA_DIR", str(home / "data"))
        return Session().user_data.marks.list()

    return read


@pytest.fixture
def start(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start `briefing` in a terminal of 100 by 30: `start(*paths, size=…, env=…, code=…, stdin=…)`.

    With `code` that Python text is run in its place, and calls the program itself.
    """
    monkeypatch.chdir(tmp_path)
    running: list[Terminal] = []

    def run(
        *words: str | bytes,
        size: tuple[int, int] = (100, 30),
        env: dict[str, str] | None = None,
        code: str | None = None,
        stdin: int | None = None,
    ) -> Terminal:
        settings = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        folders = {f"BRIEFING_{kind.upper()}_DIR": str(home / kind) for kind in _KINDS}
        settings |= {
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "HOME": str(home),
            **folders,
            **(env or {}),
        }
        if env is None and not (home / "state").exists():
            # Who starts for the first time is told where to begin, in the place where other things are said.
            (home / "state").mkdir(mode=0o700)
            shared = home / "state" / "shared.json"
            shared.write_text('{"version": 1, "last_theme": "dark"}', encoding="utf-8")
            shared.chmod(0o600)
        installed = Path(sys.executable).with_name("briefing")
        command = [str(installed)] if installed.exists() else [sys.executable, "-P", "-m", "briefing"]
        if code is not None:
            command = [sys.executable, "-P", "-c", code]
        terminal = Terminal([*command, *words], settings, size, stdin)
        running.append(terminal)
        return terminal

    yield run
    for terminal in running:
        left = terminal.children
        terminal.close()
        for pid in _until_ended(left, 3):
            os.kill(pid, signal.SIGKILL)


_KINDS = ("config", "data", "state", "cache")
_UNWANTED = frozenset(
    "NO_COLOR COLUMNS LINES CLICOLOR CLICOLOR_FORCE PYTHONIOENCODING LC_ALL LANG LC_CTYPE COLORTERM".split()
)


@pytest.fixture
def until_ended() -> Callable[[Sequence[int]], list[int]]:
    """Wait until none of some processes runs; gives those that still do."""
    return _until_ended
