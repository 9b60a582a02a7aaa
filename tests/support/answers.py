"""What a worker answers, as tests of the reader need it."""

from __future__ import annotations

from typing import Any

from briefing.jobs.requests import Request, StreamRequest
from briefing.library.build.builder import build_library
from briefing.session.requests.article_requests import BuildLibrary
from briefing.session.worker_session import SessionHost

Asked = Request[Any, object] | StreamRequest[Any, object, object]


class Answers:
    """The real answers; a test overrides what it gives itself, by the class of the request."""

    def __init__(self) -> None:
        self.host = SessionHost()
        self.session = self.host.session

    def answer(self, request: Asked) -> object:
        """The answer to a request, or the steps of a stream."""
        return request.run(self.host)


class Archive(Answers):
    """The real answers; builds use no further process."""

    def answer(self, request: Asked) -> object:
        """As the request does."""
        if isinstance(request, BuildLibrary):
            return build_library(request.paths, folder=request.library.folder, processes=0)
        return super().answer(request)
