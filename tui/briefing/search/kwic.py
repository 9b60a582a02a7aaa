"""Matches with what stands around them, one a line, for a concordance (keyword in context).

The format is that of H. P. Luhn, "Key word-in-context index for technical literature" (American
Documentation 11, 1960).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.article import Span
from briefing.model.search_answer import MatchContext

REACH = 90
"""Characters shown on each side of a match at most."""


def contexts(text: str, start: int, matches: Sequence[tuple[int, int]]) -> tuple[MatchContext, ...]:
    """Return matches of a passage with their surroundings, in order.

    `matches` are offsets into `text`, that of the passage, which begins at `start` of its article;
    the spans returned are of the article.
    """
    return tuple(
        MatchContext(
            Span(start + first, start + last),
            _line(text[max(0, first - REACH) : first], cut_left=first > REACH),
            _line(text[first : min(last, first + REACH)]),
            _line(text[last : last + REACH], cut_right=last + REACH < len(text)),
        )
        for first, last in matches
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
