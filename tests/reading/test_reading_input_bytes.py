"""Files are opened only where they are files, and what fails is told without a trace of the system."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from briefing.errors import ReadError
from briefing.reading.input_bytes import open_file, read_file, read_pieces


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "nothing", "no name"])
def test_what_is_no_file_is_told(tmp_path: Path, kind: str) -> None:
    path = {"device": "/dev/null", "no name": "a\0b"}.get(kind, str(tmp_path / "x"))
    if kind == "folder":
        Path(path).mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    # What earlier tests left is closed now, not in between.
    gc.collect()
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    for read in (read_file, lambda file: list(read_pieces(file))):
        with pytest.raises(ReadError) as told:
            read(path)
        assert path not in told.value.message
        if kind in ("folder", "pipe", "device"):
            assert told.value.message == "not a regular file"
    # Nothing is left open.
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_an_error_while_reading_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("text", encoding="utf-8")
    with pytest.raises(ReadError, match="no permission"), open_file(str(path)):
        raise PermissionError(13, "refused")
