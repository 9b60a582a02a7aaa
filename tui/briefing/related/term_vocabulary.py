"""Every term of an index by number, without the terms: hashes, and how rare news at large uses them."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Numbers = NDArray[np.float64]
MOST_NEW = 20_000
"""Terms met since, from which on they are held as arrays: those of a dictionary take ten times the memory."""


class TermVocabulary:
    """Terms by number: first those of a base that lies on disk, then those met since."""

    def __init__(self, base: Mapping[str, NDArray[Any]] | None = None) -> None:
        """`base` has `hashes` and `backgrounds` by number, and `sorted_hashes` with `sorted_ids`."""
        self._base = base
        self._first = len(base["hashes"]) if base else 0
        self._ids: dict[int, int] = {}
        self._hashes = array("Q")
        self._backgrounds = array("f")

    def __len__(self) -> int:
        return self._first + len(self._hashes)

    def numbers(self, hashes: NDArray[np.uint64], backgrounds: NDArray[np.float32]) -> Ids:
        """Return the numbers of terms, giving new ones to those never met."""
        found = self._in_base(hashes)
        for at in np.flatnonzero(found < 0).tolist():
            term = int(hashes[at])
            number = self._ids.get(term)
            if number is None:
                number = self._ids[term] = len(self)
                self._hashes.append(term)
                self._backgrounds.append(float(backgrounds[at]))
            found[at] = number
        return found

    def settle(self) -> None:
        """Hold the terms met since as those of the base are held, where they are many."""
        if len(self._hashes) >= max(MOST_NEW, self._first // 8):
            self._base = arrays_of(self)
            self._first = len(self._base["hashes"])
            self._ids.clear()
            self._hashes, self._backgrounds = array("Q"), array("f")

    def find(self, hashes: NDArray[np.uint64]) -> Ids:
        """Return the numbers of terms, -1 for those never met."""
        found = self._in_base(hashes)
        for at in np.flatnonzero(found < 0).tolist():
            found[at] = self._ids.get(int(hashes[at]), -1)
        return found

    def hashes(self, ids: Ids) -> NDArray[np.uint64]:
        return self._both("hashes", self._hashes, np.uint64, ids)

    def backgrounds(self, ids: Ids) -> Numbers:
        """Return how rare terms are in news at large."""
        return self._both("backgrounds", self._backgrounds, np.float32, ids).astype(np.float64)

    def _in_base(self, hashes: NDArray[np.uint64]) -> Ids:
        if self._base is None or not self._first:
            return np.full(len(hashes), -1, dtype=np.int64)
        ordered = self._base["sorted_hashes"]
        place = np.minimum(np.searchsorted(ordered, hashes), len(ordered) - 1)
        return np.where(ordered[place] == hashes, self._base["sorted_ids"][place], -1).astype(np.int64)

    def _both(self, name: str, new: array[Any], kind: type[Any], ids: Ids) -> NDArray[Any]:
        if self._base is None:
            return np.frombuffer(new, dtype=kind)[ids]
        old = ids < self._first
        if old.all():
            return np.asarray(self._base[name][ids])
        result = np.empty(len(ids), dtype=kind)
        result[old] = self._base[name][ids[old]]
        result[~old] = np.frombuffer(new, dtype=kind)[ids[~old] - self._first]
        return result


def arrays_of(vocabulary: TermVocabulary) -> dict[str, NDArray[Any]]:
    """Return a vocabulary as it is kept on disk and given to `TermVocabulary` again."""
    everything = np.arange(len(vocabulary))
    hashes = vocabulary.hashes(everything)
    order = np.argsort(hashes, kind="stable")
    return {
        "hashes": hashes,
        "backgrounds": vocabulary.backgrounds(everything).astype(np.float32),
        "sorted_hashes": hashes[order],
        "sorted_ids": order.astype(np.int32),
    }
