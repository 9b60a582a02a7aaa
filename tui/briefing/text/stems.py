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


@lru_cache(maxsize=65536)
def stem(folded: str) -> str:
    """Return the stem of a folded word; a word with digits is its own stem."""
    word = bare(folded)
    return word if not word.isalpha() else _stemmer().stemWord(word)
