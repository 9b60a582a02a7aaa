"""Articles as terms that tell events apart: who, how much, on which day, and which words side by side.

Two articles on one topic share words; two on one event share names, numbers and pairs of words too. So the
families are weighed each by itself (after S. Miranda et al., "Multilingual Clustering of Streaming News",
EMNLP 2018, which compares words, lemmas and entities of title and body apart). What happened is told at the
beginning, background further down: the further down a term stands, the less it counts.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from briefing.events.day_words import weekdays
from briefing.model.article import Article
from briefing.model.name import Mention
from briefing.text.background import common_share
from briefing.text.name_keys import name_key
from briefing.text.passage_words import PassageWords, words_by_passage
from briefing.text.shingles import term_hash
from briefing.text.terms import stems_of_word
from briefing.text.tokens import fold

FAMILIES: Mapping[str, float] = {
    "word": 1.0,
    "pair": 3.0,
    "name": 0.5,
    "number": 1.0,
    "title": 0.5,
}
"""What each family of terms counts for. Reports of one event have on average a third of their words' weight
in common, a twelfth of their pairs' and a quarter of the others': so weighed, all say about as much. Names
and titles count besides as words and pairs. Half or twice as much for any of them changes the agreement
with labelled events by less than one point."""
HALF = 120
"""Words before a term that make it count half as much as at the beginning."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BEGINNING = 250
"""Words among which weekdays are those of the event."""
_LONGEST = 3_000
"""Of a longer article only so many words are looked at: the last of them count a twenty-sixth."""


@dataclass(frozen=True, slots=True, eq=False)
class EventTerms:
    """The T distinct terms of an article."""

    hashes: NDArray[np.uint64]
    """Shape (T,)."""
    families: NDArray[np.uint8]
    """Shape (T,): places in `FAMILIES`."""
    weights: NDArray[np.float32]
    """Shape (T,): how much the article says each: by how often and how far up."""
    commonness: NDArray[np.float32]
    """Shape (T,): the part of articles of general news that have each, in [0, 1)."""
    weekdays: int
    """The days of the week that it names at its beginning: a bit for each, the lowest for Monday."""


Weights = dict[str, dict[str, float]]
"""By family, then by term."""


def event_terms(article: Article, names: Iterable[Mention]) -> EventTerms:
    """Return the terms of an article's passages that count; `names` are those found in it, in text order."""
    found: Weights = {family: defaultdict(float) for family in FAMILIES}
    by_passage: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in names:
        by_passage[mention.passage].append(mention)
    before, named = 0, 0
    for part in words_by_passage(article):
        if before >= _LONGEST:
            break
        _add(found, article.text, part, by_passage[part.passage.number], before)
        named |= _weekdays(part.surfaces[: max(_BEGINNING - before, 0)])
        before += len(part.surfaces)
    if not found["title"]:
        stems = (stem for word in article.title.split() for stem in stems_of_word(word))
        found["title"] = dict.fromkeys(stems, 1.0)
    rows = [
        (term_hash(f"{at}{term}"), at, weight, _COMMONNESS[family](term))
        for at, family in enumerate(FAMILIES)
        for term, weight in found[family].items()
    ]
    weights = np.array([row[2] for row in rows], dtype=np.float32)
    return EventTerms(
        np.array([row[0] for row in rows], dtype=np.uint64),
        np.array([row[1] for row in rows], dtype=np.uint8),
        np.where(weights < 1, weights, 1 + np.log(np.maximum(weights, 1))).astype(np.float32),
        np.array([row[3] for row in rows], dtype=np.float32),
        named,
    )


def _weekdays(surfaces: Iterable[str]) -> int:
    days = weekdays()
    return reduce(or_, (1 << days[day] for day in map(fold, surfaces) if day in days), 0)


def _add(found: Weights, text: str, part: PassageWords, names: list[Mention], before: int) -> None:
    """Add the terms of a passage with `before` words above it."""
    passage, starts, surfaces = part
    surfaces = surfaces[: _LONGEST - before]

    def weight(word: int) -> float:
        return 1 / (1 + (before + word) / HALF)

    last = ""
    for at, surface in enumerate(surfaces):
        weighed = weight(at)
        for stem in stems_of_word(surface):
            found["word"][stem] += weighed
            if passage.kind == "title":
                found["title"][stem] += 1
            if last:
                found["pair"][f"{last} {stem}"] += weighed
            last = stem
    for number in _NUMBER.finditer(text, passage.start, passage.end):
        found["number"][number[0]] += weight(bisect_right(starts, number.start()))
    for mention in names:
        found["name"][name_key(mention.name)] += weight(bisect_left(starts, mention.start))


@lru_cache(maxsize=65_536)
def _of_word(stem: str) -> float:
    return common_share(stem)


def _of_pair(stems: str) -> float:
    """As if two words came together by chance, in this order in a third of the articles that have both."""
    return 0.3 * math.prod(map(_of_word, stems.split(" ")))


@lru_cache(maxsize=65_536)
def _of_name(key: str) -> float:
    stems = [stem for word in key.split() for stem in stems_of_word(word)]
    return math.prod(map(_of_word, stems)) if stems else 0.5


_FEW_NUMBERS = ((10, 0.5), (31, 0.2), (100, 0.05))
"""Numbers up to the first, and the part of articles that have a given one of them: counts, days, ages."""
_ROUND_NUMBER = 0.02


@lru_cache(maxsize=65_536)
def _of_number(number: str) -> float:
    """Small and round numbers stand in many articles, and so do years."""
    whole, _, rest = number.replace(",", "").partition(".")
    if rest:
        return 0.0
    # Of a long row of digits the last ones alone say whether it is round.
    value = int(whole[-9:]) if len(whole) > 9 else int(whole)
    for most, share in _FEW_NUMBERS:
        if value <= most and len(whole) <= 9:
            return share
    is_year = len(number) == 4 and number[:2] in ("19", "20")
    return _ROUND_NUMBER if is_year or value % 100 == 0 else 0.0


_COMMONNESS: Mapping[str, Callable[[str], float]] = {
    "word": _of_word,
    "pair": _of_pair,
    "name": _of_name,
    "number": _of_number,
    "title": _of_word,
}
