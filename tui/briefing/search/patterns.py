"""What the words of a passage are held against: the words a query asks for, in every form that counts.

Used twice: the index is asked by it, and the passages it names are searched with it again for the
places to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefing.search.words import CutText
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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words at most `distance` words apart, in either order."""

    left: tuple[Slot, ...]
    right: tuple[Slot, ...]
    distance: int


Pattern = Run | Pair


class Matcher:
    """Finds patterns in passages. What was found out of a word holds for all of them."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._held: dict[Slot, dict[str, bool]] = {}

    def matches(self, text: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return start, end and pattern of every match in `text[start:end]`, in order of place."""
        cut = CutText(text, start, end)
        found = [
            (first, last, number)
            for number, pattern in enumerate(self._patterns)
            for first, last in islice(self._places(pattern, cut.words), MAX_SPANS)
        ]
        spans = cut.spans({index for first, last, _ in found for index in (first, last)})
        return sorted((spans[first][0], spans[last][1], number) for first, last, number in found)

    def _places(self, pattern: Pattern, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """First and last index of each match, in order; of a pair, each word for itself."""
        if isinstance(pattern, Run):
            last = len(pattern.slots) - 1
            for at in self._holding(pattern.slots[0], words):
                if at + last < len(words) and all(
                    slot.holds(words[at + step]) for step, slot in enumerate(pattern.slots) if step
                ):
                    yield at, at + last
            return
        left = sorted({index for slot in pattern.left for index in self._holding(slot, words)})
        right = sorted({index for slot in pattern.right for index in self._holding(slot, words)})
        near = _near(left, right, pattern.distance) | _near(right, left, pattern.distance)
        for index in sorted(near):
            yield index, index

    def _holding(self, slot: Slot, words: Sequence[str]) -> list[int]:
        """The words that `slot` holds, by index, in order."""
        held = self._held.setdefault(slot, {})
        found = []
        for index, word in enumerate(words):
            fits = held.get(word)
            if fits is None:
                fits = held[word] = slot.holds(word)
            if fits:
                found.append(index)
        return found


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
