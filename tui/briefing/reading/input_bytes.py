"""The bytes of a file, taken without ever waiting for a pipe or reading without end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from briefing.errors import ReadError
from briefing.settings import read_limits

_CHUNK = 1 << 20
_LIMIT = "limits.file_bytes in config.toml is how large a file may be"

# The flags that keep an open from blocking or changing the terminal do not exist on Windows.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_file(file: str) -> bytes:
    """Return the bytes of a regular file within the limit of this process; ReadError says why not.

    What the path names is looked at again once it is open, so that nothing put there after the
    folder was walked (a pipe, a device) can hang the program.
    """
    with open_file(file) as stream:
        size = os.fstat(stream.fileno()).st_size
        if size > (most := read_limits().file_bytes):
            raise ReadError(_too_large(size, most), hint=_LIMIT)
        return read_stream(stream)


def read_pieces(file: str) -> Iterator[bytes]:
    """Yield the bytes of a regular file of any size, some at a time; ReadError says why not."""
    with open_file(file) as stream:
        while piece := stream.read(_CHUNK):
            yield piece


@contextmanager
def open_file(file: str) -> Iterator[BinaryIO]:
    """Give a regular file, open to be read, without ever waiting for a pipe; ReadError says why not."""
    try:
        descriptor = os.open(file, _FLAGS)
    except (OSError, ValueError) as error:
        raise ReadError(reason_of(error)) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ReadError("not a regular file")
    with os.fdopen(descriptor, "rb") as stream:
        try:
            yield stream
        except OSError as error:
            raise ReadError(reason_of(error)) from error


def read_stream(stream: BinaryIO) -> bytes:
    """Return all bytes of `stream`; ReadError when there are more than the limit of this process."""
    most = read_limits().file_bytes
    chunks: list[bytes] = []
    size = 0
    try:
        while chunk := stream.read(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > most:
                raise ReadError(_too_large(size, most, at_least=True), hint=_LIMIT)
    except OSError as error:
        raise ReadError(reason_of(error)) from error
    return b"".join(chunks)


def _too_large(size: int, most: int, *, at_least: bool = False) -> str:
    more = "more than " if at_least else ""
    return f"too large: {more}{_bytes(size)}, and files over {_bytes(most)} are not read"


def _bytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size:,} bytes"


def reason_of(error: OSError | ValueError) -> str:
    """Why the system refused, in words for the reader, without the path."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "a link that leads back to itself"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)
