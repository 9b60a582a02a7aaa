"""Folders of the tests' own: nothing is read from or left in a person's."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder worked in; data and cache lie beside it."""
    monkeypatch.setenv("BRIEFING_DATA_DIR", str(tmp_path / "home" / "data"))
    monkeypatch.setenv("BRIEFING_CACHE_DIR", str(tmp_path / "home" / "cache"))
    monkeypatch.delenv("BRIEFING_LIBRARY", raising=False)
    monkeypatch.delenv("BRIEFING_NO_LIBRARY", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work
