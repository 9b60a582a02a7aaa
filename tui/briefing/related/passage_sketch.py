"""Passages as a few numbers each: shingles that are the same in every copy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.text.shingles import shingle_hashes

SHINGLE = 4
"""Words in a shingle."""
SKETCH = 32
"""Shingles kept of a passage: of passages up to 35 words all of them, of longer ones those with the
smallest hashes, which are the same in every copy (A. Broder, "On the resemblance and containment
of documents", 1997)."""


def sketch(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return the hashes of at most SKETCH shingles of `words`, distinct and ascending."""
    return np.unique(shingle_hashes(words, SHINGLE))[:SKETCH]
