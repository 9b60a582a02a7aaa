"""What can be asked of a worker: a class for each request, with the type of its answer.

A request is a frozen dataclass that travels pickled to a worker process and is run there. The
transport knows nothing of what it does: the request itself names the host it needs, which is the
state the worker keeps from one request to the next.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator
from enum import Enum
from typing import ClassVar, Generic, NamedTuple, TypeVar

HostT = TypeVar("HostT", bound="RequestHost", contravariant=True)  # noqa: PLC0105 - said of a host, not of its variance
Part = TypeVar("Part", covariant=True)  # noqa: PLC0105
Answer = TypeVar("Answer", covariant=True)  # noqa: PLC0105


class Priority(Enum):
    """How urgent a request is: which worker process runs it, and what goes before it."""

    INTERACTIVE = "interactive"
    """Somebody waits at the screen. The first worker runs it, before the steps of any stream."""
    PATIENT = "patient"
    """The same worker, behind everything else that was asked of it."""
    UPDATE = "update"
    """A worker of its own, so that a file that changed is seen while the first one is busy; the first one
    where that alone holds what changes.
    """
    ANALYSIS = "analysis"
    """A worker of its own behind all other processes, which keeps what it worked out. The user's cancel
    ends the process, as its work cannot be ended between two steps.
    """
    MAINTENANCE = "maintenance"
    """A worker of its own behind all other processes, ended when it is done: its memory is given back."""

    @property
    def background(self) -> bool:
        """Whether its worker gives way to all other processes."""
        return self in (Priority.ANALYSIS, Priority.MAINTENANCE)


class RequestHost:
    """What a worker keeps between requests; made when the first request that needs it comes."""

    def rest(self) -> None:
        """Nothing is asked at the moment: give back memory that can be had again at once."""


class Progress(NamedTuple):
    """How far a streaming request is."""

    done: int
    total: int
    what: str = ""


class BaseRequest(ABC, Generic[HostT]):
    """What requests of both kinds say of themselves."""

    priority: ClassVar[Priority] = Priority.INTERACTIVE
    cancellable: ClassVar[bool] = False
    """Whether the user's cancel ends it; the one who waits gets a CancelledError then."""
    supersedes: ClassVar[bool] = False
    """Whether it begins in a process of its own, ending what was done there, and is the last to use it; where
    a process has to be told what it works on, it goes on in the one that was.
    """
    cleans_up: ClassVar[bool] = False
    """Whether it has something to take back when it is ended, as a file half written."""

    @classmethod
    def host_type(cls) -> type[RequestHost]:
        """The class of the host that `run` is given: made without arguments, once in each worker."""
        return RequestHost


class Request(BaseRequest[HostT], Generic[HostT, Answer]):
    """A question with one answer, given before the worker does anything else."""

    @abstractmethod
    def run(self, host: HostT) -> Answer:
        """Work the answer out, in the worker; what it raises is raised where the answer is awaited."""


class StreamRequest(BaseRequest[HostT], Generic[HostT, Part, Answer]):
    """A request done in steps: other requests are answered in between, and parts travel as they come."""

    @abstractmethod
    def run(self, host: HostT) -> Generator[Part | Progress | None, None, Answer]:
        """Yield parts of the answer, how far it is, or None for a step without news; return the answer."""
