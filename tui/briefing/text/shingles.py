"""Words as numbers, and runs of them: what texts can be compared by without holding any word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=65_536)
def term_hash(term: str) -> int:
    """Return the 64 bits that stand for a term: two of a million differ with a chance of 3 in 100 million."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def shingle_hashes(words: Sequence[str], size: int) -> NDArray[np.uint32]:
    """Return the hashes of all runs of `size` words that stand side by side, in text order; none where there
    are fewer words (A. Broder, "On the resemblance and containment of documents", 1997)."""
    return run_hashes([term_hash(word) for word in words], size)


def run_hashes(terms: Sequence[int], size: int) -> NDArray[np.uint32]:
    """Return the same of words that are given by their `term_hash`."""
    if len(terms) < size:
        return np.zeros(0, dtype=np.uint32)
    hashes = np.array(terms, dtype=np.uint64)
    count = len(hashes) - size + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(size):
        mixed = mixed * _FACTOR + hashes[at : at + count]
    return (mixed >> np.uint64(32)).astype(np.uint32)
