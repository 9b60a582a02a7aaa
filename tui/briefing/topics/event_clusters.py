"""Articles that report one event, by their words alone: average link over all pairs.

How alike two reports of one event are differs from one corner of the news to another, so likenesses
are scaled by how alike the nearest of both articles are (local scaling; L. Zelnik-Manor and
P. Perona, "Self-Tuning Spectral Clustering", 2004). Average link (P. Sneath and R. Sokal, "Numerical
Taxonomy", 1973) follows chains of nearest neighbours, which gives what joining the most alike first
gives, in work that grows with the square (F. Murtagh, "A survey of recent advances in hierarchical
clustering algorithms", 1983).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from briefing.topics.nearest_neighbours import Likenesses, Near
from briefing.topics.vectors import Ids, Numbers

ONE_EVENT = 0.22
"""Average likeness from which on two groups of articles report one event."""
LEAST_CLOSE = 0.6
"""How alike two clusters must be, of how alike the rows of the looser one are (relative closeness; G. Karypis
et al., "Chameleon: Hierarchical Clustering Using Dynamic Modeling", 1999)."""
NEAREST = 6
"""Nearest articles by which an article is measured."""
LEAST_NEAR = 0.7
"""What they count for at least, of the median of all: who is like nobody joins none for that."""


def local_scale(near: Near) -> Numbers:
    """Return by what the likenesses of every row are to be multiplied; `near` are its nearest, best first."""
    nearest = np.array([sum(value for _, value in found[:NEAREST]) / NEAREST for found in near])
    usual = float(np.median(nearest)) if len(nearest) else 0.0
    if usual <= 0:
        return np.ones(len(nearest))
    scale: Numbers = np.sqrt(usual / np.maximum(nearest, LEAST_NEAR * usual))
    return scale


def event_clusters(likeness: Likenesses, least: float = ONE_EVENT) -> Ids:
    """Return the cluster of every row, numbered in order of their first rows.

    `likeness` is a square of scaled likenesses, which is used up. Two clusters are joined where their rows
    are alike by `least` on average, and nearly as alike as those of the looser one are.
    """
    size = len(likeness)
    np.fill_diagonal(likeness, -1.0)
    member_of = list(range(size))
    sizes, inner = [1] * size, [0.0] * size
    whole = [True] * size
    for similar, kept, gone in _joined(likeness):
        pairs = [count * (count - 1) / 2 for count in (sizes[kept], sizes[gone])]
        within = [
            total / count for total, count in zip((inner[kept], inner[gone]), pairs, strict=True) if count
        ]
        close = similar >= LEAST_CLOSE * min(within) if len(within) == 2 else True
        whole[kept] = whole[kept] and whole[gone] and similar >= least and close
        if whole[kept]:
            member_of[_root(member_of, gone)] = _root(member_of, kept)
        inner[kept] += inner[gone] + similar * sizes[kept] * sizes[gone]
        sizes[kept] += sizes[gone]
    roots = [_root(member_of, row) for row in range(size)]
    numbers: dict[int, int] = {}
    return np.array([numbers.setdefault(root, len(numbers)) for root in roots], dtype=np.int64)


def _joined(likeness: Likenesses) -> Iterator[tuple[float, int, int]]:
    """Yield every joining: the average likeness, the cluster that stays, the one that is taken in."""
    sizes = np.ones(len(likeness))
    first = 0
    gone = np.zeros(len(likeness), dtype=np.bool_)
    chain: list[int] = []
    for _ in range(len(likeness) - 1):
        while True:
            if not chain:
                while gone[first]:
                    first += 1
                chain.append(first)
            row = likeness[chain[-1]]
            nearest = int(row.argmax())
            before = chain[-2] if len(chain) > 1 else -1
            if before >= 0 and row[before] >= row[nearest]:
                break
            chain.append(nearest)
        kept, taken = sorted((chain.pop(), chain.pop()))
        yield round(float(likeness[kept, taken]), 6), kept, taken
        mean = (sizes[kept] * likeness[kept] + sizes[taken] * likeness[taken]) / (sizes[kept] + sizes[taken])
        likeness[kept], likeness[:, kept], likeness[kept, kept] = mean, mean, -1.0
        likeness[taken], likeness[:, taken] = -1.0, -1.0
        sizes[kept] += sizes[taken]
        gone[taken] = True


def _root(member_of: Sequence[int], row: int) -> int:
    while member_of[row] != row:
        row = member_of[row]
    return row
