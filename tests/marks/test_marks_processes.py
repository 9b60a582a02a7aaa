"""Several programs at once, and programs killed while they save."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.userdata.database import Database
from briefing.userdata.marks.mark_store import MarkStore

WRITER = """
import sys
from pathlib import Path
from briefing.userdata.marks.mark_store import MarkStore
from briefing.model.article import Article, Passage
from briefing.userdata.database import Database

path, worker, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
text = "The lake froze early, and the ice road opened before the new year."
article = Article("lake.txt", text, (Passage(0, "paragraph", 0, 0, len(text)),), "Lake", True, None, None,
                  None, "unknown", "en", None, "lake")
store = MarkStore(Database(path))
for number in range(count):
    mark = store.add(article, 4, 8, note=f"{worker} {number}")
    if number % 5 == 4:
        store.tag(mark.id, ["fifth"])
    print(mark.id, flush=True)
"""


def writer(path: Path, worker: int, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(worker), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_four_programs_keep_all_their_marks(path: Path) -> None:
    writers = [writer(path, worker, 25) for worker in range(4)]
    acknowledged: list[str] = []
    for process in writers:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
        acknowledged += out.split()
    database = Database(path)
    marks = MarkStore(database).list()
    assert sorted(mark.id for mark in marks) == sorted(acknowledged)
    assert sorted(mark.note for mark in marks) == sorted(f"{w} {n}" for w in range(4) for n in range(25))
    assert database.check() == []
    assert database.notices == ()
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.long
def test_programs_killed_while_saving_lose_nothing_acknowledged(tmp_path: Path) -> None:
    moments = random.Random(20260204)
    kills = 0
    for number in range(15):
        path = tmp_path / str(number) / "marks.db"
        acknowledged: set[str] = set()
        # Two at a time: one killed in the middle of a save must not harm the other either.
        pair = [writer(path, worker, 100_000) for worker in range(2)]
        for process in pair:
            assert process.stdout is not None
            acknowledged.add(process.stdout.readline().strip())
        for process in pair:
            time.sleep(moments.random() * 0.06)
            process.send_signal(signal.SIGKILL)
            kills += 1
        for process in pair:
            out, err = process.communicate(timeout=60)
            assert err == ""
            # The last line may be cut in the middle by the kill.
            acknowledged.update(line for line in out.split() if len(line) == 26)
        database = Database(path)
        kept = {mark.id for mark in MarkStore(database).list()}
        assert acknowledged <= kept
        assert database.check() == []
        assert database.notices == ()
        database.close()
    assert kills == 30


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_programs_killed_while_making_the_store_leave_none_or_a_whole_one(tmp_path: Path) -> None:
    moments = random.Random(7)
    for number in range(6):
        path = tmp_path / f"data{number}" / "marks.db"
        process = writer(path, 0, 1)
        while not path.parent.exists() and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(moments.random() * 0.015)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        database = Database(path)
        MarkStore(database).list()
        assert database.notices == ()
        assert database.check() == []
        database.close()
