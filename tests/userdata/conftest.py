"""Folders of the tests' own, and a database in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.userdata.database import Database


class Clock:
    """A clock that tests set."""

    def __init__(self) -> None:
        self.time = datetime(2026, 2, 4, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, days: float) -> None:
        self.time += timedelta(days=days)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("config", "data", "state", "cache"):
        monkeypatch.setenv(f"BRIEFING_{kind.upper()}_DIR", str(tmp_path / kind))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.db"


@pytest.fixture
def database(path: Path, clock: Clock) -> Iterator[Database]:
    opened = Database(path, clock=clock, seconds=0.2)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _closed(closed_stores: None) -> None:
    """Every test here opens databases."""
