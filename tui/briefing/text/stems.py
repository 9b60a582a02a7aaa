"""Stems: the form in which words of one family meet ("tariff", "tariffs").

Snowball's English stemmer (M. F. Porter, "Snowball: a language for stemming algorithms", 2001)
through PyStemmer, over folded words without the possessive 's.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (PyStemmer's own name)


@cache
def _stemmer() -> _Stemmer:
    import Stemmer

    stemmer: _Stemmer = Stemmer.Stemmer("english", 0)
    return stemmer


def bare(folded: str) -> str:
    """Return a folded word without possessive ending: `china's` and `leaders'` lose it."""
    if folded.endswith("'s"):
        return folded[:-2]
    return folded.rstrip("'")


@lru_cache(maxsize=16384)
def stem(folded: str) -> str:
    """Return the stem of a folded word; a word with digits is its own stem."""
    word = bare(folded)
    return word if not word.isalpha() else _stemmer().stemWord(word)


_VOWELS = frozenset("aeiouy")
_BEHIND_SHORT = ("s", "'s", "d", "ed", "es", "ing", "li", "ly", "ness", "ful")
"""What may follow a stem of one or two letters."""


def beginnings(stemmed: str) -> tuple[str, ...]:
    """Return beginnings of which every other word with this stem has one; more words may have them too.

    The stemmer takes endings away, and of what it leaves changes the last letters alone, in the
    few ways that stand here ("hoping" gives hope, "happy" happi, "ability" able, "dying" die).
    """
    if not stemmed.isalpha():
        return ()
    if len(stemmed) < 3:
        # Too many words begin so: what follows is asked for too, also behind a doubled letter ("egged").
        return (
            *(stemmed + end for end in _BEHIND_SHORT),
            stemmed + stemmed[-1] + "ed",
            stemmed + stemmed[-1] + "ing",
        )
    if stemmed == "sky":
        return ("sky", "skies")
    if stemmed.endswith("ie"):
        return (stemmed, stemmed[:-2] + "y")
    if stemmed.endswith("i"):
        return (stemmed, stemmed[:-1] + "y")
    if stemmed.endswith("ble"):
        return (stemmed[:-1], stemmed[:-2] + "il")
    if stemmed.endswith("bl"):
        return (stemmed, stemmed[:-1] + "il")
    if stemmed.endswith("e") and not _VOWELS.isdisjoint(stemmed[:-1]):
        return (stemmed[:-1],)
    return (stemmed,)
