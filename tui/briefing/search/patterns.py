"""What the words of a passage are held against: the words a query asks for, in every form that counts.

Used twice: the index is asked by it, and the passages it names are searched with it again for the
places to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.search.words import Place
from briefing.text.stems import stem

MAX_SPANS = 10_000
"""Matches shown of one pattern in one passage. No prose has so many; a megabyte of one word has, and
must not cost hundreds of megabytes."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a pattern: the words that may stand there."""

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    """Every word of such a stem."""
    prefix: str = ""
    """Every word that begins so; empty for none."""

    def holds(self, word: str) -> bool:
        """Tell whether `word` may stand here."""
        return (
            word in self.words
            or (self.prefix != "" and word.startswith(self.prefix))
            or (bool(self.stems) and stem(word) in self.stems)
        )

    def meets(self, other: Slot) -> bool:
        """Tell whether one word may be of both."""
        return (
            any(other.holds(word) for word in self.words)
            or any(self.holds(word) for word in other.words)
            or not self.stems.isdisjoint(other.stems)
            or bool(self.prefix or other.prefix)
        )


@dataclass(frozen=True, slots=True)
class Run:
    """Words one behind the other."""

    slots: tuple[Slot, ...]

    def places(self, words: Sequence[Place]) -> Iterator[tuple[int, int]]:
        """First and last index of each match in the words of a passage, in order."""
        first, last = self.slots[0], len(self.slots) - 1
        for at in range(len(words) - last):
            if first.holds(words[at].word) and all(
                slot.holds(words[at + step].word) for step, slot in enumerate(self.slots) if step
            ):
                yield at, at + last


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words at most `distance` words apart, in either order."""

    left: tuple[Slot, ...]
    right: tuple[Slot, ...]
    distance: int

    def places(self, words: Sequence[Place]) -> Iterator[tuple[int, int]]:
        """Index of each word that is one of such a pair, twice (as its first and last), in order."""
        left = [index for index, place in enumerate(words) if any(s.holds(place.word) for s in self.left)]
        right = [index for index, place in enumerate(words) if any(s.holds(place.word) for s in self.right)]
        near = _near(left, right, self.distance) | _near(right, left, self.distance)
        for index in sorted(near):
            yield index, index


def _near(some: Sequence[int], others: Sequence[int], distance: int) -> set[int]:
    """Those of `some` that have another of `others` within `distance`; both rise. Linear."""
    found: set[int] = set()
    begin = 0
    for index in some:
        while begin < len(others) and others[begin] < index - distance:
            begin += 1
        at = begin
        if at < len(others) and others[at] == index:
            at += 1
        if at < len(others) and others[at] <= index + distance:
            found.add(index)
    return found


Pattern = Run | Pair


def matches(patterns: Sequence[Pattern], words: Sequence[Place]) -> list[tuple[int, int, int]]:
    """Return start, end and pattern of every match in the words of a passage, in order of place."""
    return sorted(
        (words[first].start, words[last].end, number)
        for number, pattern in enumerate(patterns)
        for first, last in islice(pattern.places(words), MAX_SPANS)
    )
