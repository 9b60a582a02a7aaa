"""How much of a source is read at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Sizes beyond which a source is refused, or read more simply with a warning."""

    file_bytes: int = 50_000_000
    """Of a source that is read as a whole, and of a part of one that is not. No news article is
    larger: what is larger is a dump, and would starve the program of memory."""
    lines: int = 100_000
    """Lines of plain text that are looked at one by one; what follows them is one passage."""
    markdown_characters: int = 1_000_000
    """Longer Markdown is split as plain text: its parser would take seconds."""


_limits = ReadLimits()


def read_limits() -> ReadLimits:
    """Return the limits that hold in this process wherever no others are given."""
    return _limits
