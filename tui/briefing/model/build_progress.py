"""How far the building of a library is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["looking", "reading", "indexing", "done"]
"""Looking for files, reading and analysing them, bringing indexes up to date, finished."""


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """One report of a build. Sizes are bytes of files, times seconds."""

    stage: Stage
    files: int = 0
    """Files dealt with so far, of those that had to be read."""
    total_files: int = 0
    size: int = 0
    total_size: int = 0
    articles: int = 0
    """Articles in the library now."""
    seconds: float = 0.0
    """Since the build began."""
    generation: int = 0
    """The last commit: everything up to it can be read."""
    note: str = ""
    """Something the user should know, in one line."""
    incomplete: bool = False
    """Whether sources and dates set by hand could not be read, so that some are not heeded."""

    @property
    def rate(self) -> float:
        """Bytes a second so far; 0 where nothing can be said yet."""
        return self.size / self.seconds if self.seconds > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until it is done, at this rate; None where nothing can be said yet."""
        rate = self.rate
        return (self.total_size - self.size) / rate if rate > 0 and self.stage == "reading" else None

    def line(self) -> str:
        """The report in words: `12,400 of 100,000 files, 90 files/s, 1.1 MB/s, 4 min left`."""
        if self.stage == "looking":
            return f"looking for files: {self.total_files:,} found"
        if self.stage == "indexing":
            return f"indexing {self.files:,} of {self.total_files:,} articles"
        if self.stage == "done":
            return f"{self.articles:,} articles in the library"
        left = self.left
        time = f", {_duration(left)} left" if left is not None else ""
        files = f", {self.files / self.seconds:,.0f} files/s" if self.files > self.seconds > 0 else ""
        return f"{self.files:,} of {self.total_files:,} files{files}, {self.rate / 1e6:.1f} MB/s{time}"


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 90:
        return f"{whole} s"
    return f"{round(whole / 60)} min"
