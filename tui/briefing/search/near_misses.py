"""Near-misses: the words of the index closest to one that stands nowhere in it.

Distance is optimal string alignment (an exchange of two neighbouring letters is one edit, as it
is one slip of the fingers), worked out by rapidfuzz on the few words that can be near at all:
one edit changes the length by one at most, and adds or takes away two different letters at most.
"""

from __future__ import annotations

import io
import re
import zipfile
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
_DIGIT = re.compile(r"\d")


class NearMisses:
    """The words that can be offered: those of letters alone, at least two of them."""

    def __init__(self, text: str, lengths: npt.NDArray[np.uint32], letters: npt.NDArray[np.uint64]) -> None:
        """`text` holds the words parted by line ends; the arrays their lengths and sets of letters."""
        import numpy as np

        self._text = text
        self._lengths = lengths
        self._letters = letters
        self._starts = np.cumsum(lengths + 1, dtype=np.int64) - lengths - 1

    @classmethod
    def of(cls, words: Iterable[str]) -> NearMisses:
        """Return the vocabulary of `words`, each kept once. Costs some microseconds a word."""
        import numpy as np

        kept = sorted({word for word in words if len(word) > 1 and not _DIGIT.search(word)})
        lengths = np.fromiter(map(len, kept), dtype=np.uint32, count=len(kept))
        letters = np.fromiter(map(_letters, kept), dtype=np.uint64, count=len(kept))
        return cls("\n".join(kept), lengths, letters)

    def to_bytes(self, passages: int = 0) -> bytes:
        """Return the vocabulary as `from_bytes` reads it, and in how many passages the words stood."""
        import numpy as np

        file = io.BytesIO()
        text = np.frombuffer(self._text.encode("utf-8"), dtype=np.uint8)
        np.savez(file, text=text, lengths=self._lengths, letters=self._letters, passages=passages)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> NearMisses:
        """Return what `to_bytes` wrote; ValueError when it did not."""
        import numpy as np

        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as held:
                text, lengths, letters = held["text"], held["lengths"], held["letters"]
        except (zipfile.BadZipFile, KeyError, EOFError, OSError) as error:
            raise ValueError("this is no vocabulary") from error
        if lengths.shape != letters.shape:
            raise ValueError("this is no vocabulary")
        return cls(text.tobytes().decode("utf-8"), lengths, letters)

    def near(self, word: str, weight: Callable[[str], int]) -> tuple[str, ...]:
        """Return the words at the smallest distance from `word`, best first, at most `MAX_NEAR`.

        At one distance a word with the same first letter comes first, then the one of greater
        `weight` (in how many passages it stands; 0 leaves it out), then the alphabet. Words with
        digits are not corrected: a wrong number is worse than none.
        """
        found = self._within_reach(word, weight)
        nearest = min((distance for distance, *_ in found), default=0)
        best = sorted((first, held, other) for distance, first, held, other in found if distance == nearest)
        return tuple(other for *_, other in best[:MAX_NEAR])

    def commonest(self, word: str, weight: Callable[[str], int]) -> str:
        """Return the word of greatest `weight` that may be meant by `word`; empty where there is none."""
        found = self._within_reach(word, weight)
        return min(((held, other) for _, _, held, other in found), default=(0, ""))[1]

    def _within_reach(self, word: str, weight: Callable[[str], int]) -> list[tuple[int, bool, int, str]]:
        """The words that may be meant: distance, whether the first letter differs, weight below 0, word."""
        if len(word) < MIN_WORD or _DIGIT.search(word):
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) <= SHORT_WORD else 2
        found = process.extract(
            word, self._candidates(word, allowed), scorer=OSA.distance, score_cutoff=allowed, limit=None
        )
        weighed = ((other, int(distance), weight(other)) for other, distance, _ in found)
        return [(distance, other[0] != word[0], -held, other) for other, distance, held in weighed if held]

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
