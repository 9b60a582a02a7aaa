"""Words a reader muted: they are read over, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.text.terms import Term

Key = tuple[str, ...]
"""The stems of a word or phrase."""


class MutedWords:
    """Muted words and phrases, by their stems."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._keys = frozenset(key for key in keys if key)
        self._sizes = sorted({len(key) for key in self._keys}, reverse=True)
        self.met: set[Key] = set()
        """Those that stood somewhere in what was read."""

    def dropped(self, found: list[Term]) -> list[Term]:
        """Return the terms of a passage without the muted words, and without phrases of them."""
        if not self._keys:
            return found
        muted = [False] * len(found)
        for size in self._sizes:
            for start in range(len(found) - size + 1):
                key = tuple(term.stem for term in found[start : start + size])
                if key in self._keys:
                    self.met.add(key)
                    muted[start : start + size] = [True] * size
        return [term for term, gone in zip(found, muted, strict=True) if not gone]
