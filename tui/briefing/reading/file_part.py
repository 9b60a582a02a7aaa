"""A part of a large file, as whoever splits files, reads parts or asks for that to be done names it."""

from __future__ import annotations

from typing import NamedTuple


class FilePart(NamedTuple):
    """A range of a file that can be read by itself."""

    begin: int
    """Offset in bytes."""
    end: int
    before: int
    """Lines, or whatever else the parts are made of, before it."""
