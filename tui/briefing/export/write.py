"""Exports on disk."""

from __future__ import annotations

from pathlib import Path

from briefing.files.atomic import write_atomic


def write_export(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write an export to `path`, whole or not at all, readable for others as the umask allows.

    ExportError when the file exists and `overwrite` is false, when `path` is a link or no plain
    file, or when it cannot be written; what was there is then untouched.
    """
    write_atomic(path, data, overwrite=overwrite, mode=0o644)
