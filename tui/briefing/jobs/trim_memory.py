"""Memory given back while nothing is asked.

The indexes of a library are files mapped into memory: every page that was looked at once stays with
the process until the system is short of memory. An idle worker lets go of those pages. They stay in
the system's cache of files, from where the next question has them again within microseconds.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (r-[x-][sp]) \S+ \S+ [1-9]\d* +(/.*)")
"""A mapped file in `/proc/self/maps`: its first address, the one behind its last, rights and path."""


def give_back(folder: Path, maps: Path = Path("/proc/self/maps")) -> int:
    """Let go of the pages of the files mapped from below `folder`; the number of bytes they cover.

    Only of mappings nothing can be written to, so that nothing is lost. Harmless at any moment, also
    while another thread reads from them. Does nothing where the system has no such list (0 is
    returned): there it has to find out by itself what is not needed.
    """
    # Imported now: numpy, which maps the files, has it already.
    import ctypes

    mapped = list(mapped_below(folder, maps))
    if not mapped:
        return 0
    covered = 0
    library = ctypes.CDLL(None, use_errno=True)
    for start, length in mapped:
        advised = library.madvise(ctypes.c_void_p(start), ctypes.c_size_t(length), mmap.MADV_DONTNEED)
        covered += length if advised == 0 else 0
    return covered


def release_freed() -> None:
    """Give what the program has freed back to the system, where its allocator can be asked for that."""
    import ctypes

    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):  # Windows has no library that is the program itself
        return
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)


def mapped_below(folder: Path, maps: Path) -> Iterator[tuple[int, int]]:
    """Yield address and length, in bytes, of each file below `folder` that is mapped for reading alone."""
    inside = f"{folder.absolute()}/"
    try:
        lines = maps.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is not None and match.group(4).startswith(inside):
            start, end = int(match.group(1), 16), int(match.group(2), 16)
            yield start, end - start
