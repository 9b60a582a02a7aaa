"""Bytes compressed for storage, with a checksum that tells damage."""

from __future__ import annotations

import zlib

from briefing.errors import LibraryError

QUICKEST = 1
"""The level that saves more than half of a text already."""
NOT_AT_ALL = 0
"""The level of what is soon read again."""
_LONGEST = 400_000_000
"""Bytes of stored data once inflated: four for each byte of the largest file that is read, and as much
again."""


def compress(data: bytes, level: int = QUICKEST) -> bytes:
    """Return `data` compressed, with a checksum."""
    return zlib.compress(data, level)


def decompress(packed: bytes) -> bytes:
    """Return what was compressed, never more than a text can have; LibraryError when it is damaged."""
    inflate = zlib.decompressobj()
    try:
        data = inflate.decompress(packed, _LONGEST)
    except zlib.error as error:
        raise LibraryError("stored data is damaged") from error
    if not inflate.eof:
        raise LibraryError("stored data is cut short")
    return data
