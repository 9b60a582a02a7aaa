"""Articles as vectors whose products say how likely two report one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from briefing.events.event_terms import FAMILIES, EventTerms

Hashes = NDArray[np.uint64]
Values = NDArray[np.float64]

NEWS = 300
"""Articles of general news that count beside those at hand: a handful of articles cannot tell what is rare,
and thousands need no others."""
RARE = 200
"""Articles that may have a term by which others are looked for."""
MANY = 512
"""Articles from which on an article that comes or goes leaves most others as they are."""
_FEWEST_COUNTED = 128


@dataclass(frozen=True, slots=True, eq=False)
class TermStatistics:
    """In how many articles each term stands.

    Of many articles some are counted, chosen by their own words and by the order of magnitude of how many
    there are: so an article that comes changes the vectors of others only where it is one of those.
    """

    counted: frozenset[EventTerms]
    articles: float
    """For how many articles they speak."""
    hashes: Hashes
    """Shape (V,): the terms they have, ascending."""
    holders: Values
    """Shape (V,): in how many of `articles` each stands."""

    def holders_of(self, hashes: Hashes) -> Values:
        """In how many articles each of some terms stands, as far as those that are counted tell."""
        if not len(self.hashes):
            return np.zeros(len(hashes))
        places = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[places] == hashes, self.holders[places], 0.0)

    def rarity(self, holders: Values, commonness: NDArray[np.float32]) -> Values:
        """How rare terms are that some articles have here, and a part of general news: not below 0."""
        rarity = np.log((self.articles + NEWS + 1) / (holders + NEWS * commonness.astype(np.float64) + 0.5))
        return np.asarray(np.maximum(rarity, 0), np.float64)


def term_statistics(articles: Sequence[EventTerms], known: TermStatistics | None = None) -> TermStatistics:
    """Return what the articles tell about their terms; `known`, where it is of the same of them."""
    articles_told, counted = float(len(articles)), frozenset(articles)
    if len(articles) >= MANY:
        level = (len(articles) // _FEWEST_COUNTED).bit_length() - 1
        articles_told = 1.5 * _FEWEST_COUNTED * 2**level
        drawn = (one for one in articles if int(np.bitwise_xor.reduce(one.hashes)) % 2**level == 0)
        counted = frozenset(drawn)
    if known is not None and (known.counted, known.articles) == (counted, articles_told):
        return known
    hashes, holders = np.unique(_joined([one.hashes for one in counted], np.uint64), return_counts=True)
    each = np.float64(articles_told / max(len(counted), 1))
    return TermStatistics(counted, articles_told, hashes, np.asarray(holders * each, np.float64))


class EventVector(NamedTuple):
    """The values of an article's T terms, in their order."""

    values: Values
    """Shape (T,): of length 1 at most, so that products lie in [0, 1]."""
    is_rare: NDArray[np.bool_]
    """Shape (T,): whether others are looked for by the term."""


def event_vectors(articles: Sequence[EventTerms], statistics: TermStatistics) -> list[EventVector]:
    """Return the vectors of articles: TF-IDF in each family of terms, scaled to length 1 there and weighed.

    An article without any term of a family is compared by the others alone. How rare a term is in the
    articles is counted as if there were NEWS more of general news among them.
    """
    count, families_count = len(articles), len(FAMILIES)
    sizes = [len(one.hashes) for one in articles]
    owners = np.repeat(np.arange(count), sizes)
    families = _joined([one.families for one in articles], np.uint8)
    weights = _joined([one.weights for one in articles], np.float32)
    commonness = _joined([one.commonness for one in articles], np.float32)
    holders = statistics.holders_of(_joined([one.hashes for one in articles], np.uint64))
    values = weights * statistics.rarity(holders, commonness)
    cells = owners * families_count + families
    lengths = np.sqrt(np.bincount(cells, values * values, minlength=count * families_count))
    told = np.array(list(FAMILIES.values())) * (lengths.reshape(count, families_count) > 0)
    shares = np.sqrt(told / np.maximum(told.sum(axis=1), 1e-12)[:, None]).reshape(-1)
    values *= shares[cells] / np.maximum(lengths, 1e-12)[cells]
    is_rare = (holders <= RARE) & (values > 0)
    ends = np.cumsum(sizes)[:-1]
    return list(map(EventVector, np.split(values, ends), np.split(is_rare, ends))) if count else []


def _joined(parts: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
