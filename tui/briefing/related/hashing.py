"""Words as numbers: what an index on disk can sort and compare without holding any word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

SHINGLE = 4
"""Words in a shingle."""
SKETCH = 32
"""Shingles kept of a passage: of passages up to 35 words all of them, of longer ones those with the
smallest hashes, which are the same in every copy (A. Broder, "On the resemblance and containment
of documents", 1997)."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=262_144)
def term_hash(term: str) -> int:
    """Return the 64 bits that stand for a term: two of a million differ with a chance of 3 in 100 million."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def sketch(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hashes of at most SKETCH shingles of `words`, distinct and ascending."""
    if len(words) < SHINGLE:
        return np.zeros(0, dtype=np.uint32)
    hashes = np.array([term_hash(word) for word in words], dtype=np.uint64)
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(SHINGLE):
        mixed = mixed * _FACTOR + hashes[at : at + count]
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))[:SKETCH]
