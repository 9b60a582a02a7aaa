"""Lines and trimmed spans of a text: what every splitting rule looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.text.clean import INVISIBLE

_EDGE = f"\\s{INVISIBLE}"
_LEADING = re.compile(f"[{_EDGE}]*")
_BLANK_CHARACTERS = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + INVISIBLE


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `(start, end)` without the blank and zero-width characters at either edge.

    Where nothing else is in the range, start and end are equal.
    """
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    match = _LEADING.match(text, start, end)
    if match:
        start = match.end()
    return start, start + len(text[start:end].rstrip(_BLANK_CHARACTERS))


def line_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the lines of `text[start:end]` as spans without the line end."""
    stop = len(text) if end is None else end
    while start < stop:
        newline = text.find("\n", start, stop)
        if newline < 0:
            newline = stop
        yield start, newline
        start = newline + 1
