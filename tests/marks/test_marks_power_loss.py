"""Power lost at any system call of a session: every acknowledged mark is there.

The session runs under a tracer that records what is written, synced and deleted. From the record
come the states in which a disk may be found after a power cut at each call: everything that was
synced, and of the rest all, nothing, or any part, in any order, and torn in the middle (the
method of ALICE, Pillai et al., OSDI 2014, and of SQLite's own crash tests).
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefing.model.article import Article
from briefing.userdata.database import Database
from briefing.userdata.marks.mark_store import MarkStore

MARKS = 5
STATES = 3
"""Random states for each call, besides the one with everything and the one with nothing."""

WRITER = """
import os
import sys
from pathlib import Path
from briefing.userdata.marks.mark_store import MarkStore
from briefing.model.article import Article
from briefing.userdata.database import Database

text = "The lake froze early."
article = Article("l.txt", text, (), "L", True, None, None, None, "unknown", "en", None, "l")
store = MarkStore(Database(Path(sys.argv[1])))
for number in range(int(sys.argv[2])):
    mark = store.add(article, 4, 8, note="a long note " * 300 * (number % 3))
    os.write(1, f"kept {mark.id}".encode())
"""

CALL = re.compile(r"(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\w+)")
PATH = re.compile(r"<([^>]*)>")
HEX = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass
class File:
    """A file: what is surely on the disk, and what was done since."""

    synced: bytes
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(offset, bytes) for a write, (length, None) for a cut."""

    def content(self, chosen: list[bool], torn: random.Random | None) -> bytes:
        data = bytearray(self.synced)
        for (offset, written), keep in zip(self.pending, chosen, strict=True):
            if not keep:
                continue
            if written is None:
                del data[offset:]
                continue
            half = torn is not None and torn.random() < 0.3
            arrived = written[: len(written) // 2] if half else written
            data.extend(bytes(max(0, offset + len(arrived) - len(data))))
            data[offset : offset + len(arrived)] = arrived
        return bytes(data)


@dataclass
class Disk:
    """A folder: the names surely on the disk, the files, and names made or deleted since."""

    names: dict[str, int]
    files: dict[int, File]
    pending: list[tuple[str, int | None]] = field(default_factory=list)
    live: dict[str, int] = field(default_factory=dict)

    def states(self, chance: random.Random) -> Iterator[dict[str, bytes]]:
        """Yield states in which the folder may be found now."""
        for kind in ("everything", "nothing", *["part"] * STATES):

            def keep(kind: str = kind) -> bool:
                return kind == "everything" or (kind == "part" and chance.random() < 0.5)

            names = dict(self.names)
            for name, number in self.pending:
                if keep():
                    if number is None:
                        names.pop(name, None)
                    else:
                        names[name] = number
            torn = chance if kind == "part" else None
            yield {
                name: self.files[number].content([keep() for _ in self.files[number].pending], torn)
                for name, number in names.items()
            }


def unhex(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def replay(lines: list[str], folder: str, base: bytes) -> Iterator[tuple[Disk, list[str]]]:
    """Yield the disk, and the marks acknowledged by then, after each call of the record."""
    disk = Disk({"marks.db": 0}, {0: File(base)}, live={"marks.db": 0})
    kept: list[str] = []
    for line in lines:
        match = CALL.match(line)
        if match is None or match[3].startswith("-"):
            continue
        call, arguments = match[1], match[2]
        where = PATH.search(arguments)
        path = unhex(where[1]).decode() if where and where[1].startswith("\\x") else where[1] if where else ""
        name = path.removeprefix(folder + "/") if path.startswith(folder) else None
        if call == "write":
            words = HEX.search(arguments)
            if words and unhex(words[1]).startswith(b"kept "):
                kept.append(unhex(words[1]).decode().split()[1])
        elif call in ("openat", "unlink"):
            quoted = HEX.search(arguments)
            opened = unhex(quoted[1]).decode().removeprefix(folder + "/") if quoted else ""
            if opened != "marks.db-journal":
                continue
            if call == "unlink":
                disk.pending.append((opened, None))
                disk.live.pop(opened, None)
            elif opened not in disk.live and "O_CREAT" in arguments:
                disk.live[opened] = len(disk.files)
                disk.files[disk.live[opened]] = File(b"")
                disk.pending.append((opened, disk.live[opened]))
        elif call in ("fsync", "fdatasync") and path == folder:
            disk.names = dict(disk.live)
            disk.pending.clear()
        elif name in disk.live:
            file = disk.files[disk.live[name]]
            if call in ("fsync", "fdatasync"):
                file.synced = file.content([True] * len(file.pending), None)
                file.pending.clear()
            elif call == "pwrite64":
                data = HEX.search(arguments)
                assert data is not None
                file.pending.append((int(arguments.rsplit(",", 1)[1]), unhex(data[1])))
            elif call == "ftruncate":
                file.pending.append((int(arguments.rsplit(",", 1)[1]), None))
        yield disk, list(kept)


def record(path: Path, trace: Path, marks: int) -> list[str]:
    """Run the session under the tracer; return its calls, one a line."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace, which records the session, is not installed")
    calls = "trace=openat,unlink,pwrite64,ftruncate,fsync,fdatasync,write"
    command = [strace, "-f", "-y", "-xx", "-s", "100000", "-o", str(trace), "-e", calls]
    done = subprocess.run(
        [*command, sys.executable, "-c", WRITER, str(path), str(marks)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "ptrace" in done.stderr:
        pytest.skip("tracing a process is not permitted here")
    assert done.returncode == 0, done.stderr
    return trace.read_text(encoding="latin-1").splitlines()


def marks_in(state: dict[str, bytes], folder: Path) -> set[str]:
    """Return the marks a store in this state holds, after the database has mended itself."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in state.items():
        (folder / name).write_bytes(content)
    with closing(sqlite3.connect(folder / "marks.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {row[0] for row in connection.execute("SELECT id FROM mark")}


@dataclass(frozen=True)
class Session:
    """A recorded session, and the store before it."""

    lines: list[str]
    folder: str
    base: bytes
    first: str
    """The mark that was there before."""


@pytest.fixture
def session(path: Path, tmp_path: Path, article: Article) -> Session:
    database = Database(path)
    first = MarkStore(database).add(article, 0, 3)
    database.close()
    base = path.read_bytes()
    return Session(record(path, tmp_path / "trace", MARKS), str(path.parent), base, first.id)


def lost(session: Session, lines: list[str], folder: Path) -> Iterator[set[str]]:
    """Yield, for every state after every call, the acknowledged marks that are not there."""
    chance = random.Random(35)
    for disk, kept in replay(lines, session.folder, session.base):
        for state in disk.states(chance):
            yield {session.first, *kept} - marks_in(state, folder)


def test_power_may_go_at_any_moment(session: Session, tmp_path: Path) -> None:
    *_, (_, acknowledged) = replay(session.lines, session.folder, session.base)
    assert len(acknowledged) == MARKS
    losses = list(lost(session, session.lines, tmp_path / "after"))
    assert len(losses) > 100 * MARKS
    assert not any(losses)


def test_the_record_would_show_a_missing_sync(session: Session, tmp_path: Path) -> None:
    """The check above can fail: without the syncs of the record, marks are lost."""
    lines = [line for line in session.lines if "sync(" not in line]
    with pytest.raises((AssertionError, sqlite3.DatabaseError)):
        assert not any(lost(session, lines, tmp_path / "after"))
