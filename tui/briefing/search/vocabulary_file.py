"""The vocabulary of an index on disk, in a file beside it, so that near-misses cost no walk over all words.

Only near-misses are taken from it, and each is held against the index: a file that is behind the
index offers too little, never what is not there. Where it is missing or damaged, the words are
listed from the index instead.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from briefing.errors import ExportError, LibraryError
from briefing.files.atomic import write_atomic
from briefing.files.checksums import with_checksum, without_checksum
from briefing.search.near_misses import NearMisses
from briefing.search.snapshot import Snapshot

_Stamp = tuple[int, int]
"""Time and size of the file."""


class VocabularyFile:
    """One file, read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: tuple[_Stamp, NearMisses] | None = None

    def load(self) -> NearMisses | None:
        """The vocabulary; None where there is none that can be read."""
        try:
            found = self._path.stat()
            stamp = (found.st_mtime_ns, found.st_size)
            if self._held is None or self._held[0] != stamp:
                self._held = stamp, NearMisses.from_bytes(without_checksum(self._path.read_bytes()))
        except (OSError, ValueError):
            return None  # the words are listed from the index instead
        return self._held[1]

    def renew(self, snapshot: Snapshot, growth: float) -> None:
        """Write the words of `snapshot` where their passages changed by more than the part `growth`.

        LibraryError when it cannot be written.
        """
        now, before = snapshot.passages, self._passages_then()
        if before is not None and abs(now - before) <= growth * before:
            return
        try:
            data = with_checksum(snapshot.listed_vocabulary().to_bytes(now))
            write_atomic(self._path, data, overwrite=True)
        except ExportError as error:
            raise LibraryError(str(error)) from error

    def _passages_then(self) -> int | None:
        """How many passages there were when it was written; None where that cannot be read."""
        import numpy as np

        try:
            with np.load(BytesIO(without_checksum(self._path.read_bytes())), allow_pickle=False) as held:
                return int(held["passages"])
        except (OSError, ValueError):
            return None  # it is written again
