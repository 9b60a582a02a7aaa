"""Notes, compared with the articles that are open."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority, Progress
from briefing.session.requests.session_request import SessionStream, every_step

if TYPE_CHECKING:
    from briefing.model.verification import Verification
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class VerifyNote(SessionStream[Never, "Verification"]):
    """Look for the claims of the note at `path` in the articles; ReadError when it cannot be read."""

    path: str

    priority = Priority.PATIENT
    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, Verification]:
        """Progress counts articles, each of them once for quotations and once for figures."""
        from briefing.session.note_verification import note_bytes

        steps = host.session.verification.verify(note_bytes(self.path, None), self.path)
        return (yield from every_step(steps))
