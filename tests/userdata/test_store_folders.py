"""Removing a folder into which others may still write."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing.files.removal import remove_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    (made / "in").mkdir(parents=True)
    (made / "in" / "file").write_text("x", "utf-8")
    return made


def test_it_is_gone_with_all_that_is_in_it(folder: Path) -> None:
    remove_folder(folder)
    assert list(folder.parent.iterdir()) == []
    remove_folder(folder)


@pytest.mark.parametrize(("times", "removed"), [(1, True), (4, True), (5, False)])
def test_a_file_put_there_meanwhile_goes_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, times: int, removed: bool
) -> None:
    real, met = shutil.rmtree, []

    def late(path: Path) -> None:
        met.append(path)
        real(path)
        if len(met) <= times:
            path.mkdir()
            (path / "lock").touch()
            raise OSError(errno.ENOTEMPTY, "late")

    monkeypatch.setattr("briefing.files.removal.shutil.rmtree", late)
    if removed:
        remove_folder(folder)
    else:
        with pytest.raises(OSError, match="late"):
            remove_folder(folder)
    assert folder.exists() is not removed


def test_what_cannot_be_removed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr("briefing.files.removal.shutil.rmtree", refused)
    with pytest.raises(PermissionError):
        remove_folder(folder)
