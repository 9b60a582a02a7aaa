"""What travels between an asker and its worker process.

Frames are pickled tuples behind an eight-byte length, over the child's standard streams. Both ends
are this program, started by this program: nothing from outside is ever unpickled.
"""

from __future__ import annotations

import pickle
from typing import IO, Any, Literal, NamedTuple

from briefing.jobs.frames import read_frame, write_frame
from briefing.jobs.requests import Request, StreamRequest

ReplyKind = Literal["part", "progress", "done", "failed", "cancelled"]


class Ask(NamedTuple):
    """One request, with the number its replies carry."""

    id: int
    request: Request[Any, object] | StreamRequest[Any, object, object]


class Cancel(NamedTuple):
    """The request of this number is not wanted any more."""

    id: int


class Reply(NamedTuple):
    """One answer to a request; `part` and `progress` may come many times before the last."""

    id: int
    kind: ReplyKind
    value: Any = None


Message = Ask | Cancel | Reply


def pack(message: Message) -> bytes:
    """Return the bytes of a message, the content of one frame.

    Raises whatever its values raise, MemoryError among it, while nothing of it is written yet.
    """
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def send(stream: IO[bytes], message: Message) -> None:
    """Write one frame; OSError or ValueError when the other end is gone."""
    write_frame(stream, pack(message))


def receive(stream: IO[bytes]) -> Message | None:
    """Read one frame; None at the end of the stream, also where it ends inside a frame."""
    data = read_frame(stream)
    if data is None:
        return None
    message: Message = pickle.loads(data)  # noqa: S301 - written by our own other end
    return message
