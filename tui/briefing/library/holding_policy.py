"""How much of a set of articles is held in memory, and when it is read from a library on disk instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.reading.sources import STANDARD_INPUT, InputFile, can_be_split, find_sources


@dataclass(frozen=True, slots=True)
class HoldingPolicy:
    """The one place that decides by the size of a set; whoever asks a corpus does not know it."""

    most_articles: int = 500
    """Articles up to which a set is held in memory, its topics with it, and its library on disk is one of
    many that may go when room is needed; a larger one is read from its library."""
    most_record_bytes: int = 8_000_000
    """Bytes of files of records from which a set is large, however few files it has."""

    def holds(self, articles: int) -> bool:
        """Whether a set of so many articles is held in memory."""
        return articles <= self.most_articles

    def holds_set(self, paths: Sequence[str], known: int | None) -> bool:
        """Whether the articles of `paths` are, of which their library knows so many; None where there is none
        that can be read."""
        return (known is None or self.holds(known)) and self.holds_paths(paths)

    def holds_paths(self, paths: Sequence[str]) -> bool:
        """Whether what `paths` hold is; looks at no more files than needed. Standard input always is."""
        if STANDARD_INPUT in paths:
            return True
        files = records = 0
        for found in find_sources(paths):
            if isinstance(found, InputFile):
                files += 1
                if found.status is not None and can_be_split(found.path):
                    records += found.status.st_size
                if files > self.most_articles or records > self.most_record_bytes:
                    return False
        return True


POLICY = HoldingPolicy()
