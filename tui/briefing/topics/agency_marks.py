"""Where a passage names its agency or the town it was filed from, which is not what it is about."""

from __future__ import annotations

import re

_WORD = r"[A-Z][\w.&'’-]*"
_HEAD = re.compile(
    rf"(?:(?:{_WORD}[ ,/]+){{1,6}}|[^()\n]{{0,80}}\({_WORD}(?: {_WORD}){{0,2}}\) *)(?:--|[-–—]) (?![a-z])"
)
"""NEW YORK (Reuters) - ..., OSLO | Mon Mar 2, 2015 OSLO (Coast News) -- ..., Coast News - ..."""
_TAIL = re.compile(rf" \((?:{_WORD} ?){{1,3}}\)\s*$")
"""Storm hits the harbour (Coast News)"""
_LONGEST = 100


def without_agency(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the passage `text[start:end]` without the mark at its head or at its end."""
    head = _HEAD.match(text, start, min(end, start + _LONGEST))
    if head:
        start = head.end()
    tail = _TAIL.search(text, max(start, end - _LONGEST), end)
    return start, tail.start() if tail else end
