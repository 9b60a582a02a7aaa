"""What words tell of an event, for its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_terms import EventTerms
from briefing.events.event_vectors import NEWS
from briefing.text.shingles import term_hash


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
