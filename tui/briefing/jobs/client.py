"""The app's end of a worker process: calls that return futures, and parts as they come.

Started before the app's own imports, so that articles are read while Textual loads. Callbacks run
on the client's reader thread: they may only post a message.
"""

from __future__ import annotations

import contextlib
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from briefing.errors import BriefingError
from briefing.jobs.frames import write_frame
from briefing.jobs.launch import Child, launch
from briefing.jobs.requests import HostT, Progress, Request, StreamRequest
from briefing.jobs.wire_protocol import Ask, Cancel, Reply, pack, receive, send

if TYPE_CHECKING:
    from collections.abc import Callable

Part = TypeVar("Part")
Answer = TypeVar("Answer")


class WorkerError(BriefingError):
    """The worker process failed or ended; `report` holds its traceback, if it left one."""

    def __init__(self, message: str, *, hint: str = "", report: str = "", passing: bool = False) -> None:
        super().__init__(message, hint=hint)
        self.report = report
        self.passing = passing


class WorkerEndedError(WorkerError):
    """The process has ended; `start` begins another that knows nothing of what this one did."""

    def __init__(self) -> None:
        super().__init__("the worker process has ended")


@dataclass(slots=True, eq=False)
class Call(Generic[Answer]):
    """One request under way."""

    id: int
    future: Future[Answer] = field(default_factory=Future)
    """Ends with the answer, a WorkerError or, where the request was cancelled, a CancelledError."""
    on_part: Callable[[Any], object] | None = None
    on_progress: Callable[[Progress], object] | None = None


class Worker:
    """One worker process."""

    def __init__(self, *, background: bool = False) -> None:
        """With `background`, all other processes go before it where there are more than cores."""
        self._background = background
        self._process: Child | None = None
        self._listener: threading.Thread | None = None
        self._calls: dict[int, Call[Any]] = {}
        self._last = 0
        self._lost = False
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the process; harmless when it runs. A lost one is replaced by one that knows nothing."""
        if self._process is not None:
            return
        self._lost = False
        self._process = launch(background=self._background)
        self._listener = threading.Thread(target=self._listen, args=(self._process,), daemon=True)
        self._listener.start()

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None

    @property
    def busy(self) -> bool:
        """Whether any call is under way."""
        return bool(self._calls)

    def ask(self, request: Request[HostT, Answer]) -> Call[Answer]:
        """Send `request`; the future of the returned call ends with the answer or a WorkerError.

        Starts the process when it has not been started, but not when it was lost: whoever asks
        must know that what the process knew is gone.
        """
        call: Call[Answer] = Call(self._next_id())
        self._send(call, request)
        return call

    def stream(
        self,
        request: StreamRequest[HostT, Part, Answer],
        on_part: Callable[[Part], object] | None = None,
        on_progress: Callable[[Progress], object] | None = None,
    ) -> Call[Answer]:
        """The same for what is done in steps; the callbacks run on the thread that reads the replies."""
        call: Call[Answer] = Call(self._next_id(), on_part=on_part, on_progress=on_progress)
        self._send(call, request)
        return call

    def _next_id(self) -> int:
        with self._lock:
            self._last += 1
            return self._last

    def _send(self, call: Call[Any], request: Request[Any, Any] | StreamRequest[Any, Any, Any]) -> None:
        data = pack(Ask(call.id, request))
        if not self._lost:
            self.start()
        process = self._process
        with self._lock:
            self._calls[call.id] = call
            try:
                if process is None or process.stdin is None:
                    raise BrokenPipeError
                write_frame(process.stdin, data)
            except (OSError, ValueError):
                if process is not None and process is self._process:
                    # The call fails once the end is noticed: whoever is told must find it not running.
                    process.kill()
                    return
                del self._calls[call.id]
                call.future.set_exception(WorkerEndedError())

    def cancel(self, call: Call[Any]) -> None:
        """Ask that a stream ends at its next step; its future is cancelled when it does."""
        process = self._process
        if process is None or process.stdin is None or call.future.done():
            return
        with self._lock:
            try:
                send(process.stdin, Cancel(call.id))
            except (OSError, ValueError):
                call.future.cancel()

    def stop(self) -> None:
        """End the process at once; calls under way fail."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        # It would fail the calls of the next process if it ended after that had started.
        if self._listener is not None:
            self._listener.join()

    def _listen(self, process: Child) -> None:
        stream = process.stdout
        fault: Exception | None = None
        try:
            while stream is not None and isinstance(reply := receive(stream), Reply):
                self._take(reply)
        except Exception as error:  # noqa: BLE001 - told to whoever waits; this thread has nobody
            fault = error
        self._clear_away(process)
        with self._lock:
            if self._process is process:
                self._process = None
                self._lost = True
            calls, self._calls = list(self._calls.values()), {}
        for call in calls:
            if not call.future.done():
                call.future.set_exception(fault or WorkerEndedError())

    def _clear_away(self, process: Child) -> None:
        """Take note of the end of a process, and give back what it held."""
        process.kill()
        process.wait()
        with self._lock:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):  # what was not sent has nobody to go to
                        stream.close()

    def _take(self, reply: Reply) -> None:
        call = self._calls.get(reply.id)
        if call is None:
            return
        if reply.kind in ("part", "progress"):
            self._tell(call, reply)
            return
        with self._lock:
            self._calls.pop(reply.id, None)
        if call.future.done():
            return
        if reply.kind == "done":
            call.future.set_result(reply.value)
        elif reply.kind == "cancelled":
            call.future.cancel()
        else:
            message, hint, report, passing = reply.value
            call.future.set_exception(WorkerError(message, hint=hint, report=report, passing=passing))

    def _tell(self, call: Call[Any], reply: Reply) -> None:
        """Hand a part or a progress on; a fault of the one who takes it ends the call, not the thread."""
        take = call.on_part if reply.kind == "part" else call.on_progress
        if take is None or call.future.done():
            return
        try:
            take(reply.value)
        except Exception as error:  # noqa: BLE001 - told to whoever waits for the call
            call.future.set_exception(error)
