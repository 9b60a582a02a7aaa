"""The session of a worker process, with what the worker has to know beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.jobs.requests import RequestHost
from briefing.session.session import Session

if TYPE_CHECKING:
    from briefing.model.known_set import Analysed


class SessionHost(RequestHost):
    """What requests to a session are run with."""

    def __init__(self) -> None:
        self.session = Session()
        self.warming = False
        """Whether the indexes are being built: related passages are not worked out meanwhile."""
        self.known: dict[str, Analysed] = {}
        """What was found elsewhere in articles that are to be kept."""

    def rest(self) -> None:
        """Let go of what was freed, and of the pages of the library's files, which the system's cache has."""
        from briefing.jobs.trim_memory import release_freed

        self.session.corpus.rest()
        release_freed()
