"""The passages of a topic as arrays: what a million of them take as values would be ten times as much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from briefing.model.topic import TopicPassage

PAGE = 10_000
"""Passages made into values at a time, where all are gone through."""


class PackedPassages(Sequence[TopicPassage]):
    """Passages in article and passage order, each a value only while it is looked at."""

    def __init__(
        self,
        ids: Sequence[str],
        articles: NDArray[np.integer[Any]],
        passages: NDArray[np.integer[Any]],
        strength: NDArray[np.float32],
    ) -> None:
        """One entry a passage: its article as a place in `ids`, its number in it, and how much it is
        about its topic.
        """
        self._ids = ids
        self._articles = articles.astype(np.int32, copy=False)
        self._passages = passages
        self._strength = strength

    def some(self, places: NDArray[np.int64]) -> PackedPassages:
        """Those at `places`, in that order."""
        return PackedPassages(
            self._ids,
            self._articles[places],
            self._passages[places],
            self._strength[places],
        )

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[TopicPassage]:
        """Each of them, in order."""
        for start in range(0, len(self), PAGE):
            page = slice(start, start + PAGE)
            rows = zip(
                self._articles[page].tolist(),
                self._passages[page].tolist(),
                self._strength[page].tolist(),
                strict=True,
            )
            for article, passage, weight in rows:
                yield TopicPassage(self._ids[article], passage, round(weight, 4))

    @overload
    def __getitem__(self, index: int) -> TopicPassage: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TopicPassage]: ...
    def __getitem__(self, index: int | slice) -> TopicPassage | Sequence[TopicPassage]:
        if isinstance(index, slice):
            return self.some(np.arange(len(self))[index])
        return TopicPassage(
            self._ids[int(self._articles[index])],
            int(self._passages[index]),
            round(float(self._strength[index]), 4),
        )
