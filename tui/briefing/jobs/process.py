"""The worker process: runs requests, and steps through streaming ones in between.

Streams are taken in the order asked, those that are patient behind all others; a request with one
answer goes before every step of a running stream. A cancel ends a stream between two steps. The
process ends with its asker.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import IO, Any

from briefing.errors import BriefingError
from briefing.jobs.frames import write_frame
from briefing.jobs.requests import Priority, Progress, RequestHost, StreamRequest
from briefing.jobs.wire_protocol import Ask, Cancel, Reply, ReplyKind, pack, receive
from briefing.settings import use_options

IDLE_SECONDS = 0.4
"""Nothing is asked for so long: then memory is given back."""
BACKGROUND_NICENESS = 10
"""By how much a process that works in the background gives way to others."""


@dataclass(eq=False, slots=True)
class _Stream:
    """A streaming request under way."""

    id: int
    steps: Generator[object, None, object]
    patient: bool


class Loop:
    """Serves one asker until its stream ends."""

    def __init__(self, requests: IO[bytes], replies: IO[bytes]) -> None:
        self._requests = requests
        self._replies = replies
        self._hosts: dict[type[RequestHost], RequestHost] = {}
        self._inbox: queue.SimpleQueue[Ask | Cancel | None] = queue.SimpleQueue()
        self._streams: list[_Stream] = []

    def run(self) -> None:
        """Serve until the asker is gone."""
        threading.Thread(target=self._listen, daemon=True).start()
        rested = True
        while True:
            try:
                message = self._inbox.get(
                    block=not self._streams, timeout=None if self._streams or rested else IDLE_SECONDS
                )
            except queue.Empty:
                rested = not self._streams
                if rested:
                    for host in self._hosts.values():
                        host.rest()
                else:
                    self._step()
                continue
            if message is None:
                return
            rested = False
            if isinstance(message, Cancel):
                self._cancel(message.id)
            else:
                self._serve(message)

    def _listen(self) -> None:
        try:
            while isinstance(message := receive(self._requests), Ask | Cancel):
                self._inbox.put(message)
        finally:
            self._inbox.put(None)

    def _host(self, kind: type[RequestHost]) -> Any:
        """The host of this kind, made where there is none yet."""
        if kind not in self._hosts:
            self._hosts[kind] = kind()
        return self._hosts[kind]

    def _serve(self, asked: Ask) -> None:
        number, request = asked
        try:
            host = self._host(request.host_type())
            if isinstance(request, StreamRequest):
                patient = request.priority is Priority.PATIENT
                self._streams.append(_Stream(number, request.run(host), patient))
                return
            answer = request.run(host)
        except Exception as error:  # noqa: BLE001 - every fault is told to the asker
            self._fail(number, error)
            return
        self._reply(Reply(number, "done", answer))

    def _step(self) -> None:
        stream = next((stream for stream in self._streams if not stream.patient), self._streams[0])
        try:
            step = next(stream.steps)
        except StopIteration as end:
            self._streams.remove(stream)
            self._reply(Reply(stream.id, "done", end.value))
        except Exception as error:  # noqa: BLE001 - every fault is told to the asker
            self._streams.remove(stream)
            self._fail(stream.id, error)
        else:
            if step is not None:
                kind: ReplyKind = "progress" if isinstance(step, Progress) else "part"
                if not self._reply(Reply(stream.id, kind, step)):
                    self._streams.remove(stream)
                    self._close(stream)

    def _cancel(self, number: int) -> None:
        for stream in [stream for stream in self._streams if stream.id == number]:
            self._streams.remove(stream)
            if self._close(stream):
                self._reply(Reply(stream.id, "cancelled"))

    def _close(self, stream: _Stream) -> bool:
        """End a stream before it has come to its end; False where its fault over that was told."""
        try:
            # At once, so that what it holds (a file half written) is given back.
            stream.steps.close()
        except Exception as error:  # noqa: BLE001 - every fault is told to the asker
            self._fail(stream.id, error)
            return False
        return True

    def _reply(self, reply: Reply) -> bool:
        """Send a reply; False where it cannot be put into bytes, as one for which there is no memory, and
        that was told in its place.
        """
        try:
            data = pack(reply)
        except Exception as error:  # noqa: BLE001 - every fault is told to the asker
            self._fail(reply.id, error)
            return False
        write_frame(self._replies, data)
        return True

    def _fail(self, request: int, error: Exception) -> None:
        if isinstance(error, BriefingError):
            value = (error.message, error.hint, "", error.passing)
        else:
            import traceback

            value = (
                f"{type(error).__name__} in the worker",
                "",
                "".join(traceback.format_exception(error)),
                False,
            )
        self._reply(Reply(request, "failed", value))


def main(*, background: bool = False, preload: Sequence[str] = ()) -> None:
    """Entry point of a process started anew: requests on standard input, replies on standard output.

    Its arguments are the settings given as options, `KEY=VALUE` each. With `background` it gives way
    to all other processes, and so do those it starts.
    """
    if background and hasattr(os, "nice"):
        os.nice(BACKGROUND_NICENESS)
    use_options(sys.argv[1:])
    replies = sys.stdout.buffer
    # Nothing but frames may reach the pipe: a stray print would break the protocol.
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, replies, preload)


def serve(requests: IO[bytes], replies: IO[bytes], preload: Sequence[str] = ()) -> None:
    """Serve one asker until it is gone; the modules `preload` are imported while nothing is asked yet."""
    # The terminal sends this to the whole group; the app decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in preload:
        import_module(name)
    try:
        Loop(requests, replies).run()
    except (BrokenPipeError, ValueError):
        # The asker is gone; there is nobody left to tell.
        return
