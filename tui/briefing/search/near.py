"""Near-misses: the words of the index closest to one that stands nowhere in it.

Distance is optimal string alignment (an exchange of two neighbouring letters is one edit, as it
is one slip of the fingers), worked out by rapidfuzz on the few words that can be near at all:
one edit changes the length by one at most, and adds or takes away two different letters at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SHORT_WORD = 5
"""Up to this many letters one edit is forgiven, beyond it two."""
MIN_WORD = 3
"""A shorter word is near to everything, so nothing is near to it."""
MAX_NEAR = 5
"""Near-misses searched in place of one word."""
_BITS = 64


class Vocabulary:
    """The words that can be offered: those of letters alone, at least two of them."""

    def __init__(self, words: Iterable[str]) -> None:
        """`words` may hold any; each is kept once. Costs about a microsecond a word."""
        import numpy as np

        kept = sorted({word for word in words if len(word) > 1 and not _has_digit(word)})
        self._text = "\n".join(kept)
        lengths = np.fromiter(map(len, kept), dtype=np.uint32, count=len(kept))
        self._starts: npt.NDArray[np.uint32] = (
            np.concatenate(([0], np.cumsum(lengths + 1, dtype=np.uint32)[:-1])).astype(np.uint32)
            if kept
            else lengths
        )
        self._lengths = lengths
        self._letters: npt.NDArray[np.uint64] = np.fromiter(
            map(_letters, kept), dtype=np.uint64, count=len(kept)
        )

    def near(self, word: str, weight: Callable[[str], int]) -> tuple[str, ...]:
        """Return the words at the smallest distance from `word`, best first, at most `MAX_NEAR`.

        At one distance a word with the same first letter comes first, then the one of greater
        `weight` (in how many passages it stands; 0 leaves it out), then the alphabet. Words with
        digits are not corrected: a wrong number is worse than none.
        """
        if len(word) < MIN_WORD or _has_digit(word):
            return ()
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) <= SHORT_WORD else 2
        found = process.extract(
            word, self._candidates(word, allowed), scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        by_distance: dict[int, list[tuple[bool, int, str]]] = {}
        for other, distance, _ in found:
            held = weight(other)
            if held:
                by_distance.setdefault(int(distance), []).append((other[0] != word[0], -held, other))
        if not by_distance:
            return ()
        return tuple(other for *_, other in sorted(by_distance[min(by_distance)])[:MAX_NEAR])

    def _candidates(self, word: str, allowed: int) -> list[str]:
        """The words that `allowed` edits could reach, going by length and letters alone."""
        import numpy as np

        if not len(self._lengths):
            return []
        shortest = max(len(word) - allowed, 0)
        fits = (self._lengths >= shortest) & (self._lengths <= len(word) + allowed)
        (numbers,) = np.nonzero(fits)
        apart = np.bitwise_count(self._letters[numbers] ^ np.uint64(_letters(word)))
        numbers = numbers[apart <= 2 * allowed]
        starts, ends = self._starts[numbers], self._starts[numbers] + self._lengths[numbers]
        return [self._text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def _letters(word: str) -> int:
    """The letters of `word` as a set of bits; two letters may share one."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) % _BITS)
    return bits


def _has_digit(word: str) -> bool:
    return any(char.isdecimal() for char in word)
