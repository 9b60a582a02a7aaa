"""What tests of the settings share: a configuration folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own files out of every test, and give the folder of the configuration."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(tmp_path / "home" / kind.lower()))
    return tmp_path / "home" / "config"


@pytest.fixture
def write(own_folders: Path) -> Callable[[str], Path]:
    """Writes `config.toml`."""

    def write_it(text: str) -> Path:
        own_folders.mkdir(parents=True, exist_ok=True)
        path = own_folders / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_it
