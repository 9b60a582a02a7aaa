"""Which of many texts share shingles: pairs that may be copies, without comparing all with all.

Only numbers are looked at: shingles, each with its owner (a passage, an article), and for each owner the
article it belongs to.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

LEAST_SHARED = 0.2
"""Part of the smaller sketch that both must hold."""
NEIGHBOURS = 8
"""A shingle brings each of its holders together with so many after it: in reports that many articles
print, all are joined through their neighbours, and a turn of phrase costs little."""


def likely_pairs(
    shingles: Ids, owners: Ids, sizes: Ids, articles: Ids, least_shared: float = LEAST_SHARED
) -> tuple[Ids, Ids]:
    """Return pairs of owners of different articles (the smaller first, ascending) that share enough.

    `shingles` each have an owner; sketch sizes and articles are given by owner.
    """
    order = np.lexsort((owners, shingles))
    codes = shared_codes(shingles[order], owners[order], np.arange(len(order)), articles)
    return enough_shared(*np.unique(codes, return_counts=True), sizes, least_shared)


def shared_codes(shingles: NDArray[Any], owners: NDArray[Any], places: Ids, articles: Ids) -> Ids:
    """Return pairs of owners of different articles that share a shingle, as one number each, once for
    every shingle they share; the first of each pair stands at one of `places`.

    `shingles` ascend, and so do the owners of each.
    """
    codes = [np.zeros(0, dtype=np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        places = places[places < len(shingles) - step]
        places = places[shingles[places + step] == shingles[places]]
        if not len(places):
            break
        one, other = owners[places].astype(np.int64), owners[places + step].astype(np.int64)
        apart = articles[one] != articles[other]
        codes.append(one[apart] * len(articles) + other[apart])
    return np.concatenate(codes)


def enough_shared(codes: Ids, shared: Ids, sizes: Ids, least_shared: float = LEAST_SHARED) -> tuple[Ids, Ids]:
    """Return as pairs those numbers whose owners share enough shingles for the smaller sketch."""
    if not len(codes):
        return codes, codes
    one, other = codes // len(sizes), codes % len(sizes)
    enough = shared >= np.maximum(least_shared * np.minimum(sizes[one], sizes[other]), 1)
    return one[enough], other[enough]
