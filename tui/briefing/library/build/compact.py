"""Making a library smaller: what is gone leaves the database and the indexes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.library.build.builder import stored_details
from briefing.library.build.indexes import Indexes
from briefing.library.maintenance import compact
from briefing.library.writer import open_writer


def compact_library(folder: Path, paths: Sequence[str]) -> None:
    """Give the space that changes have left in the library back to the disk.

    Raises BusyError while another program builds it, LibraryError when it cannot be written, and StoreError
    when what was set by hand cannot be read: nothing is done without it.
    """
    details, _ = stored_details()
    writer = open_writer(folder, paths)
    try:
        indexes = Indexes(writer, paths)
        for _ in indexes.catch_up(details, last=True):
            pass
        indexes.compact(details)
        indexes.close()
        compact(writer)
    finally:
        writer.close()
