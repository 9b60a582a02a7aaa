"""The articles of a corpus as vectors whose products say how likely two report one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_terms import FAMILIES, EventTerms

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]

NEWS = 300
"""Articles of general news that count beside those at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class EventVectors:
    """N articles and the V terms that at least two of them have."""

    terms: Ids
    """Shape (M,): which term each value is of, article by article."""
    values: NDArray[np.float32]
    """Shape (M,): the vectors have length 1 at most, so that products lie in [0, 1]."""
    offsets: Ids
    """Shape (N + 1,): where each article begins."""
    holders: NDArray[np.int32]
    """Shape (V,): how many articles have each term."""

    def row(self, number: int) -> tuple[Ids, NDArray[np.float32]]:
        """Terms and values of one article."""
        here = slice(int(self.offsets[number]), int(self.offsets[number + 1]))
        return self.terms[here], self.values[here]


def event_vectors(articles: Sequence[EventTerms]) -> EventVectors:
    """Return the vectors of articles: TF-IDF in each family of terms, scaled to length 1 there and weighed.

    How rare a term is in the articles is counted as if there were NEWS more of general news among them: a
    handful of articles cannot tell. What one article alone has counts for its length and for nothing else.
    """
    count = len(articles)
    sizes = np.array([len(one.hashes) for one in articles], dtype=np.int64)
    owners = np.repeat(np.arange(count), sizes)
    hashes = _joined([one.hashes for one in articles], np.uint64)
    families = _joined([one.families for one in articles], np.uint8)
    uses = _joined([one.counts for one in articles], np.uint16)
    commonness = _joined([one.commonness for one in articles], np.float32)
    _, first, terms, holders = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    rarity = np.log((count + NEWS + 1) / (holders + NEWS * commonness[first] + 0.5))
    values = (1 + np.log(np.maximum(uses, 1))) * rarity[terms]
    cells = owners * len(FAMILIES) + families
    lengths = np.sqrt(np.bincount(cells, values * values, minlength=count * len(FAMILIES)))
    weights = np.array(list(FAMILIES.values()))
    values *= np.sqrt(weights / weights.sum())[families] / np.maximum(lengths, 1e-12)[cells]
    shared = holders[terms] > 1
    place = np.cumsum(holders > 1) - 1
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owners[shared], minlength=count))))
    return EventVectors(
        place[terms[shared]],
        values[shared].astype(np.float32),
        offsets,
        holders[holders > 1].astype(np.int32),
    )


def _joined(parts: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
