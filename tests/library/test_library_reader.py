"""What the reader's process is told of large sets, and when it takes no library at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.library.locations import is_library, library_folder
from briefing.model.opening_events import OnDisk
from briefing.session.requests.article_requests import BuildLibrary
from briefing.session.requests.opening_requests import OpenArticles
from briefing.session.worker_session import SessionHost


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a set of three files a large one."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))


def opened(news: Path) -> OnDisk | None:
    """What the parts of an opening say of a library."""
    parts = list(OpenArticles((str(news),)).run(SessionHost()))
    return next((part for part in parts if isinstance(part, OnDisk)), None)


def test_a_large_set_is_built_and_then_opened_from_its_library(news: Path) -> None:
    first = opened(news)
    assert first is not None
    assert (first.count, first.heads) == (0, ())
    for _ in BuildLibrary((str(news),)).run(SessionHost()):
        pass
    again = opened(news)
    assert again is not None
    assert (again.count, len(again.heads)) == (5, 5)


def test_without_libraries_everything_is_read(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_NO_LIBRARY", "1")
    assert opened(news) is None
    assert not is_library(library_folder([str(news)]))


def test_a_named_library_is_taken(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "mine"))
    found = opened(news)
    assert found is not None
    assert found.folder == str(tmp_path / "mine")
    assert not (tmp_path / "home" / "cache").exists()
