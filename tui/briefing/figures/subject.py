"""What a figure measures, in the sentence's own words."""

from __future__ import annotations

from briefing.figures.draft import Draft
from briefing.figures.lexer import Line


def subject_of(line: Line, draft: Draft, first: int, end: int) -> str | None:
    """Return the words that say what the figure is about, or None."""
    return None
