"""Arrays on disk: one plain file each, and a list of what they hold.

Arrays are appended to piece by piece, so that none has to fit in memory, and are mapped when they are
read, so that opening costs nothing. Little-endian, as every machine has them that numpy runs on today.
"""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from briefing.errors import LibraryError
from briefing.files.checksums import damaged_files, record_checksums

LAYOUT = "arrays.json"
"""Says of what type and length each array is; a folder without checksums of all files was never finished."""


class ArrayWriter:
    """Writes the arrays of one folder, which must not exist yet."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True)
        self.folder = folder
        self._open = ExitStack()
        self._files: dict[str, BinaryIO] = {}
        self._layout: dict[str, tuple[str, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def append(self, name: str, values: NDArray[Any]) -> None:
        """Write more of the array called `name`; every piece has the type of the first."""
        kind, length = self._layout.get(name, (values.dtype.str, 0))
        if kind != values.dtype.str:
            raise TypeError(f"{name} holds {kind}, not {values.dtype.str}")
        if name not in self._files:
            self._files[name] = self._open.enter_context((self.folder / f"{name}.bin").open("wb"))
        self._files[name].write(np.ascontiguousarray(values).data)
        self._layout[name] = (kind, length + len(values))

    def length(self, name: str) -> int:
        """Return how many values were written of an array."""
        return self._layout[name][1] if name in self._layout else 0

    def scratch(self, name: str, kind: type[Any], length: int) -> NDArray[Any]:
        """Return an array on disk of zeros, to be filled in any order; OSError when there is no room."""
        self._layout[name] = (np.dtype(kind).str, length)
        path = self.folder / f"{name}.bin"
        if not length:
            path.touch()
            return np.zeros(0, dtype=kind)
        _reserve(path, length * np.dtype(kind).itemsize)
        return np.memmap(path, dtype=kind, mode="r+", shape=(length,))

    def read(self, name: str) -> NDArray[Any]:
        """Return what was written of an array so far."""
        if name in self._files:
            self._files[name].flush()
        return _mapped(self.folder / f"{name}.bin", *self._layout[name], writable=False)

    def drop(self, name: str) -> None:
        """Remove an array that was only needed while writing."""
        if name in self._files:
            self._files.pop(name).close()
        del self._layout[name]
        (self.folder / f"{name}.bin").unlink()

    def finish(self) -> None:
        """Wait until everything is on disk, and say what there is; LibraryError when the disk refuses."""
        self._open.close()
        for name in self._layout:
            _sync(self.folder / f"{name}.bin")
        path = self.folder / LAYOUT
        path.write_text(json.dumps(self._layout, sort_keys=True), encoding="ascii")
        _sync(path)
        record_checksums(self.folder, [LAYOUT, *(f"{name}.bin" for name in self._layout)])


def read_arrays(folder: Path, writable: frozenset[str] = frozenset()) -> dict[str, NDArray[Any]]:
    """Return the arrays of a folder, mapped; changes to those in `writable` stay in memory.

    Raises LibraryError when the folder is not whole, or a file not as it was written.
    """
    damaged = damaged_files(folder)
    if damaged is None or damaged:
        raise LibraryError("the index of related passages is damaged")
    try:
        layout: Any = json.loads((folder / LAYOUT).read_text(encoding="ascii"))
        found: dict[str, NDArray[Any]] = {}
        for name, (kind, length) in layout.items():
            path = folder / f"{name}.bin"
            found[name] = _mapped(path, kind, length, writable=name in writable)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise LibraryError("the index of related passages cannot be read") from error
    return found


def _mapped(path: Path, kind: str, length: int, *, writable: bool) -> NDArray[Any]:
    if not length:
        return np.zeros(0, dtype=kind)
    # As a plain array: thousands of slices of it are taken, and each costs a memmap far more.
    return np.asarray(np.memmap(path, dtype=kind, mode="c" if writable else "r", shape=(length,)))


def _reserve(path: Path, size: int) -> None:
    """Make a file of zeros with all its room: a full disk ends who writes into a mapped hole."""
    with path.open("wb") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)
            return
        zeros = bytes(min(size, 1 << 20))
        for first in range(0, size, len(zeros)):
            file.write(zeros[: size - first])


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
