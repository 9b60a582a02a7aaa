"""What the words of a passage are held against: the words a query asks for, in every form that counts.

Used twice: the index is asked by it, and the passages it names are searched with it again for the
places to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, islice

from briefing.search.literals import CutText, LiteralRuns, literals
from briefing.search.word_places import STEM, WordPlace
from briefing.search.word_variants import Variant, variants
from briefing.text.stems import beginnings, stem

MAX_SPANS = 10_000
"""Matches shown in one passage, of all single words together or of one run or pair. No prose has so
many; a megabyte of one word has, and must not cost hundreds of megabytes."""


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

    def holds_variant(self, variant: Variant) -> bool:
        """Tell whether another form of what is written may stand here.

        A beginning that what is written has, too, is found there.
        """
        word = variant.word
        return (
            word in self.words
            or (bool(self.stems) and stem(word) in self.stems)
            or (
                self.prefix != ""
                and word.startswith(self.prefix)
                and not variant.begins.startswith(self.prefix)
            )
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
class WordRun:
    """Words one behind the other."""

    slots: tuple[Slot, ...]
    varied: bool = False
    """True where a single word is looked for among the variants of words, too."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words at most `distance` words apart, in either order."""

    left: tuple[Slot, ...]
    right: tuple[Slot, ...]
    distance: int


Pattern = WordRun | Pair


Found = tuple[int, int, int]
"""Start and end of a match, and the number of its pattern."""

_At = tuple[int, int]
"""A word by the index of its run and by its own in there."""


class _Held(dict[str, bool]):
    """Whether words may stand in one slot, each found out once."""

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self._slot = slot

    def __missing__(self, word: str) -> bool:
        found = self[word] = self._slot.holds(word)
        return found


class Matcher:
    """Finds patterns in passages. What was found out of a word or a run holds for all of them."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        slots = [slot for pattern in patterns for slot in _slots_of(pattern)]
        stems = {STEM + one for slot in slots for one in slot.stems}
        words = frozenset(stems.union(*(slot.words for slot in slots)))
        self._literal_runs = LiteralRuns(words, tuple(sorted({slot.prefix for slot in slots} - {""})))
        self._literals = literals(word for slot in slots for word in _parts_of(slot))
        held = {slot: _Held(slot) for slot in slots}
        self._single: list[tuple[int, _Held]] = []
        self._joined: list[tuple[int, Callable[[CutText, Sequence[int]], Iterator[tuple[_At, _At]]]]] = []
        for number, pattern in enumerate(patterns):
            if isinstance(pattern, Pair):
                left, right = [held[slot] for slot in pattern.left], [held[slot] for slot in pattern.right]
                self._joined.append((number, partial(_pairs, left, right, pattern.distance)))
            elif len(pattern.slots) == 1:
                self._single.append((number, held[pattern.slots[0]]))
            else:
                self._joined.append((number, partial(_rows, [held[slot] for slot in pattern.slots])))
        self._varied = [
            (number, pattern.slots[0])
            for number, pattern in enumerate(patterns)
            if isinstance(pattern, WordRun) and pattern.varied
        ]
        self._inside: dict[str, list[Found]] = {}
        """The single words found in a run, as offsets into it."""

    def matches(self, texts: Sequence[str]) -> Iterator[list[Found]]:
        """Yield for each text start, end and pattern of every match in it, in order of place."""
        cuts = [CutText(text) for text in texts]
        plain = [bool(self._literals) and cut.plain for cut in cuts]
        self._literal_runs.meet([cut.runs for cut, easy in zip(cuts, plain, strict=True) if not easy])
        return map(self._matches, cuts, plain)

    def _matches(self, cut: CutText, plain: bool) -> list[Found]:
        matching = cut.holding(self._literals) if plain else self._literal_runs.among(cut.runs)
        found = list(islice(self._variants(cut.text), MAX_SPANS)) if self._varied else []
        if not matching:
            return sorted(found)
        if self._single:
            found += self._words(cut, matching)
        for number, joined in self._joined:
            for first, last in islice(joined(cut, matching), MAX_SPANS):
                begin = cut.begin(first[0]) + cut.places(first[0])[first[1]].start
                finish = cut.begin(last[0]) + cut.places(last[0])[last[1]].end
                found.append((begin, finish, number))
        found.sort()
        return found

    def _variants(self, text: str) -> Iterator[Found]:
        for variant in variants(text):
            for number, slot in self._varied:
                if slot.holds_variant(variant):
                    yield variant.start, variant.end, number

    def _words(self, cut: CutText, matching: Sequence[int]) -> list[Found]:
        """The matches of patterns of one word, the first `MAX_SPANS`."""
        found: list[Found] = []
        for at in matching:
            run = cut.run(at)
            inside = self._inside.get(run)
            if inside is None:
                inside = self._inside[run] = self._in_run(cut.places(at))
            if inside:
                begin = cut.begin(at)
                found += [(begin + first, begin + last, number) for first, last, number in inside]
                if len(found) >= MAX_SPANS:
                    del found[MAX_SPANS:]
                    break
        return found

    def _in_run(self, places: Sequence[WordPlace]) -> list[Found]:
        return [
            (place.start, place.end, number)
            for place in places
            for number, held in self._single
            if held[place.word]
        ]


def _rows(slots: Sequence[_Held], cut: CutText, matching: Sequence[int]) -> Iterator[tuple[_At, _At]]:
    """First and last word of each match of a run, in order."""
    head, *rest = slots
    for at in _holding(head, cut, matching):
        last = at
        for held in rest:
            behind = _next(cut, last)
            if behind is None or not held[cut.places(behind[0])[behind[1]].word]:
                break
            last = behind
        else:
            yield at, last


def _pairs(
    left: Sequence[_Held], right: Sequence[_Held], distance: int, cut: CutText, matching: Sequence[int]
) -> Iterator[tuple[_At, _At]]:
    """Each word of a pair that has another near it, for itself, in order."""
    before = [0, *accumulate(len(cut.places(run)) for run in range(len(cut.runs)))]

    def numbered(slots: Sequence[_Held]) -> dict[int, _At]:
        found = {at for held in slots for at in _holding(held, cut, matching)}
        return {before[at[0]] + at[1]: at for at in sorted(found)}

    some, others = numbered(left), numbered(right)
    near = _near(list(some), list(others), distance)
    near |= _near(list(others), list(some), distance)
    for index in sorted(near):
        at = some[index] if index in some else others[index]
        yield at, at


def _holding(held: _Held, cut: CutText, matching: Sequence[int]) -> list[_At]:
    """The words that may stand in a slot, in order."""
    return [
        (run, index) for run in matching for index, place in enumerate(cut.places(run)) if held[place.word]
    ]


def _parts_of(slot: Slot) -> Iterator[str]:
    """Words and beginnings of words, one of which is part of every word that the slot holds."""
    yield from slot.words
    if slot.prefix:
        yield slot.prefix
    for one in slot.stems:
        yield one
        yield from beginnings(one)


def _slots_of(pattern: Pattern) -> tuple[Slot, ...]:
    return pattern.slots if isinstance(pattern, WordRun) else pattern.left + pattern.right


def _next(cut: CutText, place: _At) -> _At | None:
    """The word behind the one at `place`; None behind the last."""
    run, index = place[0], place[1] + 1
    while index >= len(cut.places(run)):
        if not cut.follows(run):
            return None
        run, index = run + 1, 0
    return run, index


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
