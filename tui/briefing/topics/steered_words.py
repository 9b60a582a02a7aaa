"""The words a reader muted and pinned, as the stems they stand for; muted ones are read over everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.model.steering import Steering
from briefing.text.terms import Term, stems

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


@dataclass(frozen=True, slots=True)
class SteeredWords:
    """Muted and pinned words and phrases, each list in order of stems."""

    muted: tuple[Key, ...] = ()
    pinned: tuple[Key, ...] = ()


def key_of(word: str) -> Key:
    """Return the stems of a word or phrase; empty when it carries no meaning."""
    return tuple(stems(word))


def steered_words(steering: Steering) -> SteeredWords:
    """Return what is muted and what is pinned after the last step: the later step about a word counts."""
    muted: set[Key] = set()
    pinned: set[Key] = set()
    for step in steering.steps:
        key = key_of(step.word)
        if not key or step.verb not in ("mute", "unmute", "pin", "unpin"):
            continue
        muted.discard(key)
        pinned.discard(key)
        if step.verb == "mute":
            muted.add(key)
        elif step.verb == "pin":
            pinned.add(key)
    return SteeredWords(tuple(sorted(muted)), tuple(sorted(pinned)))
