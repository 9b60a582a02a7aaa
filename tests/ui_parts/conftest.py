"""Dialogs and widgets by themselves, on screens whose rules of style are read once."""

from __future__ import annotations

import pytest
from quick_screens import read_once


@pytest.fixture(autouse=True)
def styles_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no test read again what another has read: `read_once`."""
    read_once(monkeypatch)
