"""All the articles of an index as numbers: segments, what was removed from them, and their statistics.

A base that lies on disk stays as it is; what is added since lies in memory, in segments that are
merged when the newer has grown to half of the older, so that each article is merged a few times
only. Statistics are exact at any time: those of the base, plus what was added, less what was removed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from briefing.related.article_terms import ArticleTerms
from briefing.related.near_duplicates import mark_repeated
from briefing.related.passage_places import PASSAGE_BITS, PassageUnit
from briefing.related.segment import Segment, gathered, merged, segment_of
from briefing.related.term_vocabulary import Ids, Numbers, TermVocabulary


class TermCounts:
    """How many units hold each term, less those removed and those of the base."""

    def __init__(self) -> None:
        self._counts: NDArray[np.int64] = np.zeros(0, dtype=np.int64)

    def change(self, terms: NDArray[np.int32], by: NDArray[np.int32] | int, size: int) -> None:
        """Add `by` for each of `terms`, distinct or not, in a vocabulary of `size` terms."""
        if len(self._counts) < size:
            grown = np.zeros(size + size // 2, dtype=np.int64)
            grown[: len(self._counts)] = self._counts
            self._counts = grown
        np.add.at(self._counts, terms, by)

    def of(self, terms: Ids) -> Ids:
        """Return the counts of `terms`; 0 for those never counted."""
        if not len(self._counts):
            return np.zeros(len(terms), dtype=np.int64)
        inside = np.minimum(terms, len(self._counts) - 1)
        return np.where(inside == terms, self._counts[inside], 0)


class SegmentSet:
    """Articles by number, passages by unit; units are renumbered when `version` changes."""

    def __init__(self, base: Segment | None = None, vocabulary: TermVocabulary | None = None) -> None:
        self.vocabulary = TermVocabulary() if vocabulary is None else vocabulary
        self.segments: list[Segment] = [] if base is None else [base]
        self.version = 0
        """Changes with every article added or removed."""
        self.firsts: list[int] = []
        """The first unit of each segment."""
        self._based = base is not None
        self._gone: list[set[int]] = [set() for _ in self.segments]
        self._alive: list[NDArray[np.bool_] | None] = [None for _ in self.segments]
        self._pending: dict[int, ArticleTerms] = {}
        self._holding, self._whole_holding = TermCounts(), TermCounts()
        self._passages = self._articles = self._length = 0
        for segment in self.segments:
            self._passages += len(segment.passages)
            self._articles += len(segment.numbers)
            self._length += int(segment.lengths.sum(dtype=np.int64))
        self._place()

    def __len__(self) -> int:
        """Number of passages that can be asked for."""
        self.settle()
        return self._passages

    @property
    def articles(self) -> int:
        self.settle()
        return self._articles

    @property
    def mean_length(self) -> float:
        """Mean number of terms in a passage; 1.0 when there is none."""
        return self._length / self._passages if self._length else 1.0

    @property
    def size(self) -> int:
        """Number of units, those removed among them."""
        self.settle()
        return self.firsts[-1]

    def __contains__(self, number: int) -> bool:
        return number in self._pending or self._find(number) is not None

    def add(self, number: int, article: ArticleTerms) -> None:
        """Add an article; one that has its number is replaced."""
        self.remove(number)
        self._pending[number] = article
        self.version += 1

    def remove(self, number: int) -> None:
        """Remove an article, if it is there."""
        if self._pending.pop(number, None) is not None:
            self.version += 1
            return
        found = self._find(number)
        if found is None:
            return
        at, article = found
        segment = self.segments[at]
        first, last = int(segment.firsts[article]), int(segment.firsts[article + 1])
        terms = segment.terms[int(segment.offsets[first]) : int(segment.offsets[last])]
        whole = segment.whole_terms[
            int(segment.whole_offsets[article]) : int(segment.whole_offsets[article + 1])
        ]
        self._holding.change(terms, -1, len(self.vocabulary))
        self._whole_holding.change(whole, -1, len(self.vocabulary))
        self._passages -= last - first
        self._articles -= 1
        self._length -= int(segment.lengths[first:last].sum(dtype=np.int64))
        alive = self._alive[at]
        if alive is None:
            alive = self._alive[at] = np.ones(len(segment.passages), dtype=bool)
        alive[first:last] = False
        self._gone[at].add(article)
        self.version += 1

    def settle(self) -> None:
        """Make what was added ready to be asked for."""
        if not self._pending:
            return
        new = segment_of(list(self._pending.items()), self.vocabulary)
        self._pending.clear()
        self._holding.change(new.known, np.diff(new.starts), len(self.vocabulary))
        self._whole_holding.change(new.known, new.whole_holding, len(self.vocabulary))
        self._passages += len(new.passages)
        self._articles += len(new.numbers)
        self._length += int(new.lengths.sum(dtype=np.int64))
        mark_repeated(new, self.segments)
        self.segments.append(new)
        self._gone.append(set())
        self._alive.append(None)
        fixed = 1 if self._based else 0
        while len(self.segments) > fixed + 1 and 2 * len(self.segments[-1].terms) >= len(
            self.segments[-2].terms
        ):
            pair = [(self.segments.pop(), frozenset(self._gone.pop())) for _ in range(2)]
            del self._alive[-2:]
            self.segments.append(merged(pair[::-1]))
            self._gone.append(set())
            self._alive.append(None)
        self._place()

    def _place(self) -> None:
        self.firsts = [0]
        for segment in self.segments:
            self.firsts.append(self.firsts[-1] + len(segment.passages))

    def _find(self, number: int) -> tuple[int, int] | None:
        for at, segment in enumerate(self.segments):
            article = segment.find(number)
            if article is not None and article not in self._gone[at]:
                return at, article
        return None

    def live(self) -> list[tuple[Segment, frozenset[int]]]:
        """Return the segments, each with the places of the articles removed from it."""
        self.settle()
        return [(segment, frozenset(gone)) for segment, gone in zip(self.segments, self._gone, strict=True)]

    # -- units -------------------------------------------------------------------------------

    def units_of(self, number: int) -> range:
        """Return the units of an article; none when it is not there."""
        self.settle()
        found = self._find(number)
        if found is None:
            return range(0)
        at, article = found
        segment, first = self.segments[at], self.firsts[at]
        return range(first + int(segment.firsts[article]), first + int(segment.firsts[article + 1]))

    def unit_of(self, number: int, passage: int) -> int | None:
        """Return the unit of a passage, or None when it is not there."""
        units = self.units_of(number)
        if not units:
            return None
        at, first = self._within(units.start)
        found = self.segments[at].passages[first : first + len(units)]
        place = int(np.searchsorted(found, passage))
        return units.start + place if place < len(found) and int(found[place]) == passage else None

    def unit(self, unit: int) -> PassageUnit:
        at, local = self._within(unit)
        segment = self.segments[at]
        return PassageUnit(int(segment.numbers[segment.article_of[local]]), int(segment.passages[local]))

    def repeated(self, unit: int) -> bool:
        """Tell whether another article may hold a passage in nearly the same words."""
        at, local = self._within(unit)
        return bool(self.segments[at].repeated[local])

    def alive(self) -> NDArray[np.bool_] | None:
        """Return which units are still there; None when all are."""
        if all(alive is None for alive in self._alive):
            return None
        return np.concatenate(
            [
                np.ones(len(segment.passages), dtype=bool) if alive is None else alive
                for segment, alive in zip(self.segments, self._alive, strict=True)
            ]
        )

    def _within(self, unit: int) -> tuple[int, int]:
        at = len(self.segments) - 1
        while self.firsts[at] > unit:
            at -= 1
        return at, unit - self.firsts[at]

    # -- statistics --------------------------------------------------------------------------

    def holding(self, terms: Ids) -> Numbers:
        """Return how many passages hold each of `terms`."""
        found = self._holding.of(terms)
        if self._based:
            starts, ends = self.segments[0].postings(terms)
            found = found + (ends - starts)
        return found.astype(np.float64)

    def whole_holding(self, terms: Ids) -> Numbers:
        """Return how many articles hold each of `terms`."""
        found = self._whole_holding.of(terms)
        if self._based:
            found = found + self.segments[0].articles_holding(terms)
        return found.astype(np.float64)

    # -- rows --------------------------------------------------------------------------------

    def terms_of(self, units: Ids) -> tuple[Ids, Numbers, Ids]:
        """Return term, count and position in `units` for every term of these units."""
        self.settle()
        return self._rows(units, self.firsts, ("offsets", "terms", "counts"))

    def whole_terms_of(self, articles: Ids) -> tuple[Ids, Numbers, Ids]:
        """Return the same for whole articles, numbered through all segments."""
        self.settle()
        return self._rows(articles, self.article_firsts(), ("whole_offsets", "whole_terms", "whole_counts"))

    def article_firsts(self) -> list[int]:
        """Return the first article of each segment, numbered through all segments."""
        firsts = [0]
        for segment in self.segments:
            firsts.append(firsts[-1] + len(segment.numbers))
        return firsts

    def articles_of(self, units: Ids) -> Ids:
        """Return the articles of units, numbered through all segments."""
        result = np.empty(len(units), dtype=np.int64)
        articles = self.article_firsts()
        for at, segment in enumerate(self.segments):
            here = (units >= self.firsts[at]) & (units < self.firsts[at + 1])
            result[here] = segment.article_of[units[here] - self.firsts[at]] + articles[at]
        return result

    def depths(self, units: Ids) -> Ids:
        """Return how many passages stand before each unit in its article."""
        result = np.empty(len(units), dtype=np.int64)
        for at, segment in enumerate(self.segments):
            here = (units >= self.firsts[at]) & (units < self.firsts[at + 1])
            local = units[here] - self.firsts[at]
            result[here] = local - segment.firsts[segment.article_of[local]]
        return result

    def lengths(self, units: Ids) -> Numbers:
        """Return the number of terms of units."""
        result = np.empty(len(units), dtype=np.float64)
        for at, segment in enumerate(self.segments):
            here = (units >= self.firsts[at]) & (units < self.firsts[at + 1])
            result[here] = segment.lengths[units[here] - self.firsts[at]]
        return result

    def places(self, units: Ids) -> Ids:
        """Return what units are sorted by where their scores tie: article number, then passage."""
        result = np.empty(len(units), dtype=np.int64)
        for at, segment in enumerate(self.segments):
            here = (units >= self.firsts[at]) & (units < self.firsts[at + 1])
            local = units[here] - self.firsts[at]
            numbers = segment.numbers[segment.article_of[local]]
            result[here] = (numbers << PASSAGE_BITS) + segment.passages[local]
        return result

    def _rows(self, rows: Ids, firsts: list[int], names: tuple[str, str, str]) -> tuple[Ids, Numbers, Ids]:
        found: list[tuple[Ids, Numbers, Ids]] = []
        for at, segment in enumerate(self.segments):
            here = np.flatnonzero((rows >= firsts[at]) & (rows < firsts[at + 1]))
            if len(here):
                offsets, terms, counts = (getattr(segment, name) for name in names)
                index, position = gathered(offsets, rows[here] - firsts[at])
                found.append(
                    (terms[index].astype(np.int64), counts[index].astype(np.float64), here[position])
                )
        if len(found) == 1:
            return found[0]
        if not found:
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, np.zeros(0), nothing
        terms, counts, position = (np.concatenate(part) for part in zip(*found, strict=True))
        return terms, counts, position
