"""Text into passages."""

from __future__ import annotations

from briefing.model.article import Passage
from briefing.reading.lines import line_spans, trim


def split(text: str) -> tuple[Passage, ...]:
    """Return the passages of a plain text, one a line."""
    found: list[Passage] = []
    for line in line_spans(text):
        start, end = trim(text, *line)
        if start < end:
            found.append(Passage(len(found), "paragraph", 0, start, end))
    return tuple(found)
