"""Reads, writes, threads, processes, copies, and a disk that fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest

from briefing.errors import StoreError
from briefing.userdata.database import Database
from briefing.userdata.database_copies import KEPT, copies


class Clock(Protocol):
    time: datetime

    def __call__(self) -> datetime: ...

    def advance(self, days: float) -> None: ...


def remember(database: Database, name: str, value: str = "kept") -> None:
    with database.write() as connection:
        connection.execute("INSERT INTO fact (name, value) VALUES (?, ?)", (name, value))


def names(database: Database) -> list[str]:
    with database.read() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM fact ORDER BY name")]


def test_a_write_that_raises_changes_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO fact VALUES ('a', 'b')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert names(database) == []
    remember(database, "b")
    assert names(database) == ["b"]


def test_reading_leaves_nothing_behind(path: Path, database: Database) -> None:
    assert names(database) == []
    before = database.version()
    assert not path.parent.exists()
    other = Database(path)
    remember(other, "a")
    assert names(database) == ["a"]
    assert database.version() != before


def test_errors_of_the_database_are_store_errors(database: Database) -> None:
    remember(database, "a")
    with pytest.raises(StoreError, match="failed"):
        remember(database, "a")
    assert names(database) == ["a"]


def test_threads_share_one_database(database: Database) -> None:
    failures: list[StoreError] = []

    def work(worker: int) -> None:
        try:
            for number in range(20):
                remember(database, f"{worker}-{number}")
                names(database)
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(names(database)) == 80


def test_a_locked_store_is_said(path: Path, database: Database) -> None:
    database.open()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked by another program") as caught:
            remember(database, "a")
        assert caught.value.exit_code == 4
        other.execute("ROLLBACK")
    remember(database, "a")


def test_version_tells_of_changes_by_others_and_ours(path: Path, database: Database) -> None:
    seen = {database.version()}
    assert database.version() in seen
    remember(database, "a")
    assert database.version() not in seen
    seen.add(database.version())
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO fact VALUES ('b', 'c')")
        other.commit()
    assert database.version() not in seen
    seen.add(database.version())
    database.close()
    assert database.version() not in seen


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be moved there")
def test_a_file_deleted_while_open_is_made_anew(path: Path, database: Database) -> None:
    remember(database, "a")
    path.unlink()
    remember(database, "b")
    assert path.exists()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM fact").fetchall() == [("b",)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_child_opens_its_own_connection(path: Path) -> None:
    # In a process of its own: forking the test runner, which has threads, is asking for trouble.
    script = """
import os, sys
from pathlib import Path
from briefing.userdata.database import Database
database = Database(Path(sys.argv[1]))
def remember(name):
    with database.write() as connection:
        connection.execute("INSERT INTO fact VALUES (?, '')", (name,))
remember("parent")
child = os.fork()
if child == 0:
    for number in range(20):
        remember(f"child {number}")
    os._exit(0)
for number in range(20):
    remember(f"parent {number}")
assert os.waitpid(child, 0)[1] == 0
assert database.check() == []
with database.read() as connection:
    print(connection.execute("SELECT count(*) FROM fact").fetchone()[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("41\n", "")


def test_one_copy_a_day_and_the_last_ones_stay(path: Path, database: Database, clock: Clock) -> None:
    for day in range(KEPT + 3):
        remember(database, f"day {day}")
        clock.advance(1)
    found = copies(path)
    assert len(found) == KEPT
    assert [copy.name[:6] for copy in found] == [f"{number:06d}" for number in range(4, 4 + KEPT)]
    with closing(sqlite3.connect(found[-1])) as newest:
        assert newest.execute("SELECT count(*) FROM fact").fetchone() == (KEPT + 3,)


def test_a_clock_that_goes_back_drops_no_newer_copy(path: Path, database: Database, clock: Clock) -> None:
    remember(database, "now")
    clock.advance(-3650)
    remember(database, "ten years ago")
    clock.advance(20_000)
    remember(database, "far away")
    assert [copy.name[:6] for copy in copies(path)] == ["000001", "000002", "000003"]
    assert database.notices == ()


def test_a_copy_that_cannot_be_made_is_said_and_stops_nothing(path: Path, database: Database) -> None:
    path.parent.mkdir()
    (path.parent / "marks-copies").write_bytes(b"in the way")
    remember(database, "a")
    assert names(database) == ["a"]
    assert "copy of the store could not be made" in database.notices[0]


def test_a_full_store_loses_nothing(path: Path, database: Database) -> None:
    remember(database, "before")
    with database.read() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full"):
        remember(database, "large", "x" * 100_000)
    assert names(database) == ["before"]
    assert database.check() == []
    with database.read() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    remember(database, "large", "x" * 100_000)
    assert names(database) == ["before", "large"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 kB."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if done.returncode != 0:
        pytest.skip("mounting a small disk is not permitted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_small_disk_that_fills_up_and_gets_room_again(small_disk: Path, clock: Clock) -> None:
    database = Database(small_disk / "marks.db")
    saved = 0

    def fill() -> None:
        nonlocal saved
        for number in range(1000):
            remember(database, f"{number:04d}", "x" * 2000)
            saved = number + 1

    with pytest.raises(StoreError, match="disk is full"):
        fill()
    assert saved > 10
    assert len(names(database)) == saved
    assert database.check() == []
    for copy in copies(small_disk / "marks.db"):
        copy.unlink()
    remember(database, "later")
    assert len(names(database)) == saved + 1
    database.close()
    assert not list(small_disk.glob("*.part"))
    assert not list(small_disk.glob("*-journal"))


def test_after_a_disk_failure_nothing_more_is_claimed_saved(database: Database) -> None:
    remember(database, "before")
    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    failing: list[Callable[[], None]] = []

    def fail() -> None:
        with database.write() as connection:
            connection.execute("INSERT INTO fact VALUES ('a', 'b')")
            raise failure

    failing += [fail, lambda: remember(database, "after")]
    for action in failing:
        with pytest.raises(StoreError, match="disk reports an error"):
            action()
    assert names(database) == ["before"]


def test_the_clock_may_say_anything(path: Path, clock: Clock) -> None:
    for moment in (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC) - timedelta(days=1)):
        clock.time = moment
        database = Database(path, clock=clock)
        remember(database, moment.isoformat())
        database.close()
    assert len(copies(path)) == 2
