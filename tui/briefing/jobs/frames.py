"""Bytes behind their length, as they travel between this program and the processes that it starts."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


class FrameTooLargeError(ValueError):
    """A frame is of more bytes than are taken from the other end."""


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one frame; OSError or ValueError when the other end is gone."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes], most: int | None = None) -> bytes | None:
    """Read one frame; None at the end of the stream, also where it ends inside a frame.

    FrameTooLargeError, before anything of it is read, where it would be of more than `most` bytes.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(head)
    if most is not None and size > most:
        raise FrameTooLargeError
    data = stream.read(size)
    return data if len(data) == size else None
