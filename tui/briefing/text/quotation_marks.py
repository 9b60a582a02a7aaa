"""Words of others as they are shown in a line of ours: in quotation marks, never in two pairs of them."""

from __future__ import annotations

_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"))
_OPENING = frozenset('"“„«»')
_CLOSING = frozenset('"”“»«')
"""Double marks alone: a single one also stands in “‘Never,’ he said”, and is an apostrophe at an end.
Some languages open with what others close with."""


def marks_around(text: str) -> tuple[str, str]:
    """Return the quotation marks to set before and behind `text`: none where it has its own at an end."""
    if text[:1] in _OPENING or text[-1:] in _CLOSING:
        return "", ""
    return "“", "”"


def in_quotation_marks(text: str, most: int | None = None) -> str:
    """Return `text` in quotation marks; beyond `most` characters it ends in an ellipsis inside them.

    A text that has marks of its own at an end keeps those and is given no others.
    """
    opening, closing = marks_around(text)
    shown = text if most is None or len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return f"{opening}{shown}{closing}"


def enclosing_marks(text: str) -> tuple[str, str]:
    """Return quotation marks for all of `text`, of which none stands in it where that is possible.

    They begin and end one quotation, whatever is quoted in the text, also where a mark is never closed.
    """
    return next((pair for pair in _PAIRS if not set(pair) & set(text)), _PAIRS[0])
