"""Checksums of files, so that a damaged one is not taken for whole.

Those of the files of a folder that is written once stand in a list beside them, each with the time its
file was last changed. A file that nothing has written to since is whole and is not read: looking costs no
more than asking for its size. What was written to, or came from elsewhere, as out of a backup, is read
through and compared. A small file that is read as a whole begins with its checksum.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from struct import Struct
from typing import Any, NamedTuple

from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import write_atomic

CHECKSUMS = "checksums.json"
_PIECE = 1 << 20
"""Bytes read at once."""
_HEAD = Struct("<I")


class FileState(NamedTuple):
    """What is recorded of a file."""

    size: int
    """Bytes."""
    changed: int
    """When its content or owner was last changed, in nanoseconds: no program can set that back."""
    checksum: int
    """CRC-32 of its bytes."""


def record_checksums(folder: Path, names: Iterable[str]) -> None:
    """List the files of `folder` that are called so, all of them on disk; LibraryError when it refuses."""
    try:
        states = {name: _state(folder / name) for name in sorted(names)}
        data = json.dumps({"files": states, "checksum": _checksum_of(states)}).encode("ascii")
        write_atomic(folder / CHECKSUMS, data, overwrite=True, mode=0o600)
    except (OSError, ExportError) as error:
        raise LibraryError(f"checksums cannot be written: {error}") from error


def forget_checksums(folder: Path) -> None:
    """Remove the list, before its files are changed; raises OSError."""
    (folder / CHECKSUMS).unlink(missing_ok=True)


def damaged_files(folder: Path, *, thorough: bool = False) -> tuple[str, ...] | None:
    """Return the names of listed files that are not as they were recorded or not there; None where there
    is no list. A list that is itself damaged is the one name returned.

    With `thorough` files that nothing wrote to are read through, too: a disk may lose what is on it.
    """
    try:
        data = (folder / CHECKSUMS).read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return (CHECKSUMS,)
    try:
        told: Any = json.loads(data)
        states = {str(name): FileState(*state) for name, state in told["files"].items()}
        if told["checksum"] != _checksum_of(states):
            return (CHECKSUMS,)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return (CHECKSUMS,)
    return tuple(
        name for name, state in states.items() if not _is_whole(folder / name, state, thorough=thorough)
    )


def with_checksum(data: bytes) -> bytes:
    """Return `data` behind its checksum."""
    return _HEAD.pack(zlib.crc32(data)) + data


def without_checksum(data: bytes) -> bytes:
    """Return what `with_checksum` was given; ValueError where it is damaged."""
    body = data[_HEAD.size :]
    if data[: _HEAD.size] != _HEAD.pack(zlib.crc32(body)):
        raise ValueError("the checksum is that of other bytes")
    return body


def _is_whole(path: Path, recorded: FileState, *, thorough: bool) -> bool:
    try:
        found = path.stat()
        if found.st_size != recorded.size:
            return False
        trusted = not thorough and found.st_ctime_ns == recorded.changed
        return trusted or _state(path).checksum == recorded.checksum
    except OSError:
        return False


def _state(path: Path) -> FileState:
    checksum = 0
    with path.open("rb") as file:
        # Asked before it is read: what is written to it meanwhile makes it another.
        found = os.fstat(file.fileno())
        while piece := file.read(_PIECE):
            checksum = zlib.crc32(piece, checksum)
    return FileState(found.st_size, found.st_ctime_ns, checksum)


def _checksum_of(states: dict[str, FileState]) -> int:
    return zlib.crc32(json.dumps(states, sort_keys=True).encode("ascii"))
