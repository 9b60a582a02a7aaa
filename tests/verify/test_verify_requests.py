"""The request that a worker answers."""

from __future__ import annotations

from pathlib import Path

from verify_articles import ARTICLES

from briefing.jobs.requests import Progress
from briefing.session.requests.verification_requests import VerifyNote
from briefing.session.worker_session import SessionHost


def test_a_worker_verifies_a_note_and_tells_how_far_it_is(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(
        "“reckless storage” (Alder Gazette), and 17 workers (Coast Wire, 2026-03-12)", encoding="utf-8"
    )
    host = SessionHost()
    host.session.hold(ARTICLES)
    steps = VerifyNote(str(note)).run(host)
    told: list[Progress] = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            found = end.value
            break
    assert [claim.status for claim in found.claims] == ["exact", "differs"]
    assert told
    assert all(step.done <= step.total for step in told)
    assert [step.done for step in told] == sorted(step.done for step in told)
