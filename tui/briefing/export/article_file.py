"""A file of Markdown for an article: written whole, and never over what somebody else put there."""

from __future__ import annotations

import os
from pathlib import Path

from briefing.errors import ExportError
from briefing.files.atomic import write_atomic
from briefing.files.plain_file import read_plain
from briefing.text.clean import clean_line


def write_article(path: Path, text: str, *, force: bool) -> bool:
    """Write the Markdown of an article, unless its file is there as it would be; whether it was written.

    ExportError where the file holds something else and `force` does not have it replaced, or it cannot be
    written.
    """
    data = text.encode()
    if _holds(path, data):
        return False
    if os.path.lexists(path) and not force:
        shown = clean_line(os.fspath(path))
        raise ExportError(f"{shown} exists already and holds something else", hint="--force replaces it")
    write_atomic(path, data, overwrite=force)
    return True


def _holds(path: Path, data: bytes) -> bool:
    """Whether there is a file with this content already."""
    try:
        return read_plain(path, len(data) + 1) == data
    except OSError:
        return False  # it is told where it is written
