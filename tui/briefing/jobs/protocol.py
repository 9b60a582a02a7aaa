"""What travels between the app and its worker process.

Frames are pickled tuples behind a four-byte length, over the child's standard streams. Both ends
are this program, started by this program: nothing from outside is ever unpickled.
"""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any, Literal, NamedTuple

_LENGTH = struct.Struct(">Q")

ReplyKind = Literal["part", "progress", "done", "failed", "cancelled"]


class Request(NamedTuple):
    """One call of a method of the worker's service."""

    id: int
    method: str
    args: tuple[Any, ...] = ()


class Reply(NamedTuple):
    """One answer to a request; `part` and `progress` may come many times before the last."""

    id: int
    kind: ReplyKind
    value: Any = None


def send(stream: IO[bytes], message: Request | Reply) -> None:
    """Write one frame; OSError or ValueError when the other end is gone."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Request | Reply | None:
    """Read one frame; None at the end of the stream, also where it ends inside a frame."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        return None
    message: Request | Reply = pickle.loads(data)  # noqa: S301 - written by our own other end
    return message
