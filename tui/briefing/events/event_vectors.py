"""The articles of a corpus as vectors whose products say how likely two report one event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_terms import FAMILIES, EventTerms

Ids = NDArray[np.int64]
Values = NDArray[np.float64]

NEWS = 300
"""Articles of general news that count beside those at hand: a handful of articles cannot tell what is rare,
and thousands need no others."""
RARE = 200
"""Articles that may have a term by which others are looked for."""
NEAREST = 40
"""Articles that are compared with each: those that share most of its rare terms."""
_DIGITS = 6
"""Beyond them, products depend on the order in which numbers are added up."""


@dataclass(frozen=True, slots=True, eq=False)
class EventVectors:
    """N articles and the V terms that at least two of them have."""

    terms: Ids
    """Shape (M,): which term each value is of, article by article."""
    values: Values
    """Shape (M,): the vectors have length 1 at most, so that products lie in [0, 1]."""
    offsets: Ids
    """Shape (N + 1,): where each article begins."""
    holders: Ids
    """Shape (V,): how many articles have each term."""

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self.offsets) - 1

    def row(self, number: int) -> tuple[Ids, Values]:
        """Terms and values of one article."""
        here = slice(int(self.offsets[number]), int(self.offsets[number + 1]))
        return self.terms[here], self.values[here]

    def owners(self) -> Ids:
        """Shape (M,): the article of each value."""
        return np.repeat(np.arange(len(self)), np.diff(self.offsets))


def event_vectors(articles: Sequence[EventTerms]) -> EventVectors:
    """Return the vectors of articles: TF-IDF in each family of terms, scaled to length 1 there and weighed.

    An article without any term of a family is compared by the others alone. How rare a term is in the
    articles is counted as if there were NEWS more of general news among them. What one article alone has
    counts for its length and for nothing else.
    """
    count, families_count = len(articles), len(FAMILIES)
    owners = np.repeat(np.arange(count), [len(one.hashes) for one in articles])
    hashes = _joined([one.hashes for one in articles], np.uint64)
    families = _joined([one.families for one in articles], np.uint8)
    weights = _joined([one.weights for one in articles], np.float32)
    commonness = _joined([one.commonness for one in articles], np.float32)
    _, first, terms, holders = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    rarity = np.log((count + NEWS + 1) / (holders + NEWS * commonness[first].astype(np.float64) + 0.5))
    values = weights * np.maximum(rarity, 0)[terms]
    cells = owners * families_count + families
    lengths = np.sqrt(np.bincount(cells, values * values, minlength=count * families_count))
    told = np.array(list(FAMILIES.values())) * (lengths.reshape(count, families_count) > 0)
    shares = np.sqrt(told / np.maximum(told.sum(axis=1), 1e-12)[:, None]).reshape(-1)
    values *= shares[cells] / np.maximum(lengths, 1e-12)[cells]
    shared = (holders[terms] > 1) & (values > 0)
    place = np.cumsum(holders > 1) - 1
    offsets = np.concatenate(([0], np.cumsum(np.bincount(owners[shared], minlength=count))))
    return EventVectors(place[terms[shared]], values[shared], offsets, holders[holders > 1])


def _joined(parts: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)


def neighbours(vectors: EventVectors) -> Iterator[tuple[Ids, Values]]:
    """Yield for each article those that share most of its rare terms, at most NEAREST, and the products of
    the whole vectors, the greatest first."""
    count, owners = len(vectors), vectors.owners()
    rare = vectors.holders[vectors.terms] <= RARE
    by_term = np.flatnonzero(rare)[np.argsort(vectors.terms[rare], kind="stable")]
    starts = np.searchsorted(vectors.terms[by_term], np.arange(len(vectors.holders) + 1))
    whole = np.zeros(len(vectors.holders))
    for number in range(count):
        terms, values = vectors.row(number)
        few = vectors.holders[terms] <= RARE
        sizes = starts[terms[few] + 1] - starts[terms[few]]
        begins = starts[terms[few]] - (np.cumsum(sizes) - sizes)
        places = by_term[np.repeat(begins, sizes) + np.arange(int(sizes.sum()))]
        products = vectors.values[places] * np.repeat(values[few], sizes)
        scores = np.bincount(owners[places], products, minlength=count).round(_DIGITS)
        scores[number] = 0.0
        near = np.flatnonzero(scores > 0)
        near = near[np.argsort(-scores[near], kind="stable")[:NEAREST]]
        whole[terms] = values
        likeness = np.array([whole[its] @ own for its, own in map(vectors.row, near.tolist())]).round(_DIGITS)
        whole[terms] = 0.0
        order = np.argsort(-likeness, kind="stable")
        yield near[order], likeness[order]
