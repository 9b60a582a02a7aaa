"""The cache behind everything that holds what was asked for last and lets go of the rest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LruCache(MutableMapping[K, V]):
    """A mapping of at most `most` entries: a new one takes the place of the one unused for longest.

    Reading an entry and writing it count as use, looking whether it is there does not.
    """

    def __init__(self, most: int) -> None:
        """`most` is at least 1."""
        self._most = most
        self._values: OrderedDict[K, V] = OrderedDict()

    def __getitem__(self, key: K) -> V:
        value = self._values[key]
        self._values.move_to_end(key)
        return value

    def __setitem__(self, key: K, value: V) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)

    def __delitem__(self, key: K) -> None:
        del self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[K]:
        # Of the keys as they are now: whoever goes through the entries reads them, which moves them.
        return iter(tuple(self._values))

    def __len__(self) -> int:
        return len(self._values)

    def clear(self) -> None:
        """Let go of all at once."""
        self._values.clear()
