"""Events and voices of a session: the same on disk and in memory, and anew where a date is set by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.library.build.builder import build_library
from briefing.session import Session

FERRY = """# Ferry Halcyon aground off Salter Rock

The ferry Halcyon ran aground off Salter Rock at dawn with 212 passengers on board, said Captain Edda Moran.

All were brought ashore by noon in nine boats that the harbour office of Port Salter had sent to the ferry.
"""
AGAIN = """# Ferry Halcyon aground once more

Captain Edda Moran ran the ferry Halcyon aground off Salter Rock again, with 180 passengers on board.

The harbour office of Port Salter sent eleven boats, which brought everybody ashore before the storm.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("a", FERRY), ("b", FERRY.replace("All were", "Everybody was")), ("c", AGAIN)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def in_memory(reports: Path) -> Session:
    session = Session()
    for _ in session.open([str(reports)]):
        pass
    return session


def on_disk(reports: Path) -> Session:
    for _ in build_library([str(reports)]):
        pass
    session = Session()
    session.open_library([str(reports)])
    return session


def test_a_library_has_the_events_and_voices_of_its_files(reports: Path) -> None:
    held, stored = in_memory(reports), on_disk(reports)
    assert held.events() == stored.events()
    assert held.voices() == stored.voices()
    (voice,) = held.voices()
    assert {Path(name).name for name in voice.articles} == {"a.md", "b.md"}
    assert held.sources.copy_of([voice.original]) == held.sources.copy_of()
    assert held.events() is held.events()


def test_of_some_articles_their_events_alone(reports: Path) -> None:
    session = in_memory(reports)
    name = str(reports / "c.md")
    assert [event.articles for event in session.sources.events([name])] == [(name,)]
    assert session.sources.voices([name]) == ()


@pytest.mark.parametrize("open_session", [in_memory, on_disk])
def test_a_date_set_by_hand_is_heeded(reports: Path, open_session: object) -> None:
    """Days of events and the likely original are those that a person says."""
    assert callable(open_session)
    session: Session = open_session(reports)
    (voice,) = session.sources.voices()
    first, second = sorted(voice.articles)
    session.set_details(second, published="2026-03-02")
    session.set_details(first, published="2026-03-05")
    (voice,) = session.sources.voices()
    assert (voice.original, voice.likely_by) == (second, "date")
    event = next(one for one in session.events() if first in one.articles)
    assert (event.first_day, event.articles[:2]) == ("2026-03-02", (second, first))
