"""Clean text: the one door through which text from outside enters the program.

Owns the type `CleanText` and the only function that makes it. Nothing else may decide what
is safe to show. The replacement is one for one, so that offsets still fit the file:

* C0 controls and DEL become control pictures (ESC becomes U+241B); tab and newline stay;
* C1 controls and lone surrogates become U+FFFD;
* bidirectional controls and tag characters, which reorder or hide what is read, become U+FFFD;
* U+2028, U+2029, NEL, vertical tab and form feed are line ends, as are CR and CR LF.

Zero-width characters that web text is full of (soft hyphen, zero-width space, word joiner,
byte-order mark) stay in the text, since dropping them would shift every offset; `visible()`
drops them, and piles of combining marks, at the edge where text is drawn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NewType

CleanText = NewType("CleanText", str)
"""Text that may be shown: made by `clean()` only."""

MAX_COMBINING = 8
"""Combining marks kept on one character when drawn; real scripts use up to four."""

# Compiled when first needed: what is on the screen first has nothing of the kind.
_LINE_ENDS = "\r\n|[\r\x0b\x0c\x85\u2028\u2029]"
_BIDI = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_DIRTY = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
INVISIBLE = "\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e"
"""Zero-width characters that never change what a word means."""
_INVISIBLE = f"[{INVISIBLE}]"
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
_PILE = re.compile(f"({_COMBINING}{{{MAX_COMBINING}}}){_COMBINING}+")


def clean(raw: str) -> CleanText:
    """Return `raw` in NFC with line ends as `\\n` and every control character made visible.

    Idempotent, and linear in the length of `raw`.
    """
    if raw.isprintable():
        # Neither controls nor line ends nor anything else that is replaced.
        return CleanText(unicodedata.normalize("NFC", raw))
    text = re.sub(_LINE_ENDS, "\n", raw)
    if re.search(_DIRTY, text):
        text = text.translate(_replacements())
    return CleanText(unicodedata.normalize("NFC", text))


@cache
def _replacements() -> dict[int, int]:
    """What each control character becomes, by code point."""
    return {
        **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
        0x7F: 0x2421,
        **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
        **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
        **dict.fromkeys(_BIDI, 0xFFFD),
        **dict.fromkeys(range(0xFFF9, 0xFFFC), 0xFFFD),
        **dict.fromkeys(range(0xE0000, 0xE0080), 0xFFFD),
    }


def clean_line(raw: str) -> CleanText:
    """Return `raw` cleaned and on one line: for titles, names and messages."""
    return CleanText(" ".join(clean(raw).split()))


def visible(text: str) -> CleanText:
    """Return the form of clean text that is drawn: no zero-width characters, no combining piles.

    The result is shorter than `text` where something was dropped; use it only at the edge, on
    pieces whose offsets are already spent.
    """
    if text.isascii():
        return CleanText(text)
    if not text.isprintable():
        text = re.sub(_INVISIBLE, "", text)
    return CleanText(_PILE.sub(r"\1", text))
