"""The words of many short texts, as numbers: which texts hold a word is one look at an array."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import count, islice
from typing import TYPE_CHECKING

from briefing.search.patterns import Slot
from briefing.search.word_places import places
from briefing.text.stems import stem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    """One truth for each text."""

_AT_ONCE = 4_000
"""Texts cut at once."""
_END = "\0"
"""Stands behind the words of a text. No text holds it: control characters were made visible."""


class ListWords:
    """The words of texts in order, each by its number among the different words."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Cut `texts` into words as the search does. Costs about a microsecond a word."""
        import numpy as np

        runs, numbers = _runs(texts)
        numbered: defaultdict[str, int] = defaultdict(count().__next__)
        # A run of text without blank comes again and again, and no word reaches over a blank.
        words = [[numbered[place.word] for place in places(run)] for run in runs]
        self._words = list(numbered)
        lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
        begins = np.cumsum(lengths) - lengths
        pool = np.fromiter((word for run in words for word in run), dtype=np.int32, count=int(lengths.sum()))
        counts = lengths[numbers]
        ends = np.cumsum(counts)
        at = np.repeat(begins[numbers] - (ends - counts), counts) + np.arange(counts.sum())
        self._ids: npt.NDArray[np.int32] = pool[at]
        """The words of all texts, one behind the other."""
        last = np.flatnonzero(numbers == runs.index(_END)) if _END in runs else numbers[:0]
        self._ends: npt.NDArray[np.int64] = ends[last]
        """Where the words of each text end."""

    def __len__(self) -> int:
        return len(self._ends)

    def holding(self, slots: Sequence[Slot]) -> Mask:
        """Which texts hold words for these places, one behind the other."""
        import numpy as np

        found = np.zeros(len(self), dtype=np.bool_)
        room = len(self._ids) - len(slots) + 1
        if not slots or room <= 0:
            return found
        hits = np.ones(room, dtype=np.bool_)
        for place, slot in enumerate(slots):
            hits &= self._held_by(slot)[self._ids[place : place + room]]
        first = np.flatnonzero(hits)
        texts = np.searchsorted(self._ends, first, side="right")
        # Words of two texts are no phrase.
        whole = first + len(slots) <= self._ends[texts]
        found[texts[whole]] = True
        return found

    def _held_by(self, slot: Slot) -> Mask:
        """Which words may stand in a place."""
        import numpy as np

        found = np.zeros(len(self._words), dtype=np.bool_)
        if slot.prefix:
            found[[n for n, word in enumerate(self._words) if word.startswith(slot.prefix)]] = True
        if slot.words:
            found[[n for n, word in enumerate(self._words) if word in slot.words]] = True
        for wanted in slot.stems:
            found[self._of_stem.get(wanted, [])] = True
        return found

    @cached_property
    def _of_stem(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self._words):
            found.setdefault(stem(word), []).append(number)
        return found


def _runs(texts: Iterable[str]) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The different runs of text without blank, and the number of each where it stands."""
    import numpy as np

    numbered: defaultdict[str, int] = defaultdict(count().__next__)
    parts: list[npt.NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    waiting = iter(texts)
    # Some at a time: a list of all runs would be many times as large as the texts.
    while some := list(islice(waiting, _AT_ONCE)):
        runs = f" {_END} ".join([*some, ""]).split()
        parts.append(np.fromiter(map(numbered.__getitem__, runs), dtype=np.int64, count=len(runs)))
    return list(numbered), np.concatenate(parts)
