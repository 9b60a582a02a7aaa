"""Facts about the source tree that the checks of this folder share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def readme() -> str:
    """The text of the README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")
