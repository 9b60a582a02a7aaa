"""Copying: which way is taken, what each is given, and that none holds up the reader."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from briefing.ui import clipboard
from briefing.ui.clipboard import copy

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs of these tests are scripts")

TEXT = "“grain rose”\n— Daily\n"
AS_TMUX = """
if sys.argv[1] == "show-options":
    print(os.environ["SET_CLIPBOARD"])
    raise SystemExit
if "-w" in sys.argv and "OLD" in os.environ:
    raise SystemExit(1)
"""


class Programs:
    """Programs of some names, which note what they are given, in a folder that is all there is of PATH."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.terminal: list[str] = []

    def add(self, name: str, code: str = "") -> None:
        script = (
            f"#!{sys.executable}\nimport os, sys, time\n{code}\n"
            f"open({str(self._folder / 'given')!r}, 'ab').write("
            "repr((os.path.basename(sys.argv[0]), sys.argv[1:], sys.stdin.buffer.read())).encode()"
            " + b'\\n')\n"
        )
        path = self._folder / name
        path.write_text(script)
        path.chmod(0o755)

    @property
    def given(self) -> list[tuple[str, list[str], bytes]]:
        """Name, arguments and standard input of each that was run to its end."""
        path = self._folder / "given"
        return [ast.literal_eval(line) for line in path.read_text().splitlines()] if path.exists() else []

    async def copy(self, text: str = TEXT) -> str:
        return await copy(text, self.terminal.append)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """No program and no display yet."""
    for name in ("TMUX", "WAYLAND_DISPLAY", "DISPLAY", "SSH_CONNECTION", "OLD"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Programs(folder)


async def test_without_a_program_the_terminal_is_asked(programs: Programs) -> None:
    told = await programs.copy("grain \x1b]52;c;x\x07 \ud83d rose\n")
    assert told == "sent to the terminal's clipboard"
    assert programs.terminal == ["grain ␛]52;c;x␇ � rose\n"]


@pytest.mark.parametrize(
    ("setting", "old", "command", "told"),
    [
        ("external", "", ["load-buffer", "-w", "-"], "copied into tmux, which was asked to send it"),
        ("external", "1", ["load-buffer", "-"], "copied into tmux"),
        ("off", "", ["load-buffer", "-"], "copied into tmux"),
        ("on", "", [], "sent to the terminal's clipboard"),
    ],
)
async def test_in_tmux(
    programs: Programs,
    monkeypatch: pytest.MonkeyPatch,
    setting: str,
    old: str,
    command: list[str],
    told: str,
) -> None:
    programs.add("tmux", AS_TMUX)
    monkeypatch.setenv("SET_CLIPBOARD", setting)
    assert await programs.copy() == "sent to the terminal's clipboard", "tmux is there, but not around this"
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    if old:
        monkeypatch.setenv("OLD", old)
    programs.terminal.clear()
    assert (await programs.copy()).startswith(told)
    assert programs.given == ([("tmux", command, TEXT.encode())] if command else [])
    assert programs.terminal == ([] if command else [TEXT])


@pytest.mark.parametrize(
    ("name", "display", "arguments", "encoding"),
    [
        ("wl-copy", "WAYLAND_DISPLAY", [], "utf-8"),
        ("xclip", "DISPLAY", ["-selection", "clipboard"], "utf-8"),
        ("pbcopy", "", [], "utf-8"),
        ("clip.exe", "", [], "utf-16-le"),
    ],
)
async def test_a_program_is_given_the_text_as_its_input_alone(
    programs: Programs,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    display: str,
    arguments: list[str],
    encoding: str,
) -> None:
    programs.add(name)
    if display:
        assert await programs.copy() == "sent to the terminal's clipboard", "it has no display"
        monkeypatch.setenv(display, "d")
    assert await programs.copy() == f"copied to the clipboard by {name}"
    assert programs.given == [(name, arguments, TEXT.encode(encoding))]
    programs.terminal.clear()
    if not display:
        monkeypatch.setenv("SSH_CONNECTION", "a 1 b 2")
        assert await programs.copy() == "sent to the terminal's clipboard", (
            "nobody sits before that clipboard"
        )
        assert programs.terminal == [TEXT]


async def test_one_that_fails_or_hangs_gives_way_to_the_next(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "d")
    monkeypatch.setenv("DISPLAY", "d")
    programs.add("wl-copy", "raise SystemExit(1)")
    programs.add("xclip")
    assert await programs.copy() == "copied to the clipboard by xclip"
    monkeypatch.setattr(clipboard, "PATIENCE_SECONDS", 0.2)
    programs.add("xclip", "time.sleep(60)")
    assert await programs.copy() == "sent to the terminal's clipboard"


async def test_one_that_stays_behind_is_not_waited_for(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those do that serve the clipboard until something else is copied."""
    monkeypatch.setenv("WAYLAND_DISPLAY", "d")
    programs.add("wl-copy", "if os.fork() == 0:\n    time.sleep(5)")
    assert await programs.copy() == "copied to the clipboard by wl-copy"
    assert [name for name, _, _ in programs.given] == ["wl-copy"]
