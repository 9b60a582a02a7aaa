"""Articles as terms that tell events apart: who, how much, which words side by side, and what the title says.

Two articles on one topic share words; two on one event share names, numbers and pairs of words too. So the
families are weighed each by itself (after S. Miranda et al., "Multilingual Clustering of Streaming News",
EMNLP 2018, which compares words, lemmas and entities of title and body apart).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from briefing.model.article import Article
from briefing.model.name import Mention
from briefing.text.background import common_share
from briefing.text.name_keys import name_key
from briefing.text.passage_words import words_by_passage
from briefing.text.shingles import term_hash
from briefing.text.terms import stems_of_word

FAMILIES: Mapping[str, float] = {"word": 1.0, "name": 1.0, "pair": 1.0, "title": 1.0, "number": 0.5}
"""What each family of terms counts for: all as much, but numbers, many of which are shared by accident."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LONGEST = 5_000
"""Of a longer article only so many words are looked at: events are told at the beginning."""


@dataclass(frozen=True, slots=True, eq=False)
class EventTerms:
    """The T distinct terms of an article."""

    hashes: NDArray[np.uint64]
    """Shape (T,)."""
    families: NDArray[np.uint8]
    """Shape (T,): places in `FAMILIES`."""
    counts: NDArray[np.uint16]
    """Shape (T,): how often the article has each."""
    commonness: NDArray[np.float32]
    """Shape (T,): the part of articles of general news that have each, in [0, 1)."""


def event_terms(article: Article, names: Iterable[Mention]) -> EventTerms:
    """Return the terms of an article's passages that count; `names` are those found in it."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    title: Counter[str] = Counter()
    counted = set()
    left = _LONGEST
    for passage, _, surfaces in words_by_passage(article):
        if left <= 0:
            break
        counted.add(passage.number)
        stems = [stem for surface in surfaces[:left] for stem in stems_of_word(surface)]
        left -= len(surfaces)
        words.update(stems)
        pairs.update(map(" ".join, pairwise(stems)))
        numbers.update(_NUMBER.findall(article.text, passage.start, passage.end))
        if passage.kind == "title":
            title.update(stems)
    if not title:
        title.update(stem for word in article.title.split() for stem in stems_of_word(word))
    named = Counter(name_key(one.name) for one in names if one.passage in counted)
    families = {"word": words, "name": named, "pair": pairs, "title": title, "number": numbers}
    rows = [
        (term_hash(f"{at}{term}"), at, count, _COMMONNESS[family](term))
        for at, family in enumerate(FAMILIES)
        for term, count in families[family].items()
    ]
    return EventTerms(
        np.array([row[0] for row in rows], dtype=np.uint64),
        np.array([row[1] for row in rows], dtype=np.uint8),
        np.array([min(row[2], 65_535) for row in rows], dtype=np.uint16),
        np.array([row[3] for row in rows], dtype=np.float32),
    )


@lru_cache(maxsize=65_536)
def _of_word(stem: str) -> float:
    return common_share(stem)


def _of_words(stems: str) -> float:
    """That of several words, as if they came together by chance."""
    return math.prod(map(_of_word, stems.split()))


def _of_name(key: str) -> float:
    return math.prod(_of_word(stem) for word in key.split() for stem in stems_of_word(word))


def _of_number(number: str) -> float:
    """Small and round numbers stand in many articles, and so do years."""
    digits = number.replace(",", "").partition(".")
    value = int(digits[0])
    if digits[2]:
        return 0.0 if value else 0.02
    for most, share in _SMALL_NUMBERS:
        if value <= most:
            return share
    is_year = len(number) == 4 and number[:2] in ("19", "20")
    return _ROUND_NUMBER if is_year or number.endswith("00") else 0.0


_SMALL_NUMBERS = ((10, 0.5), (31, 0.2), (100, 0.05))
"""Numbers up to the first, and the part of articles that have one of them: counts, days of a month, ages."""
_ROUND_NUMBER = 0.02
_COMMONNESS: Mapping[str, Callable[[str], float]] = {
    "word": _of_word,
    "name": _of_name,
    "pair": _of_words,
    "title": _of_word,
    "number": _of_number,
}
