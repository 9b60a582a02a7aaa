"""Quoted passages without the signs that their source begins each further line with."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"\n[ \t]{0,3}(?:>(?!\d)[ \t]?)+")
"""The beginning of a line within a block quote of Markdown or a quoted mail; `>5 %` says how much."""


def without_quote_signs(text: str) -> str:
    """Return the text of a passage as it is read: `> first\\n> second` has its `>` from the source's syntax,
    of which a passage keeps those behind its first line."""
    return _SIGNS.sub("\n", text) if "\n" in text else text
