"""Matches with what stands around them, one a line, for a concordance (keyword in context).

The format is that of H. P. Luhn, "Key word-in-context index for technical literature" (American
Documentation 11, 1960).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.article import Span
from briefing.model.hit import Context

REACH = 90
"""Characters shown on each side of a match at most."""


def contexts(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[Context, ...]:
    """Return matches of the passage `text[start:end]` with their surroundings, in order."""
    return tuple(
        Context(
            span,
            _line(text[max(start, span.start - REACH) : span.start], cut_left=span.start - REACH > start),
            _line(text[span.start : min(span.end, span.start + REACH)]),
            _line(text[span.end : min(end, span.end + REACH)], cut_right=span.end + REACH < end),
        )
        for span in spans
    )


def _line(text: str, *, cut_left: bool = False, cut_right: bool = False) -> str:
    """`text` with single blanks, blank ends kept as one; without the word a cut went through."""
    words = text.split()
    if cut_left and words and not text[0].isspace():
        words = words[1:] or words
    if cut_right and words and not text[-1].isspace():
        words = words[:-1] or words
    line = " ".join(words)
    before = " " if text[:1].isspace() and not cut_left else ""
    after = " " if text[-1:].isspace() and not cut_right and line else ""
    return before + line + after
