"""Whether a set of articles is better taken from its library than held in memory."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.library.locations import SMALL
from briefing.reading.sources import STANDARD_INPUT, InputFile, can_be_split, find_sources

LARGE_FILE = 8_000_000
"""Bytes of a file of records from which a set is large, however few files it has."""


def is_large(paths: Sequence[str]) -> bool:
    """True when `paths` hold more articles than are held in memory; looks at no more files than needed.

    Standard input is always held in memory.
    """
    if STANDARD_INPUT in paths:
        return False
    files = records = 0
    for found in find_sources(paths):
        if isinstance(found, InputFile):
            files += 1
            if found.status is not None and can_be_split(found.path):
                records += found.status.st_size
            if files > SMALL or records > LARGE_FILE:
                return True
    return False
