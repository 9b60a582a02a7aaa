"""Folders: overrides, XDG, no home at all, and what ships with the program."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import folders

FOLDERS = [
    ("config", folders.config_dir, ".config"),
    ("data", folders.data_dir, ".local/share"),
    ("state", folders.state_dir, ".local/state"),
    ("cache", folders.cache_dir, ".cache"),
]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about folders."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.delenv(f"BRIEFING_{kind}_DIR", raising=False)
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
    return monkeypatch


@pytest.mark.parametrize(("kind", "folder", "under_home"), FOLDERS)
def test_own_variable_wins(
    kind: str, folder: Callable[[], Path], under_home: str, tmp_path: Path, bare: pytest.MonkeyPatch
) -> None:
    bare.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / "xdg"))
    bare.setenv(f"BRIEFING_{kind.upper()}_DIR", str(tmp_path / "own"))
    assert folder() == tmp_path / "own"


@pytest.mark.parametrize(("kind", "folder", "under_home"), FOLDERS)
def test_relative_own_variable_becomes_absolute(
    kind: str, folder: Callable[[], Path], under_home: str, tmp_path: Path, bare: pytest.MonkeyPatch
) -> None:
    bare.chdir(tmp_path)
    bare.setenv(f"BRIEFING_{kind.upper()}_DIR", "here")
    assert folder() == tmp_path / "here"


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="XDG is a Unix habit")
@pytest.mark.parametrize(("kind", "folder", "under_home"), FOLDERS)
def test_xdg_is_honoured_and_home_is_the_default(
    kind: str, folder: Callable[[], Path], under_home: str, tmp_path: Path, bare: pytest.MonkeyPatch
) -> None:
    bare.setenv("HOME", str(tmp_path))
    assert folder() == tmp_path / under_home / "briefing"
    bare.setenv(f"XDG_{kind.upper()}_HOME", str(tmp_path / "xdg"))
    assert folder() == tmp_path / "xdg" / "briefing"
    bare.setenv(f"XDG_{kind.upper()}_HOME", "not/absolute")
    assert folder() == tmp_path / under_home / "briefing"


@pytest.mark.skipif(os.name == "nt", reason="homes are found otherwise there")
@pytest.mark.parametrize(("kind", "folder", "under_home"), FOLDERS)
def test_no_home_at_all_gives_an_absolute_folder(
    kind: str, folder: Callable[[], Path], under_home: str, bare: pytest.MonkeyPatch
) -> None:
    bare.delenv("HOME", raising=False)
    assert folder().is_absolute()
    # A user without an entry in the user database: "~" stays what it is.
    bare.setattr(os.path, "expanduser", lambda name: name)
    assert folder().is_absolute()
    assert "~" not in str(folder())


def test_shipped_folders_in_a_source_tree(tmp_path: Path) -> None:
    package = tmp_path / "tui" / "briefing"
    package.mkdir(parents=True)
    assert folders.bundled("seeds", package) == tmp_path / "seeds"


def test_shipped_folders_in_an_installed_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "briefing"
    (package / "_data" / "themes").mkdir(parents=True)
    assert folders.bundled("themes", package) == package / "_data" / "themes"


def test_shipped_folders_here() -> None:
    root = Path(folders.__file__).parents[2]
    assert folders.seeds_dir() in (root / "seeds", Path(folders.__file__).parent / "_data" / "seeds")
    assert folders.themes_dir().name == "themes"
