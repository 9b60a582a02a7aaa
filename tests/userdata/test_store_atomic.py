"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import ExportError
from briefing.files.atomic import remove_half_written, write_atomic


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.md", b"text", overwrite=False)
    assert (tmp_path / "a.md").read_bytes() == b"text"
    assert names(tmp_path) == ["a.md"]


def test_an_existing_file_is_kept_unasked(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    with pytest.raises(ExportError, match="exists already"):
        write_atomic(target, b"new", overwrite=False)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


def test_a_file_made_in_the_meantime_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.md"
    real = os.fsync

    def make_it_meanwhile(handle: int) -> None:
        real(handle)
        target.write_bytes(b"somebody else's")

    monkeypatch.setattr(os, "fsync", make_it_meanwhile)
    with pytest.raises(ExportError, match="exists already"):
        write_atomic(target, b"new", overwrite=False)
    assert target.read_bytes() == b"somebody else's"
    assert names(tmp_path) == ["a.md"]


def test_without_hard_links_a_new_file_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_atomic(tmp_path / "a.md", b"text", overwrite=False)
    assert (tmp_path / "a.md").read_bytes() == b"text"
    assert names(tmp_path) == ["a.md"]


def test_overwriting_replaces_the_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"a much longer old text")
    write_atomic(target, b"new", overwrite=True)
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="permission bits are Unix's")
@pytest.mark.parametrize(
    ("umask", "old", "mode", "expected"),
    [
        (0o022, None, 0o644, 0o644),
        (0o077, None, 0o644, 0o600),
        (0o000, None, 0o600, 0o600),
        (0o022, 0o600, 0o644, 0o600),
        (0o022, 0o666, 0o600, 0o600),
    ],
)
def test_permissions_never_widen(
    tmp_path: Path, umask: int, old: int | None, mode: int, expected: int
) -> None:
    target = tmp_path / "a"
    if old is not None:
        target.write_bytes(b"old")
        target.chmod(old)
    before = os.umask(umask)
    try:
        write_atomic(target, b"new", overwrite=True, mode=mode)
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == expected


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("overwrite", [True, False])
def test_a_link_is_never_written_through(tmp_path: Path, overwrite: bool) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / "out.md").symlink_to(victim)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    for name in ("out.md", "dangling.md"):
        with pytest.raises(ExportError, match="is a link"):
            write_atomic(tmp_path / name, b"new", overwrite=overwrite)
    assert victim.read_bytes() == b"precious"
    assert not (tmp_path / "nowhere").exists()
    assert names(tmp_path) == ["dangling.md", "out.md", "victim"]


@pytest.mark.skipif(os.name == "nt", reason="no pipes in folders there")
def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "pipe"):
        with pytest.raises(ExportError, match="not a plain file"):
            write_atomic(tmp_path / name, b"x", overwrite=True)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing/a.md", "folder does not exist"),
        ("file/a.md", "a file, not a folder"),
        ("x" * 300, "too long"),
        ("a\0b", "not a valid"),
    ],
)
def test_impossible_places_are_named(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match=reason):
        write_atomic(tmp_path / name, b"x", overwrite=True)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match="disk"):
        write_atomic(target, b"new", overwrite=True)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="folders are not synced there")
def test_a_folder_that_cannot_be_confirmed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fail_on_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(handle)

    monkeypatch.setattr(os, "fsync", fail_on_folders)
    with pytest.raises(ExportError, match="did not confirm"):
        write_atomic(tmp_path / "a.md", b"new", overwrite=False)


def test_a_hostile_name_is_shown_harmless(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write_atomic(tmp_path / "\x1b]52;c;x\x07" / "a\n.md", b"x", overwrite=False)
    assert not any(ord(character) < 32 for character in str(caught.value))


def test_what_killed_programs_left_is_removed(tmp_path: Path) -> None:
    """Of programs that have ended, some time after; nothing of others, and nothing through a link."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    elsewhere = tmp_path / "elsewhere"
    own = tmp_path / "own"
    for folder in (elsewhere, own / "topics"):
        folder.mkdir(parents=True)
    (own / "link").symlink_to(elsewhere)
    left = [
        own / f".briefing-{ended.pid}-0.tmp",
        own / "topics" / f".briefing-{ended.pid}-1.tmp",
        own / ".briefing-0123456789abcdef.tmp",
    ]
    kept = [
        own / f".briefing-{os.getpid()}-2.tmp",
        own / f"briefing-{ended.pid}-3.tmp",
        own / "marks.tmp",
        elsewhere / f".briefing-{ended.pid}-4.tmp",
    ]
    for file in (*left, *kept):
        file.write_bytes(b"")
        os.utime(file, (1_700_000_000, 1_700_000_000))
    new = own / f".briefing-{ended.pid}-5.tmp"
    new.write_bytes(b"")
    remove_half_written(own)
    assert [file for file in left if file.exists()] == []
    assert [file for file in (*kept, new) if not file.exists()] == []
    remove_half_written(tmp_path / "nowhere")
