"""The beginning of a plain file, read without ever waiting for what else may have its name."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def is_plain_file(path: Path) -> bool:
    """Whether a plain file is there; false for a name that no file can have or that may not be asked."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def read_plain(path: Path, most: int) -> bytes | None:
    """Return the first `most` bytes of a plain file; None where it is a pipe, a device or a folder.

    Raises OSError where there is nothing, or it may not be read.
    """
    # Without O_NONBLOCK a pipe of that name would be waited on for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(most)
