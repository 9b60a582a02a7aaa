"""Articles by the event they report, and which of them are copies."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from briefing.jobs.requests import Priority, Progress
from briefing.session.requests.session_request import SessionStream, every_step

if TYPE_CHECKING:
    from briefing.model.source_groups import SourceGroups
    from briefing.session.worker_session import SessionHost


@dataclass(frozen=True, slots=True)
class GroupSources(SessionStream[Never, "SourceGroups | None"]):
    """Tell events and voices of all articles apart, for the list of articles; None where there are too
    many to compare all."""

    cancellable = True

    def run(self, host: SessionHost) -> Generator[Progress, None, SourceGroups | None]:
        """Progress counts articles."""
        return (yield from every_step(host.session.sources.groups_in_steps(), "events"))


@dataclass(frozen=True, slots=True)
class FindSources(GroupSources):
    """For what is said of events without being asked, which nobody waits for."""

    priority = Priority.PATIENT
