"""Exports, written into a file step by step."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority
from briefing.model.excerpt_filter import EVERYTHING, ExcerptFilter
from briefing.session.requests.session_request import SessionStream, now_and_then

if TYPE_CHECKING:
    from briefing.jobs.requests import Progress
    from briefing.session.exports import ExportWhat
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class ExportToFile(SessionStream[Never, int]):
    """Write an export to a file, article by article; how many excerpts it holds."""

    path: str
    what: ExportWhat
    topic: str | None
    """The label of the topic that is exported, or to which figures are narrowed."""
    form: str
    """The name of the format."""
    overwrite: bool
    only: ExcerptFilter = EVERYTHING

    priority = Priority.PATIENT
    cancellable = True
    cleans_up = True

    def run(self, host: SessionHost) -> Generator[Progress | None, None, int]:
        """Nothing is written where there are no excerpts, nor when it is given up."""
        steps = host.session.exports.steps(
            Path(self.path),
            self.what,
            self.form,
            topic=self.topic,
            only=self.only,
            overwrite=self.overwrite,
        )
        return (yield from now_and_then(steps))
