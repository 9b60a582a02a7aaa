"""The most similar rows of every row, exactly, in blocks of bounded memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from briefing.topics.vectors import Ids, Numbers, Vectors

BLOCK = 256
"""Rows compared with all at a time."""
MOST_DENSE = 1_000
"""Columns at most, the commonest, that are multiplied as a dense matrix: most of the work is in them."""
DENSE_SHARE = 0.02
"""A column in this part of the rows is common."""
PRECISION = 9
"""Digits of a cosine that count: the rest is noise of rounding, which must not decide."""

Near = list[list[tuple[int, float]]]
Likenesses = NDArray[np.float32]


def neighbours(vectors: Vectors, count: int) -> Near:
    """Return for every row its `count` most similar rows with their cosines, best first."""
    found: Near = []
    for cosines in _blocks(vectors):
        found.extend(_best(cosines, count))
    return found


def all_cosines(vectors: Vectors) -> Likenesses:
    """Return the cosine of every two rows, as a square; 0 for a row with itself."""
    whole = np.zeros((vectors.size, vectors.size), dtype=np.float32)
    start = 0
    for cosines in _blocks(vectors):
        whole[start : start + len(cosines)] = cosines
        start += len(cosines)
    return whole


def _blocks(vectors: Vectors) -> Iterator[Numbers]:
    """Yield the cosines of some rows with all, block by block."""
    size = vectors.size
    holding = np.bincount(vectors.terms, minlength=vectors.space.width)
    common = np.flatnonzero(holding > max(DENSE_SHARE * size, 8))
    common = np.sort(common[np.argsort(-holding[common], kind="stable")][:MOST_DENSE])
    dense_at = np.full(vectors.space.width, -1, dtype=np.int64)
    dense_at[common] = np.arange(len(common))
    rows = vectors.rows
    inside = dense_at[vectors.terms] >= 0
    dense = np.zeros((size, len(common)))
    dense[rows[inside], dense_at[vectors.terms[inside]]] = vectors.values[inside]
    rare = _Postings(rows[~inside], vectors.terms[~inside], vectors.values[~inside], vectors.space.width)
    for start in range(0, size, BLOCK):
        stop = min(start + BLOCK, size)
        cosines = dense[start:stop] @ dense.T + rare.products(start, stop, size)
        cosines[np.arange(stop - start), np.arange(start, stop)] = 0.0
        yield np.round(cosines, PRECISION)


class _Postings:
    """Entries by row and by column."""

    def __init__(self, rows: Ids, terms: Ids, values: Numbers, width: int) -> None:
        self._rows, self._terms, self._values = rows, terms, values
        order = np.argsort(terms, kind="stable")
        self._by_term_rows, self._by_term_values = rows[order], values[order]
        self._starts = np.searchsorted(terms[order], np.arange(width + 1))

    def products(self, start: int, stop: int, size: int) -> Numbers:
        """Return the inner products of rows `start` to `stop` with all rows."""
        first, last = np.searchsorted(self._rows, [start, stop])
        terms = self._terms[first:last]
        lengths = self._starts[terms + 1] - self._starts[terms]
        begins = np.cumsum(lengths) - lengths
        total = int(lengths.sum())
        at = np.arange(total) + np.repeat(self._starts[terms] - begins, lengths)
        products = self._by_term_values[at] * np.repeat(self._values[first:last], lengths)
        places = self._by_term_rows[at] + np.repeat((self._rows[first:last] - start) * size, lengths)
        sums = np.bincount(places, products, minlength=(stop - start) * size)
        result: Numbers = sums.reshape(stop - start, size).astype(np.float64)
        return result


def _best(cosines: Numbers, count: int) -> Near:
    """Return the best of each row; of equal ones the first."""
    size = cosines.shape[1]
    wanted = min(count, size)
    if wanted < size:
        picked = np.argpartition(-cosines, wanted - 1, axis=1)[:, :wanted]
        # What ties with the last one picked is taken in order, not as the partition left it.
        last = np.take_along_axis(cosines, picked, axis=1).min(axis=1)
    found: Near = []
    for number, row in enumerate(cosines):
        among = np.flatnonzero(row >= last[number]) if wanted < size else np.arange(size)
        best = among[np.argsort(-row[among], kind="stable")][:wanted]
        found.append([(int(other), float(row[other])) for other in best if row[other] > 0])
    return found
