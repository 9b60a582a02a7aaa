"""What the reader's process is told of large sets, and when it takes no library at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.library import holding_policy
from briefing.library.holding_policy import HoldingPolicy
from briefing.library.locations import is_library, library_folder
from briefing.model.library_choice import ANY_LIBRARY, LibraryChoice
from briefing.model.opening_events import OnDisk
from briefing.session.requests.article_requests import BuildLibrary, OpenFromLibrary
from briefing.session.requests.opening_requests import OpenArticles
from briefing.session.worker_session import SessionHost


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a set of three files a large one."""
    monkeypatch.setattr(holding_policy, "POLICY", HoldingPolicy(2))


def opened(news: Path, library: LibraryChoice = ANY_LIBRARY) -> OnDisk | None:
    """What the parts of an opening say of a library."""
    parts = list(OpenArticles((str(news),), library=library).run(SessionHost()))
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


def test_without_libraries_everything_is_read(news: Path) -> None:
    assert opened(news, LibraryChoice(wanted=False)) is None
    assert not is_library(library_folder([str(news)]))


def test_a_named_library_is_taken_by_every_request(news: Path, tmp_path: Path) -> None:
    chosen, host = LibraryChoice(tmp_path / "mine"), SessionHost()
    found = opened(news, chosen)
    assert found is not None
    assert found.folder == str(tmp_path / "mine")
    for _ in BuildLibrary((str(news),), chosen).run(host):
        pass
    OpenFromLibrary((str(news),), chosen).run(host)
    assert host.session.corpus.library.folder == tmp_path / "mine"
    assert host.session.corpus.library.count() == 5
    assert not (tmp_path / "home" / "cache").exists()
