"""Labels of events: the shortest stretch of a title that tells what happened, where and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_terms import EventTerms
from briefing.events.event_vectors import NEWS
from briefing.text.shingles import term_hash
from briefing.text.stopwords import STOPWORDS
from briefing.text.terms import terms
from briefing.text.tokens import Word, words

_MOST_WORDS = 9
_FEWEST_WORDS = 3
_COST = 0.3
"""What a word costs, of what the best one tells: who adds less to a label makes it longer only."""
_WHOLE = 1.5
"""What it tells besides, in words, to begin where the title begins a clause, and to end where it ends one."""
_BREAK = re.compile(r"[:;|!?()\[\]\"“”«»]|[.,…](?=\s|$)|\s[-–—]+\s|--")
"""Marks that a label does not reach across."""


class WordWeights:
    """What words tell of an event: how many of its articles have them, and how few others do."""

    def __init__(self, articles: Mapping[int, EventTerms]) -> None:
        self._articles = articles

    @cached_property
    def _rarity(self) -> dict[int, float]:
        """By the hash of a word."""
        hashes = _joined(one.hashes[one.families == 0] for one in self._articles.values())
        commonness = _joined(one.commonness[one.families == 0] for one in self._articles.values())
        distinct, first, holders = np.unique(hashes, return_index=True, return_counts=True)
        news = NEWS * commonness[first].astype(np.float64)
        rarity = np.log((len(self._articles) + NEWS + 1) / (holders + news + 0.5))
        return dict(zip(distinct.tolist(), np.maximum(rarity, 0).tolist(), strict=True))

    def of(self, numbers: Sequence[int]) -> Callable[[str], float]:
        """Return what a stem tells of the event that these articles report."""
        chosen = [self._articles[number] for number in numbers]
        distinct, counts = np.unique(_joined(a.hashes[a.families == 0] for a in chosen), return_counts=True)
        shares = dict(zip(distinct.tolist(), (counts / len(numbers)).tolist(), strict=True))

        def weight(stem: str) -> float:
            key = term_hash(f"0{stem}")
            return float(shares.get(key, 0.0) * self._rarity.get(key, 0.0))

        return weight


def _joined(parts: Iterable[NDArray[Any]]) -> NDArray[Any]:
    found = list(parts)
    return np.concatenate(found) if found else np.zeros(0)


def event_label(titles: Sequence[str], weight: Callable[[str], float]) -> str:
    """Return the stretch of one of the titles that tells most for its length; the first title where none has
    a word that tells anything. `weight` says what a stem tells."""
    best: tuple[float, int, int, str] | None = None
    for number, title in enumerate(titles):
        for start, end, score, length in _stretches(title, weight):
            found = (round(score, 6), -length, -number, title[start:end])
            if best is None or found[:3] > best[:3]:
                best = found
    return best[3] if best is not None else next(iter(titles), "")


def _stretches(title: str, weight: Callable[[str], float]) -> Iterable[tuple[int, int, float, int]]:
    """Yield where a label may begin and end in a title, what it tells, and how many words it has."""
    found = list(words(title))
    stems: list[list[str]] = [[] for _ in found]
    at = 0
    for term in terms(title):
        while at < len(found) and found[at].end <= term.start:
            at += 1
        if at < len(found):
            stems[at].append(term.stem)
    gains = [{stem: weight(stem) for stem in one} for one in stems]
    cost = _COST * max((gain for one in gains for gain in one.values()), default=0.0)
    if not cost:
        return
    ends = [
        bool(_BREAK.search(title, one.end, found[at + 1].start if at + 1 < len(found) else len(title)))
        or at + 1 == len(found)
        for at, one in enumerate(found)
    ]
    for first in range(len(found)):
        if not _may_stand_at_edge(found[first]):
            continue
        told: dict[str, float] = {}
        for last in range(first, min(first + _MOST_WORDS, len(found))):
            if last > first and ends[last - 1]:
                break
            told |= gains[last]
            length = last - first + 1
            if length >= min(_FEWEST_WORDS, len(found)) and _may_stand_at_edge(found[last]):
                whole = _WHOLE * ((first == 0 or ends[first - 1]) + ends[last])
                yield (
                    found[first].start,
                    found[last].end,
                    sum(told.values()) - cost * (length - whole),
                    length,
                )


def _may_stand_at_edge(word: Word) -> bool:
    """Whether a label may begin or end with a word: no article, preposition or auxiliary."""
    return word.folded not in STOPWORDS
