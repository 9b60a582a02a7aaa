"""The worker process: serves requests, and steps through long jobs in between.

Jobs are taken in the order asked, those that are patient behind all others; a request that is
answered at once goes before every step of a running job. A `cancel` request ends a job between two
steps. The process ends with its asker.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import IO, Any

from briefing.errors import BriefingError
from briefing.jobs.protocol import Reply, Request, receive, send
from briefing.model.build_progress import BuildProgress
from briefing.session.service import PATIENT, Part, Progress, Service
from briefing.settings import use_options

IDLE_SECONDS = 0.4
"""Nothing is asked for so long: then memory is given back."""


@dataclass(eq=False, slots=True)
class _Job:
    """Something that takes long, done a step at a time."""

    id: int
    steps: Iterator[Any]
    patient: bool

    def close(self) -> None:
        """Give it up."""
        if isinstance(self.steps, Generator):
            self.steps.close()


class Loop:
    """Serves one asker until its stream ends."""

    def __init__(self, requests: IO[bytes], replies: IO[bytes], service: Service) -> None:
        self._requests = requests
        self._replies = replies
        self._service = service
        self._inbox: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._jobs: list[_Job] = []

    def run(self) -> None:
        """Serve until the asker is gone."""
        threading.Thread(target=self._listen, daemon=True).start()
        rested = True
        while True:
            try:
                request = self._inbox.get(
                    block=not self._jobs, timeout=None if self._jobs or rested else IDLE_SECONDS
                )
            except queue.Empty:
                rested = not self._jobs
                if rested:
                    self._service.rest()
                else:
                    self._step()
                continue
            if request is None:
                return
            rested = False
            self._serve(request)

    def _listen(self) -> None:
        while isinstance(message := receive(self._requests), Request):
            self._inbox.put(message)
        self._inbox.put(None)

    def _serve(self, request: Request) -> None:
        if request.method == "cancel":
            self._cancel(request.args[0])
            return
        try:
            answer = getattr(self._service, request.method)(*request.args)
        except Exception as error:  # noqa: BLE001 - every fault is told to the asker
            self._fail(request.id, error)
            return
        if isinstance(answer, Iterator):
            self._jobs.append(_Job(request.id, answer, request.method in PATIENT))
        else:
            send(self._replies, Reply(request.id, "done", answer))

    def _step(self) -> None:
        job = next((job for job in self._jobs if not job.patient), self._jobs[0])
        try:
            step = next(job.steps)
        except StopIteration:
            self._jobs.remove(job)
            send(self._replies, Reply(job.id, "done"))
        except Exception as error:  # noqa: BLE001 - every fault is told to the asker
            self._jobs.remove(job)
            self._fail(job.id, error)
        else:
            if isinstance(step, Progress | BuildProgress):
                send(self._replies, Reply(job.id, "progress", step))
            elif isinstance(step, Part):
                send(self._replies, Reply(job.id, "part", step.value))

    def _cancel(self, number: int) -> None:
        for job in [job for job in self._jobs if job.id == number]:
            self._jobs.remove(job)
            try:
                # At once, so that what it holds (a file half written) is given back.
                job.close()
            except Exception as error:  # noqa: BLE001 - every fault is told to the asker
                self._fail(job.id, error)
                continue
            send(self._replies, Reply(job.id, "cancelled"))

    def _fail(self, request: int, error: Exception) -> None:
        if isinstance(error, BriefingError):
            value = (error.message, error.hint, "")
        else:
            import traceback

            value = (f"{type(error).__name__} in the worker", "", "".join(traceback.format_exception(error)))
        send(self._replies, Reply(request, "failed", value))


BACKGROUND = 10
"""By how much a process that works in the background gives way to others."""


def main(*, background: bool = False) -> None:
    """Entry point of a process started anew: requests on standard input, replies on standard output.

    Its arguments are the settings given as options, `KEY=VALUE` each.

    With `background` it gives way to all other processes, and so do those it starts.
    """
    if background and sys.platform != "win32":
        os.nice(BACKGROUND)
    use_options(sys.argv[1:])
    replies = sys.stdout.buffer
    # Nothing but frames may reach the pipe: a stray print would break the protocol.
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, replies)


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """Serve one asker until it is gone."""
    # The terminal sends this to the whole group; the app decides when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        Loop(requests, replies, Service()).run()
    except (BrokenPipeError, ValueError):
        # The asker is gone; there is nobody left to tell.
        return
