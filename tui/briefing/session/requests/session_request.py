"""What all requests to a session share."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Generic, TypeVar

from briefing.jobs.requests import Answer, Part, Progress, Request, StreamRequest

if TYPE_CHECKING:
    from briefing.session.worker_session import SessionHost

Result = TypeVar("Result")

TELL_SECONDS = 0.1
"""Between two reports of how far a long request is that has many short steps."""


class SessionRequest(Request["SessionHost", Answer], Generic[Answer]):
    """A question to the session of a worker."""

    @classmethod
    def host_type(cls) -> type[SessionHost]:
        """The session and what belongs to it."""
        from briefing.session.worker_session import SessionHost

        return SessionHost


class SessionStream(StreamRequest["SessionHost", Part, Answer], Generic[Part, Answer]):
    """The same for what is done in steps."""

    @classmethod
    def host_type(cls) -> type[SessionHost]:
        """The session and what belongs to it."""
        from briefing.session.worker_session import SessionHost

        return SessionHost


def every_step(
    steps: Generator[tuple[int, int], None, Result], what: str = ""
) -> Generator[Progress, None, Result]:
    """Go through `steps` and tell each of them; what they return is returned."""
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield Progress(done, total, what)


def now_and_then(
    steps: Generator[tuple[int, int], None, Result],
) -> Generator[Progress | None, None, Result]:
    """Go through `steps`, telling how far they are only every `TELL_SECONDS`; closes them when given up."""
    told = time.monotonic()
    try:
        while True:
            done, total = next(steps)
            if time.monotonic() - told > TELL_SECONDS:
                told = time.monotonic()
                yield Progress(done, total)
            else:
                yield None
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        steps.close()
