"""Making a library smaller: what is gone leaves the database and the indexes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.library.details import NO_DETAILS, AllDetails
from briefing.library.upkeep import compact
from briefing.library.writing import open_writer
from briefing.worker.index_kinds import kinds
from briefing.worker.indexes import Indexes


def compact_library(folder: Path, paths: Sequence[str], details: AllDetails = NO_DETAILS) -> None:
    """Give the space that changes have left in the library back to the disk.

    Raises BusyError while another program builds it, LibraryError when it cannot be written.
    """
    writer = open_writer(folder, paths)
    try:
        indexes = Indexes(writer, paths)
        for _ in indexes.catch_up(details, last=True):
            pass
        indexes.close()
        reader = writer.reader(paths)
        for kind in kinds():
            kind.compact(folder / kind.name, reader)
        compact(writer)
    finally:
        writer.close()
