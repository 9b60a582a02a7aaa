"""What the store does with the file it finds: new, damaged, newer, older, foreign, unreachable."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from stores_of_before import add_mark_of_before

from briefing.errors import StoreError
from briefing.files.disk import network_type
from briefing.userdata.database import Database
from briefing.userdata.database_copies import copies
from briefing.userdata.marks.mark_store import MarkStore
from briefing.userdata.schema_steps import APPLICATION_ID, MIGRATIONS

FACT = "INSERT INTO fact (name, value) VALUES (?, ?)"


def facts(database: Database) -> dict[str, str]:
    with database.read() as connection:
        found = dict(connection.execute("SELECT name, value FROM fact").fetchall())
    return {name: value for name, value in found.items() if not name.startswith("repair ")}


def remember(database: Database, name: str) -> None:
    with database.write() as connection:
        connection.execute(FACT, (name, "kept"))


def set_aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.bad-*"))


def test_a_new_store_is_private_whatever_the_umask(path: Path, database: Database) -> None:
    before = os.umask(0)
    try:
        remember(database, "a")
    finally:
        os.umask(before)
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        for copy in copies(path):
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert database.notices == ()
    assert database.check() == []


@pytest.mark.skipif(os.name == "nt", reason="permission bits are Unix's")
def test_a_store_open_to_others_is_closed_to_them(path: Path, database: Database) -> None:
    database.open()
    database.close()
    path.chmod(0o644)
    database.open()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="permission bits are Unix's")
def test_a_folder_that_was_there_keeps_its_permissions(path: Path, database: Database) -> None:
    path.parent.mkdir(mode=0o755)
    path.parent.chmod(0o755)
    database.open()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_settings_that_keep_it_safe(database: Database) -> None:
    database.open()
    with database.read() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] >= 2
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


def test_a_zero_byte_file_is_moved_aside_and_said(path: Path, database: Database) -> None:
    path.parent.mkdir()
    path.write_bytes(b"")
    remember(database, "a")
    assert [bad.read_bytes() for bad in set_aside(path)] == [b""]
    assert "moved to" in database.notices[0]
    assert facts(database) == {"a": "kept"}


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_moved_aside_unchanged(path: Path, database: Database, seed: int) -> None:
    raw = random.Random(seed).randbytes(20_000)
    if seed % 2:
        raw = b"SQLite format 3\x00" + raw
    path.parent.mkdir()
    path.write_bytes(raw)
    remember(database, "a")
    assert [bad.read_bytes() for bad in set_aside(path)] == [raw]
    assert database.check() == []


def test_a_second_damage_never_replaces_what_was_set_aside(path: Path, database: Database) -> None:
    for content in (b"one", b"two", b"three"):
        database.open()
        database.close()
        path.write_bytes(content)
    database.open()
    assert sorted(bad.read_bytes() for bad in set_aside(path)) == [b"one", b"three", b"two"]


def test_a_foreign_database_is_moved_aside(path: Path, database: Database) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE theirs (x)")
        foreign.commit()
    database.open()
    with closing(sqlite3.connect(set_aside(path)[0])) as moved:
        assert moved.execute("SELECT count(*) FROM theirs").fetchone() == (0,)


def test_a_journal_goes_with_the_file_it_belongs_to(path: Path, database: Database) -> None:
    path.parent.mkdir()
    path.write_bytes(b"broken")
    path.with_name("marks.db-journal").write_bytes(b"its journal")
    database.open()
    assert [bad.read_bytes() for bad in set_aside(path)] == [b"broken", b"its journal"]


def test_a_larger_damaged_file_may_have_a_journal_too(path: Path, database: Database) -> None:
    path.parent.mkdir()
    path.write_bytes(b"broken" * 5000)
    path.with_name("marks.db-journal").write_bytes(b"its journal" * 500)
    remember(database, "a")
    assert set_aside(path)[0].read_bytes() == b"broken" * 5000
    assert database.check() == []


def test_a_journal_without_a_file_is_not_played_into_a_new_one(path: Path, database: Database) -> None:
    path.parent.mkdir()
    path.with_name("marks.db-journal").write_bytes(b"old journal")
    remember(database, "a")
    assert [bad.read_bytes() for bad in set_aside(path)] == [b"old journal"]
    assert database.check() == []


def test_a_damaged_store_comes_back_from_its_copy(path: Path, clock: object, database: Database) -> None:
    remember(database, "before the copy")
    database.close()
    for copy in copies(path):
        copy.unlink()
    database = Database(path, seconds=0.2)
    database.open()  # makes a copy that holds the fact
    database.close()
    path.write_bytes(b"x" * 5000)
    assert facts(database) == {"before the copy": "kept"}
    assert "copy" in database.notices[0]
    database.close()


def test_a_damaged_copy_is_passed_over(path: Path, database: Database) -> None:
    remember(database, "a")
    database.close()
    for copy in copies(path):
        copy.write_bytes(b"not a copy at all")
    path.write_bytes(b"x" * 5000)
    assert facts(database) == {}
    assert "empty one" in database.notices[0]


@pytest.mark.parametrize("cut", [100, 1000, 4096, 9000, 20_000])
def test_a_truncated_store_opens_again(path: Path, database: Database, cut: int) -> None:
    for number in range(50):
        remember(database, f"fact {number}")
    database.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:cut])
    remember(database, "later")
    assert database.check() == []
    assert facts(database)["later"] == "kept"
    assert set_aside(path)[0].read_bytes() == whole[:cut]


def test_a_newer_schema_is_refused_and_nothing_written(path: Path, database: Database) -> None:
    database.open()
    database.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = {entry.name: entry.read_bytes() for entry in path.parent.iterdir() if entry.is_file()}
    for action in (lambda: remember(database, "a"), lambda: facts(database)):
        with pytest.raises(StoreError, match="newer version"):
            action()
    after = {entry.name: entry.read_bytes() for entry in path.parent.iterdir() if entry.is_file()}
    assert before == after


def test_a_newer_store_in_another_journal_mode_is_left_alone(path: Path, database: Database) -> None:
    database.open()
    database.close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        newer.execute("PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        database.open()
    assert path.read_bytes() == before
    assert not path.with_name("marks.db-wal").exists()


def test_an_older_schema_is_copied_and_migrated(path: Path, database: Database) -> None:
    remember(database, "old")
    database.close()
    more = (
        *MIGRATIONS,
        ("CREATE TABLE extra (x)", "INSERT INTO extra VALUES (1)"),
        ("ALTER TABLE extra ADD y",),
    )
    newer = Database(path, more, seconds=0.2)
    with newer.read() as connection:
        assert connection.execute("SELECT x, y FROM extra").fetchall() == [(1, None)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(more),)
    assert facts(newer) == {"old": "kept"}
    newer.close()
    before = [copy for copy in copies(path) if "-before-" in copy.name]
    assert [copy.name[6:] for copy in before] == [f"-before-v{len(MIGRATIONS) + 1}.db"]
    with closing(sqlite3.connect(before[0])) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert copy.execute("SELECT name FROM fact").fetchall() == [("old",)]


def test_a_migration_that_fails_changes_nothing(path: Path, database: Database) -> None:
    remember(database, "old")
    database.close()
    broken = Database(path, (*MIGRATIONS, ("CREATE TABLE extra (x)", "CREATE TABLE fact (x)")), seconds=0.2)
    with pytest.raises(StoreError):
        broken.open()
    assert facts(database) == {"old": "kept"}
    with database.read() as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchone() is None


def test_a_file_in_place_of_the_folder_gives_an_empty_store_that_says_so(path: Path) -> None:
    path.parent.write_bytes(b"in the way")
    database = Database(path)
    assert facts(database) == {}
    assert "not a folder" in database.read_only
    assert "nothing can be saved" in database.notices[0]
    with pytest.raises(StoreError, match="nothing can be saved"):
        remember(database, "a")
    path.parent.unlink()
    remember(database, "a")
    assert facts(database) == {"a": "kept"}
    database.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_can_be_read(path: Path, database: Database) -> None:
    remember(database, "a")
    database.close()
    path.parent.chmod(0o500)
    try:
        assert facts(database) == {"a": "kept"}
        with pytest.raises(StoreError, match="nothing can be saved"):
            remember(database, "b")
    finally:
        path.parent.chmod(0o700)


def test_a_folder_that_may_not_be_written_can_be_read(
    path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(database, "a")
    database.close()
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        assert facts(database) == {"a": "kept"}
        assert database.read_only
        with pytest.raises(StoreError, match="nothing can be saved"):
            remember(database, "b")
    remember(database, "c")
    assert facts(database) == {"a": "kept", "c": "kept"}


def test_a_store_of_before_that_may_not_be_written_can_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Database(path, MIGRATIONS[:2])
    with before.write() as connection:
        add_mark_of_before(connection, "M1")
    before.close()
    kept = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_: False)
    database = Database(path)
    store = MarkStore(database)
    assert [mark.id for mark in store.list()] == ["M1"]
    assert database.read_only
    with pytest.raises(StoreError, match="nothing can be saved"):
        store.note("M1", "new")
    assert [mark.note for mark in store.list()] == ["new"], "it waits"
    assert path.read_bytes() == kept
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_plain_file_is_refused_without_waiting(path: Path, database: Database) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(StoreError, match="not a plain file"):
        database.open()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_second_name_of_the_file_is_said(path: Path, database: Database) -> None:
    database.open()
    database.close()
    os.link(path, path.with_name("other.db"))
    database.open()
    assert "second name" in database.notices[0]


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/srv/data", None),
        ("/srv/share/data", "nfs4"),
        ("/srv/share/local", None),
        ("/srv/shared", None),
        ("/mnt/two words/x", "cifs"),
    ],
)
def test_network_disks_are_known_by_their_mount(tmp_path: Path, folder: str, expected: str | None) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nserver:/x /srv/share nfs4 rw 0 0\n"
        "/dev/b /srv/share/local ext4 rw 0 0\n//s/x /mnt/two\\040words cifs rw 0 0\nbad\n"
    )
    assert network_type(Path(folder), mounts) == expected
    assert network_type(Path(folder), tmp_path / "none") is None


def test_a_network_disk_is_said(path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.userdata.open_database.network_type", lambda _: "nfs")
    database.open()
    assert "network disk (nfs)" in database.notices[0]
