"""What every test of the command line needs: folders of its own, articles, and two ways to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own files and terminal settings out of every test."""
    home = tmp_path / "home"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"BRIEFING_{kind}_DIR", str(home / kind.lower()))
    for name in ("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "PYTHONIOENCODING"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return home


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with `news/`: three files, four articles."""
    shutil.copytree(ARTICLES, tmp_path / "news")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news"


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line in a process of its own: `spawn(*argv, stdin=b"", env={})`."""

    def run(
        *argv: str | bytes, stdin: bytes = b"", env: dict[str, str] | None = None, **options: object
    ) -> subprocess.CompletedProcess[bytes]:
        command: list[str | bytes] = [sys.executable, "-P", "-m", "briefing", *argv]
        settings: dict[str, object] = {"capture_output": True, **options}
        done: subprocess.CompletedProcess[bytes] = subprocess.run(
            command,
            input=stdin,
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
            **settings,  # type: ignore[call-overload]
        )
        return done

    return run
