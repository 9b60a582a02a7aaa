"""`briefing backup` and `briefing restore`: all a person made in one file, and back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import pytest

from briefing.session import Session
from briefing.userdata import archive, restore_archive
from briefing.userdata.schema_steps import MIGRATIONS, columns_of

Run = Callable[..., subprocess.CompletedProcess[str]]
LIST = "briefing-backup.json"


@pytest.fixture(autouse=True)
def _closed(closed_stores: None) -> None:
    """Tests here open the store beside the command line."""


@pytest.fixture
def made(briefing: Run, articles: Path, own_folders: Path) -> Path:
    """The user's folders with a mark that was noted, its article's source, a setting, a theme and a topic."""
    assert briefing("marks", "add", "news/ferry.txt", "--passage", "1").returncode == 0
    briefing("marks", "note", _ids(briefing)[0], "ask the harbour office")
    briefing("list", "news/ferry.txt", "--set", "source=Harbour Gazette")
    (own_folders / "config" / "themes").mkdir(parents=True)
    (own_folders / "config" / "config.toml").write_text("[text]\nwidth = 70\n")
    (own_folders / "config" / "themes" / "ink.toml").write_text('name = "ink"\n')
    (own_folders / "data" / "topics").mkdir()
    (own_folders / "data" / "topics" / "a.json").write_text('{"version": 1, "steps": []}')
    (own_folders / "state").mkdir(exist_ok=True)
    (own_folders / "state" / "b.json").write_text('{"version": 1, "drafts": {}}')
    return own_folders


def _ids(briefing: Run) -> list[str]:
    return [mark["id"] for mark in _json(briefing, "marks", "list")]


def _json(briefing: Run, *argv: str) -> Any:
    done = briefing(*argv, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the store's own, by its path."""
    kept = (path for path in folder.rglob("*") if path.is_file() and "sqlite3" not in path.name)
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept if "copies" not in str(path)}


def _forged(source: Path, target: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]) -> Path:
    """Write an archive as `change` leaves the parts and the list of another."""
    with zipfile.ZipFile(source) as file:
        parts = {name: file.read(name) for name in file.namelist() if name != LIST}
        listed = json.loads(file.read(LIST))
    change(parts, listed)
    with zipfile.ZipFile(target, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
        file.writestr(LIST, json.dumps(listed))
    return target


def _put(parts: dict[str, bytes], listed: dict[str, Any], name: str, data: bytes = b"x") -> None:
    parts[name] = data
    listed["files"] = [row for row in listed["files"] if row["name"] != name]
    listed["files"].append({"name": name, "size": len(data), "digest": hashlib.sha256(data).hexdigest()})


def test_what_was_made_comes_back_elsewhere(
    briefing: Run, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it, the history of changes too, in folders that had nothing."""
    done = briefing("backup", "all.zip", "--format", "json")
    assert done.returncode == 0, done.stderr
    names = [part["name"] for part in json.loads(done.stdout)["files"]]
    assert names == [
        "config/config.toml",
        "config/themes/ink.toml",
        "data/briefing.sqlite3",
        "data/topics/a.json",
        "state/b.json",
    ]
    assert stat.S_IMODE(os.stat("all.zip").st_mode) == 0o600
    before, marks = _files(made), _json(briefing, "marks", "list")
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / "other" / kind.lower()))
    restored = _json(briefing, "restore", "all.zip", "--merge")
    assert restored["taken"] == {"marks": 1, "corrections": 0, "details": 1}
    assert restored["copy"] is None
    assert _json(briefing, "marks", "list") == marks
    assert _json(briefing, "list", "news/ferry.txt")[0]["source"] == "Harbour Gazette"
    assert _files(tmp_path / "other") == before
    session = Session()
    assert session.user_data.marks.undo() is not None, "the note was the last change"
    assert session.user_data.marks.list()[0].note == ""


def test_nothing_made_is_nothing_written(briefing: Run, articles: Path) -> None:
    done = briefing("backup", "all.zip")
    assert (done.returncode, done.stdout) == (1, "")
    assert not Path("all.zip").exists()


def test_it_is_told_first_and_nothing_is_changed(briefing: Run, made: Path) -> None:
    briefing("backup", "all.zip")
    (made / "config" / "config.toml").write_text("[text]\nwidth = 60\n")
    (made / "state" / "b.json").unlink()
    before, marks = _files(made), _json(briefing, "marks", "list")
    told = _json(briefing, "restore", "all.zip")
    became = {one["name"]: one["became"] for one in told["files"]}
    assert became == {
        "config/config.toml": "differs",
        "config/themes/ink.toml": "same",
        "data/topics/a.json": "same",
        "state/b.json": "new",
    }
    assert told["store"] == {"marks": 1, "corrections": 0, "details": 1}
    assert (_files(made), _json(briefing, "marks", "list")) == (before, marks)


def test_merging_takes_what_is_new_and_leaves_the_rest(briefing: Run, made: Path) -> None:
    """Marks of both sides stay, a file that differs stays, what is missing comes."""
    briefing("backup", "all.zip")
    old = _ids(briefing)
    briefing("marks", "add", "news/harbour.md", "--passage", "1")
    (made / "config" / "config.toml").write_text("[text]\nwidth = 60\n")
    (made / "state" / "b.json").unlink()
    both = _ids(briefing)
    done = _json(briefing, "restore", "all.zip", "--merge")
    assert _ids(briefing) == both
    assert done["taken"] == {"marks": 0, "corrections": 0, "details": 0}
    assert {one["name"]: one["became"] for one in done["files"]}["config/config.toml"] == "kept"
    assert (made / "config" / "config.toml").read_text() == "[text]\nwidth = 60\n"
    assert (made / "state" / "b.json").is_file()
    # What was here before lies in a file of the same kind.
    assert _json(briefing, "restore", done["copy"])["store"]["marks"] == 2
    briefing("marks", "remove", *old)
    assert _json(briefing, "restore", "all.zip", "--merge")["taken"]["marks"] == 0, (
        "it was removed here since"
    )


def test_merging_takes_the_younger_form_and_one_undo_takes_it_back(
    briefing: Run, made: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    briefing("backup", "old.zip")
    _tick(monkeypatch)
    briefing("marks", "note", _ids(briefing)[0], "they say Monday")
    briefing("marks", "add", "news/harbour.md", "--passage", "1")
    briefing("backup", "new.zip")
    assert briefing("restore", "old.zip", "--replace").returncode == 0
    assert [mark["note"] for mark in _json(briefing, "marks", "list")] == ["ask the harbour office"]
    assert _json(briefing, "restore", "new.zip", "--merge")["taken"]["marks"] == 2
    notes = [mark["note"] for mark in _json(briefing, "marks", "list")]
    assert notes == ["they say Monday", ""]
    assert Session().user_data.marks.undo() == "took 2 marks from new.zip"
    assert [mark["note"] for mark in _json(briefing, "marks", "list")] == ["ask the harbour office"]


class _Later(datetime):
    """A clock that is an hour ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Later:
        return super().now(tz) + timedelta(hours=1)


def _tick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an hour pass."""
    monkeypatch.setattr("briefing.files.clock.datetime", _Later)


def test_a_source_set_later_counts_whichever_way_it_comes(
    briefing: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing("backup", "old.zip")
    _tick(monkeypatch)
    briefing("list", "news/ferry.txt", "--set", "source=Courier")
    briefing("backup", "new.zip")
    assert _json(briefing, "restore", "old.zip", "--merge")["taken"]["details"] == 0
    assert _json(briefing, "list", "news/ferry.txt")[0]["source"] == "Courier"
    briefing("restore", "old.zip", "--replace")
    assert _json(briefing, "list", "news/ferry.txt")[0]["source"] == "Harbour Gazette"
    assert _json(briefing, "restore", "new.zip", "--merge")["taken"]["details"] > 0
    assert _json(briefing, "list", "news/ferry.txt")[0]["source"] == "Courier"


def test_replacing_and_back_again(briefing: Run, made: Path) -> None:
    """What took the place goes again by the file of what was here before."""
    briefing("backup", "all.zip")
    briefing("marks", "add", "news/harbour.md", "--passage", "1")
    (made / "config" / "config.toml").write_text("[text]\nwidth = 60\n")
    two = _json(briefing, "marks", "list")
    done = _json(briefing, "restore", "all.zip", "--replace")
    assert len(_ids(briefing)) == 1
    assert (made / "config" / "config.toml").read_text() == "[text]\nwidth = 70\n"
    briefing("restore", done["copy"], "--replace")
    assert _json(briefing, "marks", "list") == two
    assert (made / "config" / "config.toml").read_text() == "[text]\nwidth = 60\n"


def test_both_ways_at_once_are_none(briefing: Run, made: Path) -> None:
    briefing("backup", "all.zip")
    assert briefing("restore", "all.zip", "--merge", "--replace").returncode == 2


def test_a_file_that_is_there_is_replaced_only_when_told(briefing: Run, made: Path) -> None:
    Path("all.zip").write_text("mine")
    assert briefing("backup", "all.zip").returncode == 4
    assert Path("all.zip").read_text() == "mine"
    assert briefing("backup", "all.zip", "--force").returncode == 0
    assert briefing("restore", "all.zip").returncode == 0


def test_it_does_not_lie_in_what_it_holds(briefing: Run, made: Path) -> None:
    done = briefing("backup", str(made / "data" / "all.zip"))
    assert done.returncode == 2
    assert not (made / "data" / "all.zip").exists()


def test_what_reads_back_as_something_else_is_not_put_in_place(
    briefing: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The backup of before stays where the disk does not keep what it was given."""
    briefing("backup", "all.zip")
    before = Path("all.zip").read_bytes()
    real = archive.Archive.verify

    def spoilt(self: archive.Archive) -> None:
        real(self)
        self.parts = self.parts[1:]

    monkeypatch.setattr(archive.Archive, "verify", spoilt)
    done = briefing("backup", "all.zip", "--force")
    assert done.returncode == 4
    assert "reads back" in done.stderr
    assert Path("all.zip").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".")) == []


def test_what_the_program_made_by_itself_is_not_in_it(briefing: Run, made: Path) -> None:
    """No copies, locks, reports, half-written files, and nothing of the cache where it lies inside."""
    for name in ("data/x.json.lock", "data/.briefing-1-aa.tmp", "state/reports/f.txt", "data/libraries/l/x"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text("x")
    briefing("restore", "nothing.zip")
    names = [part["name"] for part in _json(briefing, "backup", "all.zip")["files"]]
    assert len(names) == 5
    assert not [name for name in names if "copies" in name or "x" in name.split("/")[-1].split(".")]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_links_are_told(briefing: Run, made: Path, tmp_path: Path) -> None:
    """A settings file kept elsewhere is in it and stays a link; a linked folder is told as left out."""
    shutil.move(made / "config" / "config.toml", tmp_path / "kept.toml")
    (made / "config" / "config.toml").symlink_to(tmp_path / "kept.toml")
    (made / "config" / "more").symlink_to(tmp_path / "news")
    done = briefing("backup", "all.zip", "--format", "json")
    assert done.returncode == 3
    assert "a link to a folder" in done.stderr
    assert "config/config.toml" in {part["name"] for part in json.loads(done.stdout)["files"]}
    (tmp_path / "kept.toml").write_text("[text]\nwidth = 60\n")
    became = {
        one["name"]: one["became"] for one in _json(briefing, "restore", "all.zip", "--replace")["files"]
    }
    assert became["config/config.toml"] == "kept"
    assert (tmp_path / "kept.toml").read_text() == "[text]\nwidth = 60\n"


HOSTILE = [
    "data/../../evil",
    "../evil",
    "/etc/evil",
    "cache/evil",
    "data",
    "data/",
    "data//evil",
    "data/./evil",
    "data\\..\\evil",
    "data/C:evil",
    "data/briefing.sqlite3-journal",
    "data/briefing.sqlite3-wal",
    "data/briefing.sqlite3.lock",
    "data/briefing-copies/000001-daily-2026-01-01.db",
    "data/evil\x1b[2J",
    "data/" + "x" * 600,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_part_that_would_lie_elsewhere_has_the_whole_refused(
    briefing: Run, made: Path, tmp_path: Path, name: str
) -> None:
    briefing("backup", "all.zip")
    forged = _forged(Path("all.zip"), Path("bad.zip"), lambda parts, listed: _put(parts, listed, name))
    (made / "state" / "b.json").unlink()
    before = _files(tmp_path)
    for way in ([], ["--merge"], ["--replace"]):
        done = briefing("restore", str(forged), *way)
        assert done.returncode == 3
        assert "\x1b" not in done.stderr
    assert _files(tmp_path) == before


def _other_bytes(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
    parts["config/config.toml"] = b"[text]\nwidth = 99\n"


def _not_listed(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
    parts["config/more.toml"] = b"x"


def _not_there(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
    del parts["state/b.json"]


def _no_store(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
    _put(parts, listed, "data/briefing.sqlite3", b"SQLite format 3\0" + bytes(4096))


def _odd_list(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
    listed["files"] = [{"name": ["x"], "size": {}, "digest": 3}]


def _no_version(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
    listed["version"] = "1"


@pytest.mark.parametrize(
    "change",
    [_other_bytes, _not_listed, _not_there, _no_store, _odd_list, _no_version],
    ids=lambda one: one.__name__,
)
def test_what_was_changed_is_refused_as_a_whole(
    briefing: Run, made: Path, change: Callable[[dict[str, bytes], dict[str, Any]], None]
) -> None:
    briefing("backup", "all.zip")
    forged = _forged(Path("all.zip"), Path("bad.zip"), change)
    marks, before = _ids(briefing), _files(made)
    for way in ([], ["--merge"], ["--replace"]):
        assert briefing("restore", str(forged), *way).returncode == 3
    assert (_ids(briefing), _files(made)) == (marks, before)


def test_links_packed_parts_and_parts_told_twice_are_refused(briefing: Run, made: Path) -> None:
    briefing("backup", "all.zip")
    link = zipfile.ZipInfo("config/more.toml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile("all.zip") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    ways: list[Callable[[zipfile.ZipFile], None]] = [
        lambda file: file.writestr(link, "/etc/passwd"),
        lambda file: file.writestr("config/more.toml", bytes(10**7), zipfile.ZIP_DEFLATED),
        lambda file: file.writestr("config/config.toml", "x"),
        lambda file: file.writestr("config/themes/", ""),
    ]
    for way in ways:
        with warnings.catch_warnings(), zipfile.ZipFile("bad.zip", "w") as file:
            warnings.simplefilter("ignore", UserWarning)  # zipfile warns of a name that comes twice
            for name, data in parts.items():
                file.writestr(name, data)
            way(file)
        assert briefing("restore", "bad.zip", "--replace").returncode == 3


def test_any_byte_that_is_lost_is_noticed(briefing: Run, made: Path) -> None:
    """Cut off at any place, or changed in any part, it is refused or is the same."""
    briefing("backup", "all.zip")
    whole, marks = Path("all.zip").read_bytes(), _ids(briefing)
    for at in range(0, len(whole), len(whole) // 23):
        Path("cut.zip").write_bytes(whole[:at])
        assert briefing("restore", "cut.zip", "--merge").returncode == 3
        Path("cut.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert briefing("restore", "cut.zip", "--merge").returncode in (0, 3)
        assert _ids(briefing) == marks


def test_what_a_newer_version_wrote_is_told(briefing: Run, made: Path) -> None:
    briefing("backup", "all.zip")
    _forged(Path("all.zip"), Path("new.zip"), lambda _, listed: listed.update(version=2))
    done = briefing("restore", "new.zip")
    assert done.returncode == 4
    assert "newer version" in done.stderr

    def newer_store(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
        Path("store").write_bytes(parts["data/briefing.sqlite3"])
        with closing(sqlite3.connect("store")) as connection:
            connection.execute("PRAGMA user_version = 99")
        _put(parts, listed, "data/briefing.sqlite3", Path("store").read_bytes())

    _forged(Path("all.zip"), Path("new.zip"), newer_store)
    done = briefing("restore", "new.zip", "--replace")
    assert done.returncode == 4
    assert "newer version" in done.stderr


def test_a_store_with_orders_in_it_is_refused(briefing: Run, made: Path) -> None:
    """A trigger would act on the next change of a mark."""
    briefing("backup", "all.zip")

    def triggered(parts: dict[str, bytes], listed: dict[str, Any]) -> None:
        Path("store").write_bytes(parts["data/briefing.sqlite3"])
        with closing(sqlite3.connect("store")) as connection:
            connection.execute("CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM mark; END")
        _put(parts, listed, "data/briefing.sqlite3", Path("store").read_bytes())

    _forged(Path("all.zip"), Path("bad.zip"), triggered)
    assert briefing("restore", "bad.zip", "--replace").returncode == 3
    assert len(_ids(briefing)) == 1


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_nothing_is_written_through_a_link(briefing: Run, made: Path, tmp_path: Path) -> None:
    briefing("backup", "all.zip")
    shutil.rmtree(made / "data" / "topics")
    (tmp_path / "elsewhere").mkdir()
    (made / "data" / "topics").symlink_to(tmp_path / "elsewhere")
    assert briefing("restore", "all.zip", "--merge").returncode == 3
    assert not list((tmp_path / "elsewhere").iterdir())


def test_what_is_no_backup_is_told(briefing: Run, made: Path) -> None:
    Path("note.txt").write_text("no zip file")
    with zipfile.ZipFile("other.zip", "w") as file:
        file.writestr("data/x.json", "{}")
    for name in ("note.txt", "other.zip", "nowhere.zip", "news"):
        done = briefing("restore", name)
        assert done.returncode == 3
        assert name in done.stderr


def test_every_table_of_the_store_takes_part() -> None:
    """A table that comes later would else stay behind."""
    assert set(restore_archive._FILLED) == set(columns_of(len(MIGRATIONS)))
