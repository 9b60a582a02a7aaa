"""Long passages in stretches, so that what a rule costs is bounded and no figure is cut.

A stretch ends where a sentence does. Where none ends for a long while, in a list or in text without
full stops, neighbouring stretches overlap: each sees more on both sides than what is taken from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefing.text.sentences import sentence_spans

LONGEST = 4000
"""Characters of a stretch at most."""
_WINDOW = 1000
"""Characters before the end of a stretch in which a sentence's end is looked for."""
_CONTEXT = 400
"""Characters on both sides of a cut inside a sentence that are seen from both stretches: more words than
any rule looks at around a figure."""
_TABLE = 400
"""So many characters of digits alone are a table, not sentences."""
_CUTS = " \n\u3002\uff0c\u3001\uff1b"
"""Chinese and Japanese have no blanks: their full-width signs end a stretch as well."""
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]|[%$€£¥]")


class Stretch(NamedTuple):
    """`text[start:end]` is looked at; what begins in `text[first:last]` is taken from it."""

    start: int
    end: int
    first: int
    last: int


def stretches(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the stretches of the passage `text[start:end]`, in order; what is taken from them is disjoint.

    A run of more than `LONGEST` characters without a blank or a full-width sign is no text, and is passed
    over; so are stretches without a letter or digit, and long ones of digits alone. Linear in
    `end - start`.
    """
    first = start
    while first < end:
        seen = _seen(text, start, first, end)
        if seen is None:
            following = _BLANK.search(text, start + LONGEST, end)
            start = first = following.end() if following else end
            continue
        if _is_text(text, seen.start, seen.end):
            yield seen
        first = seen.last
        if seen.end == first:
            start = first
        else:
            start = _cut(text, max(start, first - 2 * _CONTEXT), first - _CONTEXT) or first


def _seen(text: str, start: int, first: int, passage_end: int) -> Stretch | None:
    """The stretch from `start` of which `first` on is taken; None where there is nowhere to cut."""
    if start + LONGEST >= passage_end:
        return Stretch(start, passage_end, first, passage_end)
    end = _cut(text, first, start + LONGEST)
    if end is None:
        return None
    sentences = sentence_spans(text, max(first, end - _WINDOW), end)
    if len(sentences) > 1:
        begun = sentences[-1][0]
        return Stretch(start, begun, first, begun)
    # At least half of what is new is taken, so that each character is looked at a few times at most.
    last = _cut(text, (first + end) // 2, end - _CONTEXT) or end
    return Stretch(start, end, first, last)


def _cut(text: str, start: int, end: int) -> int | None:
    """The place behind the last blank or full-width sign of `text[start:end]`."""
    cut = max([text.rfind(sign, start, max(start, end)) for sign in _CUTS])
    return None if cut < 0 else cut + 1


def _is_text(text: str, start: int, end: int) -> bool:
    if _LETTER.search(text, start, end):
        return True
    return end - start < _TABLE and _WORD.search(text, start, end) is not None
