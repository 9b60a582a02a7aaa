"""The cut of a passage that shows why it was found."""

from __future__ import annotations

import unicodedata
from collections import Counter
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


def cut(text: str, start: int, end: int, shown: tuple[int, int] | None) -> tuple[int, int]:
    """Return the ends of the snippet of passage `text[start:end]`.

    The cut shows `shown`, as far as its width allows, or without it how the passage begins; it begins and
    ends at a word's edge where there is one near.
    """
    if end - start <= WIDTH:
        return start, end
    first, last = shown or (start, start)
    last = min(last, first + WIDTH)
    lead = min(LEAD, WIDTH - (last - first))
    begin = max(start, min(first - lead, end - WIDTH))
    if begin > start:
        begin = _forward(text, begin, first)
    finish = min(end, begin + WIDTH)
    if finish < end:
        finish = _back(text, finish, max(last, begin + 1))
    return begin, finish


def best_match(matches: Sequence[Match]) -> tuple[int, int]:
    """The ends of the run of matches that a snippet is to show; `matches` are in order of their place.

    It answers as many terms as stand within a snippet's width, and is the shortest that does, so that
    "25 million" is not shown by "20 million". Where one term alone stands, it is the run within the width
    with most matches. The first such run of the passage counts.
    """
    widest = _densest(matches)
    if widest[0] < 2:
        return widest[1:]
    shortest = widest[1:]
    inside: Counter[int] = Counter()
    left = 0
    for _, end, term in matches:
        inside[term] += 1
        while len(inside) == widest[0]:
            if end - matches[left][0] < shortest[1] - shortest[0]:
                shortest = (matches[left][0], end)
            _leave(inside, matches[left][2])
            left += 1
    return shortest


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends with a sentence, quotes and brackets behind its last sign aside."""
    return text[-REACH:].rstrip().rstrip("\"'”’»)]").endswith((".", "!", "?", "…", ":"))


def _densest(matches: Sequence[Match]) -> tuple[int, int, int]:
    """How many terms the run within the width answers that answers most, and its ends."""
    best = (0, 0)
    found = matches[0][:2]
    inside: Counter[int] = Counter()
    right = 0
    for left, (start, _, term) in enumerate(matches):
        while right < len(matches) and (right == left or matches[right][1] - start <= WIDTH):
            inside[matches[right][2]] += 1
            right += 1
        worth = (len(inside), right - left)
        if worth > best:
            best = worth
            found = (start, matches[right - 1][1])
        _leave(inside, term)
    return best[0], *found


def _leave(inside: Counter[int], term: int) -> None:
    """Count one match of a term less, and the term no more when it was the last."""
    inside[term] -= 1
    if not inside[term]:
        del inside[term]


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
