"""Zip files as documents come in: parts are read by name, never unpacked to disk, within limits.

What a zip file says of its parts is not believed: bytes are counted while they are inflated, and no two
parts may lie in the same bytes of the file.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from briefing.errors import ReadError


class ZipLimits(NamedTuple):
    """What a zip file is refused beyond."""

    parts: int = 10_000
    inflated: int = 64_000_000
    """Bytes of all parts together that are read of one file."""
    ratio: int = 200
    """Times its packed size that a part may be large. Of what people write, a tenth of that is much."""
    small: int = 4_000_000
    """Inflated bytes up to which a ratio is nothing to ask about."""
    name: int = 1_000
    """Characters in the name of a part."""


class DamagedPartError(ReadError):
    """A part breaks off or makes no sense from somewhere on; what stands before that has been handed over."""


LIMITS = ZipLimits()
_PIECE = 1 << 16
_LOCAL = b"PK\x03\x04"
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What documents are packed with; other methods have windows of any size."""


class ZipContainer:
    """The parts of one zip file by their names."""

    def __init__(self, data: bytes, limits: ZipLimits = LIMITS) -> None:
        """ReadError where `data` is no whole zip file, or one that is built to do harm."""
        self._limits = limits
        self._inflated = 0
        if data.count(b"PK\x01\x02") > 2 * limits.parts:
            raise ReadError(f"a zip file of more than {limits.parts:,} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError("damaged or cut off: it is not a whole zip file") from error
        if len(entries) > limits.parts:
            raise ReadError(f"a zip file of more than {limits.parts:,} parts")
        _refuse_overlaps(entries)
        # The first of one name: what comes behind it may be there to be read by somebody else.
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if len(entry.filename) <= limits.name:
                self._entries.setdefault(entry.filename, entry)

    @property
    def names(self) -> list[str]:
        """Names of the parts in the order of the file; they are keys, and never paths."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, some at a time.

        ReadError where there is none of that name, where it is encrypted or damaged, or beyond a limit.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise ReadError(f"damaged: it has no part “{name}”")
        if entry.flag_bits & _ENCRYPTED:
            raise ReadError("encrypted: it can be read only with its password")
        if entry.compress_type not in _METHODS:
            raise ReadError(f"its part “{name}” is packed in a way that documents are not")
        size = 0
        most = max(self._limits.small, self._limits.ratio * entry.compress_size)
        most = min(most, self._limits.inflated - self._inflated)
        too_large = f"too large: it unpacks to more than {most / 1e6:,.0f} MB"
        if entry.file_size > most:
            raise ReadError(too_large)
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    self._inflated += len(piece)
                    if size > most:
                        raise ReadError(too_large)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise DamagedPartError(f"damaged: its part “{name}” cannot be unpacked") from error
        except RuntimeError as error:  # as zipfile says that a password is missing
            raise ReadError("encrypted: it can be read only with its password") from error

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; ReadError as for `pieces`."""
        return b"".join(self.pieces(name))


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """ReadError where parts lie in each other: that is how few bytes unpack to very many."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise ReadError("a zip file whose parts lie in each other")
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size


def names_in_head(head: bytes) -> list[str]:
    """Return names of the first parts of a zip file, as far as they stand in its first bytes."""
    names: list[str] = []
    at = head.find(_LOCAL)
    while at >= 0:
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        names.append(head[at + _LOCAL_HEADER : at + _LOCAL_HEADER + length].decode("utf-8", "replace"))
        at = head.find(_LOCAL, at + _LOCAL_HEADER)
    return names


def media_type_in_head(head: bytes) -> str:
    """Return what the part `mimetype` says, which stands first and unpacked in OpenDocument and EPUB.

    Empty where there is none.
    """
    if names_in_head(head[:256])[:1] != ["mimetype"]:
        return ""
    extra = int.from_bytes(head[28:30], "little")
    start = _LOCAL_HEADER + len("mimetype") + extra
    size = int.from_bytes(head[18:22], "little")
    # Where the size stands behind the part, the next part's signature ends it.
    end = start + size if size else max(head.find(b"PK", start), start)
    return head[start : min(end, start + 200)].decode("ascii", "replace").strip()
