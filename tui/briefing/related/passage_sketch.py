"""Passages as a few numbers each: shingles that are the same in every copy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from briefing.text.shingles import run_hashes, term_hash

SHINGLE = 4
"""Words in a shingle."""
SKETCH = 32
"""Shingles kept of a passage: of passages up to 35 words all of them, of longer ones those with the
smallest hashes, which are the same in every copy (A. Broder, "On the resemblance and containment
of documents", 1997)."""


def sketches(passages: Sequence[Sequence[str]]) -> list[NDArray[np.uint32]]:
    """Return for each of some passages, given by their words, the hashes of at most SKETCH of its shingles,
    distinct and ascending; none where there are fewer words.
    """
    # All at once: for a passage alone most of the time goes into making arrays. Shingles over the end of a
    # passage are made and left out.
    hashes = run_hashes([term_hash(word) for words in passages for word in words], SHINGLE)
    found: list[NDArray[np.uint32]] = []
    at = 0
    for words in passages:
        found.append(np.unique(hashes[at : at + max(len(words) - SHINGLE + 1, 0)])[:SKETCH])
        at += len(words)
    return found
