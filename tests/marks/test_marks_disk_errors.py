"""Errors of the disk at the system calls of a save: nothing is called saved that is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.userdata.database import Database
from briefing.userdata.marks.mark_store import MarkStore

WRITER = """
import sys
from pathlib import Path
from briefing.errors import StoreError
from briefing.userdata.marks.mark_store import MarkStore
from briefing.model.article import Article
from briefing.userdata.database import Database

text = "The lake froze early."
article = Article("l.txt", text, (), "L", True, None, None, None, "unknown", "en", None, "l")
store = MarkStore(Database(Path(sys.argv[1])))
for number in range(4):
    try:
        print("saved", store.add(article, 4, 8, note=str(number)).id)
    except StoreError as error:
        print("error", error)
print("unsaved", len(store.unsaved))
"""


def traced(path: Path, call: str, error: str, when: int) -> list[list[str]]:
    """Run the writer with the `when`-th system call `call` failing; return the words it printed."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace, which injects the errors, is not installed")
    command = [
        strace,
        "-f",
        "-o",
        "/dev/null",
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:error={error}:when={when}",
    ]
    done = subprocess.run(
        [*command, sys.executable, "-c", WRITER, str(path)], capture_output=True, text=True, check=False
    )
    if "ptrace" in done.stderr:
        pytest.skip("tracing a process is not permitted here")
    assert done.stderr == ""
    return [line.split(" ", 1) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("call", "error", "when"),
    [
        ("fdatasync", "EIO", 1),
        ("fdatasync", "EIO", 7),
        ("fdatasync", "ENOSPC", 4),
        ("pwrite64", "EIO", 3),
        ("pwrite64", "ENOSPC", 5),
        ("unlink", "EIO", 2),
    ],
)
def test_an_error_of_the_disk_is_never_called_saved(path: Path, call: str, error: str, when: int) -> None:
    Database(path).open()
    lines = traced(path, call, error, when)
    saved = {words for kind, words in lines if kind == "saved"}
    failed = [words for kind, words in lines if kind == "error"]
    database = Database(path)
    kept = {mark.id for mark in MarkStore(database).list()}
    assert saved <= kept
    assert len(saved) + len(failed) == 4
    # A few calls are for the folder only, and their failing loses nothing.
    assert failed or (call, when) not in {("fdatasync", 1), ("pwrite64", 3), ("unlink", 2)}
    assert all("could not be saved" in words and "kept in memory" in words for words in failed)
    assert database.check() == []
    assert not any(path.parent.glob("*.bad-*"))
    database.close()
