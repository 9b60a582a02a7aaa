"""The cut of a passage that shows why it was found."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from briefing.text.clean import MAX_COMBINING

Match = tuple[int, int, int]
"""Start and end of a match in the article's text, and the number of the search term it answers."""

WIDTH = 160
"""Characters a snippet aims at; it is shorter where a passage is, and never longer."""
LEAD = 48
"""Of these at most so many stand before the first match."""
REACH = 32
"""How far from the aim a blank to cut at is looked for."""


def cut(text: str, start: int, end: int, matches: Sequence[Match]) -> tuple[int, int]:
    """Return the ends of the snippet of passage `text[start:end]`.

    `matches` are in order of their place. The cut shows as many terms, then as many matches, as
    its width allows, the first such place in the passage; it begins and ends at a word's edge
    where there is one near.
    """
    if end - start <= WIDTH:
        return start, end
    first, last = _densest(matches) if matches else (start, start)
    last = min(last, first + WIDTH)
    lead = min(LEAD, WIDTH - (last - first))
    begin = max(start, min(first - lead, end - WIDTH))
    if begin > start:
        begin = _forward(text, begin, first)
    finish = min(end, begin + WIDTH)
    if finish < end:
        finish = _back(text, finish, max(last, begin + 1))
    return begin, finish


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends with a sentence, quotes and brackets behind its last sign aside."""
    return text[-REACH:].rstrip().rstrip("\"'”’»)]").endswith((".", "!", "?", "…", ":"))


def _densest(matches: Sequence[Match]) -> tuple[int, int]:
    """The ends of the run of matches within the width that answers most of the query."""
    if matches[-1][1] - matches[0][0] <= WIDTH:
        return matches[0][0], matches[-1][1]
    best = (0, 0)
    found = matches[0][:2]
    inside: dict[int, int] = {}
    right = 0
    for left, (start, _, term) in enumerate(matches):
        while right < len(matches) and (right == left or matches[right][1] - start <= WIDTH):
            inside[matches[right][2]] = inside.get(matches[right][2], 0) + 1
            right += 1
        worth = (len(inside), right - left)
        if worth > best:
            best = worth
            found = (start, matches[right - 1][1])
        inside[term] -= 1
        if not inside[term]:
            del inside[term]
    return found


def _forward(text: str, at: int, match: int) -> int:
    """The first beginning of a word in `text[at:match]` within reach, or the match if that is."""
    limit = min(match, at + REACH)
    for place in range(at, limit):
        if text[place - 1].isspace() and not text[place].isspace():
            return place
    return match if limit == match else _whole(text, at)


def _back(text: str, at: int, match: int) -> int:
    """The last end of a word in `text[match:at]` within reach, or the match's if that is."""
    limit = max(match, at - REACH)
    for place in range(at, limit, -1):
        if text[place].isspace() and not text[place - 1].isspace():
            return place
    return match if limit == match else _whole(text, at)


def _whole(text: str, at: int) -> int:
    """`at`, moved back over combining marks so that no letter loses its accents."""
    for _ in range(MAX_COMBINING):
        if not unicodedata.combining(text[at]):
            break
        at -= 1
    return at
