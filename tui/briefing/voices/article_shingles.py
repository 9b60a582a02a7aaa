"""Articles as shingles: runs of five words, by which a copy is told from a report of the same event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from briefing.model.article import Article
from briefing.text.passage_words import words_by_passage
from briefing.text.shingles import shingle_hashes
from briefing.text.tokens import fold

Shingles = NDArray[np.uint32]
"""Hashes, distinct and ascending."""

SHINGLE = 5
"""Words in a shingle: four are still shared by turns of phrase ("a spokesman for the")."""
_LONGEST = 100_000
"""Of longer articles only so many words are compared."""
_SAMPLED = np.uint32(2**30)
"""Of the shingles of an article those below are kept: a quarter, the same in every copy."""
_FEW = 32
"""Of so few shingles all are kept: a quarter would leave chance too much."""


def all_shingles(article: Article) -> Shingles:
    """Return every shingle of an article's passages that count; an article of fewer words is one shingle."""
    words = [fold(word) for part in words_by_passage(article) for word in part.surfaces][:_LONGEST]
    return np.unique(shingle_hashes(words, min(SHINGLE, max(len(words), 1))))


def sampled(shingles: Shingles) -> Shingles:
    """Return those that are kept to find likely copies by."""
    return shingles if len(shingles) <= _FEW else shingles[: np.searchsorted(shingles, _SAMPLED)]
