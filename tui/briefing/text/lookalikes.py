"""Words in letters of another script that look like Latin ones: they read alike and are never found."""

from __future__ import annotations

import re

_CYRILLIC = "асеорхуіјѕһԁԛԝӏАВСЕНІЈКМОРЅТХУҺԚԜӀ"
"""Those that look as the Latin letters do."""
_LOOKALIKE = re.compile(f"[{_CYRILLIC}]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_ANY_CYRILLIC = re.compile("[\u0400-\u052f]")
_LONGEST = 40
"""Letters of a word on either side of the one it was found by."""
_SHORTEST = 4
"""Letters of a word that has no Latin one; short ones may be words of another language."""
_LOOKED_AT = 20_000
_MOST = 0.25
"""Cyrillic letters among those at the top of a text in Latin script."""


def latin_lookalikes(text: str, most: int) -> tuple[str, ...]:
    """Return at most so many different words that look Latin and are not, in a text in Latin script."""
    if text.isascii() or not _LOOKALIKE.search(text):
        return ()
    top = text[:_LOOKED_AT]
    others = len(_ANY_CYRILLIC.findall(top))
    if others > _MOST * (others + len(_LATIN.findall(top))):
        return ()
    found: dict[str, None] = {}
    end = 0
    for match in _LOOKALIKE.finditer(text):
        if match.start() < end:
            continue
        word, end = _word_at(text, match.start())
        strange = [letter for letter in word if _ANY_CYRILLIC.match(letter)]
        alone = len(strange) == len(word)
        if all(map(_LOOKALIKE.match, strange)) and (len(word) >= _SHORTEST if alone else _LATIN.search(word)):
            found[word] = None
            if len(found) == most:
                break
    return tuple(found)


def _word_at(text: str, at: int) -> tuple[str, int]:
    """The letters around a place, and where they end."""
    start, end = at, at + 1
    while start > max(0, at - _LONGEST) and _LETTER.match(text, start - 1):
        start -= 1
    while end < min(len(text), at + _LONGEST) and _LETTER.match(text, end):
        end += 1
    return text[start:end], end
