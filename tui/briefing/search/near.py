"""Near-misses: the words of the index closest to one that stands nowhere in it.

Distance is optimal string alignment (an exchange of two neighbouring letters is one edit, as it
is one slip of the fingers), worked out by rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

SHORT_WORD = 5
"""Up to this many letters one edit is forgiven, beyond it two."""
MIN_WORD = 3
"""A shorter word is near to everything, so nothing is near to it."""
MAX_NEAR = 5
"""Near-misses searched in place of one word."""


def near_misses(word: str, vocabulary: Sequence[str], weight: Callable[[str], int]) -> tuple[str, ...]:
    """Return the words of `vocabulary` at the smallest distance from `word`, best first.

    At one distance a word with the same first letter comes first, then the one of greater
    `weight` (in how many passages it stands), then the alphabet. Words with digits are neither
    corrected nor offered: a wrong number is worse than none.
    """
    if len(word) < MIN_WORD or _has_digit(word):
        return ()
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) <= SHORT_WORD else 2
    found = process.extract(word, vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    near = [(int(distance), near) for near, distance, _ in found if len(near) > 1 and not _has_digit(near)]
    if not near:
        return ()
    closest = min(distance for distance, _ in near)
    best = [other for distance, other in near if distance == closest]
    best.sort(key=lambda other: (other[0] != word[0], -weight(other), other))
    return tuple(best[:MAX_NEAR])


def _has_digit(word: str) -> bool:
    return any(char.isdecimal() for char in word)
