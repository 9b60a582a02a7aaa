"""Words of a text: where they stand, and their folded form.

Pure functions over strings. A word is a run of letters and digits, with apostrophes, hyphens,
dots and ampersands inside it ("China's", "arms-sale", "U.S.", "AT&T"); zero-width characters
inside a word are part of it and vanish in the folded form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.text.clean import INVISIBLE

WORD = re.compile(
    rf"[^\W_]+(?:[{INVISIBLE}\u0300-\u036f]+[^\W_]*)*(?:['’.&\-‐‑](?=[^\W_])[^\W_]+)*",
)
"""One word. No nested repeat can match the same characters in two ways: linear on any text."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>]{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w@])@\w{1,50}"
)
_ADDRESS_MARKS = ("://", "www.", "@")

_DROP = re.compile(f"[{INVISIBLE}\u0300-\u036f]")
_SINGLE = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}


class Word(NamedTuple):
    """A word with its place."""

    start: int
    end: int
    folded: str
    """Lower case, without accents, curly apostrophes straightened, possessive 's kept."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return `word` in the form in which words are compared: case, accents and width fold."""
    word = word.replace("’", "'").replace("‐", "-").replace("‑", "-").casefold()
    if word.isascii():
        return word
    word = "".join(_SINGLE.get(c, c) for c in word)
    decomposed = unicodedata.normalize("NFKD", word)
    return unicodedata.normalize("NFC", _DROP.sub("", decomposed))


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text[start:end]` in order, with offsets into `text`."""
    stop = len(text) if end is None else end
    for match in WORD.finditer(text, start, stop):
        yield Word(match.start(), match.end(), fold(match.group()))


def address_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the web and mail addresses and account names in `text[start:end]`: no words of a sentence."""
    for mark in _ADDRESS_MARKS:
        if text.find(mark, start, end) >= 0:
            return [match.span() for match in _ADDRESS.finditer(text, start, end)]
    return []
