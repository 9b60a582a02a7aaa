"""Files and folders that are missing, special, huge, closed or vanish; stores and exports that fail."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.terminal.conftest import SEQUENCE
from tiers import amount, cases

if TYPE_CHECKING:
    from tests.terminal.conftest import Start, Terminal

    from briefing.model.mark import Mark

Kept = Callable[[], Sequence["Mark"]]

FULL_DISK = """
import os, sys
if "INSIDE" not in os.environ:
    os.environ["INSIDE"] = "1"
    program = [sys.executable, "-P", "-c", sys.orig_argv[3], *sys.argv[1:]]
    os.execvp("unshare", ["unshare", "-rm", "sh", "-c", {inside}, *program])
with open("{room}/filler", "wb", 0) as file:
    while True:
        try:
            file.write(b"x" * 512)
        except OSError:
            break
from briefing.cli.main import run
try:
    run()
finally:
    print("left:", *sorted(os.listdir("{room}")))
"""


def _text(sequence: re.Match[str]) -> str:
    """What of something written is text."""
    return sequence[0] if sequence[0].isprintable() else ""


def _leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert (terminal.end(), terminal.damage, terminal.foreign) == (0, [], [])
    assert "Traceback" not in terminal.written


@pytest.mark.long
def test_nothing_to_read(start: Start, tmp_path: Path) -> None:
    """A missing path is a line and exit code 3; an empty folder or file is told in the reader."""
    terminal = start("nowhere.txt")
    assert (terminal.end(), terminal.damage) == (3, [])
    assert terminal.written == "briefing: nowhere.txt: no such file or folder\r\n"
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.txt").write_bytes(b"")
    terminal = start("empty", "nowhere.txt")
    terminal.wait("no articles in this folder")
    terminal.press("escape", "j", "]", "m", "e", "escape", "d", "escape", "M", "escape", "y", "?", "escape")
    terminal.settle(0.1)
    _leave(terminal)
    terminal = start("blank.txt")
    terminal.wait("blank.txt")
    terminal.settle(0.3)
    terminal.press("escape", "j", "]", "}", "m", "d", "escape", "space", "=", "/", "a", "escape", "y")
    terminal.settle(0.1)
    _leave(terminal)


@pytest.mark.long
def test_special_and_huge_files(start: Start, news: Path) -> None:
    """Pipes, sockets, devices, links and files without end are passed over; the rest is read."""
    os.mkfifo(news / "pipe.txt")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(os.path.relpath(news / "socket.txt"))
    (news / "device.txt").symlink_to("/dev/zero")
    (news / "loop.txt").symlink_to("loop.txt")
    (news / "inside").symlink_to(news)
    (news / "folder.txt").mkdir()
    with (news / "endless.txt").open("wb") as file:
        file.truncate(200_000_000)
    (news / "binary.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 40)
    (news / "ferry.bak").write_text("not an article", encoding="utf-8")
    terminal = start(str(news)).ready()
    listening.close()
    terminal.wait("3 articles")
    _leave(terminal)
    terminal = start(str(news / "pipe.txt"), str(news / "endless.txt"))
    terminal.wait("That did not work")
    terminal.press("escape")
    terminal.gone("That did not work")
    _leave(terminal)


def test_what_cannot_be_read(start: Start, news: Path) -> None:
    """A file without permission is named; the others are there."""
    (news / "closed.txt").write_text("The levy is secret.", encoding="utf-8")
    (news / "closed.txt").chmod(0)
    if os.access(news / "closed.txt", os.R_OK):
        pytest.skip("this user may read everything")
    terminal = start(str(news))
    # A message goes by itself, on a busy machine before its frame is read; where its lines end, the length of
    # the folder's name decides.
    told = re.compile(r"no[^a-z]+permission")
    terminal.until(lambda: told.search(SEQUENCE.sub(_text, terminal.written)) is not None, "no permission")
    terminal.wait("3 articles")
    _leave(terminal)


@pytest.mark.long
def test_a_file_that_vanishes(start: Start, news: Path, kept: Kept) -> None:
    """What was read stays: it can be read on, marked and exported when file and folder are gone."""
    terminal = start(str(news)).ready()
    (news / "ferry.md").unlink()
    news.rename(news.with_name("elsewhere"))
    terminal.press("j", "m")
    terminal.wait("marked")
    terminal.press("/", *"herring", "enter")
    terminal.settle(0.2)
    terminal.press("escape", "escape", "e")
    terminal.wait("Format")
    terminal.press("enter")
    terminal.wait("Exported")
    _leave(terminal)
    assert len(kept()) == 1


@pytest.mark.long
def test_a_working_folder_that_was_removed(
    start: Start, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the reader is started and while it runs: every key works, and relative names lead nowhere."""
    here = tmp_path / "here"
    for removed_before in (True, False):
        here.mkdir()
        monkeypatch.chdir(here)
        if removed_before:
            here.rmdir()
        terminal = start(str(news), env={"PWD": str(here)}).ready()
        if not removed_before:
            here.rmdir()
        terminal.press("j", "]", "m")
        terminal.wait("marked")
        for key, shown in (("e", "Format"), ("M", "Marks"), ("ctrl+p", "Search"), ("/", "esc close")):
            terminal.press(key)
            terminal.wait(shown)
            terminal.press("escape")
            terminal.gone(shown)
        terminal.press("e")
        terminal.wait("Format")
        terminal.press("tab", "tab", "tab", "ctrl+e", "ctrl+u", "some.md")
        terminal.settle(0.1)
        terminal.press("enter")
        terminal.wait("Not exported")
        _leave(terminal)
        assert not here.exists()
    terminal = start(".", env={"PWD": str(here)})
    terminal.wait("no articles in this folder")
    terminal.press("escape", "e", "escape", "M", "escape", "/", "escape")
    _leave(terminal)


@pytest.mark.long
def test_a_large_article(start: Start, tmp_path: Path) -> None:
    """Many megabytes on one line are shown, scrolled and left."""
    words = b"The council voted to raise the harbour levy again and again while crews waited. "
    (tmp_path / "large.txt").write_bytes(words * (amount(5_000_000, 20_000_000) // len(words)))
    terminal = start("large.txt")
    terminal.wait("council voted", 60)
    terminal.press("pagedown")
    terminal.settle(0.3)
    terminal.press("q")
    assert (terminal.end(30), terminal.damage) == (0, [])


@pytest.mark.parametrize("kind", cases(["damaged"], ["a file", "no home"]))
def test_a_store_that_cannot_be_written(start: Start, news: Path, home: Path, kind: str) -> None:
    """A mark that cannot be saved is told, and the reader goes on."""
    env = {}
    if kind == "a file":
        (home / "data").write_text("in the way", encoding="utf-8")
        (home / "state").write_text("in the way", encoding="utf-8")
    elif kind == "damaged":
        (home / "data").mkdir()
        (home / "data" / "briefing.db").write_bytes(b"\0junk" * 1000)
    else:
        blocked = home / "blocked"
        blocked.write_text("", encoding="utf-8")
        env = {f"BRIEFING_{one}_DIR": "" for one in ("DATA", "STATE", "CONFIG", "CACHE")} | {
            "HOME": str(blocked)
        }
    terminal = start(str(news), env=env).ready()
    terminal.press("m")
    terminal.wait("marked" if kind == "damaged" else "Not saved")
    terminal.press("j", "]", "M", "escape")
    terminal.wait("related ")
    # An escape with a letter right behind it is another key.
    terminal.settle(0.3)
    terminal.press("q")
    code = terminal.end()
    assert terminal.damage == []
    assert "Traceback" not in terminal.written
    assert (code, "not saved" in terminal.tail) == ((0, False) if kind == "damaged" else (4, True))


def test_a_state_folder_that_is_taken_away(start: Start, news: Path, home: Path) -> None:
    """What the reader wrote there while it ran is gone with it, and it ends as it ends elsewhere."""
    terminal = start(str(news)).ready()
    shutil.rmtree(home / "state")
    (home / "state").write_text("in the way", encoding="utf-8")
    terminal.press("q")
    assert (terminal.end(), terminal.damage) == (0, [])
    assert "fault" not in terminal.tail
    assert (home / "state").read_text(encoding="utf-8") == "in the way"


def test_exports_that_cannot_be_written(start: Start, news: Path, tmp_path: Path) -> None:
    """An existing file is asked about; a folder, a link, a missing folder and no name at all are told."""
    there = tmp_path / "there.md"
    there.write_text("mine", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "nowhere")
    terminal = start(str(news)).ready()
    terminal.press("m")
    terminal.wait("marked")
    refused = cases(["news", "link.md"], ["no/such/file.md", "x" * 300, "~nobody-of-that-name/a.md"])
    for name, said in (*((one, "Not exported") for one in refused), ("there.md", "Write over it?")):
        terminal.press("e")
        terminal.wait("Format")
        terminal.gone("Not exported")
        terminal.press("tab", "tab", "tab", "ctrl+e", "ctrl+u")
        # What stands in an empty field, or beside its label, says that it is empty now.
        terminal.settle(0.1)
        terminal.press(name)
        terminal.wait(name[-30:])
        terminal.press("enter")
        terminal.wait(said)
    terminal.press("escape")
    terminal.gone("Write over it?")
    terminal.press("escape")
    terminal.gone("Format")
    assert there.read_text(encoding="utf-8") == "mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", "link.md", "news", "there.md"]
    _leave(terminal)


def test_a_full_disk(start: Start, news: Path, home: Path) -> None:
    """With no room left neither an export nor a mark is called saved, and nothing of them stays."""
    room = home.parent / "room"
    room.mkdir()
    inside = f'mount -t tmpfs -o size=64k none {room} && exec "$0" "$@"'
    tried = subprocess.run(["unshare", "-rm", "sh", "-c", inside, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system lets nobody mount a small disk")
    code = FULL_DISK.replace("{inside}", repr(inside)).replace("{room}", str(room))
    terminal = start(str(news), code=code, env={"BRIEFING_DATA_DIR": f"{room}/data"}).ready()
    terminal.press("m")
    terminal.wait("Not saved")
    terminal.press("e")
    terminal.wait("Format")
    terminal.press("down", "tab", "tab", "tab", "ctrl+e", "ctrl+u", f"{room}/figures.md")
    terminal.settle(0.1)
    terminal.press("enter")
    # The message is wrapped where the length of the folder's name has it.
    terminal.wait("Not exported")
    terminal.wait("disk")
    terminal.press("q")
    assert terminal.end() == 4
    assert terminal.damage == []
    assert "not saved" in terminal.tail
    assert "left: data filler" in terminal.tail


def test_dragged_files_are_opened_in_a_reader_that_begins_anew(
    start: Start, news: Path, tmp_path: Path
) -> None:
    """As a terminal hands on what is dropped on it; afterwards the terminal is given back as ever."""
    other = tmp_path / "other news"
    other.mkdir()
    (other / "barge.md").write_text("# The barge at Ytre\n\nIt lay there for nine days.\n", encoding="utf-8")
    terminal = start(str(news)).ready()
    terminal.press(f"\x1b[200~'{other}' \x1b[201~")
    terminal.wait("Open 1 path beside")
    terminal.press("y")
    terminal.wait("barge at Ytre")
    terminal.settle()
    _leave(terminal)
