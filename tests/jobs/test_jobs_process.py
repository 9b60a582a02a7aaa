"""A worker process: who goes first, how a stream is ended, what it keeps, and what is told of faults."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import IO, ClassVar, Never

import pytest

from briefing.errors import UsageError
from briefing.jobs.process import Loop
from briefing.jobs.requests import Priority, Progress, Request, RequestHost, StreamRequest
from briefing.jobs.wire_protocol import Ask, Cancel, Message, Reply, receive, send


class Counter(RequestHost):
    """Counts what was asked of it."""

    made = 0

    def __init__(self) -> None:
        Counter.made += 1
        self.asked = 0
        self.ended: list[str] = []


@dataclass(frozen=True)
class Count(Request[Counter, int]):
    """How often the host was asked."""

    @classmethod
    def host_type(cls) -> type[RequestHost]:
        return Counter

    def run(self, host: Counter) -> int:
        host.asked += 1
        return host.asked


@dataclass(frozen=True)
class Ended(Request[Counter, list[str]]):
    """The names of the endless streams that were ended."""

    @classmethod
    def host_type(cls) -> type[RequestHost]:
        return Counter

    def run(self, host: Counter) -> list[str]:
        return host.ended


@dataclass(frozen=True)
class Endless(StreamRequest[Counter, Never, None]):
    """A patient stream without end."""

    name: str

    priority = Priority.PATIENT
    cancellable = True

    @classmethod
    def host_type(cls) -> type[RequestHost]:
        return Counter

    def run(self, host: Counter) -> Generator[Progress]:
        try:
            while True:
                yield Progress(0, 0, self.name)
        finally:
            host.ended.append(self.name)


@dataclass(frozen=True)
class Table(StreamRequest[RequestHost, str, int]):
    """A stream that somebody waits for: its rows, a step without news, and their number."""

    rows: int

    def run(self, host: RequestHost) -> Generator[str | Progress | None, None, int]:
        for row in range(self.rows):
            yield Progress(row, self.rows)
            yield f"row {row}"
            yield None
        return self.rows


@dataclass(frozen=True)
class Refuse(Request[RequestHost, str]):
    """A question that has no answer."""

    ours: bool

    def run(self, host: RequestHost) -> str:
        if self.ours:
            raise LookupError("a fault")
        raise UsageError("not so", hint="but so")


@dataclass(frozen=True)
class Unsendable(Request[RequestHost, object]):
    """A question whose answer cannot be taken to the other process."""

    def run(self, host: RequestHost) -> object:
        return TooLarge()


@dataclass(frozen=True)
class UnsendablePart(StreamRequest[RequestHost, object, int]):
    """A stream, a part of which cannot be taken there."""

    def run(self, host: RequestHost) -> Generator[object, None, int]:
        yield "first"
        try:
            yield TooLarge()
        finally:
            UnsendablePart.ended += 1
        return 2

    ended: ClassVar[int] = 0


class TooLarge:
    """There is no memory left for its bytes."""

    def __reduce__(self) -> Never:
        raise MemoryError("no room for it")


class Served:
    """A loop on a thread, and the pipes to it."""

    def __init__(self) -> None:
        (inner, self.requests), (self.replies, outer) = _pipe(), _pipe()
        self._files = (inner, outer, self.requests, self.replies)
        self.thread = threading.Thread(target=Loop(inner, outer).run, daemon=True)
        self.thread.start()

    def send(self, message: Message) -> None:
        """Send a frame."""
        send(self.requests, message)

    def until(self, number: int, kind: str) -> list[Reply]:
        """The replies up to one of a kind to a request."""
        found: list[Reply] = []
        while True:
            reply = receive(self.replies)
            assert isinstance(reply, Reply)
            found.append(reply)
            if (reply.id, reply.kind) == (number, kind):
                return found

    def close(self) -> None:
        """End the loop."""
        self.requests.close()
        self.thread.join()
        for file in self._files:
            file.close()


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    read, write = os.pipe()
    return os.fdopen(read, "rb"), os.fdopen(write, "wb")


@pytest.fixture
def served() -> Iterator[Served]:
    """A loop that serves."""
    loop = Served()
    yield loop
    loop.close()


def test_a_patient_stream_lets_others_go_first_and_gives_back_what_it_holds(served: Served) -> None:
    served.send(Ask(1, Endless("first")))
    served.until(1, "progress")
    served.send(Ask(2, Table(3)))
    since = served.until(2, "progress")
    between = served.until(2, "done")
    # From its first step to its end nothing else was done.
    assert since[-1].value == Progress(0, 3)
    assert {reply.id for reply in between} == {2}
    assert between[-1].value == 3
    # One answer goes before every step.
    served.send(Ask(3, Count()))
    assert served.until(3, "done")[-1].value == 1
    served.send(Ask(4, Endless("second")))
    served.send(Cancel(1))
    served.until(1, "cancelled")
    served.until(4, "progress")
    served.send(Cancel(4))
    served.until(4, "cancelled")
    served.send(Ask(5, Ended()))
    assert served.until(5, "done")[-1].value == ["first", "second"]


def test_a_host_is_made_once_when_it_is_first_needed(served: Served) -> None:
    before = Counter.made
    served.send(Ask(1, Table(1)))
    served.until(1, "done")
    assert Counter.made == before
    for number in (2, 3):
        served.send(Ask(number, Count()))
        assert served.until(number, "done")[-1].value == number - 1
    assert Counter.made == before + 1


def test_cancelling_what_has_ended_is_harmless(served: Served) -> None:
    served.send(Cancel(7))
    served.send(Ask(1, Table(1)))
    assert [reply.kind for reply in served.until(1, "done")] == ["progress", "part", "done"]


def test_faults_are_told_with_what_is_known_of_them(served: Served) -> None:
    served.send(Ask(1, Refuse(ours=False)))
    assert served.until(1, "failed")[-1].value == ("not so", "but so", "", False)
    served.send(Ask(2, Refuse(ours=True)))
    message, hint, report, _ = served.until(2, "failed")[-1].value
    assert (message, hint) == ("LookupError in the worker", "")
    assert "a fault" in report


def test_an_answer_that_cannot_be_sent_is_told_and_others_are_served(served: Served) -> None:
    served.send(Ask(1, Unsendable()))
    message, _, report, _ = served.until(1, "failed")[-1].value
    assert message == "MemoryError in the worker"
    assert "no room for it" in report
    before = UnsendablePart.ended
    served.send(Ask(2, UnsendablePart()))
    assert [reply.kind for reply in served.until(2, "failed")] == ["part", "failed"]
    served.send(Ask(3, Table(1)))
    assert served.until(3, "done")[-1].value == 1
    assert UnsendablePart.ended == before + 1
